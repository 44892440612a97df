"""The answers of a question as rows of a form: text in three languages, value, place. Works without a script.

A row keeps its code, so that results of several versions meet; a new row gets one from its Polish text. A row whose texts
are taken away is taken away.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField

from surveys.editing import free_code
from surveys.forms.instruments import code_from
from surveys.forms.texts import IN_LANGUAGE, PlainField
from surveys.questionnaire import OWN_SCALES, Item, Point, Questionnaire, Scale

if TYPE_CHECKING:
    from surveys.forms.items import ItemForm

FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 5, 4, 40
HERE, NEW_LIST = "", "+"
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True)
class Row:
    """The fields of one answer, for the template."""

    number: int
    code: BoundField
    place: BoundField
    value: BoundField
    texts: list[BoundField]

    @property
    def fields(self) -> list[BoundField]:
        """All that are seen."""
        return [*self.texts, self.value, self.place]


class AnswerRows:
    """The part of a question's form that holds its answers."""

    def __init__(self, form: "ItemForm", content: Questionnaire, item: Item | None) -> None:
        self.form, self.content = form, content
        self.own = item.scale if item and item.scale else None
        self.lists = [
            code for code in content.scales if code not in OWN_SCALES and (not self.own or code != self.own.code)
        ]
        self.shared_by = [one.code for one in content.items() if one is not item and self.own and one.scale == self.own]
        self.count = self._count()

    @property
    def asked_for_more(self) -> bool:
        """Whether the button for more rows was pressed."""
        return "more_rows" in self.form.data

    def _count(self) -> int:
        if self.form.is_bound:
            typed = self.form.data.get("rows", "")
            shown = int(typed) if typed.isdecimal() and len(typed) < 4 else FEWEST_ROWS
            return min(shown + (MORE_ROWS if self.asked_for_more else 0), MOST_ROWS)
        known = len(self._first_points())
        return min(max(known + 2, FEWEST_ROWS), MOST_ROWS)

    def _first_points(self) -> tuple[Point, ...]:
        if self.own:
            return self.own.points
        if self.form.kind == "levels":
            return tuple(Point(code, {}, value) for value, code in enumerate(LEVELS, 1))
        return ()

    # --- Fields -----------------------------------------------------------------------------------------------------
    def add_fields(self) -> None:
        """Put the fields into the form."""
        fields = self.form.fields
        fields["rows"] = forms.CharField(widget=forms.HiddenInput, initial=str(self.count), required=False)
        if self.lists or self.shared_by:
            fields["list"] = forms.ChoiceField(label="Lista odpowiedzi", required=False, choices=self._choices())
        for number in range(self.count):
            self._add_row(number)

    def _choices(self) -> list[tuple[str, str]]:
        here = [(HERE, "odpowiedzi wpisane poniżej")]
        if self.shared_by:
            here = [
                (HERE, "odpowiedzi poniżej; zmiana obejmie też: " + ", ".join(self.shared_by)),
                (NEW_LIST, "osobna lista tego pytania, z odpowiedziami poniżej"),
            ]
        return here + [(code, f"lista „{code}”: {_summary(self.content.scales[code])}") for code in self.lists]

    def _add_row(self, number: int) -> None:
        fields, words = self.form.fields, f"Odpowiedź {number + 1}"
        fields[f"p{number}_code"] = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
        for code, language in IN_LANGUAGE.items():
            fields[f"p{number}_{code}"] = PlainField(
                label=f"{words} {language}",
                required=False,
                max_length=300,
                widget=forms.TextInput({"lang": code, "autocomplete": "off"}),
            )
        for name, label in (("value", "Wartość"), ("place", "Kolejność")):
            fields[f"p{number}_{name}"] = forms.IntegerField(
                label=f"{label} {number + 1}",
                required=False,
                min_value=-9999,
                max_value=9999,
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": "Wpisz liczbę całkowitą."},
            )

    def initial(self) -> dict[str, Any]:
        """What the rows show at first."""
        found: dict[str, Any] = {"rows": str(self.count), "list": HERE}
        for number, point in enumerate(self._first_points()):
            found |= {f"p{number}_{code}": text for code, text in point.label.items()}
            found |= {f"p{number}_code": point.code, f"p{number}_value": point.value, f"p{number}_place": number + 1}
        return found

    def shown(self) -> list[Row]:
        """The rows, for the template."""
        form = self.form
        return [
            Row(
                number + 1, form[f"p{number}_code"], form[f"p{number}_place"], form[f"p{number}_value"],
                [form[f"p{number}_{code}"] for code in IN_LANGUAGE],
            )
            for number in range(self.count)
        ]  # fmt: skip

    # --- Reading ----------------------------------------------------------------------------------------------------
    def clean(self) -> None:
        """Every answer is said in Polish, and rows are not typed beside a list that was chosen."""
        told = self.form.cleaned_data
        if told.get("list") and told["list"] != NEW_LIST:
            changed = [name for name in self.form.changed_data if name.startswith("p") and name[1:2].isdigit()]
            if changed:
                self.form.add_error("list", "Wybrano gotową listę, a odpowiedzi poniżej też zmieniono. Zostaw jedno.")
            return
        for number in range(self.count):
            texts = [told.get(f"p{number}_{code}") for code in IN_LANGUAGE]
            if any(texts) and not texts[0]:
                self.form.add_error(f"p{number}_pl", "Wpisz odpowiedź po polsku.")

    def value(self, item_code: str) -> Scale:
        """The list of answers as typed or chosen."""
        chosen = self.form.cleaned_data.get("list", HERE)
        if chosen in self.content.scales:
            return self.content.scales[chosen]
        taken = set(self.content.scales) | set(OWN_SCALES)
        code = self.own.code if self.own and chosen != NEW_LIST else free_code(item_code, taken)
        return Scale(code, self._points())

    def _points(self) -> tuple[Point, ...]:
        told, found = self.form.cleaned_data, list[tuple[float, int, Point]]()
        for number in range(self.count):
            texts = {code: told[f"p{number}_{code}"] for code in IN_LANGUAGE if told.get(f"p{number}_{code}")}
            if texts:
                point = Point(told.get(f"p{number}_code", ""), texts, told.get(f"p{number}_value"))
                place = told.get(f"p{number}_place")
                found.append((float("inf") if place is None else place, number, point))
        return _with_codes([point for _, _, point in sorted(found, key=lambda one: one[:2])])


def _with_codes(points: list[Point]) -> tuple[Point, ...]:
    taken = {point.code for point in points if point.code}
    coded = []
    for point in points:
        if not point.code:
            point = replace(point, code=free_code(code_from(point.label.get("pl", "")) or "odpowiedz", taken))  # noqa: PLW2901 - the same point with its code
            taken.add(point.code)
        coded.append(point)
    return tuple(coded)


def _summary(scale: Scale) -> str:
    said = [point.label.get("pl", point.code) for point in scale.points]
    return ", ".join(said[:3]) + (" …" if len(said) > 3 else "")
