"""A campaign is made step by step; nothing typed is lost, and it is announced only when nothing is missing."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.models import Audience, Campaign, CampaignState, Part, Target
from surveys.queries.readiness import obstacles
from surveys.services.campaigns import NotAllowed, announce_campaign, change_basics, create_campaign
from tests import surveyrows
from tests.surveys_campaigns.conftest import PUPILS, basics

TODAY = timezone.localdate


def typed_basics(**more: str) -> dict[str, str]:
    today = TODAY()
    return {
        "name": "Wiosna w szkole", "wave": "wiosna 2027", "anonymity": "codes",
        "opens_on": f"{today + datetime.timedelta(days=3):%d.%m.%Y}",
        "closes_on": f"{today + datetime.timedelta(days=33):%d.%m.%Y}",
        "keep_until": f"{today + datetime.timedelta(days=400):%d.%m.%Y}", **more,
    }  # fmt: skip


def test_the_department_goes_all_steps_and_announces(client: Client, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    answer = client.post(reverse("surveys:campaign_add"), typed_basics())
    made = Campaign.objects.get()
    assert answer["Location"] == reverse("surveys:campaign_groups", args=[made.pk])
    groups = {"teachers": world.teachers.pk, "pupils_4_8": world.pupils.pk}
    answer = client.post(answer["Location"], groups)
    assert answer["Location"] == reverse("surveys:campaign_schools", args=[made.pk])
    answer = client.post(answer["Location"], {"schools": [world.schools.a.pk, world.schools.b.pk]})
    assert answer["Location"] == reverse("surveys:campaign_populations", args=[made.pk])
    answer = client.post(answer["Location"], populations_form(made))
    assert answer["Location"] == reverse("surveys:campaign_notice", args=[made.pk])
    answer = client.post(answer["Location"], {**made.notice, "dpo_agreed_on": f"{TODAY():%d.%m.%Y}"})
    assert answer["Location"] == made.get_absolute_url()
    client.post(reverse("surveys:campaign_announce", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == CampaignState.ANNOUNCED
    sizes = Target.objects.filter(part__campaign=made).values_list("part__audience", "population", "goal")
    assert sorted(sizes) == [("pupils_4_8", 50, 60), ("pupils_4_8", 50, 60), ("teachers", 31, 70), ("teachers", 31, 70)]


def populations_form(made: Campaign) -> dict[str, str]:
    """Teachers: 31 at each school, seventy per cent; pupils as proposed."""
    form: dict[str, str] = {"teachers-goal": "70", "pupils_4_8-goal": "60"}
    for one in Target.objects.filter(part__campaign=made):
        key = f"{one.part.audience}-{one.school_id}"
        form |= {f"{key}-asked": "on", f"{key}-number": str(one.population or 31)}
    return form


def test_numbers_of_pupils_are_proposed_from_the_records(draft: Campaign) -> None:
    sizes = Target.objects.filter(part__campaign=draft, part__audience="pupils_4_8")
    assert [one.population for one in sizes] == [PUPILS * 5 // 8] * 2


def test_a_second_campaign_proposes_the_teachers_of_the_first(
    client: Client, campaign: Campaign, world: SimpleNamespace
) -> None:
    client.force_login(world.cast.department)
    made = create_campaign(basics("Druga"), anonymity="codes", by=world.cast.department)
    client.post(reverse("surveys:campaign_groups", args=[made.pk]), {"teachers": world.teachers.pk})
    client.post(reverse("surveys:campaign_schools", args=[made.pk]), {"schools": [world.schools.a.pk]})
    page = client.get(reverse("surveys:campaign_populations", args=[made.pk])).content.decode()
    assert f"propozycja: 40, kampania „{campaign}”" in page
    assert Target.objects.get(part__campaign=made).population == 40


def test_all_primary_schools_are_ticked_at_first(client: Client, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    made = create_campaign(basics(), anonymity="link", by=world.cast.department)
    form = client.get(reverse("surveys:campaign_schools", args=[made.pk])).context["form"]
    assert form.fields["schools"].initial == sorted([world.schools.a.pk, world.schools.b.pk])


def test_only_ready_instruments_of_the_group_can_be_chosen(client: Client, world: SimpleNamespace) -> None:
    surveyrows.instrument("szkic", state="draft")
    client.force_login(world.cast.department)
    made = create_campaign(basics(), anonymity="codes", by=world.cast.department)
    url = reverse("surveys:campaign_groups", args=[made.pk])
    form = client.get(url).context["form"]
    assert {name: list(field.queryset) for name, field in form.fields.items()} == {
        "pupils_4_8": [world.pupils],
        "teachers": [world.teachers],
    }
    assert client.post(url, {"teachers": world.pupils.pk}).status_code == 200
    assert not Part.objects.exists()


def test_a_school_left_out_of_a_group_is_not_asked_there(
    client: Client, draft: Campaign, world: SimpleNamespace
) -> None:
    client.force_login(world.cast.department)
    form = populations_form(draft)
    del form[f"teachers-{world.schools.b.pk}-asked"]
    client.post(reverse("surveys:campaign_populations", args=[draft.pk]), form)
    asked = Target.objects.filter(part__campaign=draft).values_list("part__audience", "school")
    assert ("teachers", world.schools.b.pk) not in set(asked)
    assert len(asked) == 3


def test_staff_are_asked_in_the_municipality_alone(client: Client, draft: Campaign, world: SimpleNamespace) -> None:
    staff = surveyrows.instrument("urzad", audience=Audience.STAFF)
    client.force_login(world.cast.department)
    client.post(reverse("surveys:campaign_groups", args=[draft.pk]), {"staff": staff.pk, "teachers": world.teachers.pk})
    places = Target.objects.filter(part__campaign=draft).values_list("part__audience", "school__short_name")
    assert sorted(places, key=str) == [("staff", None), ("teachers", "ZSP nr 101"), ("teachers", "ZSP nr 102")]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("closes_on", "1.01.2020", "Ostatni dzień nie może być przed pierwszym."),
        ("keep_until", "2.01.2020", "Podaj dzień po zamknięciu kampanii: wcześniej wyniki nie byłyby policzone."),
        ("name", "", "Nazwij kampanię."),
        ("anonymity", "nazwiska", "Wybierz poprawną wartość. nazwiska nie jest żadną z dostępnych opcji."),
    ],
)
def test_wrong_basics_are_refused_with_a_reason(
    client: Client, world: SimpleNamespace, field: str, value: str, reason: str
) -> None:
    client.force_login(world.cast.department)
    answer = client.post(reverse("surveys:campaign_add"), typed_basics(**{field: value}))
    assert answer.context["form"].errors == {field: [reason]}
    assert not Campaign.objects.exists()


def test_a_double_click_makes_one_campaign(client: Client, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    first, second = (client.post(reverse("surveys:campaign_add"), typed_basics()) for _ in range(2))
    assert Campaign.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_name_that_is_taken_is_refused(client: Client, campaign: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    answer = client.post(reverse("surveys:campaign_add"), typed_basics(name=campaign.name))
    assert list(answer.context["form"].errors) == ["name"]
    assert Campaign.objects.count() == 1


def test_anonymity_is_never_changed(client: Client, draft: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    url = reverse("surveys:campaign_edit", args=[draft.pk])
    assert "anonymity" not in client.get(url).context["form"].fields
    client.post(url, typed_basics(anonymity="link"))
    draft.refresh_from_db()
    assert (draft.name, draft.anonymity) == ("Wiosna w szkole", "codes")


def test_the_notice_is_proposed_in_three_languages_with_its_day(draft: Campaign) -> None:
    assert set(draft.notice) == {"pl", "uk", "en"}
    assert all(
        f"{draft.keep_until.day} " in text and str(draft.keep_until.year) in text for text in draft.notice.values()
    )


def test_an_untouched_notice_follows_the_day_of_deletion(draft: Campaign, world: SimpleNamespace) -> None:
    Campaign.objects.filter(pk=draft.pk).update(notice={**draft.notice, "en": "Our own words."})
    changed = change_basics(draft, basics(keep=800), by=world.cast.department)
    assert changed.notice["en"] == "Our own words."
    assert changed.notice["pl"] != draft.notice["pl"]
    assert str(changed.keep_until.year) in changed.notice["pl"]


def test_each_missing_thing_is_named_with_its_step(world: SimpleNamespace) -> None:
    made = create_campaign(basics(), anonymity="codes", by=world.cast.department)
    assert {one.step for one in obstacles(made, TODAY())} == {"campaign_groups", "campaign_notice"}
    with pytest.raises(NotAllowed, match="nie wybrano żadnej grupy"):
        announce_campaign(made, by=world.cast.department)
    made.refresh_from_db()
    assert made.state == CampaignState.DRAFT


def test_a_number_that_is_missing_keeps_it_from_being_announced(draft: Campaign, world: SimpleNamespace) -> None:
    Target.objects.filter(part__campaign=draft, school=world.schools.b, part__audience="teachers").update(population=0)
    assert [one.sentence for one in obstacles(draft, TODAY())] == ["brakuje liczebności w grupie „nauczyciele”"]


def test_announced_twice_it_is_announced_once(draft: Campaign, world: SimpleNamespace) -> None:
    announce_campaign(draft, by=world.cast.department)
    announce_campaign(draft, by=world.cast.department)
    states = [one.state for one in draft.history.order_by("history_id")]
    assert states.count("announced") == 1


def test_keys_of_links_are_unlike_each_other_and_easy_to_copy(campaign: Campaign) -> None:
    keys = list(Target.objects.filter(part__campaign=campaign).values_list("key", flat=True))
    assert len(set(keys)) == 4
    assert all(len(key) == 10 and not set(key) & set("ilo01") for key in keys)


def test_a_viewer_sees_a_draft_and_cannot_change_it(client: Client, draft: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.viewer)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert draft.name in page
    assert reverse("surveys:campaign_announce", args=[draft.pk]) not in page
    assert client.post(reverse("surveys:campaign_announce", args=[draft.pk])).status_code == 403
