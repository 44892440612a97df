"""Codes, drafts and answers go when their day comes, once, whole or not at all; the figures stay."""

import datetime
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schools.models import JobState
from surveys.models import (
    AccessCode,
    Campaign,
    CampaignEvent,
    CampaignState,
    CodeBatch,
    CodeSheets,
    Draft,
    Figure,
    OpenText,
    PaperFile,
    Response,
    Target,
)
from surveys.services import retention
from surveys.services.campaigns import close_campaign, save_campaign
from surveys.tasks import clean_up
from tests import surveyrows
from tests.surveys_campaigns.conftest import class_codes

DAY = datetime.timedelta(days=1)


@pytest.fixture
def closed(target: Target, world: SimpleNamespace) -> Campaign:
    """A closed campaign with ten codes, two drafts, three answers, a figure."""
    (batch,) = class_codes(target, world, 10)
    Draft.objects.create(target=target, digest="a" * 64, code=AccessCode.objects.filter(batch=batch).first())
    surveyrows.draft(target)
    for _ in range(3):
        surveyrows.response(target)
    surveyrows.figure(target)
    return close_campaign(target.part.campaign, by=world.cast.department)


def closed_days_ago(campaign: Campaign, days: int, **more: object) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=timezone.now() - days * DAY, **more)


def rows() -> tuple[int, int, int]:
    """Codes, drafts, answers."""
    return AccessCode.objects.count(), Draft.objects.count(), Response.objects.count()


def test_codes_live_thirty_days_after_the_closing(closed: Campaign) -> None:
    closed_days_ago(closed, 29)
    clean_up()
    assert rows() == (10, 0, 3)
    closed_days_ago(closed, 30)
    clean_up()
    assert rows() == (0, 0, 3)
    closed.refresh_from_db()
    assert closed.codes_deleted_on == timezone.localdate()
    batch = CodeBatch.objects.get()
    assert (batch.seed, batch.size) == ("", 10)
    events = {one.kind: one.text for one in CampaignEvent.objects.filter(user=None)}
    assert events == {"drafts_deleted": "szkiców: 2", "codes_deleted": "kodów: 10"}


def test_what_is_running_is_not_touched(target: Target, world: SimpleNamespace) -> None:
    class_codes(target, world, 5)
    surveyrows.draft(target)
    surveyrows.response(target)
    Campaign.objects.update(closes_on=timezone.localdate() - 90 * DAY, opens_on=timezone.localdate() - 99 * DAY)
    Campaign.objects.update(keep_until=timezone.localdate() - DAY)
    clean_up()
    assert rows() == (5, 1, 1)


def test_answers_go_after_their_day_and_figures_stay(closed: Campaign) -> None:
    closed_days_ago(closed, 2, keep_until=timezone.localdate())
    clean_up()
    assert Response.objects.count() == 3
    closed_days_ago(closed, 2, keep_until=timezone.localdate() - DAY)
    clean_up()
    assert (Response.objects.count(), Figure.objects.count()) == (0, 1)
    assert CampaignEvent.objects.get(kind="answers_deleted").text == "odpowiedzi: 3"
    closed.refresh_from_db()
    assert closed.answers_deleted_on == timezone.localdate()


def test_of_open_texts_only_what_was_released_stays(closed: Campaign, target: Target) -> None:
    tally = closed.tallies.earliest("revision")
    for state, text, shown in (
        ("released", "Pan X jest super", "[…] jest super"),
        ("waiting", "b", ""),
        ("withheld", "c", ""),
    ):
        OpenText.objects.create(tally=tally, part=target.part, code="q9", text=text, shown=shown, state=state)
    retention.delete_answers(closed)
    assert list(OpenText.objects.values_list("text", "shown")) == [("[…] jest super", "[…] jest super")]


def test_run_twice_it_tells_the_log_once(closed: Campaign) -> None:
    closed_days_ago(closed, 40, keep_until=timezone.localdate() - DAY)
    clean_up()
    told = CampaignEvent.objects.count()
    clean_up()
    assert CampaignEvent.objects.count() == told
    assert retention.delete_codes(closed) == retention.delete_answers(closed) == retention.delete_drafts(closed) == 0


def test_killed_half_way_nothing_has_happened(closed: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_days_ago(closed, 40, keep_until=timezone.localdate() - DAY)
    before = rows()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(retention, "save_campaign", killed)
    for verb in (retention.delete_codes, retention.delete_answers):
        with pytest.raises(KeyboardInterrupt):
            verb(closed)
    assert rows() == before
    monkeypatch.setattr(retention, "save_campaign", save_campaign)
    clean_up()
    assert rows() == (0, 0, 0)


def test_a_campaign_that_fails_does_not_keep_the_next_from_its_deletion(
    closed: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_days_ago(closed, 40)
    other = surveyrows.campaign("Druga", state=CampaignState.CLOSED, closed_at=timezone.now() - 50 * DAY)

    def fails_for_one(campaign: Campaign, *, by: None) -> Campaign:
        if campaign.pk == closed.pk:
            raise OSError
        return save_campaign(campaign, by=by)

    monkeypatch.setattr(retention, "save_campaign", fails_for_one)
    clean_up()
    closed.refresh_from_db()
    other.refresh_from_db()
    assert (closed.codes_deleted_on, other.codes_deleted_on) == (None, timezone.localdate())
    assert AccessCode.objects.count() == 10


def test_files_of_paper_that_nobody_confirmed_go_after_a_day_and_at_the_closing(
    target: Target, world: SimpleNamespace
) -> None:
    old, new = surveyrows.paper_file(target), surveyrows.paper_file(target)
    entered = surveyrows.paper_file(target, state="entered", rows=[])
    PaperFile.objects.filter(pk__in=(old.pk, entered.pk)).update(uploaded_at=timezone.now() - 2 * DAY)
    clean_up()
    assert set(PaperFile.objects.all()) == {new, entered}
    close_campaign(target.part.campaign, by=world.cast.department)
    clean_up()
    assert set(PaperFile.objects.all()) == {entered}


def test_files_with_codes_live_a_day_and_strays_an_hour(target: Target) -> None:
    folder = Path(settings.MEDIA_ROOT) / "code-sheets" / "ab"
    folder.mkdir(parents=True)
    made = {name: folder / f"{name}.pdf" for name in ("old", "new", "stray", "fresh")}
    for file in made.values():
        file.write_bytes(b"%PDF")
    for name in ("old", "new"):
        CodeSheets.objects.create(target=target, state=JobState.DONE, path=f"code-sheets/ab/{name}.pdf")
    CodeSheets.objects.filter(path__contains="old").update(created_at=timezone.now() - 2 * DAY)
    two_hours_ago = time.time() - 7200
    for name in ("new", "stray"):
        os.utime(made[name], (two_hours_ago, two_hours_ago))
    clean_up()
    assert {name for name, file in made.items() if file.exists()} == {"new", "fresh"}
    assert [one.path for one in CodeSheets.objects.all()] == ["code-sheets/ab/new.pdf"]


def test_the_page_of_codes_says_that_they_are_gone(closed: Campaign, target: Target, client: Client) -> None:
    retention.delete_codes(closed)
    batch = CodeBatch.objects.get()
    client.force_login(batch.created_by)
    page = client.get(reverse("surveys:target_codes", args=[target.pk])).content.decode()
    assert "Kody tej kampanii usunięto" in page
    assert client.get(reverse("surveys:batch_cards", args=[batch.pk])).status_code == 404
    assert client.get(reverse("surveys:target_code_book", args=[target.pk])).status_code == 404
