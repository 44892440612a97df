"""An announced campaign is prolonged, corrected, reminded of and closed for good, once."""

import datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.models import Campaign, CampaignEvent, CampaignState, Tally, Target
from surveys.services.campaign_groups import GroupSize, set_populations
from surveys.services.campaigns import (
    NotAllowed,
    change_basics,
    close_campaign,
    close_due_campaigns,
    delete_draft,
    prolong_campaign,
)
from surveys.services.reminders import remind_schools
from surveys.tasks import close_due_campaigns as beat
from tests import surveyrows
from tests.surveys_campaigns.conftest import basics

DAY = datetime.timedelta(days=1)


def test_the_last_day_moves_only_later(campaign: Campaign, world: SimpleNamespace) -> None:
    by, last = world.cast.department, campaign.closes_on
    with pytest.raises(NotAllowed, match="późniejszy"):
        prolong_campaign(campaign, last - DAY, by=by)
    assert prolong_campaign(campaign, last + DAY, by=by).closes_on == last + DAY
    newest = campaign.history.first()
    assert (newest.closes_on, newest.history_user) == (last + DAY, by)


def test_the_page_says_which_days_are_possible(client: Client, campaign: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    url = reverse("surveys:campaign_prolong", args=[campaign.pk])
    answer = client.post(url, {"closes_on": f"{campaign.opens_on:%d.%m.%Y}"})
    assert list(answer.context["form"].errors) == ["closes_on"]
    answer = client.post(url, {"closes_on": f"{campaign.closes_on + DAY:%d.%m.%Y}"})
    assert answer["Location"] == campaign.get_absolute_url()


def test_nothing_else_of_an_announced_campaign_changes(campaign: Campaign, world: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="już ogłoszona"):
        change_basics(campaign, basics("Inna"), by=world.cast.department)
    with pytest.raises(NotAllowed, match="nie można usunąć"):
        delete_draft(campaign, by=world.cast.department)


def test_a_corrected_number_is_told_in_the_log(client: Client, campaign: Campaign, world: SimpleNamespace) -> None:
    set_populations(campaign, [GroupSize("teachers", world.schools.a, 38)], {}, by=world.cast.department)
    event = CampaignEvent.objects.get(campaign=campaign)
    assert (event.kind, event.text, event.school) == ("population", "nauczyciele, ZSP nr 101: 40 → 38", world.schools.a)
    client.force_login(world.cast.department)
    assert "nauczyciele, ZSP nr 101: 40 → 38" in client.get(campaign.get_absolute_url()).content.decode()


def test_goals_are_not_changed_after_the_announcement(campaign: Campaign, world: SimpleNamespace) -> None:
    set_populations(campaign, [], {"teachers": 1}, by=world.cast.department)
    assert set(Target.objects.filter(part__audience="teachers").values_list("goal", flat=True)) == {75}


def test_an_empty_number_is_refused_after_the_announcement(
    client: Client, campaign: Campaign, world: SimpleNamespace
) -> None:
    client.force_login(world.cast.department)
    answer = client.post(reverse("surveys:campaign_populations", args=[campaign.pk]), {})
    assert len(answer.context["form"].errors) == 4
    assert not CampaignEvent.objects.exists()


def test_closed_twice_it_is_closed_and_counted_once(campaign: Campaign, world: SimpleNamespace) -> None:
    first = close_campaign(campaign, by=world.cast.department)
    second = close_campaign(campaign, by=world.cast.department)
    assert (first.closed_at, first.state) == (second.closed_at, CampaignState.CLOSED)
    assert Tally.objects.filter(campaign=campaign).count() == 1


def test_the_page_asks_before_it_closes(client: Client, campaign: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    url = reverse("surveys:campaign_close", args=[campaign.pk])
    assert "Tego nie da się cofnąć" in client.get(url).content.decode()
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.ANNOUNCED
    client.post(url)
    client.post(url)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED
    assert Tally.objects.count() == 1


def test_it_closes_by_itself_after_the_last_day_and_not_on_it(campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(closes_on=timezone.localdate())
    assert close_due_campaigns() == 0
    Campaign.objects.filter(pk=campaign.pk).update(closes_on=timezone.localdate() - DAY)
    assert beat() == 1
    assert beat() == 0
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED
    assert campaign.history.first().history_user is None


def test_a_campaign_that_fails_to_close_does_not_keep_the_next_open(
    campaign: Campaign, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = surveyrows.campaign("Druga", opens_on=datetime.date(2026, 1, 1), closes_on=datetime.date(2026, 1, 2))
    Campaign.objects.filter(pk=campaign.pk).update(
        opens_on=datetime.date(2026, 1, 1), closes_on=datetime.date(2026, 1, 2)
    )
    asked: list[int] = []

    def fail_first(one: Campaign, *, by: object) -> None:
        asked.append(one.pk)
        if one.pk == campaign.pk:
            raise RuntimeError

    monkeypatch.setattr("surveys.services.campaigns.request_tally", fail_first)
    assert close_due_campaigns() == 1
    assert sorted(asked) == sorted([campaign.pk, other.pk])
    campaign.refresh_from_db()
    other.refresh_from_db()
    assert (campaign.state, other.state) == (CampaignState.ANNOUNCED, CampaignState.CLOSED)


def test_only_a_draft_is_deleted(client: Client, draft: Campaign, world: SimpleNamespace) -> None:
    client.force_login(world.cast.department)
    url = reverse("surveys:campaign_delete", args=[draft.pk])
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"] == reverse("surveys:campaigns")
    assert not Campaign.objects.exists()
    assert not Target.objects.exists()
    delete_draft(draft, by=world.cast.department)  # the other click finds nothing to do


# --- Reminders ------------------------------------------------------------------------------------------------------
def test_schools_under_the_goal_are_written_to_once_a_day(
    client: Client, campaign: Campaign, world: SimpleNamespace
) -> None:
    reached = Target.objects.filter(part__campaign=campaign, school=world.schools.b)
    for one in reached:
        for _ in range(one.population):
            surveyrows.response(one)
    client.force_login(world.cast.department)
    url = reverse("surveys:campaign_remind", args=[campaign.pk])
    assert "ankiety.a@test.example" in client.get(url).content.decode()
    client.post(url)
    client.post(url)
    assert sorted(address for letter in mail.outbox for address in letter.to) == [
        "ankiety.a@test.example",
        "dyrektor.a@test.example",
    ]
    assert "- uczniowie klas 4–8: 0 z 50 (cel: 30)\n- nauczyciele: 0 z 40 (cel: 30)" in mail.outbox[0].body
    assert campaign.name in mail.outbox[0].subject
    assert CampaignEvent.objects.get(kind="reminded").text == "wysłano: 2, nie przyjęto: 0"


def test_the_next_day_schools_can_be_reminded_again(campaign: Campaign, world: SimpleNamespace) -> None:
    remind_schools(campaign, by=world.cast.department)
    with pytest.raises(NotAllowed, match="Dzisiaj już przypomniano"):
        remind_schools(campaign, by=world.cast.department)
    CampaignEvent.objects.update(at=timezone.now() - DAY)
    assert remind_schools(campaign, by=world.cast.department).sent == 3


def test_when_no_mail_is_taken_the_day_is_not_used_up(
    campaign: Campaign, world: SimpleNamespace, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
    told = remind_schools(campaign, by=world.cast.department)
    assert (told.sent, len(told.failed)) == (0, 3)
    assert not CampaignEvent.objects.exists()


def test_a_campaign_that_takes_no_answers_reminds_nobody(campaign: Campaign, world: SimpleNamespace) -> None:
    close_campaign(campaign, by=world.cast.department)
    with pytest.raises(NotAllowed, match="przyjmuje odpowiedzi"):
        remind_schools(campaign, by=world.cast.department)
    assert mail.outbox == []
