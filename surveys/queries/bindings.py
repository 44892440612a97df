"""Reads of bindings: what of a questionnaire may be bound, what has been frozen."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from surveys.models import Binding, BindingValue, Instrument, InstrumentState, Statistic, Subject
from surveys.questionnaire import POLISH, Questionnaire, say
from surveys.questionnaires import questionnaire_of

LONGEST = 110


@dataclass(frozen=True)
class Bindable:
    """Something of a questionnaire that gives a number: its subject, code, words, the statistics it has."""

    subject: str
    code: str
    label: str

    @property
    def key(self) -> str:
        """„item:A1”, „base:”."""
        return f"{self.subject}:{self.code}"

    @property
    def statistics(self) -> tuple[str, ...]:
        """A rate is of all answers; the rest has a mean and a share of the highest."""
        return (Statistic.RATE,) if self.subject == Subject.BASE else (Statistic.MEAN, Statistic.SHARE)


def instruments_to_bind() -> list[Instrument]:
    """The newest ready version of each questionnaire."""
    newest: dict[str, Instrument] = {}
    for one in Instrument.objects.filter(state=InstrumentState.READY).order_by("code", "version"):
        newest[one.code] = one
    return sorted(newest.values(), key=lambda one: say(one.title, POLISH))


def bindables(questionnaire: Questionnaire) -> list[Bindable]:
    """The response rate, each section and each item that measure."""
    return [Bindable(Subject.BASE, "", "Odsetek odpowiedzi w grupie"), *_parts(questionnaire)]


def _parts(questionnaire: Questionnaire) -> Iterator[Bindable]:
    for section in questionnaire.sections:
        measuring = [item for item in section.items if item.measures]
        if measuring:
            yield Bindable(Subject.SECTION, section.code, f"Część: {say(section.title, POLISH)}")
        for item in measuring:
            text = say(item.text, POLISH)
            short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
            yield Bindable(Subject.ITEM, item.code, f"Pytanie {item.code}: {short}")


def bindings_with_values() -> QuerySet[Binding]:
    """Bindings with their frozen values, newest first."""
    values = BindingValue.objects.select_related("tally__campaign", "binding").order_by(
        "-day", "-tally__revision", "-pk"
    )
    return Binding.objects.prefetch_related(Prefetch("values", values))


def subject_words(binding: Binding) -> str:
    """What the binding measures, in the words of the newest ready version; the code where that no longer asks for it."""
    instrument = (
        Instrument.objects.filter(code=binding.instrument_code)
        .exclude(state=InstrumentState.DRAFT)
        .order_by("-version")
    ).first()
    found = bindables(questionnaire_of(instrument)) if instrument else []
    words = {(one.subject, one.code): one.label for one in found}
    return words.get((binding.subject, binding.subject_code), binding.subject_code)
