"""One table a group: how many people it is at each school, and what share of them should answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from schools.models import School
from surveys.audiences import has_schools
from surveys.models import Campaign, CampaignState, Part, Target
from surveys.queries.populations import UNKNOWN, Proposal, proposals
from surveys.services.campaign_groups import GroupSize, asked_schools

MOST_PEOPLE = 20_000
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


@dataclass(frozen=True)
class Row:
    """A line of a group's table."""

    school: School | None
    label: str
    number: BoundField
    asked: BoundField | None
    hint: str


@dataclass(frozen=True)
class Group:
    """A group's table."""

    part: Part
    goal: BoundField | None
    rows: tuple[Row, ...]


class PopulationsForm(forms.Form):
    """Fields `<group>-<school>-number`, `<group>-<school>-asked` and `<group>-goal`; after the announcement numbers alone."""

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data)
        self.campaign = campaign
        self.is_draft = campaign.state == CampaignState.DRAFT
        self.parts = list(campaign.parts.select_related("instrument").order_by("pk"))
        self.schools = asked_schools(campaign)
        rows = Target.objects.filter(part__campaign=campaign).select_related("school")
        self.targets = {(row.part_id, row.school_id): row for row in rows}
        for part in self.parts:
            self._add_group(part)

    def _add_group(self, part: Part) -> None:
        known = [row for row in self.targets.values() if row.part_id == part.pk]
        if self.is_draft:
            self.fields[f"{part.audience}-goal"] = _goal_field(known[0].goal if known else 0)
        for school in self._places(part):
            key = name_of(part.audience, school)
            target = self.targets.get((part.pk, school.pk if school else None))
            self.fields[f"{key}-number"] = _number_field(
                f"{part.get_audience_display()}, {school or 'Urząd gminy'}", target.population if target else 0
            )
            if self.is_draft and school:
                self.fields[f"{key}-asked"] = forms.BooleanField(
                    required=False, label="pytamy", initial=target is not None
                )

    def _places(self, part: Part) -> list[School | None]:
        if not has_schools(part.audience):
            return [None]
        if self.is_draft:
            return list(self.schools)
        return [one for one in self.schools if (part.pk, one.pk) in self.targets]

    def clean(self) -> dict[str, Any]:
        """After the announcement a number is corrected, not taken away."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if name.endswith("-number") and not self.is_draft and name not in self.errors and not given.get(name):
                self.add_error(name, "Podaj liczbę osób.")
            del field
        return given

    # --- For the page and the service -------------------------------------------------------------------------------
    def groups(self) -> list[Group]:
        """The tables, with where each proposed number comes from."""
        return [self._group(part) for part in self.parts]

    def _group(self, part: Part) -> Group:
        places = self._places(part)
        known = proposals(self.campaign, part.audience, [one for one in places if one]) if self.is_draft else {}
        goal = self[f"{part.audience}-goal"] if self.is_draft else None
        return Group(
            part, goal, tuple(self._row(part, one, known.get(one.pk if one else None, UNKNOWN)) for one in places)
        )

    def _row(self, part: Part, school: School | None, proposal: Proposal) -> Row:
        key = name_of(part.audience, school)
        asked = self[f"{key}-asked"] if f"{key}-asked" in self.fields else None
        hint = f"propozycja: {proposal.number}, {proposal.source}" if proposal.number else ""
        return Row(school, str(school or "Urząd gminy"), self[f"{key}-number"], asked, hint)

    def sizes(self) -> Iterable[GroupSize]:
        """The cleaned numbers; None where the group is not asked."""
        for part in self.parts:
            for school in self._places(part):
                key = name_of(part.audience, school)
                left_out = f"{key}-asked" in self.fields and not self.cleaned_data[f"{key}-asked"]
                number = self.cleaned_data[f"{key}-number"] or 0
                yield GroupSize(part.audience, school, None if left_out else number)

    def goals(self) -> dict[str, int]:
        """Audience → share of answers in per cent."""
        if not self.is_draft:
            return {}
        return {part.audience: self.cleaned_data[f"{part.audience}-goal"] for part in self.parts}


def name_of(audience: str, school: School | None) -> str:
    """What the fields of a group at a school begin with."""
    return f"{audience}-{school.pk if school else 'gmina'}"


def _goal_field(goal: int) -> forms.IntegerField:
    return forms.IntegerField(
        label="Oczekiwany odsetek odpowiedzi w %",
        min_value=1,
        max_value=100,
        initial=goal,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": "Wpisz liczbę od 1 do 100.",
            "min_value": "Wpisz liczbę od 1 do 100.",
            "max_value": "Wpisz liczbę od 1 do 100.",
            "required": "Wpisz liczbę od 1 do 100.",
        },
    )


def _number_field(label: str, number: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"{label[:1].upper()}{label[1:]}",
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        initial=number or None,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": "Wpisz liczbę całkowitą, na przykład 24.",
            "min_value": "Liczba osób nie może być ujemna.",
            "max_value": "Tyle osób tu nie ma. Sprawdź liczbę.",
        },
    )
