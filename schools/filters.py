"""Filters of the list of people."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from schools.models import School, User
from schools.roles import Role

ACTIVE = (("tak", "aktywne"), ("nie", "wyłączone"))


def _schools(_: Any) -> QuerySet[School]:
    found: QuerySet[School] = School.objects.all()
    return found


class PeopleFilter(filters.FilterSet):
    """Find people by address, role, unit, state of the account."""

    szukaj = filters.CharFilter(field_name="email", lookup_expr="icontains", label="Adres e-mail")
    rola = filters.ChoiceFilter(method="holds", choices=Role, label="Rola", empty_label="Każda")
    jednostka = filters.ModelChoiceFilter(method="works_at", queryset=_schools, label="Jednostka", empty_label="Każda")
    konto = filters.ChoiceFilter(method="is_active", choices=ACTIVE, label="Konto", empty_label="Każde")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def holds(self, people: QuerySet[User], _: str, role: str) -> QuerySet[User]:
        """People with the role."""
        return people.filter(memberships__role=role).distinct()

    def works_at(self, people: QuerySet[User], _: str, school: School) -> QuerySet[User]:
        """People with a role at the unit."""
        return people.filter(memberships__school=school).distinct()

    def is_active(self, people: QuerySet[User], _: str, wanted: str) -> QuerySet[User]:
        """People whose account is on, or off."""
        return people.filter(is_active=wanted == "tak")
