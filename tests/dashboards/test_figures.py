"""Figures of a register as of a day: exact numbers, and what changes when only the day does."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from inventory.dashboards.beside import beside_summaries
from inventory.dashboards.figures import Figures, Reckoner, together
from inventory.dashboards.lexicon import lexicon
from inventory.models import Device, Norm, NormCode
from inventory.summaries import fresh_summaries
from schools.models import Establishment, EstablishmentKind, School, Statistic
from tests import registerrows
from tests.dashboards.conftest import TODAY

DAY = datetime.date
AUTUMN = DAY(2026, 9, 30)


@pytest.fixture(autouse=True)
def norms(city: None) -> None:
    for code, value in {"pupils_per_computer": 6, "old_years": 5, "fresh_days": 365, "ending_days": 90}.items():
        Norm.objects.create(code=code, value=value, source="próba")


def figures(school: School, day: datetime.date = TODAY) -> Figures:
    reckoner = Reckoner(lexicon(), day)
    return reckoner.figures(fresh_summaries([school.pk])[school.pk], beside_summaries(reckoner, school)(school.pk))


def count_pupils(school: School, pupils: int, day: datetime.date = AUTUMN) -> None:
    place = school.establishments.get(kind=EstablishmentKind.PRIMARY)
    Statistic.objects.create(establishment=place, day=day, pupils=pupils, source="próba")


def test_a_small_register_comes_to_exact_figures(
    schools: SimpleNamespace, dictionaries: SimpleNamespace, small_register: list[Device]
) -> None:
    count_pupils(schools.a, 15)
    found = figures(schools.a)
    assert (found.devices, found.computers, found.value) == (6, 4, Decimal("10500.50"))
    assert (found.ages, found.computer_ages, found.old) == ((2, 1, 1, 0, 1), (2, 1, 0, 0, 1), 2)
    assert (found.warranties_ending, found.licences_ending) == (2, 1)
    assert found.families == {"": 1, "Windows 10": 2, "Windows 11": 1}
    assert (found.unsupported, found.verdicts) == (2, {"no": 1, "ready": 1})
    assert (found.pupil_computers, found.pupils_per_computer) == (2, Decimal("7.5"))
    assert found.devices_per_pupil == Decimal("0.4")
    assert sorted(found.office.values()) == [5, 20]
    assert found.updated_on == DAY(2026, 9, 12)


@pytest.mark.parametrize(
    ("day", "ages"),
    [
        (DAY(2026, 3, 1), (2, 1, 1, 1, 0)),  # the switch of December 2020 is 63 months old, the desktop eight years
        (DAY(2026, 11, 1), (2, 1, 1, 0, 1)),  # in November 2026 the desktop of November 2017 is nine
        (DAY(2026, 11, 30), (2, 1, 1, 0, 1)),
        (DAY(2027, 11, 1), (2, 0, 1, 1, 1)),  # the laptop of 2023 turns four, the switch is six
        (DAY(2028, 3, 31), (0, 2, 1, 1, 1)),
    ],
)
def test_ages_follow_the_day_without_a_new_count(
    schools: SimpleNamespace, small_register: list[Device], day: datetime.date, ages: tuple[int, ...]
) -> None:
    assert figures(schools.a, day).ages == ages


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        (DAY(2026, 11, 21), 2),
        (DAY(2026, 11, 22), 2),
        (DAY(2026, 11, 23), 2),
        (DAY(2026, 11, 24), 2),
        (DAY(2027, 2, 21), 1),
    ],
)
def test_warranties_end_within_ninety_days_of_the_day(
    schools: SimpleNamespace, small_register: list[Device], day: datetime.date, ending: int
) -> None:
    ends = [one.warranty_until for one in small_register[:6] if one.warranty_until]
    expected = sum(day <= one <= day + datetime.timedelta(days=90) for one in ends)
    assert figures(schools.a, day).warranties_ending == expected == ending


def test_a_system_loses_its_support_after_its_last_day(schools: SimpleNamespace, small_register: list[Device]) -> None:
    unsupported = [figures(schools.a, day).unsupported for day in (DAY(2025, 10, 14), DAY(2025, 10, 15))]
    assert unsupported == [0, 2]


def test_pupils_are_those_of_the_primary_school_by_its_newest_number(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    count_pupils(schools.a, 900, DAY(2024, 9, 30))
    count_pupils(schools.a, 12, DAY(2026, 9, 30))
    count_pupils(schools.a, 500, DAY(2027, 9, 30))
    preschool = Establishment.objects.create(school=schools.a, kind=EstablishmentKind.PRESCHOOL, name="Przedszkole")
    Statistic.objects.create(establishment=preschool, day=DAY(2026, 9, 30), pupils=80, source="próba")
    assert figures(schools.a).pupils == 12


def test_an_accepted_sheet_confirms_a_register_that_is_kept_and_no_other(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    for school in (schools.a, schools.b):
        registerrows.accepted_sheet(school, DAY(2026, 10, 5))
    assert figures(schools.a).updated_on == DAY(2026, 10, 5)
    assert figures(schools.b).updated_on is None


def test_a_register_grows_stale_after_the_days_of_the_norm(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    last = DAY(2026, 9, 12)
    verdicts = [Reckoner(lexicon(), last + datetime.timedelta(days=days)).is_fresh(last) for days in (0, 73, 365, 366)]
    assert verdicts == [True, True, True, False]


def test_a_norm_that_is_not_there_is_not_compared_with(schools: SimpleNamespace, small_register: list[Device]) -> None:
    Norm.objects.all().delete()
    found = figures(schools.a)
    assert (found.old, found.warranties_ending, found.licences_ending) == (0, 0, 0)
    assert Reckoner(lexicon(), TODAY).is_fresh(found.updated_on) is None


def test_a_changed_norm_or_dictionary_counts_at_once(
    schools: SimpleNamespace, dictionaries: SimpleNamespace, small_register: list[Device]
) -> None:
    assert figures(schools.a).old == 2
    Norm.objects.filter(code=NormCode.OLD_YEARS).update(value=3)
    dictionaries.win11.supported_until = DAY(2026, 1, 1)
    dictionaries.win11.save()
    assert (figures(schools.a).old, figures(schools.a).unsupported) == (3, 3)


def test_schools_together_add_up(schools: SimpleNamespace, small_register: list[Device]) -> None:
    registerrows.device(schools.b, "B/1", purchased_on=DAY(2026, 1, 1), gross_value=Decimal("0.50"))
    count_pupils(schools.a, 15)
    total = together([figures(schools.a), figures(schools.b)])
    assert (total.devices, total.value, total.ages[0]) == (7, Decimal("10501.00"), 3)
    assert (total.pupils, total.pupils_per_computer) == (15, Decimal("7.5"))
    assert total.statuses == {"disposed": 1, "handed_over": 1, "in_use": 4, "lent": 1, "missing": 1, "to_dispose": 1}
