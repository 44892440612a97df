"""Questionnaires for tests: a small sound one, and any sound one that hypothesis can think of."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from surveys.instrument_loading import read_instrument
from surveys.questionnaire import AGREEMENT, FACES, FREQUENCY, Item, Point, Questionnaire, Scale, Section
from surveys.showif import parse_show_if
from surveys.sound_texts import UNREADABLE

READY = Path(__file__).resolve().parents[2] / "data" / "instruments"
FILES = sorted(READY.glob("*.yaml"))
YES_NO = Scale("yes-no", (Point("yes", {"pl": "tak"}), Point("no", {"pl": "nie"})))


def ready_sets() -> dict[str, Questionnaire]:
    """All ready questionnaires by code."""
    return {content.code: content for content in map(read, FILES)}


def read(path: Path) -> Questionnaire:
    """The questionnaire of a file."""
    return read_instrument(path.read_bytes())


def item(code: str, kind: str = "agreement", **fields: Any) -> Item:
    """An item with a Polish text."""
    own = {"agreement": AGREEMENT, "frequency": FREQUENCY, "faces": FACES}.get(kind)
    fields.setdefault("scale", own)
    fields.setdefault("text", {"pl": f"Pytanie {code}"})
    return Item(code=code, kind=kind, **fields)


def small(*items: Item, **fields: Any) -> Questionnaire:
    """Two parts: the first asks yes or no, the second what is given."""
    first = Section("first", {"pl": "Pierwsza"}, (item("a", "single", scale=YES_NO), item("b", "number")))
    second = Section("second", {"pl": "Druga"}, items or (item("c"),), "support")
    made = Questionnaire("small", 1, {"pl": "Mały"}, "teachers", (first, second))
    return replace(made, **fields)


def with_item(**fields: Any) -> Questionnaire:
    """The small one whose last item has other fields."""
    kind = fields.pop("kind", "agreement")
    return small(item("c", kind, **fields))


def shown_if(source: str, **fields: Any) -> Questionnaire:
    """The small one whose last item has a condition."""
    return with_item(show_if=parse_show_if(source), **fields)


# --- Any sound questionnaire ----------------------------------------------------------------------------------------
_ODD = st.sampled_from(
    ["=1+1", "-5", "+48", "@dom", "00123", "1.5", "TRUE", "2024-01-01", "_x0041_", "#N/A", "ї є", "💾"]
)
_FREE = st.text(min_size=1, max_size=30).map(lambda text: UNREADABLE.sub("", text).strip()).filter(bool)
_WORDS = st.one_of(_ODD, _FREE)
_CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda code: code not in {"and", "or", "selected"}
)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """A sound questionnaire in one, two or three languages, with every kind of item and with conditions."""
    languages = draw(st.sampled_from([("pl",), ("pl", "uk"), ("pl", "en"), ("pl", "uk", "en")]))

    def said() -> dict[str, str]:
        return {code: draw(_WORDS) for code in languages}

    def maybe_said() -> dict[str, str]:
        return said() if draw(st.booleans()) else {}

    lists = [Scale(f"list-{number}", tuple(_points(draw, said, valued=draw(st.booleans())))) for number in range(2)]
    codes = iter(draw(st.lists(_CODES, min_size=12, max_size=12, unique=True)))
    sections: list[Section] = []
    for number in range(draw(st.integers(1, 3))):
        earlier = [one for section in sections for one in section.items]
        items = tuple(
            _item(draw, next(codes), said, maybe_said, lists, earlier) for _ in range(draw(st.integers(1, 4)))
        )
        sections.append(Section(f"part-{number}", said(), items, draw(st.sampled_from(["", "support"])), maybe_said()))
    return Questionnaire(
        code=draw(_CODES), version=draw(st.integers(1, 99)), title=said(), audience=draw(st.sampled_from(["teachers", "parents"])),
        sections=tuple(sections), framework=draw(st.sampled_from(["own", "digcompedu"])), easy=draw(st.booleans()),
        minutes=draw(st.integers(1, 60)), intro=maybe_said(), source_note=draw(st.one_of(st.just(""), _WORDS)),
    )  # fmt: skip


def _points(draw: st.DrawFn, said: Any, *, valued: bool) -> list[Point]:
    codes = draw(st.lists(st.one_of(_CODES, st.sampled_from(["1", "2", "007"])), min_size=2, max_size=4, unique=True))
    return [Point(code, said(), number if valued else None) for number, code in enumerate(codes, 1)]


def _item(draw: st.DrawFn, code: str, said: Any, maybe: Any, lists: list[Scale], earlier: list[Item]) -> Item:
    kind = draw(
        st.sampled_from(
            ["agreement", "frequency", "faces", "levels", "single", "multi", "number", "short_text", "long_text"]
        )
    )
    chosen = draw(st.sampled_from(lists))
    if kind == "levels" and not chosen.measures:
        kind = "single"
    more: dict[str, Any] = {"scale": chosen} if kind in {"levels", "single", "multi"} else {}
    made = item(code, kind, text=said(), hint=maybe(), easy=maybe(), **more)
    if kind == "multi":
        made = replace(made, limit=draw(st.one_of(st.none(), st.integers(1, 2))))
    if kind == "number":
        made = replace(made, minimum=draw(st.one_of(st.none(), st.integers(-9, 0))), maximum=draw(st.integers(1, 9)))
    return replace(
        made,
        required=draw(st.booleans()),
        allow_na=draw(st.booleans()),
        reverse=made.measures and draw(st.booleans()),
        tag=draw(st.sampled_from(["", "2.1", "C", "007"])),
        category=draw(st.sampled_from(["", "laptop"])),
        show_if=_condition(draw, [one for one in earlier if one.scale]),
    )


def _condition(draw: st.DrawFn, earlier: list[Item]) -> Any:
    if not earlier or draw(st.booleans()):
        return None
    asked = draw(st.sampled_from(earlier))
    assert asked.scale
    point = draw(st.sampled_from(asked.scale.points)).code
    first = f"selected({asked.code}, '{point}')" if asked.kind == "multi" else f"{asked.code} = '{point}'"
    return parse_show_if(draw(st.sampled_from([first, f"({first}  or {asked.code} != '{point}') and {first}"])))
