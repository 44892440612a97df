"""The form of a question: what it asks, what can be answered, when it is shown. What does not go with its kind is not there."""

from typing import Any

from django import forms
from django.forms import BoundField

from surveys.forms.answer_rows import AnswerRows, Row
from surveys.forms.conditions import ConditionFields
from surveys.forms.instruments import CODE_HINT, CodeField
from surveys.forms.texts import IN_LANGUAGE, PlainField, TextsForm, texts_fields, texts_from, texts_initial
from surveys.questionnaire import KINDS_WITH_OWN_SCALE, OWN_SCALES, Item, Questionnaire, Scale, Section
from surveys.soundness import KINDS_WITH_LIST, Fault

WHOLE_NUMBER = {"invalid": "Wpisz liczbę całkowitą, na przykład 3."}
REVERSIBLE = frozenset({*KINDS_WITH_OWN_SCALE, "levels", "single"})


class ItemForm(TextsForm):
    """A question of one kind. The kind is chosen before and does not change: another kind is another question."""

    def __init__(
        self, data: Any = None, *, kind: str, content: Questionnaire, section: Section, item: Item | None = None
    ) -> None:
        super().__init__(data)
        self.kind, self.content, self.section, self.item = kind, content, section, item
        self.rows = AnswerRows(self, content, item) if kind in KINDS_WITH_LIST else None
        self.condition = ConditionFields(self, content, section, item)
        self._add_fields()
        self.initial = self._initial()

    def _add_fields(self) -> None:
        if self.item is None:
            self.fields["code"] = CodeField(of_item=True, help_text=CODE_HINT)
        else:
            sections = [(one.code, one.title.get("pl") or one.code) for one in self.content.sections]
            self.fields["section"] = forms.ChoiceField(
                label="Część", choices=sections, help_text="W innej części pytanie stanie na końcu."
            )
        self.fields.update(texts_fields("text", "Treść pytania", length=600, rows=3))
        self.fields.update(texts_fields("hint", "Wskazówka", length=600, rows=2, required=False))
        self.fields.update(texts_fields("easy", "Brzmienie proste", length=600, rows=2, required=False))
        if self.rows:
            self.rows.add_fields()
        if self.kind == "multi":
            self.fields["limit"] = _number("Najwyżej odpowiedzi", hint="Puste: można zaznaczyć dowolnie wiele.", low=1)
        if self.kind == "number":
            self.fields["minimum"] = _number("Najmniejsza wartość")
            self.fields["maximum"] = _number("Największa wartość")
        self._add_switches()
        self.condition.add_fields()

    def _add_switches(self) -> None:
        self.fields["required"] = forms.BooleanField(label="Odpowiedź jest wymagana", required=False)
        self.fields["allow_na"] = forms.BooleanField(
            label="Można odpowiedzieć „nie dotyczy / nie wiem”", required=False, initial=True
        )
        if self.kind in REVERSIBLE:
            self.fields["reverse"] = forms.BooleanField(
                label="Pytanie odwrócone",
                required=False,
                help_text="Zgoda oznacza coś niedobrego. Przy liczeniu średniej odwrócimy wartości.",
            )
        self.fields["tag"] = PlainField(
            label="Oznaczenie w ramie", required=False, max_length=20, help_text="Na przykład „2.1” albo „C”."
        )
        self.fields["category"] = CodeField(
            required=False,
            help_text="Kod kategorii z ewidencji, na przykład „laptop”: odpowiedzi zestawimy z liczbą urządzeń.",
        )
        self.fields["category"].label = "Kategoria sprzętu"

    def _initial(self) -> dict[str, Any]:
        if self.item is None:
            taken = set(self.content.item)
            number = len(self.section.items) + 1
            while f"{self.section.code}-{number}" in taken:
                number += 1
            return {"code": _as_item_code(f"{self.section.code}-{number}"), "allow_na": True, **self._parts_initial()}
        names = ("required", "allow_na", "reverse", "limit", "minimum", "maximum", "tag", "category")
        plain = {name: getattr(self.item, name) for name in names}
        texts = {name: getattr(self.item, name) for name in ("text", "hint", "easy")}
        found = {"section": self.section.code, **plain, **self._parts_initial()}
        for name, value in texts.items():
            found |= texts_initial(name, value)
        return found

    def _parts_initial(self) -> dict[str, Any]:
        return {**(self.rows.initial() if self.rows else {}), **self.condition.initial()}

    def clean(self) -> None:
        """See Form; the parts that take several fields look at theirs."""
        self.demand_polish("hint", "Wskazówka")
        self.demand_polish("easy", "Brzmienie proste")
        if self.rows:
            self.rows.clean()
        self.condition.clean()

    def value(self) -> Item:
        """The question as typed; only when the form is valid."""
        told = self.cleaned_data
        return Item(
            code=self.item.code if self.item else told["code"],
            kind=self.kind,
            text=texts_from(told, "text"),
            hint=texts_from(told, "hint"),
            easy=texts_from(told, "easy"),
            scale=self._scale(),
            tag=told["tag"],
            category=told["category"],
            required=told["required"],
            allow_na=told["allow_na"],
            reverse=told.get("reverse", False),
            limit=told.get("limit"),
            minimum=told.get("minimum"),
            maximum=told.get("maximum"),
            show_if=self.condition.value(),
        )

    def _scale(self) -> Scale | None:
        if self.rows:
            return self.rows.value(self.item.code if self.item else self.cleaned_data["code"])
        own = KINDS_WITH_OWN_SCALE.get(self.kind)
        if own is None:
            return None
        return self.item.scale if self.item and self.item.scale else OWN_SCALES[own]

    @property
    def section_code(self) -> str:
        """Where the question is to stand."""
        return str(self.cleaned_data.get("section") or self.section.code)

    @property
    def asks_for_rows(self) -> bool:
        """Whether the person asked for more rows of answers; nothing is saved then."""
        return self.rows is not None and self.rows.asked_for_more

    def tell(self, faults: list[Fault]) -> None:
        """Say faults of the questionnaire beside the fields they are about."""
        for fault in faults:
            self.add_error(self._field_of(fault), fault.sentence)

    def _field_of(self, fault: Fault) -> str | None:
        names = {"text": "text_pl", "easy": "easy_pl", "hint": "hint_pl", "show_if": self.condition.first_field}
        name = names.get(fault.place.field, fault.place.field)
        return name if name in self.fields else None

    @property
    def opens_more(self) -> bool:
        """Whether the folded fields hold something, or something wrong."""
        names = [f"{name}_{code}" for name in ("hint", "easy") for code in IN_LANGUAGE]
        folded_away = [*names, "tag", "category", *(["code"] if self.item is None else [])]
        typed = any(self[name].value() for name in folded_away if name != "code")
        return typed or any(name in self.errors for name in folded_away)

    @property
    def section_field(self) -> BoundField | None:
        """The choice of another part; `section` is the part itself."""
        return self["section"] if "section" in self.fields else None

    def answer_rows(self) -> list[Row]:
        """The rows of answers, for the template, where `rows` is the hidden field with their number."""
        return self.rows.shown() if self.rows else []

    def groups(self) -> dict[str, list[BoundField]]:
        """Texts in languages, for the template."""
        return {name: self.group(name) for name in ("text", "hint", "easy")}


def _number(label: str, *, hint: str = "", low: int = -1_000_000_000) -> forms.IntegerField:
    limits = {"min_value": "Liczba musi być co najmniej %(limit_value)s.", "max_value": "Liczba jest za duża."}
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=hint,
        min_value=low,
        max_value=1_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages=WHOLE_NUMBER | limits,
    )


def _as_item_code(code: str) -> str:
    return code[:40] if code[:1].isalpha() else f"p-{code}"[:40]
