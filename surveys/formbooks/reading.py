"""A workbook read as a questionnaire: whole and sound, or not at all, with every fault by sheet and row."""

import re
from dataclasses import dataclass, field

from hdr_portal.lib.workbook.contents import WorkbookContents
from surveys.formbooks.layout import BEGIN, CHOICES, END, LEVELS, MULTILINE, SETTINGS, SURVEY, from_relevant
from surveys.formbooks.sheets import BookFault, Row, Sheets, sheets_of
from surveys.questionnaire import KINDS_WITH_OWN_SCALE, OWN_SCALES, Item, Point, Questionnaire, Scale, Section
from surveys.showif import ShowIf, WrongCondition, parse_show_if
from surveys.soundness import Fault, Place, faults_of

KIND_OF_SCALE = {scale: kind for kind, scale in KINDS_WITH_OWN_SCALE.items()}
TYPE = re.compile(r"(select_one|select_multiple|integer|text)(?:\s+(\S+))?")
TYPES_WORDS = "begin_group, end_group, select_one LISTA, select_multiple LISTA, integer, text"
FALLBACK = "short_text"  # what a question of an unknown type is held for until the workbook is refused


class WrongBook(Exception):
    """The workbook cannot be taken: all its faults, by sheet and row."""

    def __init__(self, faults: list[BookFault]) -> None:
        order = {SURVEY: 0, CHOICES: 1, SETTINGS: 2}
        self.faults = sorted(set(faults), key=lambda one: (order.get(one.sheet, 3), one))
        super().__init__("\n".join(f"{one.sheet}, wiersz {one.row}: {one.sentence}" for one in self.faults))


@dataclass
class _Places:
    """The row of each place of the questionnaire."""

    rows: dict[Place, tuple[str, int]] = field(default_factory=dict)

    def note(self, place: Place, row: Row) -> None:
        self.rows.setdefault(place, (row.sheet, row.number))

    def of(self, place: Place) -> tuple[str, int]:
        inside = Place(place.section, place.item, place.scale, place.point)
        listed = Place(scale=place.scale)
        return self.rows.get(inside) or self.rows.get(listed) or (CHOICES if place.scale else SETTINGS, 0)


def questionnaire_in(book: WorkbookContents) -> Questionnaire:
    """The questionnaire of a workbook; raises WrongBook with every fault."""
    sheets, places = sheets_of(book), _Places()
    if not sheets.rows[SURVEY] or not sheets.rows[SETTINGS]:
        raise WrongBook(sheets.faults)
    scales = _scales(sheets, places)
    sections = _Survey(sheets, scales, places).sections()
    content = _settings(sheets, tuple(sections), places)
    _refuse_idle_lists(sheets, content, places)
    sheets.faults.extend(_unsound(content, places, sheets.faults))
    if sheets.faults:
        raise WrongBook(sheets.faults)
    return content


# --- Settings -------------------------------------------------------------------------------------------------------
def _settings(sheets: Sheets, sections: tuple[Section, ...], places: _Places) -> Questionnaire:
    row, *more = sheets.rows[SETTINGS]
    places.note(Place(), row)
    for one in more:
        one.refuse("", "Arkusz settings ma tylko jeden wiersz pod nagłówkiem. Usuń ten.")
    version, minutes = row.number_of("version"), row.number_of("minutes")
    return Questionnaire(
        code=row.text("form_id"),
        version=1 if version is None else version,
        title=row.texts("title"),
        audience=row.text("audience"),
        sections=sections,
        framework=row.text("framework") or "own",
        easy=row.flag("easy", default=False),
        minutes=5 if minutes is None else minutes,
        intro=row.texts("intro"),
        source_note=row.text("source_note"),
    )


# --- Choices --------------------------------------------------------------------------------------------------------
def _scales(sheets: Sheets, places: _Places) -> dict[str, Scale]:
    points: dict[str, list[Point]] = {}
    for row in sheets.rows[CHOICES]:
        name = row.text("list_name")
        if not name:
            row.refuse("list_name", "Brakuje nazwy listy, do której należy ta odpowiedź.")
            continue
        listed = points.setdefault(name, [])
        places.note(Place(scale=name), row)
        places.note(Place(scale=name, point=len(listed)), row)
        listed.append(Point(row.text("name"), row.texts("label"), row.number_of("value")))
    return OWN_SCALES | {name: Scale(name, tuple(listed)) for name, listed in points.items()}


def _refuse_idle_lists(sheets: Sheets, content: Questionnaire, places: _Places) -> None:
    if any(fault.sheet == SURVEY for fault in sheets.faults):
        return  # a question that could not be read may be the one that uses the list
    for place, (sheet, row) in places.rows.items():
        if place.scale and place.point < 0 and place.scale not in content.scales:
            said = f"Z listy „{place.scale}” nie korzysta żadne pytanie. Usuń ją albo wpisz ją przy pytaniu."
            sheets.faults.append(BookFault(sheet, row, "list_name", said))


# --- Survey ---------------------------------------------------------------------------------------------------------
@dataclass
class _Survey:
    """Reads the rows of the sheet „survey” into sections."""

    sheets: Sheets
    scales: dict[str, Scale]
    places: _Places
    found: list[tuple[Row, list[Item]]] = field(default_factory=list)
    open: bool = False

    def sections(self) -> list[Section]:
        """The sections with their items, in order."""
        for row in self.sheets.rows[SURVEY]:
            self._take(row, row.text("type").lower().replace(" group", "_group"))
        if self.open:
            self.found[-1][0].refuse("type", f"Tej części nic nie kończy. Dopisz wiersz {END}.")
        return [_section(row, items) for row, items in self.found]

    def _take(self, row: Row, kind: str) -> None:
        if kind == BEGIN:
            if self.open:
                row.refuse("type", f"Część zaczyna się, zanim skończyła się poprzednia. Dopisz przed nią {END}.")
            self.places.note(Place(len(self.found)), row)
            self.found.append((row, []))
            self.open = True
        elif kind == END:
            if not self.open:
                row.refuse("type", f"{END} stoi bez {BEGIN}. Usuń ten wiersz.")
            self.open = False
        elif not self.open:
            row.refuse("type", f"Pytanie stoi poza częścią. Wstaw przed nim wiersz {BEGIN}.")
        else:
            items = self.found[-1][1]
            self.places.note(Place(len(self.found) - 1, len(items)), row)
            items.append(self._item(row))

    def _item(self, row: Row) -> Item:
        kind, scale = self._kind(row)
        return Item(
            code=row.text("name"),
            kind=kind,
            text=row.texts("label"),
            scale=scale,
            easy=row.texts("easy"),
            hint=row.texts("hint"),
            tag=row.text("tag"),
            category=row.text("category"),
            required=row.flag("required", default=False),
            allow_na=row.flag("not_applicable", default=True),
            reverse=row.flag("reverse", default=False),
            limit=row.number_of("limit"),
            minimum=row.number_of("minimum"),
            maximum=row.number_of("maximum"),
            show_if=_condition(row),
        )

    def _kind(self, row: Row) -> tuple[str, Scale | None]:
        found = TYPE.fullmatch(row.text("type"))
        if found is None:
            row.refuse("type", f"Nieznany rodzaj „{row.text('type')}”. Wpisz jeden z: {TYPES_WORDS}.")
            return FALLBACK, None
        word, name = found[1], found[2]
        appearance = row.text("appearance").lower()
        if word in {"integer", "text"}:
            if name:
                row.refuse("type", f"Za „{word}” nie stoi nazwa listy.")
            return self._written(row, word, appearance), None
        return self._chosen(row, word, name or "", appearance)

    @staticmethod
    def _written(row: Row, word: str, appearance: str) -> str:
        if appearance and (word, appearance) != ("text", MULTILINE):
            row.refuse("appearance", f"Nieznany wygląd „{appearance}”. Przy „text” może być „{MULTILINE}”.")
        if word == "integer":
            return "number"
        return "long_text" if appearance == MULTILINE else "short_text"

    def _chosen(self, row: Row, word: str, name: str, appearance: str) -> tuple[str, Scale | None]:
        scale = self.scales.get(name)
        if scale is None:
            said = f"Nie ma listy „{name}” w arkuszu choices." if name else f"Za „{word}” wpisz nazwę listy odpowiedzi."
            row.refuse("type", said)
            return FALLBACK, None
        if appearance and (word, appearance) != ("select_one", LEVELS):
            row.refuse("appearance", f"Nieznany wygląd „{appearance}”. Przy „select_one” może być „{LEVELS}”.")
        if word == "select_multiple":
            return "multi", scale
        return ("levels" if appearance == LEVELS else KIND_OF_SCALE.get(name, "single")), scale


def _section(row: Row, items: list[Item]) -> Section:
    return Section(row.text("name"), row.texts("label"), tuple(items), row.text("construct"), row.texts("hint"))


def _condition(row: Row) -> ShowIf | None:
    try:
        return parse_show_if(from_relevant(row.text("relevant")))
    except WrongCondition as wrong:
        row.refuse("relevant", str(wrong))
        return None


# --- Soundness ------------------------------------------------------------------------------------------------------
def _unsound(content: Questionnaire, places: _Places, known: list[BookFault]) -> list[BookFault]:
    """Faults of the questionnaire that do not follow from a row that could not be read."""
    broken = {(fault.sheet, fault.row) for fault in known}
    unread = {
        item.code
        for number, section in enumerate(content.sections)
        for at, item in enumerate(section.items)
        if places.of(Place(number, at)) in broken
    }
    return [
        BookFault(*places.of(fault.place), _column(fault), fault.sentence)
        for fault in faults_of(content)
        if places.of(fault.place) not in broken and not _asks_about(content, fault, unread)
    ]


def _asks_about(content: Questionnaire, fault: Fault, unread: set[str]) -> bool:
    if fault.place.field != "show_if":
        return False
    condition = content.sections[fault.place.section].items[fault.place.item].show_if
    return condition is not None and bool(condition.names() & unread)


def _column(fault: Fault) -> str:
    place = fault.place
    if place.scale:
        return {"label": "label", "value": "value", "code": "name"}.get(place.field, "list_name")
    if place.item >= 0:
        names = {"code": "name", "text": "label", "allow_na": "not_applicable", "show_if": "relevant", "scale": "type"}
        return names.get(place.field, "type" if place.field == "kind" else place.field)
    if place.section >= 0:
        return {"code": "name", "title": "label", "intro": "hint", "items": "type"}.get(place.field, place.field)
    return {"code": "form_id", "sections": ""}.get(place.field, place.field)
