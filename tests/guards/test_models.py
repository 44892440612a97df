"""Every model of our apps is declared; every owned one shows a school its own rows alone, by whatever way one asks."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db.models import Count, Prefetch
from django.forms import modelform_factory

from inventory.models import Device
from schedule.filters import ActivityFilter
from schedule.forms import ActivityForm, KeeperForm
from schedule.models import Activity, Participation
from schools.filters import PeopleFilter
from schools.forms.people import RoleForm
from schools.models import Establishment, Evidence, School, Statistic
from schools.scope import school_scope
from tests import factories, registerrows
from tests.guards.declared_models import HISTORY_OF, NOT_OWNED, OWNED
from tests.guards.scope_checks import our_models, pointing_at_schools, scope_faults, stale_declarations, undeclared

MODELS = our_models(apps)


def test_every_model_is_declared() -> None:
    assert undeclared(MODELS) == []


def test_no_declaration_outlives_its_model() -> None:
    assert stale_declarations(MODELS) == []


def test_a_model_is_declared_once() -> None:
    assert set(OWNED) & set(NOT_OWNED) == set()
    assert all(NOT_OWNED.values())


def test_a_key_to_a_school_makes_a_model_owned() -> None:
    assert pointing_at_schools(MODELS) == []


def test_history_is_kept_of_every_declared_model() -> None:
    assert all(hasattr(apps.get_model(label), "history") for label in HISTORY_OF)


@pytest.mark.parametrize("label", OWNED)
def test_a_school_reaches_its_own_rows_alone(label: str, schools: SimpleNamespace) -> None:
    assert list(scope_faults(apps.get_model(label), OWNED[label], schools)) == []


@pytest.fixture
def records(schools: SimpleNamespace) -> SimpleNamespace:
    """An activity of A, of B, of the city; one of B in which A took part; a device, a file and a number of each school."""
    step = factories.StepFactory()
    both = [schools.a, schools.b]
    kept: Any = {
        "a": factories.ActivityFactory(step=step, keeper=schools.a, proved_by="report", heads={"uczniowie": 1}),
        "b": factories.ActivityFactory(step=step, keeper=schools.b, proved_by="report", heads={"uczniowie": 2}),
        "city": factories.ActivityFactory(step=step, proved_by="report", took_part=[schools.b]),
        "shared": factories.ActivityFactory(step=step, keeper=schools.b, took_part=both, proved_by="report"),
    }
    for number, school in enumerate(both):
        registerrows.device(school, f"D{number}")
        Statistic.objects.create(establishment=school.establishments.get(), day="2025-09-01", pupils=9, source="próba")
    return SimpleNamespace(step=step, schools=schools, **kept)


def test_reverse_managers_show_own_rows_alone(records: SimpleNamespace) -> None:
    a, b = records.schools.a, records.schools.b
    with school_scope([a.pk]):
        assert list(b.kept_activities.all()) == [records.shared]
        assert list(a.kept_activities.all()) == [records.a]
        assert set(a.activities.all()) == {records.a, records.shared}
        assert list(b.devices.all()) == []
        assert list(b.evidence.all()) == []
        assert list(b.establishments.all()) == []
        assert list(b.memberships.all()) == []
        assert set(records.step.activities.all()) == {records.a, records.shared}


def test_what_hangs_on_a_shared_record_shows_own_parts_alone(records: SimpleNamespace) -> None:
    a = records.schools.a
    with school_scope([a.pk]):
        assert [one.school_id for one in records.shared.participations.all()] == [a.pk]
        assert list(records.shared.schools.all()) == [a]
        assert list(records.shared.evidence.all()) == []
        assert list(records.shared.proofs.all()) == []
        assert list(records.b.head_counts.all()) == []


def test_prefetched_rows_are_own_rows_alone(records: SimpleNamespace) -> None:
    with school_scope([records.schools.a.pk]):
        shared = Activity.objects.prefetch_related("participations", "proofs", "evidence").get(pk=records.shared.pk)
        assert [one.school_id for one in shared.participations.all()] == [records.schools.a.pk]
        assert list(shared.proofs.all()) == list(shared.evidence.all()) == []
        schools = School.objects.prefetch_related(Prefetch("kept_activities", Activity.objects.all()), "devices")
        assert [(one.short_name, one.kept_activities.count(), one.devices.count()) for one in schools] == [
            (records.schools.a.short_name, 1, 1)
        ]


def test_subqueries_and_annotations_count_own_rows_alone(records: SimpleNamespace) -> None:
    a = records.schools.a
    with school_scope([a.pk]):
        assert set(School.objects.annotate(number=Count("devices")).values_list("pk", "number")) == {(a.pk, 1)}
        taking_part = Participation.objects.values("activity")
        assert set(Activity._base_manager.filter(pk__in=taking_part)) == {records.a, records.shared}
        numbers = Statistic.objects.filter(establishment__in=Establishment.objects.all())
        assert [one.establishment.school_id for one in numbers] == [a.pk]


def test_a_key_can_be_followed_from_a_row_in_scope(records: SimpleNamespace) -> None:
    """The name of the school that kept a shared record is no secret; its other records are."""
    with school_scope([records.schools.a.pk]):
        assert Activity.objects.get(pk=records.shared.pk).keeper == records.schools.b


def test_model_forms_offer_own_rows_alone(records: SimpleNamespace) -> None:
    form_class = modelform_factory(Device, fields=["school"])
    with school_scope([records.schools.a.pk]):
        form = form_class({"school": records.schools.b.pk})
        assert _offered(form, "school") == [records.schools.a]
        assert not form.is_valid()
    sheet = modelform_factory(apps.get_model("inventory.Sheet"), fields=["evidence"])
    with school_scope([records.schools.a.pk]):
        assert _offered(sheet(), "evidence") == list(Evidence.objects.all()) != []


def test_forms_of_ours_offer_own_schools_alone(records: SimpleNamespace, cast: SimpleNamespace) -> None:
    plan = records.step.action.plan
    with school_scope([records.schools.a.pk]):
        assert _offered(KeeperForm(user=cast.director_b), "keeper") == []
        assert _offered(RoleForm(by=cast.department), "school") == [records.schools.a]
        assert _offered(ActivityForm(plan=plan, kind="debate", user=cast.department), "schools") == [records.schools.a]


def test_filters_offer_own_schools_and_find_own_rows_alone(records: SimpleNamespace) -> None:
    a, b = records.schools.a, records.schools.b
    with school_scope([a.pk]):
        for filter_class in (ActivityFilter, PeopleFilter):
            assert list(filter_class({}).form.fields["jednostka"].queryset) == [a]
        found = ActivityFilter({"jednostka": str(b.pk)}, queryset=Activity.objects.all())
        assert not found.form.is_valid()
        assert set(ActivityFilter({}, queryset=Activity.objects.all()).qs) == {records.a, records.shared}


def _offered(form: forms.BaseForm, name: str) -> list[Any]:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return list(field.queryset) if field.queryset is not None else []
