"""The register of school IT."""

from inventory.models.devices import (
    GONE,
    AccountingClass,
    Audience,
    Condition,
    Device,
    DeviceFile,
    DiskKind,
    Owner,
    SavedView,
    Status,
    Windows11,
    fill_keys,
    new_label_code,
    search_text,
)
from inventory.models.dictionaries import (
    Category,
    CategoryGroup,
    DictionaryEntry,
    EntryState,
    FixedAssetClass,
    FundingSource,
    Manufacturer,
    OperatingSystem,
    Product,
    ProductKind,
    ZszoModule,
)
from inventory.models.intakes import ColumnMapping, Export, ExportFormat, Import, Mode, Stage
from inventory.models.licences import Licence, LicenceKind
from inventory.models.norms import Norm, NormCode
from inventory.models.records import Forecast, SchoolRecord
from inventory.models.rooms import Room, RoomKind
from inventory.models.sheets import Edition, EditionKind, Sheet, SheetAcceptance, SheetState
from inventory.models.summaries import RegisterSummary
from inventory.models.zszo import ZszoCost, ZszoUse

__all__ = [
    "GONE",
    "AccountingClass",
    "Audience",
    "Category",
    "CategoryGroup",
    "ColumnMapping",
    "Condition",
    "Device",
    "DeviceFile",
    "DictionaryEntry",
    "DiskKind",
    "Edition",
    "EditionKind",
    "EntryState",
    "Export",
    "ExportFormat",
    "FixedAssetClass",
    "Forecast",
    "FundingSource",
    "Import",
    "Licence",
    "LicenceKind",
    "Manufacturer",
    "Mode",
    "Norm",
    "NormCode",
    "OperatingSystem",
    "Owner",
    "Product",
    "ProductKind",
    "RegisterSummary",
    "Room",
    "RoomKind",
    "SavedView",
    "SchoolRecord",
    "Sheet",
    "SheetAcceptance",
    "SheetState",
    "Stage",
    "Status",
    "Windows11",
    "ZszoCost",
    "ZszoModule",
    "ZszoUse",
    "fill_keys",
    "new_label_code",
    "search_text",
]
