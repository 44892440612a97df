"""When a question is shown: always, after one earlier answer chosen from a list, or by a condition typed in words of its own."""

from typing import TYPE_CHECKING, Any

from django import forms

from surveys.forms.texts import PlainField
from surveys.questionnaire import Item, Questionnaire, Section
from surveys.showif import Comparison, Joined, ShowIf, WrongCondition, parse_show_if
from surveys.sound_conditions import NUMBER

if TYPE_CHECKING:
    from surveys.forms.items import ItemForm

ALWAYS, ANSWER, TYPED = "always", "answer", "typed"
RELATIONS = (
    ("=", "odpowiedź jest taka"),
    ("!=", "odpowiedź jest inna"),
    (">=", "odpowiedź jest taka albo wyższa"),
    ("<=", "odpowiedź jest taka albo niższa"),
)
HINT = (
    "Na przykład: <code>moment = 'after' and access-laptop &gt;= 2</code>. Wybrana jedna z kilku odpowiedzi: "
    "<code>selected(obstacle, 'network')</code>."
)


class ConditionFields:
    """The part of a question's form that says when it is shown. Only questions of earlier parts can be asked about."""

    def __init__(self, form: "ItemForm", content: Questionnaire, section: Section, item: Item | None) -> None:
        self.form, self.item = form, item
        self.earlier = _before(content, section)
        self.offered = {
            f"{one.code}|{point.code}": (one, point.code)
            for one in self.earlier
            if one.scale
            for point in one.scale.points
        }

    @property
    def is_there(self) -> bool:
        """A question of the first part is always shown, unless a condition stands there already."""
        return bool(self.earlier) or bool(self.item and self.item.show_if)

    @property
    def first_field(self) -> str:
        """Where a fault of the condition is told."""
        told = self.form.cleaned_data.get("when")
        return {ANSWER: "answer", TYPED: "condition"}.get(told or "", "when")

    def add_fields(self) -> None:
        """Put the fields into the form."""
        if not self.is_there:
            return
        fields = self.form.fields
        choices = [(ALWAYS, "zawsze"), (TYPED, "gdy spełniony jest warunek, który wpiszę")]
        if self.offered:
            choices.insert(1, (ANSWER, "zależnie od jednej wcześniejszej odpowiedzi"))
            fields["answer"] = forms.ChoiceField(
                label="Wcześniejsza odpowiedź", required=False, choices=[("", "wybierz odpowiedź"), *self._choices()]
            )
            fields["relation"] = forms.ChoiceField(label="Pokaż, gdy", required=False, choices=RELATIONS)
        fields["when"] = forms.ChoiceField(label="Kiedy pokazać pytanie", choices=choices, widget=forms.RadioSelect)
        fields["condition"] = PlainField(label="Warunek", required=False, max_length=300, help_text=HINT)

    def _choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                _short(one.text.get("pl", one.code)),
                [(f"{one.code}|{point.code}", _short(point.label.get("pl", point.code))) for point in one.scale.points],
            )
            for one in self.earlier
            if one.scale
        ]

    def initial(self) -> dict[str, Any]:
        """What the fields show at first: a condition that the lists can say stands in the lists."""
        if self.item is None or self.item.show_if is None:
            return {"when": ALWAYS}
        source = self.item.show_if.source
        for answer in self.offered:
            for relation, _ in RELATIONS:
                if self._source(answer, relation) == source:
                    return {"when": ANSWER, "answer": answer, "relation": relation}
        return {"when": TYPED, "condition": source}

    def clean(self) -> None:
        """Each choice asks for its own fields; a condition is read at once, so that its faults are told here."""
        if not self.is_there:
            return
        told = self.form.cleaned_data
        if told.get("when") == ANSWER:
            self._clean_answer(told)
        elif told.get("when") == TYPED:
            try:
                if parse_show_if(told.get("condition") or "") is None:
                    self.form.add_error("condition", "Wpisz warunek albo wybierz „zawsze”.")
            except WrongCondition as wrong:
                self.form.add_error("condition", str(wrong))

    def _clean_answer(self, told: dict[str, Any]) -> None:
        if not told.get("answer"):
            self.form.add_error("answer", "Wybierz odpowiedź, od której to zależy.")
            return
        item, code = self.offered[told["answer"]]
        if told.get("relation") in {">=", "<="} and (item.kind == "multi" or not NUMBER.fullmatch(code)):
            self.form.add_error("relation", "Odpowiedzi na to pytanie nie mają kolejności. Wybierz „taka” albo „inna”.")

    def value(self) -> ShowIf | None:
        """The condition as typed or chosen."""
        told = self.form.cleaned_data
        if told.get("when") == ANSWER:
            return parse_show_if(self._source(told["answer"], told.get("relation") or "="))
        return parse_show_if(told.get("condition") or "") if told.get("when") == TYPED else None

    def _source(self, answer: str, relation: str) -> str:
        item, code = self.offered[answer]
        if item.kind == "multi" and relation == "=":
            return f"selected({item.code}, '{code}')"
        return f"{item.code} {relation} {code}" if relation in {">=", "<="} else f"{item.code} {relation} '{code}'"


def _before(content: Questionnaire, section: Section) -> list[Item]:
    found: list[Item] = []
    for one in content.sections:
        if one.code == section.code:
            break
        found.extend(one.items)
    return found


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:68]}…"


# --- In words -------------------------------------------------------------------------------------------------------
_WORDS = {
    "=": "to „{}”",
    "selected": "obejmuje „{}”",
    "!=": "jest inna niż „{}”",
    ">=": "to co najmniej „{}”",
    "<=": "to co najwyżej „{}”",
    ">": "jest wyższa niż „{}”",
    "<": "jest niższa niż „{}”",
}


def condition_words(content: Questionnaire, condition: Comparison | Joined) -> str:
    """A condition as people say it: odpowiedź na „Kiedy wypełniasz tę ankietę?” to „zaraz po szkoleniu”."""
    if isinstance(condition, Joined):
        joint = " oraz " if condition.word == "and" else " albo "
        return joint.join(_part_words(content, part) for part in condition.parts)
    item = content.item.get(condition.item)
    point = item.scale.by_code.get(condition.value) if item and item.scale else None
    asked = _short(item.text.get("pl", item.code)) if item else condition.item
    value = _short(point.label.get("pl", point.code)) if point else condition.value
    return f"odpowiedź na „{asked}” {_WORDS[condition.operator].format(value)}"


def _part_words(content: Questionnaire, part: Comparison | Joined) -> str:
    words = condition_words(content, part)
    return f"({words})" if isinstance(part, Joined) else words
