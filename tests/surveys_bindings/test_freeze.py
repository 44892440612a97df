"""A binding is frozen with its campaign's counting: from released figures, with n, rate and version; hidden without a number."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from hdr_portal.lib.periods import Period
from schools.measures import all_measures, find_measure, measure_choices
from surveys.measures import binding_key
from surveys.models import (
    Audience,
    Binding,
    BindingValue,
    Campaign,
    CampaignState,
    Figure,
    Part,
    Statistic,
    Subject,
    Tally,
)
from surveys.services.bindings import AlreadyCounted, freeze_bindings, write_binding
from surveys.services.tallies import produce_tally, request_tally
from tests import surveyrows

ALWAYS = Period(None, datetime.date(2030, 1, 1))


def binding(code: str = "wifi", **given: Any) -> Binding:
    """The mean of q1 of the trial questionnaire for teachers."""
    fields = {
        "name": f"Powiązanie {code}",
        "instrument_code": "probny",
        "audience": Audience.TEACHERS,
        "subject": Subject.ITEM,
        "subject_code": "q1",
        "statistic": Statistic.MEAN,
    }
    return Binding.objects.create(code=code, **(fields | given))


def counted(**given: Any) -> SimpleNamespace:
    """A closed campaign of teachers with its counting, still without figures."""
    campaign = surveyrows.campaign(
        state=CampaignState.CLOSED, closed_at=datetime.datetime(2026, 9, 30, 20, tzinfo=datetime.UTC), **given
    )
    instrument = surveyrows.instrument()
    part = Part.objects.create(campaign=campaign, audience=Audience.TEACHERS, instrument=instrument)
    return SimpleNamespace(campaign=campaign, part=part, tally=Tally.objects.create(campaign=campaign, state="done"))


def city_figure(of: SimpleNamespace, subject: str = Subject.ITEM, code: str = "q1", **given: Any) -> Figure:
    """A released figure of the whole city."""
    made: Figure = Figure.objects.create(tally=of.tally, part=of.part, subject=subject, code=code, **given)
    return made


@pytest.fixture
def survey(city: None) -> SimpleNamespace:
    """40 of 80 teachers answered; 38 gave q1 the mean 3,642 and 61,3% the highest points."""
    made = counted()
    city_figure(made, Subject.BASE, "", n=40, invited=80)
    city_figure(made, n=38, mean=3.642, top=0.6131)
    return made


def test_mean_share_and_rate_are_frozen_with_answers_rate_version_and_day(survey: SimpleNamespace) -> None:
    made = [
        binding("mean"),
        binding("share", statistic=Statistic.SHARE),
        binding("rate", statistic=Statistic.RATE, subject=Subject.BASE, subject_code=""),
    ]
    freeze_bindings(survey.tally)
    values = {one.binding_id: one for one in BindingValue.objects.all()}
    assert [values[one.pk].value for one in made] == [Decimal("3.64"), Decimal("61.31"), Decimal("50.00")]
    assert [values[one.pk].n for one in made] == [38, 38, 40]
    day = datetime.date(2026, 9, 30)
    assert {(one.rate, one.instrument_version, one.day, one.hidden) for one in values.values()} == {
        (Decimal("50.00"), 1, day, "")
    }


def test_a_hidden_figure_is_frozen_without_any_number(city: None) -> None:
    made, one = counted(), binding()
    city_figure(made, Subject.BASE, "", n=40, invited=80)
    city_figure(made, hidden="few")
    (value,) = freeze_bindings(made.tally)
    assert (value.value, value.n, value.hidden) == (None, None, "few")
    assert find_measure(binding_key(one)).contributions(ALWAYS) == []


def test_fewer_answers_than_the_binding_asks_for_are_no_value(survey: SimpleNamespace) -> None:
    binding(minimum=39)
    (value,) = freeze_bindings(survey.tally)
    assert (value.value, value.n, value.hidden) == (None, 38, "few")


def test_freezing_again_changes_nothing(survey: SimpleNamespace) -> None:
    binding()
    first = freeze_bindings(survey.tally)
    Figure.objects.filter(code="q1").update(mean=5.0)
    assert freeze_bindings(survey.tally) == first
    assert BindingValue.objects.get().value == Decimal("3.64")


def test_other_groups_and_questions_that_were_not_asked_freeze_nothing(survey: SimpleNamespace) -> None:
    binding("parents", audience=Audience.PARENTS)
    binding("gone", subject_code="q99")
    binding("other", instrument_code="inny")
    assert freeze_bindings(survey.tally) == []


def test_figures_of_schools_and_stages_are_never_read(survey: SimpleNamespace, schools: SimpleNamespace) -> None:
    binding()
    Figure.objects.filter(code="q1").delete()
    given = {"subject": Subject.ITEM, "code": "q1", "n": 30, "mean": 5.0}
    Figure.objects.create(tally=survey.tally, part=survey.part, school=schools.a, **given)
    Figure.objects.create(tally=survey.tally, part=survey.part, stage="4-6", **given)
    assert freeze_bindings(survey.tally) == []


def test_counting_a_campaign_freezes_by_itself(schools: SimpleNamespace) -> None:
    one = binding()
    campaign = surveyrows.campaign(state=CampaignState.ANNOUNCED)
    target = surveyrows.target(schools.a, of=campaign, population=20)
    for _ in range(6):
        surveyrows.response(target, q1="4")
    Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.CLOSED, closed_at=timezone.now())
    campaign.refresh_from_db()
    produce_tally(request_tally(campaign, by=None).pk)
    value = BindingValue.objects.get(binding=one)
    assert (value.value, value.n, value.rate) == (Decimal("4.00"), 6, Decimal("30.00"))


def test_a_binding_is_offered_as_a_measure_as_soon_as_it_is_there(city: None) -> None:
    before = {key for key, _ in measure_choices()}
    one = binding()
    assert {key for key, _ in measure_choices()} - before == {"survey:wifi"}
    found = find_measure("survey:wifi")
    assert (found.label, found.is_level, found.downward) == ("Ankieta: Powiązanie wifi", True, False)
    assert one.name in "".join(measure.label for measure in all_measures())


def test_a_key_without_a_binding_is_no_measure(city: None) -> None:
    with pytest.raises(KeyError):
        find_measure("survey:nie-ma")


def test_the_newest_value_up_to_the_day_is_the_only_contribution(survey: SimpleNamespace) -> None:
    one = binding()
    freeze_bindings(survey.tally)
    later = counted(name="Wiosna", opens_on=datetime.date(2027, 3, 1), closes_on=datetime.date(2027, 3, 31))
    Campaign.objects.filter(pk=later.campaign.pk).update(closed_at=None)
    later.tally.campaign.refresh_from_db()
    city_figure(later, n=50, mean=4.5, top=0.8)
    freeze_bindings(later.tally)
    contributions = find_measure(binding_key(one)).contributions

    (autumn,) = contributions(Period(None, datetime.date(2027, 3, 30)))
    (spring,) = contributions(Period(None, datetime.date(2027, 3, 31)))

    assert (autumn.day, autumn.exact, autumn.amount) == (datetime.date(2026, 9, 30), Decimal("3.64"), 4)
    assert (spring.day, spring.exact, spring.amount) == (datetime.date(2027, 3, 31), Decimal("4.50"), 5)
    assert spring.url == f"/ankiety/wyniki/{later.campaign.pk}/"
    assert contributions(Period(None, datetime.date(2026, 9, 29))) == []


def test_a_hidden_newest_value_is_not_covered_by_an_older_one(survey: SimpleNamespace) -> None:
    one = binding()
    freeze_bindings(survey.tally)
    later = counted(name="Wiosna", closes_on=datetime.date(2027, 3, 31))
    city_figure(later, hidden="few")
    freeze_bindings(later.tally)
    assert find_measure(binding_key(one)).contributions(ALWAYS) == []
    facts = find_measure(binding_key(one)).facts
    assert facts is not None
    assert dict(facts(ALWAYS))["Odpowiedzi"] == "brak danych (n<5)"


def test_what_is_counted_from_stays_once_there_is_a_value(survey: SimpleNamespace, cast: SimpleNamespace) -> None:
    one = binding()
    freeze_bindings(survey.tally)
    with pytest.raises(AlreadyCounted):
        write_binding(one, {"subject_code": "q2"}, by=cast.department)
    assert write_binding(one, {"name": "Inna nazwa", "direction": "down"}, by=cast.department).name == "Inna nazwa"
