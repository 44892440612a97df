"""Counts are shown, and never one that would tell what a single person did."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from schools.scope import school_scope
from surveys.models import AccessCode, Audience, Campaign, ResultAccess, Target
from surveys.queries.batches import batches_of
from surveys.queries.campaigns import campaigns_seen_by, standing_at, standing_of
from tests import surveyrows
from tests.surveys_campaigns.conftest import class_codes


def answers(target: Target, number: int) -> None:
    for _ in range(number):
        surveyrows.response(target)


def test_the_rate_is_of_the_population_rounded_down(campaign: Campaign, target: Target) -> None:
    answers(target, 29)
    pupils = next(one for one in standing_of(campaign) if one.part.audience == "pupils_4_8")
    row = next(one for one in pupils.rows if one.target == target)
    assert (row.answered, row.rate, row.wanted, row.is_under) == (29, 58, 30, True)
    assert (pupils.asked, pupils.answered, pupils.rate, pupils.under) == (100, 29, 29, 2)
    answers(target, 1)
    assert standing_at(target).is_under is False


def test_more_answers_than_people_is_said(campaign: Campaign, target: Target) -> None:
    answers(target, 51)
    assert (standing_at(target).is_over, standing_at(target).rate) == (True, 102)


def heads(world: SimpleNamespace, *populations: int) -> list[Target]:
    """Leaders of so many people at each of both schools."""
    made = surveyrows.campaign("Dyrektorzy")
    places = (world.schools.a, world.schools.b)
    return [
        surveyrows.target(school, of=made, audience=Audience.LEADERS, population=number)
        for school, number in zip(places, populations, strict=True)
    ]


def test_of_a_single_head_nobody_learns_whether_he_answered(client: Client, world: SimpleNamespace) -> None:
    first, _ = heads(world, 1, 1)
    answers(first, 1)
    part = standing_of(first.part.campaign)[0]
    assert [row.answered for row in part.rows] == [None, None]
    assert part.answered is None
    client.force_login(world.cast.department)
    page = client.get(reverse("surveys:target", args=[first.pk])).content.decode()
    assert "mniej niż 5 osób: liczby tylko razem" in page


def test_small_groups_together_are_told_when_they_are_five(world: SimpleNamespace) -> None:
    first, _ = heads(world, 3, 2)
    answers(first, 2)
    part = standing_of(first.part.campaign)[0]
    assert [row.answered for row in part.rows] == [None, None]
    assert (part.asked, part.answered) == (5, 2)


def test_a_single_small_group_is_left_out_of_the_sum(world: SimpleNamespace) -> None:
    first, second = heads(world, 3, 40)
    answers(first, 2)
    answers(second, 10)
    part = standing_of(first.part.campaign)[0]
    assert [row.answered for row in part.rows] == [None, 10]
    assert (part.asked, part.answered) == (40, 10)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((5, 6), [2, 2]),
        ((4, 6, 20), [None, None, 2]),  # the small one, and the next smallest
        ((3, 2, 20), [None, None, 2]),  # two small ones are five together
        ((4,), [None]),
        ((1, 1, 20), [None, None, None]),
    ],
)
def test_counts_of_small_batches_and_of_what_would_give_them_away_are_hidden(
    target: Target, world: SimpleNamespace, sizes: tuple[int, ...], shown: list[int | None]
) -> None:
    for batch in class_codes(target, world, *sizes):
        used = AccessCode.objects.filter(batch=batch).values("pk")[:2]
        AccessCode.objects.filter(pk__in=list(used.values_list("pk", flat=True))).update(used=True)
    assert [row.answered for row in batches_of(target)] == shown
    assert [row.issued for row in batches_of(target)] == list(sizes)


def test_a_school_sees_its_own_numbers_alone(client: Client, campaign: Campaign, world: SimpleNamespace) -> None:
    for one in Target.objects.filter(part__campaign=campaign, school=world.schools.b):
        answers(one, 17)
    client.force_login(world.cast.director_a)
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "ZSP nr 101" in page
    assert "ZSP nr 102" not in page
    with school_scope([world.schools.a.pk]):
        assert {row.target.school for part in standing_of(campaign) for row in part.rows} == {world.schools.a}


def test_a_school_knows_of_no_draft_and_of_no_campaign_without_it(
    client: Client, draft: Campaign, world: SimpleNamespace
) -> None:
    elsewhere = surveyrows.target(world.schools.b).part.campaign
    client.force_login(world.cast.coordinator_a)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(elsewhere.get_absolute_url()).status_code == 404
    own = Target.objects.filter(part__campaign=draft, school=world.schools.a).first()
    assert own is not None
    assert client.get(reverse("surveys:target", args=[own.pk])).status_code == 404
    with school_scope([world.schools.a.pk]):
        assert list(campaigns_seen_by(world.cast.coordinator_a)) == []


def test_the_overview_tells_a_coordinator_the_next_step(client: Client, target: Target, world: SimpleNamespace) -> None:
    client.force_login(world.cast.coordinator_a)
    groups = client.get(reverse("surveys:overview")).context["groups"]
    assert {one.step for one in groups} == {"Przygotuj kody"}
    class_codes(target, world, 25, 25)
    groups = client.get(reverse("surveys:overview")).context["groups"]
    steps = {one.standing.target.part.audience: (one.step, one.words) for one in groups}
    assert steps["pupils_4_8"] == ("Przypomnij wszystkim", "Do celu brakuje odpowiedzi: 30.")
    assert steps["teachers"] == ("Przygotuj kody", "Nie ma jeszcze kodów.")


def test_the_overview_tells_the_department_what_runs_and_what_waits(
    client: Client, campaign: Campaign, world: SimpleNamespace
) -> None:
    surveyrows.open_text(surveyrows.target(world.schools.a))
    client.force_login(world.cast.department)
    context = client.get(reverse("surveys:overview")).context
    shown = next(one for one in context["running"] if one.campaign == campaign)
    assert shown.under == ["ZSP nr 101", "ZSP nr 102"]
    assert [(one.number, one.permission) for one in context["waiting"]] == [(1, "surveys.review_texts")]
    client.force_login(world.cast.viewer)
    assert client.get(reverse("surveys:overview")).context["waiting"] == []


def test_the_log_says_who_looked_at_results_to_the_department_alone(
    client: Client, campaign: Campaign, world: SimpleNamespace
) -> None:
    ResultAccess.objects.create(campaign=campaign, user=world.cast.viewer, school=world.schools.a, what="raport PDF")
    url = reverse("surveys:accesses", args=[campaign.pk])
    client.force_login(world.cast.department)
    rows = client.get(url).context["page"].object_list
    assert [(one.user.email, str(one.school), one.what) for one in rows] == [
        ("wglad@test.example", "ZSP nr 101", "raport PDF")
    ]
    client.force_login(world.cast.viewer)
    assert client.get(url).status_code == 403
