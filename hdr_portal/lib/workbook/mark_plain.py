"""A plain XLSX with the cells of a file of another kind: texts stay texts, dates dates, errors errors."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from .contents import CellError, Value
from .drafts import Draft, letters
from .mark_package import CONTENT_TYPES, HEAD, MAIN, OFFICE, RELATIONS, SHEET_TYPE, TYPES, Package
from .mark_splice import attribute, text
from .numbers import DAY, LEAP_1900, START_1900

GENERAL, TEXT, QUOTED, DATE, MOMENT, TIME = range(6)
FIRST_FREE = 6
FORMATS = {DATE: "yyyy\\-mm\\-dd", MOMENT: "yyyy\\-mm\\-dd\\ hh:mm:ss", TIME: "hh:mm:ss"}
FIRST_FORMAT = 164
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
BAD_IN_NAME = re.compile(r"[\[\]*?/\\:]|^'|'$")
WIDEST = 60
PROPERTIES = "docProps/custom.xml"
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
SAMPLE_ROWS = 200


def _flag(name: str, on: object, value: str = "1") -> str:
    return f' {name}="{value}"' if on else ""


class Formats:
    """The cell styles of the file; formats that show zeros or words in front get their own."""

    def __init__(self) -> None:
        self.shown: dict[str, int] = {}

    def of(self, shown: str) -> int:
        """The style that shows a number with what stands before its digits here."""
        digits = re.search(r"[0-9]+$", shown)
        before = shown[: digits.start()] if digits else shown
        code = (f'"{before}"' if before else "") + "0" * (len(digits[0]) if digits else 1)
        return self.shown.setdefault(code.replace('""', ""), FIRST_FREE + len(self.shown))

    def part(self) -> bytes:
        """The styles part."""
        codes = FORMATS | {style: code for code, style in self.shown.items()}
        written = "".join(
            f'<numFmt numFmtId="{FIRST_FORMAT + style}" formatCode="{attribute(code)}"/>'
            for style, code in codes.items()
        )
        numbers = {GENERAL: 0, TEXT: 49, QUOTED: 49}
        xfs = "".join(
            f'<xf numFmtId="{numbers.get(style, FIRST_FORMAT + style)}" fontId="0" fillId="0" borderId="0" xfId="0"'
            f' applyNumberFormat="1"{_flag("quotePrefix", style == QUOTED)}/>'
            for style in range(FIRST_FREE + len(self.shown))
        )
        return (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">{written}</numFmts>'
            '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
            '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{FIRST_FREE + len(self.shown)}">{xfs}</cellXfs><cellStyles count="1">'
            '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).encode()


def plain_package(drafts: list[Draft], names: dict[str, str], properties: dict[str, str]) -> Package:
    """The file's parts; `names` gives each sheet's name as XLSX allows it."""
    formats = Formats()
    parts = {f"xl/worksheets/sheet{at}.xml": sheet_part(draft, formats) for at, draft in enumerate(drafts, 1)}
    leads = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(drafts) + 1)
    )
    sheets = "".join(
        f'<sheet name="{attribute(names[draft.name])}" sheetId="{at}"{_flag("state", draft.hidden, "hidden")} r:id="rId{at}"/>'
        for at, draft in enumerate(drafts, 1)
    )
    parts["xl/workbook.xml"] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    ).encode()
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELATIONS}">{leads}'
        f'<Relationship Id="rIdStyles" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ).encode()
    parts["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ).encode()
    parts["xl/styles.xml"] = formats.part()
    package = Package(None, {TYPES: f'{HEAD}<Types xmlns="{CONTENT_TYPES}">{DEFAULTS}</Types>'.encode(), **parts})
    package.declare("xl/workbook.xml", f"{SHEET_TYPE}sheet.main+xml")
    package.declare("xl/styles.xml", f"{SHEET_TYPE}styles+xml")
    for at in range(1, len(drafts) + 1):
        package.declare(f"xl/worksheets/sheet{at}.xml", f"{SHEET_TYPE}worksheet+xml")
    if properties:
        package.parts[PROPERTIES] = properties_part(properties)
        package.declare(PROPERTIES, "application/vnd.openxmlformats-officedocument.custom-properties+xml")
        package.relate("", "custom-properties", PROPERTIES)
    return package


def properties_part(properties: dict[str, str]) -> bytes:
    """Custom document properties, all as text."""
    rows = "".join(
        f'<property fmtid="{PROPERTY_SET}" pid="{at}" name="{attribute(name)}">'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for at, (name, value) in enumerate(properties.items(), 2)
    )
    spaces = f'xmlns="{DOCUMENT}/custom-properties" xmlns:vt="{DOCUMENT}/docPropsVTypes"'
    return f"{HEAD}<Properties {spaces}>{rows}</Properties>".encode()


DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def allowed_names(drafts: list[Draft]) -> dict[str, str]:
    """Sheets' names within 31 characters, without those that XLSX forbids, each once."""
    names: dict[str, str] = {}
    for draft in drafts:
        bare = BAD_IN_NAME.sub("_", draft.name)[:31] or "Arkusz"
        taken = {name.lower() for name in names.values()}
        tries = (bare if at == 1 else f"{bare[:26]} ({at})" for at in range(1, len(drafts) + 2))
        names[draft.name] = next(name for name in tries if name.lower() not in taken)
    return names


def sheet_part(draft: Draft, formats: Formats) -> bytes:
    """The worksheet's XML."""
    rows = "".join(_row(number, row, draft, formats) for number, row in enumerate(draft.rows, 1) if row)
    merges = "".join(
        f'<mergeCell ref="{letters(left)}{top}:{letters(right)}{bottom}"/>' for top, left, bottom, right in draft.merges
    )
    merged = f'<mergeCells count="{len(draft.merges)}">{merges}</mergeCells>' if merges else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{_columns(draft)}<sheetData>{rows}</sheetData>{merged}</worksheet>'.encode()
    )


def _columns(draft: Draft) -> str:
    hidden = draft.finish().hidden_columns
    widths: dict[int, int] = {}
    for row in draft.rows[:SAMPLE_ROWS]:
        for column, value in enumerate(row, 1):
            widths[column] = max(widths.get(column, 8), min(WIDEST, len(str(value or "")) + 2))
    written = "".join(
        f'<col min="{at}" max="{at}" width="{wide}" customWidth="1"{_flag("hidden", at in hidden)}/>'
        for at, wide in sorted(widths.items())
    )
    return f"<cols>{written}</cols>" if written else ""


def _row(number: int, row: list[Value], draft: Draft, formats: Formats) -> str:
    hidden = ' hidden="1"' if number in draft.hidden_rows else ""
    return f'<row r="{number}"{hidden}>{"".join(_cells(number, row, draft, formats))}</row>'


def _cells(number: int, row: list[Value], draft: Draft, formats: Formats) -> Iterator[str]:
    for column, value in enumerate(row, 1):
        if value is not None:
            place = f'<c r="{letters(column)}{number}"'
            shown = draft.padded.get((number, column))
            yield place + (_number(value, formats.of(shown)) if shown and type(value) is int else _cell(value))


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return _number(value, GENERAL)
    if isinstance(value, CellError):
        return f' t="e"><v>{value.code if value.code in ERRORS else "#VALUE!"}</v></c>'
    if isinstance(value, time):
        return _number((value.hour * 3600 + value.minute * 60 + value.second) / DAY, TIME)
    if isinstance(value, date):
        return _date(value)
    return _text(str(value))


def _number(value: float, style: int) -> str:
    return f' s="{style}"><v>{value!r}</v></c>'


def _text(value: str) -> str:
    style = QUOTED if value.startswith(DANGEROUS) else TEXT
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{text(value)}</t></is></c>'


def _date(value: date) -> str:
    """A serial number since 1900; an earlier day has none and is written out."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a sheet knows no time zones
    since = moment - START_1900
    days = since.days + since.seconds / DAY if since.seconds else since.days
    if days <= LEAP_1900:
        days -= 1
    return _number(days, MOMENT if isinstance(value, datetime) else DATE) if days >= 1 else _text(value.isoformat())
