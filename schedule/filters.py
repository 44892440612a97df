"""Filters of the list of activities."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from schedule.models import Activity, ActivityKind, ActivityState
from schools.models import School


def _schools(_: Any) -> QuerySet[School]:
    schools: QuerySet[School] = School.objects.all()
    return schools


class ActivityFilter(filters.FilterSet):
    """Search and narrow down; every filter keeps working without JavaScript."""

    szukaj = filters.CharFilter(method="search", label="Szukaj")
    stan = filters.ChoiceFilter(field_name="state", choices=ActivityState, label="Stan", empty_label="Każdy")
    rodzaj = filters.ChoiceFilter(field_name="kind", choices=ActivityKind, label="Rodzaj", empty_label="Każdy")
    jednostka = filters.ModelChoiceFilter(
        field_name="participations__school", queryset=_schools, label="Jednostka", empty_label="Każda"
    )

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ()

    def search(self, activities: QuerySet[Activity], _: str, value: str) -> QuerySet[Activity]:
        """Words in the title, the reference or the description."""
        for word in value.split()[:6]:
            activities = activities.filter(
                Q(title__icontains=word) | Q(reference__icontains=word) | Q(description__icontains=word)
            )
        return activities
