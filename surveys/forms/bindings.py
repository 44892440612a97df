"""Forms of bindings: which questionnaire; then what of it, which number, how many answers, which way is better."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from surveys.models import Binding, Direction, Instrument, Statistic, Subject
from surveys.queries.bindings import Bindable
from surveys.questionnaire import POLISH, say

FEWEST = 5
MOST = 1000
CODE_LENGTH = 40
SAME_NAME = "Powiązanie o tej nazwie już jest. Nadaj inną nazwę."
NO_SUCH_NUMBER = {
    True: "Dla odsetka odpowiedzi wybierz „odsetek odpowiedzi w %”.",
    False: "Dla pytania lub części wybierz średnią albo udział najwyższych odpowiedzi.",
}


class InstrumentForm(forms.Form):
    """The first question: which questionnaire?"""

    kwestionariusz = forms.ChoiceField(label="Kwestionariusz", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, instruments: Sequence[Instrument]) -> None:
        super().__init__(data)
        self.fields["kwestionariusz"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{say(one.title, POLISH)} ({one.get_audience_display()})") for one in instruments
        ]


class _CommonForm(forms.Form):
    """What may be said of any binding, new or old."""

    name = forms.CharField(
        label="Nazwa",
        max_length=200,
        help_text="Na przykład: Nauczyciele, którzy co tydzień korzystają ze sprzętu.",
        error_messages={"required": "Nazwij powiązanie: pod tą nazwą znajdziesz je wśród miar wskaźników."},
    )
    direction = forms.ChoiceField(
        label="Kierunek", choices=Direction.choices, initial=Direction.UP, widget=forms.RadioSelect
    )


class BindingForm(_CommonForm):
    """A new binding of a questionnaire."""

    minimum = forms.IntegerField(
        label="Najmniej odpowiedzi",
        initial=FEWEST,
        min_value=FEWEST,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Poniżej tej liczby wskaźnik pokaże „brak danych”. Nie mniej niż 5.",
        error_messages={"min_value": "Najmniejsza dopuszczalna liczba to 5.", "invalid": "Wpisz liczbę całkowitą."},
    )
    statistic = forms.ChoiceField(
        label="Która liczba",
        choices=Statistic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz, która liczba trafi do wskaźnika."},
    )

    field_order = ("name", "subject", "statistic", "minimum", "direction")

    def __init__(self, data: Any = None, *, instrument: Instrument, offered: Sequence[Bindable]) -> None:
        self.instrument, self.offered = instrument, {one.key: one for one in offered}
        super().__init__(data)
        self.fields["subject"] = forms.ChoiceField(
            label="Co mierzymy",
            choices=[("", "Wybierz"), *((one.key, one.label) for one in offered)],
            error_messages={"required": "Wybierz pytanie, część albo odsetek odpowiedzi."},
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The number has to be one that the subject has; a name stands for one binding."""
        cleaned = super().clean() or self.cleaned_data
        chosen = self.offered.get(cleaned.get("subject", ""))
        if chosen and cleaned.get("statistic") and cleaned["statistic"] not in chosen.statistics:
            self.add_error("statistic", NO_SUCH_NUMBER[chosen.subject == Subject.BASE])
        if not self.errors and (twin := self._twin()) and not self._is_same(twin):
            self.add_error("name", SAME_NAME)
        return cleaned

    def sent_before(self) -> Binding | None:
        """The binding that the same form has made already."""
        twin = self._twin()
        return twin if twin and self._is_same(twin) else None

    def _twin(self) -> Binding | None:
        return Binding.objects.filter(code=self.as_fields()["code"]).first()

    def _is_same(self, twin: Binding) -> bool:
        return all(getattr(twin, name) == value for name, value in self.as_fields().items())

    def as_fields(self) -> dict[str, Any]:
        """The cleaned form as fields of a binding; its code comes from its name and never changes."""
        given, chosen = self.cleaned_data, self.offered[self.cleaned_data["subject"]]
        return {
            "code": slugify(given["name"].translate(str.maketrans("łŁ", "lL")))[:CODE_LENGTH].strip("-")
            or "powiazanie",
            "name": given["name"].strip(),
            "instrument_code": self.instrument.code,
            "audience": self.instrument.audience,
            "subject": chosen.subject,
            "subject_code": chosen.code,
            "statistic": given["statistic"],
            "minimum": given["minimum"],
            "direction": given["direction"],
        }


class BindingWordsForm(_CommonForm):
    """Name and direction of a binding: what it counts from stays."""

    def __init__(self, data: Any = None, *, binding: Binding) -> None:
        super().__init__(data, initial={"name": binding.name, "direction": binding.direction})
