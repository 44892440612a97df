"""The questionnaire on paper: one language, boxes to cross, numbers beside them for whoever copies the answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, render_pdf
from surveys.answers import offers_na
from surveys.audiences import stages_of
from surveys.models import Target
from surveys.paperbooks.choices import Choice, choices_of
from surveys.printing.moments import opening_of
from surveys.printing.paper_words import WORDS, condition_words
from surveys.questionnaire import Item, Questionnaire, Section, say
from surveys.questionnaires import questionnaire_of
from surveys.ready_texts import day_in


@dataclass(frozen=True)
class Question:
    """A question as it stands on paper; `number` counts through the whole questionnaire."""

    number: int
    item: Item
    text: str
    hint: str
    condition: str
    choices: tuple[Choice, ...]
    lines: int

    @property
    def is_faces(self) -> bool:
        """Whether three faces are drawn."""
        return self.item.kind == "faces"


@dataclass(frozen=True)
class PaperSection:
    """A part of the questionnaire."""

    title: str
    intro: str
    questions: tuple[Question, ...]


LINES = {"short_text": 1, "long_text": 5, "number": 1}


def paper_pdf(target: Target, language: str) -> PdfFile:
    """The questionnaire of a group at a school, to be copied; pupils of grades 1–3 get it large."""
    part = target.part
    asked = questionnaire_of(part.instrument)
    context = {
        "target": target,
        "language": language,
        "title": say(asked.title, language),
        "intro": say(asked.intro, language),
        "sections": sections_of(asked, language),
        "words": WORDS[language],
        "until": day_in(language, part.campaign.closes_on),
        "is_large": is_large(asked),
        "stages": [one.value for one in stages_of(part.audience)] if len(stages_of(part.audience)) > 1 else [],
        "notice": say(part.campaign.notice, language),
        "for_pdf": True,
    }
    html = render_to_string("print/survey_paper.html", context)
    return render_pdf(
        html, shipped=settings.BASE_DIR / "static", epoch=opening_of(target), on_progress=lambda _part, _words: None
    )


def is_large(asked: Questionnaire) -> bool:
    """Whether small children read it."""
    return asked.easy or asked.audience == "pupils_1_3"


def sections_of(asked: Questionnaire, language: str) -> list[PaperSection]:
    """The parts with their questions, numbered through."""
    numbers = {item.code: number for number, item in enumerate(asked.items(), 1)}
    return [
        PaperSection(
            say(section.title, language), say(section.intro, language),
            tuple(_questions(asked, section, numbers, language)),
        )
        for section in asked.sections
    ]  # fmt: skip


def _questions(asked: Questionnaire, section: Section, numbers: dict[str, int], language: str) -> Iterator[Question]:
    for item in section.items:
        yield Question(
            number=numbers[item.code],
            item=item,
            text=wording(asked, item, language),
            hint=" ".join(one for one in (say(item.hint, language), _rule(item, language)) if one),
            condition=condition_words(asked, item.show_if, numbers, language) if item.show_if else "",
            choices=tuple(choices_of(item, language, with_na=offers_na(item))),
            lines=LINES.get(item.kind, 0),
        )


def wording(asked: Questionnaire, item: Item, language: str) -> str:
    """The question; small children get its easy wording where there is one."""
    return say(item.easy, language) if is_large(asked) and item.easy else say(item.text, language)


def _rule(item: Item, language: str) -> str:
    words = WORDS[language]
    if item.kind == "multi":
        return words["most"].format(limit=item.limit) if item.limit else words["several"]
    return ""
