"""A part's page, rendered once for all respondents who see the same questions and filled in for each.

Only what is chosen or written and a few hidden fields differ from one respondent to the next. Rendering all of it anew took the
template engine most of a request's time, and a lesson of 330 pupils asks for the same few pages at once.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.html import escape

from surveys.answers import NA, NA_VALUE, Answers, field_of, pages, shown_items
from surveys.forms.pages import PageView, Question, languages_of, page_view
from surveys.http import html_of
from surveys.questionnaire import Item, Questionnaire, say
from surveys.slots import Skeleton, skeleton_of, slot

CHECKED = " checked"
MOST_KEPT = 512


class Same:
    """A questionnaire as a key: the very same object. The key keeps it, so that no other takes its place in memory."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    def __hash__(self) -> int:
        return id(self.questionnaire)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.questionnaire is self.questionnaire


@dataclass(frozen=True)
class Look:
    """What makes two respondents see the same page: its questions, its place among the parts, language, frame."""

    asked: Same
    number: int
    place: tuple[int, ...]
    shown: str
    language: str
    municipality: str


_kept: dict[Look, Skeleton] = {}


def quick_page(
    asked: Questionnaire, number: int, answers: Answers, *, language: str, hidden: dict[str, str]
) -> str | None:
    """The page of this number with the answers so far; None where nothing of it is shown.

    `hidden`: csrf_token, mark and notice_url of this respondent.
    """
    shown = shown_items(asked, answers)
    order = pages(asked, shown)
    if number not in order:
        return None
    items = [item for item in asked.sections[number - 1].items if item.code in shown]
    look = Look(
        Same(asked), number, tuple(order), " ".join(item.code for item in items), language, settings.MUNICIPALITY
    )
    if look not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[look] = _skeleton(asked, number, answers, language)
    return _kept[look].filled(hidden | _values(items, answers))


def _skeleton(asked: Questionnaire, number: int, answers: Answers, language: str) -> Skeleton:
    view = page_view(asked, number, answers, language=language)
    if view is None:
        raise ValueError(f"Part {number} shows nothing.")
    context = {
        "title": say(asked.title, language),
        "offered": languages_of(asked),
        "view": _with_slots(view),
        **{name: slot(name) for name in ("csrf_token", "mark", "notice_url")},
    }
    return skeleton_of(html_of("page", context, language=language))


def _with_slots(view: PageView) -> PageView:
    questions = tuple(_open_question(question) for question in view.questions)
    return replace(view, questions=questions, filled=slot("filled"))


def _open_question(question: Question) -> Question:
    options = tuple(replace(one, slot=slot(f"{question.name}={one.value}")) for one in question.options)
    na = replace(question.na, slot=slot(question.na.id)) if question.na else None
    return replace(question, options=options, value=slot(question.name), na=na)


def _values(items: list[Item], answers: Answers) -> dict[str, str]:
    """What the answers put into the slots."""
    values = {"filled": " ".join(item.code for item in items if item.code in answers)}
    for item in items:
        name, answer = field_of(item), answers.get(item.code)
        if item.scale is not None:
            chosen = answer if isinstance(answer, list) else [NA_VALUE if answer == NA else str(answer)]
            values |= {f"{name}={value}": CHECKED for value in chosen}
        elif answer == NA:
            values[f"{name}.na"] = CHECKED
        elif answer is not None:
            values[name] = escape(answer)
    return values
