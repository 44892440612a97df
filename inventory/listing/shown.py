"""Columns that the list of devices can show, and how their values are written."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from inventory.columns import BY_KEY, COLUMNS, Column, Kind
from inventory.models import Device
from inventory.values import shown

NUMBER = BY_KEY["inventory_number"]  # leads to the device, so it always stands first
SCHOOL = Column("school", "Jednostka", Kind.ENTRY)
BESIDE = (Column("label_code", "Kod etykiety", Kind.TEXT), Column("confirmed_on", "Stan potwierdzony", Kind.DATE))
LISTED: dict[str, Column] = {column.key: column for column in (SCHOOL, *COLUMNS, *BESIDE)}
USUAL = ("school", *(column.key for column in COLUMNS if column.shown))
WORDS: dict[str, Mapping[Any, str]] = {
    key: dict(Device._meta.get_field(key).flatchoices)  # type: ignore[union-attr]
    for key, column in LISTED.items()
    if column.kind is Kind.CHOICE
}
NAMED = {"school": "school__short_name", "fixed_asset_class": "fixed_asset_class__code"}


def chosen_columns(keys: Iterable[str], *, many_schools: bool) -> list[Column]:
    """The columns of a list: the inventory number, then those chosen; without a choice the usual ones.

    Whoever sees one school alone needs no column that says which.
    """
    known = [key for key in dict.fromkeys(keys) if key in LISTED] or list(USUAL)
    wanted = [key for key in known if key != NUMBER.key and (many_schools or key != SCHOOL.key)]
    return [NUMBER, *(LISTED[key] for key in wanted)]


def source_of(column: Column) -> str:
    """The lookup under which a column's value is read: names rather than ids."""
    if column.kind is Kind.ENTRY:
        return NAMED.get(column.key, f"{column.key}__name")
    return column.key


def text_of(column: Column, value: Any) -> str:
    """A value read by `source_of`, in Polish."""
    if column.kind is Kind.CHOICE:
        return WORDS[column.key].get(value, "")
    return shown(column.kind, value)


def css_of(column: Column) -> str:
    """Classes of a column's cells: amounts to the right, days in one line."""
    if column.kind in {Kind.MONEY, Kind.COUNT}:
        return "num"
    return "nowrap" if column.kind is Kind.DATE else ""


def cell_starts(columns: Sequence[Column]) -> list[SafeString]:
    """The opening tag of each column's cells: class, and the label that a phone shows beside the value."""
    return [format_html('<td class="{}" data-label="{}">', css_of(column), column.label) for column in columns]


def cells_of(
    row: Mapping[str, Any], columns: Sequence[Column], starts: Sequence[SafeString], marks: Mapping[str, SafeString]
) -> SafeString:
    """The cells of one device as HTML; its status is drawn as `marks` has it.

    Joined here and not by the template, which takes four times as long for the same five hundred cells.
    """
    cells = (
        start + (marks[row["status"]] if column.key == "status" else escape(text_of(column, row[source_of(column)])))
        for column, start in zip(columns, starts, strict=True)
    )
    return SafeString("</td>".join([*cells, ""]))
