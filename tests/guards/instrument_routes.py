"""The rules of the questionnaires' routes: they belong to no school; the department alone writes them."""

from typing import Any

from surveys.editing import digest_of, section_of
from surveys.models import InstrumentState, Item, ItemKind, Section
from surveys.questionnaires import read_questionnaire
from surveys.views.instrument_edit import settings_of
from tests import surveyrows
from tests.guards.actors import Actor
from tests.guards.rules import BUTTON, ELSEWHERE, EVERYONE, FORM, NOBODY, WRITTEN, Case, Cases, Outcome, Rule, World

VIEW, MANAGE = "surveys.view_instruments", "surveys.manage_instruments"
WRONG = Outcome("the form once more, with what is wrong", 422)
MISSING = [Case("missing", NOBODY, {"pk": 999_999_999}), Case("beyond numbers", NOBODY, {"pk": 10**30})]


def add_instruments(world: World) -> None:
    """A ready questionnaire, a draft that could be ready, a draft with a part that is empty."""
    world.instrument = {
        "ready": surveyrows.instrument("strazniczy"),
        "draft": surveyrows.instrument("szkic", state=InstrumentState.DRAFT),
        "unfinished": surveyrows.instrument("zaczety", state=InstrumentState.DRAFT),
    }
    Section.objects.create(instrument=world.instrument["unfinished"], position=2, code="pusta", title={"pl": "Pusta"})
    home = Section.objects.create(instrument=world.instrument["draft"], position=2, code="s2", title={"pl": "Druga"})
    Item.objects.create(section=home, position=1, code="ile", kind=ItemKind.NUMBER, text={"pl": "Ile?"})


def versions(*names: str, **kwargs: str) -> Cases:
    """Versions by name, each with what else the address names; all of them when none is named."""

    def cases(world: World) -> list[Case]:
        chosen = names or tuple(world.instrument)
        found = [Case(name, EVERYONE, {"pk": world.instrument[name].pk, **kwargs}) for name in chosen]
        return found + [Case(case.name, case.owner, {**case.kwargs, **kwargs}) for case in MISSING]

    return cases


def parts(world: World) -> list[Case]:
    """A part with questions, an empty one, one that is gone."""
    draft, unfinished = world.instrument["draft"].pk, world.instrument["unfinished"].pk
    return [
        Case("full", EVERYONE, {"pk": draft, "code": "s2"}),
        Case("empty", EVERYONE, {"pk": unfinished, "code": "pusta"}),
        Case("gone", EVERYONE, {"pk": draft, "code": "usunieta"}),
        *(Case(case.name, case.owner, {**case.kwargs, "code": "s1"}) for case in MISSING),
    ]


def kinds(world: World) -> list[Case]:
    """Kinds of questions, one that is none, a part that is gone."""
    draft = world.instrument["draft"].pk
    return [
        *(Case(kind, EVERYONE, {"pk": draft, "section": "s1", "kind": kind}) for kind in ItemKind.values),
        Case("no kind", NOBODY, {"pk": draft, "section": "s1", "kind": "nieznany"}),
        Case("gone part", NOBODY, {"pk": draft, "section": "usunieta", "kind": "number"}),
        *(Case(case.name, case.owner, {**case.kwargs, "section": "s1", "kind": "number"}) for case in MISSING),
    ]


def questions(world: World) -> list[Case]:
    """A question, one that is gone."""
    draft = world.instrument["draft"].pk
    return [
        Case("there", EVERYONE, {"pk": draft, "item": "q1"}),
        Case("gone", NOBODY, {"pk": draft, "item": "usuniete"}),
        *(Case(case.name, case.owner, {**case.kwargs, "item": "q1"}) for case in MISSING),
    ]


def movable(world: World) -> list[Case]:
    """A question, one that is gone: the button says so on the page it came from."""
    there, _gone, *missing = questions(world)
    return [there, Case("gone", EVERYONE, {"pk": there.kwargs["pk"], "item": "usuniete"}), *missing]


def settings_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """Another title; the form says what it showed."""
    known = next((one for one in world.instrument.values() if one.pk == case.kwargs.get("pk")), None)
    seen = digest_of(settings_of(read_questionnaire(known.pk))) if known else ""
    return {"title_pl": "Inny tytuł", "minutes": "7", "audience": "parents", "framework": "own", "seen": seen}


def part_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """Another title of a part; the form says what it showed."""
    there = {"full": ("draft", "s2"), "empty": ("unfinished", "pusta")}.get(case.name)
    seen = ""
    if there:
        section = section_of(read_questionnaire(world.instrument[there[0]].pk), there[1])
        seen = digest_of((section.title, section.intro, section.construct))
    return {"title_pl": "Inna część", "seen": seen}


def question_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """Another wording of the first question; the form says what it showed."""
    item = read_questionnaire(world.instrument["draft"].pk).item["q1"]
    return {"text_pl": "Inne brzmienie", "section": "s1", "allow_na": "on", "seen": digest_of(item)}


def new_question_data(_world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A question of any kind; what does not go with its kind is not read."""
    rows = {"rows": "2", "p0_pl": "mało", "p0_value": "1", "p1_pl": "dużo", "p1_value": "2"}
    return {"text_pl": "Nowe pytanie", "code": "nowe", "when": "always", **rows}


def _by_department(method: str, outcome: Outcome, *cases: str) -> dict[tuple[str, str, str], Outcome]:
    return {("department", case, method): outcome for case in cases}


def _drafts_alone(*methods: str) -> dict[tuple[str, str, str], Outcome]:
    """Who comes with what is ready is sent to its page."""
    found: dict[tuple[str, str, str], Outcome] = {}
    for method in methods:
        found |= _by_department(method, ELSEWHERE, "ready")
    return found


INSTRUMENT_ROUTES = {
    "surveys:instruments": Rule(permission=VIEW),
    "surveys:instrument": Rule(permission=VIEW, cases=versions()),
    "surveys:instrument_preview": Rule(permission=VIEW, cases=versions()),
    "surveys:instrument_export": Rule(permission=VIEW, cases=versions()),
    "surveys:instrument_add": Rule(
        FORM,
        permission=MANAGE,
        data=lambda *_: {"title_pl": "Próba", "minutes": "5", "audience": "parents", "framework": "own"},
        answers={"POST": WRITTEN},
    ),
    "surveys:instrument_import": Rule(FORM, permission=MANAGE, answers={"POST": WRONG}),
    "surveys:instrument_replace": Rule(
        FORM,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        answers={"POST": WRONG},
        but=_drafts_alone("GET", "HEAD", "POST"),
    ),
    "surveys:instrument_ready": Rule(
        BUTTON,
        permission=MANAGE,
        cases=versions(),
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "ready", "unfinished"),
    ),
    "surveys:instrument_retire": Rule(
        BUTTON,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "draft"),
    ),
    "surveys:instrument_version": Rule(
        BUTTON,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "draft"),
    ),
    "surveys:instrument_delete": Rule(
        BUTTON,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        answers={"POST": WRITTEN},
        hidden=ELSEWHERE,
        but=_by_department("POST", ELSEWHERE, "ready"),
    ),
    "surveys:instrument_edit": Rule(permission=MANAGE, cases=versions(), but=_drafts_alone("GET", "HEAD")),
    "surveys:instrument_settings": Rule(
        FORM,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        data=settings_data,
        answers={"POST": WRITTEN},
        but=_drafts_alone("GET", "HEAD", "POST"),
    ),
    "surveys:section_add": Rule(
        FORM,
        permission=MANAGE,
        cases=versions("ready", "draft"),
        data=lambda *_: {"title_pl": "Nowa część"},
        answers={"POST": WRITTEN},
        but=_drafts_alone("GET", "HEAD", "POST"),
    ),
    "surveys:section_edit": Rule(
        FORM,
        permission=MANAGE,
        cases=lambda world: [one for one in parts(world) if one.name != "gone"],
        data=part_data,
        answers={"POST": WRITTEN},
    ),
    "surveys:section_move": Rule(
        BUTTON,
        permission=MANAGE,
        cases=parts,
        data=lambda *_: {"miejsce": "0"},
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "gone"),
    ),
    "surveys:section_delete": Rule(
        BUTTON,
        permission=MANAGE,
        cases=parts,
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "gone", "full"),
    ),
    "surveys:item_kind": Rule(
        permission=MANAGE,
        cases=versions("ready", "draft", section="s1"),
        but=_drafts_alone("GET", "HEAD"),
    ),
    "surveys:item_add": Rule(FORM, permission=MANAGE, cases=kinds, data=new_question_data, answers={"POST": WRITTEN}),
    "surveys:item_edit": Rule(FORM, permission=MANAGE, cases=questions, data=question_data, answers={"POST": WRITTEN}),
    "surveys:item_move": Rule(
        BUTTON,
        permission=MANAGE,
        cases=movable,
        data=lambda *_: {"miejsce": "1"},
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "gone"),
    ),
    "surveys:item_delete": Rule(
        BUTTON,
        permission=MANAGE,
        cases=movable,
        answers={"POST": WRITTEN},
        but=_by_department("POST", ELSEWHERE, "gone"),
    ),
}
