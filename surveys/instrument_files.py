"""A questionnaire in a YAML file of ours: its keys, read into the value; where each thing stands in the file."""

import re
from dataclasses import dataclass, field

import yaml

from hdr_portal.lib.yamlentry import TAG, Entry, Fields
from surveys.questionnaire import KINDS_WITH_OWN_SCALE, OWN_SCALES, Item, Point, Questionnaire, Scale, Section, Texts
from surveys.showif import ShowIf, WrongCondition, parse_show_if
from surveys.soundness import AUDIENCES, FRAMEWORKS, KINDS, KINDS_WITH_LIST, Place

LANGUAGES = ("pl", "uk", "en")
INTEGER = re.compile(r"-?(0|[1-9]\d{0,9})")


@dataclass
class Lines:
    """The line of each place."""

    known: dict[Place, int] = field(default_factory=dict)

    def note(self, place: Place, entry: Entry) -> None:
        """Remember where a thing begins."""
        self.known[place] = entry.line

    def of(self, place: Place) -> int:
        """The line of the thing that the place is in."""
        inside = Place(place.section, place.item, place.scale, place.point)
        return self.known.get(inside, self.known.get(Place(scale=place.scale), 1))


def read_entry(top: Entry, lines: Lines) -> Questionnaire:
    """The questionnaire; faults of form gather in the entry."""
    fields = top.fields(
        required=("code", "title", "audience", "minutes", "sections"),
        optional=("framework", "easy", "intro", "source_note", "scales"),
    )
    scales = _scales(fields, lines)
    return Questionnaire(
        code=fields["code"].text(40),
        version=1,
        title=_texts(fields["title"]),
        audience=fields["audience"].one_of(sorted(AUDIENCES)),
        framework=fields["framework"].one_of(sorted(FRAMEWORKS)) if "framework" in fields else "own",
        easy=fields["easy"].flag() if "easy" in fields else False,
        minutes=fields["minutes"].whole_number(60),
        intro=_optional_texts(fields, "intro"),
        source_note=fields["source_note"].text(300) if "source_note" in fields else "",
        sections=tuple(_section(entry, at, scales, lines) for at, entry in enumerate(fields["sections"].items())),
    )


def _texts(entry: Entry) -> Texts:
    found = entry.fields(required=("pl",), optional=LANGUAGES).found
    return {code: _unwrapped(found[code].text()) for code in LANGUAGES if code in found}


def _optional_texts(fields: Fields, name: str) -> Texts:
    return _texts(fields[name]) if name in fields else {}


def _unwrapped(text: str) -> str:
    """A text folded with > ends with a line break that nobody meant."""
    return text.strip("\n")


def _scales(fields: Fields, lines: Lines) -> dict[str, Scale]:
    found = dict(OWN_SCALES)
    for entry in fields["scales"].items() if "scales" in fields else []:
        keys = entry.fields(required=("code", "points"))
        code = keys["code"].text(40)
        lines.note(Place(scale=code), entry)
        if code in found:
            entry.refuse(f"Skala „{code}” już jest. Nadaj tej inny kod.")
        found[code] = Scale(code, tuple(_point(one, code, at, lines) for at, one in enumerate(keys["points"].items())))
    return found


def _point(entry: Entry, scale: str, at: int, lines: Lines) -> Point:
    keys = entry.fields(required=("code", "pl"), optional=("value", "uk", "en"))
    lines.note(Place(scale=scale, point=at), entry)
    label = {code: keys[code].text() for code in LANGUAGES if code in keys}
    return Point(keys["code"].text(40), label, _integer(keys["value"]) if "value" in keys else None)


def _section(entry: Entry, at: int, scales: dict[str, Scale], lines: Lines) -> Section:
    keys = entry.fields(required=("code", "title", "items"), optional=("construct", "intro"))
    lines.note(Place(at), entry)
    items = []
    for number, one in enumerate(keys["items"].items()):
        lines.note(Place(at, number), one)
        items.append(_item(one, scales))
    construct = keys["construct"].text(40) if "construct" in keys else ""
    return Section(
        keys["code"].text(40), _texts(keys["title"]), tuple(items), construct, _optional_texts(keys, "intro")
    )


def _item(entry: Entry, scales: dict[str, Scale]) -> Item:
    flags, numbers = ("required", "allow_na", "reverse"), ("limit", "minimum", "maximum")
    words = ("tag", "category")
    keys = entry.fields(
        required=("code", "kind", "text"),
        optional=("scale", "easy", "hint", "show_if", *words, *flags, *numbers),
    )
    kind = keys["kind"].one_of(sorted(KINDS))
    given = {name: keys[name].flag() for name in flags if name in keys}
    bounds = {name: _integer(keys[name]) for name in numbers if name in keys}
    tags = {name: keys[name].text(40) for name in words if name in keys}
    return Item(
        code=keys["code"].text(40), kind=kind, text=_texts(keys["text"]), scale=_scale_of(keys, kind, scales),
        easy=_optional_texts(keys, "easy"), hint=_optional_texts(keys, "hint"),
        show_if=_condition(keys["show_if"]) if "show_if" in keys else None, **given, **bounds, **tags,  # type: ignore[arg-type]
    )  # fmt: skip


def _scale_of(keys: Fields, kind: str, scales: dict[str, Scale]) -> Scale | None:
    if kind in KINDS_WITH_OWN_SCALE:
        return OWN_SCALES[KINDS_WITH_OWN_SCALE[kind]]
    if "scale" not in keys:
        if kind in KINDS_WITH_LIST:
            keys.refuse("scale", "Brakuje klucza „scale”: kodu listy odpowiedzi.")
        return None
    return scales.get(keys["scale"].one_of(sorted(scales)))


def _condition(entry: Entry) -> ShowIf | None:
    try:
        return parse_show_if(entry.text(300))
    except WrongCondition as wrong:
        entry.refuse(str(wrong))
        return None


def _integer(entry: Entry) -> int | None:
    value = entry.node.value if isinstance(entry.node, yaml.ScalarNode) and entry.node.tag == TAG + "int" else ""
    if not INTEGER.fullmatch(value):
        entry.refuse("Tu powinna stać liczba całkowita, bez cudzysłowu.")
        return None
    return int(value)
