"""The columns of the register, in one table: what lists show, forms ask, workbooks carry, imports read, histories tell.

A value of a column is: text → str ("" for none); date → date or None; money → Decimal or None; count → int or None;
choice → its code ("" for none); entry → the id of the dictionary's row (or room) or None.
"""

import enum
from dataclasses import dataclass

from hdr_portal.lib.plaintext import folded


class Kind(enum.Enum):
    """What a column holds."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    CHOICE = "choice"
    ENTRY = "entry"


@dataclass(frozen=True)
class Column:
    """A column of the register.

    `key` is the field of Device; `attname` what a row holds it under; `aliases` are headers that schools write for it;
    `width` is in characters of a workbook; `shown` columns stand in a new person's list.
    """

    key: str
    label: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    max_length: int = 0
    required: bool = False
    width: int = 16
    shown: bool = False

    @property
    def attname(self) -> str:
        """The attribute that holds the plain value."""
        return f"{self.key}_id" if self.kind is Kind.ENTRY else self.key


COLUMNS: tuple[Column, ...] = (
    Column(
        "inventory_number",
        "Numer inwentarzowy",
        Kind.TEXT,
        ("nr inw.", "nr inw", "nr inwentarzowy", "numer inw.", "nr ewid.", "nr ewidencyjny", "numer ewidencyjny", "nr inwent.", "inw.", "numer środka", "nr śr. trw.", "sygnatura"),
        60, required=True, width=22, shown=True,
    ),
    Column("name", "Nazwa", Kind.TEXT, ("nazwa urządzenia", "nazwa sprzętu", "sprzęt", "opis", "przedmiot", "nazwa przedmiotu", "nazwa środka", "wyszczególnienie", "urządzenie"), 150, required=True, width=34, shown=True),
    Column("category", "Kategoria", Kind.ENTRY, ("rodzaj", "typ", "rodzaj sprzętu", "typ sprzętu", "grupa", "kategoria sprzętu", "typ urządzenia", "rodzaj urządzenia"), required=True, width=22, shown=True),
    Column("manufacturer", "Producent", Kind.ENTRY, ("marka", "firma", "wytwórca", "prod."), width=16),
    Column("model", "Model", Kind.TEXT, ("model urządzenia", "typ/model", "nazwa modelu", "oznaczenie"), 100, width=24, shown=True),
    Column("serial", "Numer seryjny", Kind.TEXT, ("nr seryjny", "nr ser.", "s/n", "sn", "serial", "serial number", "numer fabryczny", "nr fabryczny", "nr fabr."), 100, width=22, shown=True),
    Column("room", "Pomieszczenie", Kind.ENTRY, ("sala", "nr sali", "pokój", "nr pokoju", "lokalizacja", "miejsce", "miejsce użytkowania", "pom.", "gdzie"), width=22, shown=True),
    Column("status", "Status", Kind.CHOICE, ("status sprzętu", "stan ewidencyjny"), width=14, shown=True),
    Column("condition", "Stan techniczny", Kind.CHOICE, ("stan", "stan sprzętu", "sprawność"), width=16),
    Column("audience", "Dla kogo", Kind.CHOICE, ("grupa docelowa", "przeznaczenie", "użytkownik", "użytkownicy", "dla"), width=16),
    Column("purchased_on", "Data zakupu", Kind.DATE, ("data zak.", "data nabycia", "data przyjęcia", "data przyjęcia na stan", "zakup", "rok zakupu", "data OT", "data wprowadzenia"), width=13, shown=True),
    Column("gross_value", "Wartość brutto", Kind.MONEY, ("wartość", "cena", "cena brutto", "kwota", "kwota brutto", "wartość początkowa", "wart. brutto", "wartość zł", "cena jednostkowa"), width=15, shown=True),
    Column("invoice", "Numer faktury", Kind.TEXT, ("nr faktury", "faktura", "nr fv", "fv", "dokument zakupu", "nr dokumentu"), 60, width=20),
    Column("supplier", "Dostawca", Kind.TEXT, ("sprzedawca", "kontrahent", "wykonawca"), 120, width=24),
    Column("funding", "Źródło finansowania", Kind.ENTRY, ("finansowanie", "źródło fin.", "projekt", "program", "źródło"), width=26),
    Column("durability_until", "Koniec trwałości", Kind.DATE, ("trwałość do", "trwałość projektu", "okres trwałości"), width=15),
    Column("warranty_until", "Koniec gwarancji", Kind.DATE, ("gwarancja do", "gwarancja", "data gwarancji", "koniec gwar."), width=15),
    Column("accounting_class", "Konto", Kind.CHOICE, ("konto księgowe", "nr konta", "ewidencja", "klasa ewidencji"), width=16),
    Column("fixed_asset_class", "KŚT", Kind.ENTRY, ("symbol KŚT", "klasyfikacja", "nr KŚT", "grupa KŚT"), width=18),
    Column("owner", "Właściciel", Kind.CHOICE, ("własność", "czyje"), width=14),
    Column("cpu", "Procesor", Kind.TEXT, ("cpu", "proc."), 120, width=24),
    Column("ram_gb", "RAM w GB", Kind.COUNT, ("ram", "pamięć", "pamięć ram", "ram gb", "ram [gb]"), width=10),
    Column("disk_gb", "Dysk w GB", Kind.COUNT, ("dysk", "dysk twardy", "pojemność dysku", "dysk gb", "dysk [gb]"), width=10),
    Column("disk_kind", "Rodzaj dysku", Kind.CHOICE, ("typ dysku", "ssd/hdd"), width=12),
    Column("operating_system", "System operacyjny", Kind.ENTRY, ("system", "os", "windows", "system op."), width=20),
    Column("windows11", "Windows 11", Kind.CHOICE, ("win 11", "windows 11?", "zgodność z windows 11"), width=18),
    Column("note", "Uwagi", Kind.TEXT, ("uwaga", "notatka", "komentarz", "dodatkowe informacje", "inne"), 500, width=36),
)  # fmt: skip
BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}
BY_HEADER: dict[str, Column] = {
    folded(header): column for column in reversed(COLUMNS) for header in (column.label, *column.aliases)
}
QUANTITY_HEADERS = frozenset(
    folded(header) for header in ("ilość", "liczba", "szt.", "sztuk", "ilość szt.", "liczba sztuk")
)
UNIT_HEADERS = frozenset(folded(header) for header in ("jednostka", "szkoła", "placówka"))
ORDINAL_HEADERS = frozenset(folded(header) for header in ("lp.", "lp", "l.p.", "nr", "poz."))
