"""What administrators take dictionaries in and out by: one XLSX a dictionary, rows told apart by name."""

import io
from typing import Any

import tablib
from import_export import resources
from import_export.formats.base_formats import XLSX
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from hdr_portal.lib.celltext import visible
from hdr_portal.lib.plaintext import folded
from inventory.dictionaries import DICTIONARIES
from inventory.models import DictionaryEntry, EntryState

SHARED = ("name", "aliases", "source")
OWN: dict[str, tuple[str, ...]] = {
    "kategorie": ("code", "group", "is_computer", "life_years"),
    "finansowanie": ("agreement_number", "durability_until"),
    "kst": ("code",),
    "systemy": ("family", "supported_until"),
    "oprogramowanie": ("publisher", "kind", "is_standard"),
}


class TextXlsx(XLSX):
    """XLSX whose texts are texts: one that begins like a formula calculates nothing."""

    def export_data(self, dataset: tablib.Dataset, **_: Any) -> bytes:
        """The workbook's bytes."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Słownik")
        sheet.freeze_panes = "A2"
        sheet.append([self._cell(sheet, header, Font(bold=True)) for header in dataset.headers])
        for row in dataset:
            sheet.append([self._cell(sheet, value, None) for value in row])
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    @staticmethod
    def _cell(sheet: Any, value: Any, font: Font | None) -> Any:
        cell = WriteOnlyCell(sheet, value=visible(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"
        if font:
            cell.font = font
        return cell


class EntryResource(resources.ModelResource):
    """Entries by name: a row whose name is known changes that entry, another adds one. Nothing is deleted."""

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        """The entry of the row's name, whatever its letters and spaces."""
        model: Any = self._meta.model
        found = model.objects.filter(key=folded(str(row.get("name") or ""))).first()
        return (found, False) if found else (model(state=EntryState.ACCEPTED), True)

    def before_import_row(self, row: Any, **_: Any) -> None:
        """An empty cell is an empty text, not nothing."""
        for name in row:
            row[name] = "" if row[name] is None else row[name]

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Refuse what the model refuses, and say who did it."""
        instance.full_clean(exclude=["key"])
        instance._history_user = kwargs.get("user")  # noqa: SLF001 - how simple_history takes the actor


def resource_for(model: type[DictionaryEntry]) -> type[EntryResource]:
    """The resource of a dictionary's model."""
    slug = next((one.slug for one in DICTIONARIES.values() if one.model is model), "")
    names = (*SHARED, *OWN.get(slug, ()))
    options = {"fields": names, "export_order": names, "import_id_fields": ("name",), "skip_unchanged": True}
    made: type[EntryResource] = resources.modelresource_factory(model, EntryResource, meta_options=options)
    return made
