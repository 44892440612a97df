"""Forms of activities: each kind asks only for what its indicator needs."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib.formfields import CountField, MoneyField, PolishDateField
from schedule import rules
from schedule.models import Activity, Group, Plan, Step, Topic
from schedule.services import ActivityInput
from schools.models import School, User

HEAD_COUNT_KINDS = frozenset(
    {"debate", "conference", "closing_conference", "training", "workshop", "team_meeting", "directors_meeting"}
)
REFERENCE_KINDS = frozenset({"resolution", "ordinance", "grant_application", "audit"})
TITLE_HINTS = {
    "audit": "Na przykład: Audyt cyberbezpieczeństwa 2024.",
    "debate": "Na przykład: Debata o stanie cyfryzacji oświaty.",
    "resolution": "Na przykład: Uchwała w sprawie planu dofinansowania doskonalenia nauczycieli.",
    "system_update": "Na przykład: Aktualizacja do Windows 11 w pracowni 12.",
    "training": "Na przykład: Szkolenie z obsługi platformy edukacyjnej.",
}
SHORT = 90
NO_NAMES = "Co się odbyło i z jakim skutkiem. Nie wpisuj nazwisk ani innych danych osobowych."


class StepChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A step by its number and the beginning of its text."""

    def label_from_instance(self, obj: Any) -> str:
        """„1.1 Przeprowadzenie audytów…”."""
        text = obj.text if len(obj.text) <= SHORT else f"{obj.text[: SHORT - 1].rstrip()}…"
        return f"{obj.label} {text}"


class ActivityForm(forms.Form):
    """An activity of one kind. The plan decides which steps, the person's scope which schools may be named."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Tytuł", max_length=200, error_messages={"required": "Wpisz tytuł zdarzenia."})
    day = PolishDateField(label="Data zdarzenia", help_text="Dzień, w którym się odbyło, na przykład 3.05.2024.")
    topic = forms.ChoiceField(
        label="Temat", choices=[("", "Wybierz temat"), *Topic.choices], error_messages={"required": "Wybierz temat."}
    )
    reference = forms.CharField(label="Numer lub znak sprawy", max_length=100, required=False)
    amount = MoneyField(label="Kwota wniosku w złotych", required=False, help_text="Na przykład 1 234,56.")
    filed_on = PolishDateField(label="Data złożenia wniosku", required=False)
    description = forms.CharField(
        label="Opis", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_NAMES
    )

    def __init__(
        self, *args: Any, plan: Plan, kind: str, user: User, activity: Activity | None = None, **kwargs: Any
    ) -> None:
        self.kind, self.user, self.activity = kind, user, activity
        kwargs["initial"] = {**self._initial(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["step"] = StepChoice(
            Step.objects.filter(action__plan=plan).select_related("action"),
            label="Krok planu",
            empty_label="Wybierz krok planu",
            error_messages={"required": "Wybierz krok planu, który to zdarzenie realizuje."},
        )
        self.fields["title"].help_text = TITLE_HINTS.get(kind, "")
        self._ask_for_schools()
        self._ask_for_heads()
        self._drop_what_the_kind_lacks()
        self.order_fields(["title", "day", "step", "topic", "schools", "reference", "filed_on", "amount"])

    def _initial(self) -> dict[str, Any]:
        if self.activity is None:
            return {"form_key": uuid.uuid4()}
        names = ("title", "day", "topic", "reference", "amount", "filed_on", "description", "step", "version")
        heads = {f"heads_{one.group}": one.count for one in self.activity.head_counts.all()}
        schools = [one.school_id for one in self.activity.participations.all()]
        return {name: getattr(self.activity, name) for name in names} | heads | {"schools": schools}

    def _ask_for_schools(self) -> None:
        """A person of one school names no schools: the record is that school's."""
        schools = School.objects.open_on(timezone.localdate())
        if self.kind in rules.WITHOUT_SCHOOLS or not self.speaks_for_the_office:
            return
        self.fields["schools"] = forms.ModelMultipleChoiceField(
            schools,
            label="Jednostki uczestniczące",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Zaznacz jednostki, w których zdarzenie się odbyło albo które wzięły w nim udział.",
        )

    def _ask_for_heads(self) -> None:
        if self.kind not in HEAD_COUNT_KINDS:
            return
        for group, label in Group.choices:
            self.fields[f"heads_{group}"] = CountField(label=label.capitalize())

    def _drop_what_the_kind_lacks(self) -> None:
        lacking = set()
        if self.kind not in rules.TOPICAL_KINDS:
            lacking |= {"topic"}
        if self.kind not in REFERENCE_KINDS:
            lacking |= {"reference"}
        if self.kind != rules.GRANTS:
            lacking |= {"amount", "filed_on"}
        for name in lacking:
            del self.fields[name]

    @property
    def speaks_for_the_office(self) -> bool:
        """Whether the record is the department's."""
        return self.activity.keeper_id is None if self.activity else self.user.scope.school_ids is None

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """The fields of head-counts, for one fieldset."""
        return [self[name] for name in self.fields if name.startswith("heads_")]

    def clean_day(self) -> Any:
        """What has not happened yet proves nothing."""
        day = self.cleaned_data["day"]
        if fault := rules.day_fault(day, timezone.localdate()):
            raise forms.ValidationError(fault)
        return day

    def clean_version(self) -> int | None:
        """Somebody else's newer save is told, and overwritten only when the form is sent once more."""
        version: int | None = self.cleaned_data["version"]
        if self.activity and version != self.activity.version:
            typed = QueryDict(mutable=True)
            typed.update(self.data)
            typed["version"] = str(self.activity.version)
            self.data = typed
            raise forms.ValidationError("")
        return version

    def clean(self) -> dict[str, Any]:
        """Tell about a newer save in one sentence on top."""
        if "version" in self.errors:
            del self.errors["version"]
            self.add_error(
                None,
                "Ktoś zmienił ten zapis w międzyczasie. Twoje wpisy są poniżej; zapisz jeszcze raz, jeśli mają zastąpić "
                "tamte. Co zmieniono, pokazuje historia na stronie zdarzenia.",
            )
        return self.cleaned_data

    def as_input(self, school: School | None) -> ActivityInput:
        """The cleaned form; `school` is the keeper, which took part by itself."""
        names = ("title", "day", "step", "topic", "reference", "amount", "filed_on", "description")
        fields = {name: self.cleaned_data[name] for name in names if name in self.fields}
        heads = {
            name.removeprefix("heads_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("heads_") and value is not None
        }
        schools = self.cleaned_data.get("schools") or ([school] if school else [])
        return ActivityInput({**fields, "kind": self.kind}, schools, heads)


class KeeperForm(forms.Form):
    """For a person of several schools: which one the record belongs to."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"] = forms.ModelChoiceField(
            School.objects.filter(pk__in=user.school_ids), label="Jednostka", empty_label=None
        )


class RemarkForm(forms.Form):
    """The reason for sending a record back or voiding it."""

    remark = forms.CharField(
        label="Co poprawić",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz powód: bez niego szkoła nie będzie wiedziała, co zrobić."},
    )
