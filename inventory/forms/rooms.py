"""Forms of rooms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from inventory.forms.device_fields import TidyField
from inventory.models import Room, RoomKind
from schools.models import School


class RoomForm(forms.Form):
    """A room of a school. Of `schools`, where there are several, a new room's is asked."""

    name = TidyField(
        label="Nazwa lub numer",
        max_length=80,
        help_text="To, co jest na drzwiach: „12”, „pracownia komputerowa”.",
        error_messages={"required": "Wpisz nazwę albo numer pomieszczenia."},
    )
    kind = forms.ChoiceField(label="Rodzaj", choices=RoomKind.choices, initial=RoomKind.CLASSROOM)
    building = TidyField(label="Budynek", max_length=80, required=False)
    note = TidyField(label="Uwaga", max_length=250, required=False, help_text="Nie wpisuj nazwisk.")
    aliases = TidyField(
        label="Inne nazwy",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Po jednej w wierszu: tak pomieszczenie bywa nazywane w arkuszach. Przy imporcie rozpoznamy je po nich.",
    )

    def __init__(
        self, data: QueryDict | None = None, *, room: Room, schools: list[School], initial: Mapping[str, Any]
    ) -> None:
        stored = {name: getattr(room, name) for name in ("name", "kind", "building", "note", "aliases")}
        super().__init__(data, initial={**stored, **initial})
        if len(schools) > 1:
            offered = School.objects.filter(pk__in=[one.pk for one in schools])
            self.fields["school"] = forms.ModelChoiceField(
                offered,
                label="Jednostka",
                empty_label="Wybierz jednostkę",
                error_messages={"required": "Wybierz jednostkę."},
            )
            self.order_fields(["school"])

    def fill(self, room: Room) -> Room:
        """The room with what was typed."""
        for name, value in self.cleaned_data.items():
            setattr(room, name, value)
        return room


class MergeForm(forms.Form):
    """Which room of the school takes this one's devices."""

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            Room.objects.filter(school=room.school_id).exclude(pk=room.pk),
            label="Połącz z pomieszczeniem",
            empty_label="Wybierz pomieszczenie",
            error_messages={"required": "Wybierz pomieszczenie, które zostanie."},
        )
