"""The department's pages: subscribe, refuse, preview, send now, decide."""

import datetime
import re
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring import services
from monitoring.deliveries import doing, planning, recipients
from monitoring.models import AllowedDomain, Delivery, Recipient, Report, Subscription
from tests.conftest import ScopelessClient
from tests.deliveries.conftest import at
from tests.mailhost import MailHost

Subscribe = Callable[..., list[Recipient]]


@pytest.fixture
def clerk(client: ScopelessClient, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> ScopelessClient:
    """Somebody of the department; no broker listens."""
    client.force_login(cast.department)
    for task in ("deliver_report", "make_report"):
        monkeypatch.setattr(f"monitoring.tasks.{task}.delay", lambda pk: None)
    return client


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def form_of(plan: Any, cast: SimpleNamespace, **more: Any) -> dict[str, Any]:
    given = {
        "name": "Raport dla Rady", "what": "progress-pdf", "plan": plan.pk, "frequency": "monthly", "day_of_month": "5",
        "at": "7:00", "cron": "", "starts_on": "1.01.2026", "owner": cast.department.pk,
    }  # fmt: skip
    return given | more


# --- Adding and changing ----------------------------------------------------------------------------------------------
def test_a_new_subscription_leads_to_its_page_with_three_moments_in_words(
    clerk: ScopelessClient, plan: Any, cast: SimpleNamespace
) -> None:
    answer = clerk.post(reverse("monitoring:subscription_add"), form_of(plan, cast), follow=True)
    made = Subscription.objects.get()
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    page = text(answer)
    assert "Co miesiąc, 5. dnia następnego miesiąca o 07:00, za zakończony miesiąc" in page
    assert len(re.findall(r"<li>5 \w+ \d{4}, 07:00<br>", page)) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day_of_month": "29"}, "Podaj dzień od 1 do 28"),
        ({"at": "siódma"}, "Nie rozumiem tej godziny"),
        ({"frequency": "cron", "cron": "*/5 * * * *"}, "najwyżej raz dziennie"),
        ({"frequency": "cron", "cron": ""}, "pięć pól"),
        ({"what": "progress-exe"}, "Wybierz"),
        ({"name": ""}, "pole jest wymagane"),
    ],
)
def test_a_wrong_form_comes_back_with_a_sentence(
    clerk: ScopelessClient, plan: Any, cast: SimpleNamespace, wrong: dict[str, str], said: str
) -> None:
    answer = clerk.post(reverse("monitoring:subscription_add"), form_of(plan, cast, **wrong))
    assert said in text(answer)
    assert not Subscription.objects.exists()


def test_a_cron_schedule_needs_no_day_and_no_hour(clerk: ScopelessClient, plan: Any, cast: SimpleNamespace) -> None:
    given = form_of(plan, cast, frequency="cron", cron="30  2 * * *", day_of_month="", at="")
    clerk.post(reverse("monitoring:subscription_add"), given)
    assert Subscription.objects.get().cron == "30 2 * * *"


def test_an_edit_keeps_the_recipients_and_sends_nothing_of_the_past(
    clerk: ScopelessClient, plan: Any, cast: SimpleNamespace, subscription: Subscription, subscribe: Subscribe
) -> None:
    subscribe("a")
    url = reverse("monitoring:subscription_edit", args=[subscription.pk])
    assert clerk.post(url, form_of(plan, cast, day_of_month="3", what="progress-pdf")).status_code == 302
    planning.plan_due(timezone.now())
    assert (Subscription.objects.get().day_of_month, Recipient.objects.count(), Delivery.objects.count()) == (3, 1, 0)


# --- Recipients -------------------------------------------------------------------------------------------------------
def test_an_account_and_an_allowed_domain_may_be_recipients(
    clerk: ScopelessClient, subscription: Subscription, cast: SimpleNamespace
) -> None:
    AllowedDomain.objects.create(domain="rada.example", note="Rada Miejska")
    url = reverse("monitoring:recipient_add", args=[subscription.pk])
    for address in (cast.viewer.email, "Biuro@Rada.Example", "biuro@rada.example"):
        assert clerk.post(url, {"email": address}).status_code == 302
    assert [one.email for one in Recipient.objects.all()] == ["biuro@rada.example", cast.viewer.email]
    assert "Rada Miejska" in text(clerk.get(subscription.get_absolute_url()))


@pytest.mark.parametrize("address", ["kto@obcy.example", "kto@rada.example.obcy.example", "kto@pod.rada.example"])
def test_an_outsider_is_refused_with_what_to_do_and_keeps_what_was_typed(
    clerk: ScopelessClient, subscription: Subscription, address: str
) -> None:
    AllowedDomain.objects.create(domain="rada.example")
    answer = clerk.post(reverse("monitoring:recipient_add", args=[subscription.pk]), {"email": address})
    page = text(answer)
    assert answer.status_code == 422
    assert "Załóż konto na stronie Osoby albo poproś administratora o dopisanie domeny." in page
    assert f'value="{address}"' in page
    assert not Recipient.objects.exists()


def test_a_report_of_a_unit_goes_to_nobody_of_another_unit(
    clerk: ScopelessClient, subscription: Subscription, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    subscription.kind, subscription.school = "school", schools.a
    subscription.save()
    url = reverse("monitoring:recipient_add", args=[subscription.pk])
    refused = clerk.post(url, {"email": cast.director_b.email})
    assert (refused.status_code, Recipient.objects.count()) == (422, 0)
    assert "To konto innej jednostki: w portalu nie zobaczyłoby tego raportu." in text(refused)
    for person in (cast.director_a, cast.viewer):
        assert clerk.post(url, {"email": person.email}).status_code == 302
    cast.director_a.memberships.update(school=schools.b)
    page = text(clerk.get(subscription.get_absolute_url()))
    assert "To konto innej jednostki" in page, "who has moved to another unit gets nothing more"
    assert [one.email for one in recipients.active_recipients(subscription)] == [cast.viewer.email]


def test_who_left_is_not_added_again_by_mistake(
    clerk: ScopelessClient, subscription: Subscription, subscribe: Subscribe
) -> None:
    (left,) = subscribe("a")
    Recipient.objects.update(unsubscribed_at=timezone.now())
    url = reverse("monitoring:recipient_add", args=[subscription.pk])
    assert "najpierw usuń ten adres z listy" in text(clerk.post(url, {"email": left.email}))
    clerk.post(reverse("monitoring:recipient_remove", args=[subscription.pk, left.pk]))
    clerk.post(url, {"email": left.email})
    assert Recipient.objects.get().key != left.key


def test_pause_and_resume(clerk: ScopelessClient, subscription: Subscription) -> None:
    clerk.post(reverse("monitoring:subscription_pause", args=[subscription.pk]), {"reason": "Wakacje."})
    assert "Wakacje." in text(clerk.get(subscription.get_absolute_url()))
    clerk.post(reverse("monitoring:subscription_resume", args=[subscription.pk]))
    assert Subscription.objects.get().paused_at is None


# --- Preview and „wyślij teraz” ---------------------------------------------------------------------------------------
def test_sending_now_is_offered_when_somebody_would_get_it_and_asks_first(
    clerk: ScopelessClient, subscription: Subscription, subscribe: Subscribe
) -> None:
    assert "Wyślesz raport stąd, gdy dodasz pierwszego odbiorcę." in text(clerk.get(subscription.get_absolute_url()))
    subscribe("a", "b")
    page = text(clerk.get(subscription.get_absolute_url()))
    asked = re.search(r'<details class="ask-first">(.*?)</details>', page, re.DOTALL)
    assert asked
    assert "Tak, wyślij: 2 odbiorców" in asked[1]
    assert page.count("Tak, wyślij") == 1


@pytest.mark.usefixtures("quick_reports")
def test_what_was_previewed_is_what_is_sent(
    clerk: ScopelessClient, subscription: Subscription, subscribe: Subscribe, mailhost: MailHost
) -> None:
    subscribe("a", "b")
    order = reverse("monitoring:subscription_preview_order", args=[subscription.pk])
    waiting = clerk.post(order, {"form_key": str(uuid.uuid4())}, follow=True)
    assert "Czeka na wolny proces" in text(waiting)
    report = Report.objects.get()
    url = reverse("monitoring:subscription_preview", args=[subscription.pk, report.pk])
    assert 'hx-trigger="every 2s"' in text(waiting)
    services.produce_report(report.pk)
    fragment = text(clerk.get(url, headers={"HX-Request": "true"}))
    assert fragment.startswith('<div id="podglad-wysylki">')
    assert "hx-trigger" not in fragment
    page = text(clerk.get(reverse("monitoring:subscription_preview", args=[subscription.pk, report.pk])))
    assert "Wyślij ten raport: 2 odbiorców" in page
    assert "To pierwszy raport w tej subskrypcji." in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key
    send = reverse("monitoring:subscription_send", args=[subscription.pk])
    for _ in range(2):
        answer = clerk.post(send, {"form_key": key[1], "report": report.pk}, follow=True)
    assert "Raport idzie do 2 odbiorców" in text(answer)
    for pk in Delivery.objects.values_list("pk", flat=True):
        doing.deliver(pk, wake=lambda _: None)
    assert len(mailhost.received) == 2
    assert Report.objects.get() == report
    subject = mailhost.received[0].message["Subject"]
    assert subject.strip() in page


def test_a_report_of_another_kind_is_no_preview(clerk: ScopelessClient, subscription: Subscription) -> None:
    other = Report.objects.create(plan=subscription.plan, as_of=datetime.date(2026, 1, 1), kind="council", state="done")
    assert clerk.get(reverse("monitoring:subscription_preview", args=[subscription.pk, other.pk])).status_code == 404


# --- Deliveries -------------------------------------------------------------------------------------------------------
@pytest.fixture
def troubled(subscription: Subscription, subscribe: Subscribe) -> Delivery:
    """One that was missed, one that is uncertain."""
    subscribe("a", "b")
    planning.plan_due(at("2026-11-15 07:00"))
    Delivery.objects.filter(recipient="b@gmina.example").update(state="uncertain", answer="Połączenie zerwane")
    return Delivery.objects.get(state="missed")


def test_the_list_shows_states_and_answers_and_filters_by_state(clerk: ScopelessClient, troubled: Delivery) -> None:
    url = reverse("monitoring:deliveries")
    everything, uncertain = text(clerk.get(url)), text(clerk.get(f"{url}?stan=uncertain"))
    assert "Połączenie zerwane" in everything
    assert "a@gmina.example" in everything
    assert "a@gmina.example" not in uncertain
    assert "b@gmina.example" in uncertain
    assert text(clerk.get(f"{url}?stan=sent")).count("@gmina.example") == 0


def test_the_banner_stands_on_the_start_page_until_everything_is_settled(
    clerk: ScopelessClient, troubled: Delivery
) -> None:
    from tests.factories import PlanFactory

    PlanFactory(start=timezone.localdate(), end=timezone.localdate())
    home = reverse("home")
    assert "1 wysyłka przepadła" in text(clerk.get(home))
    assert "1 wysyłka jest niepewna" in text(clerk.get(home))
    for row in Delivery.objects.all():
        clerk.post(reverse("monitoring:delivery_close", args=[row.pk]))
    assert "coś nie dotarło" not in text(clerk.get(home))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"missed", "uncertain"}, (
        "the rows say what happened"
    )


def test_sending_again_is_a_persons_decision_and_a_new_row(clerk: ScopelessClient, troubled: Delivery) -> None:
    page = text(clerk.get(troubled.get_absolute_url()))
    assert "Wyślij ponownie" in page
    for _ in range(2):
        answer = clerk.post(reverse("monitoring:delivery_again", args=[troubled.pk]), follow=True)
    made = troubled.resends.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert "Wyślij ponownie" not in text(clerk.get(troubled.get_absolute_url()))
    assert "październik 2026 (ponownie, 2. raz)" in text(clerk.get(made.get_absolute_url()))


@pytest.mark.usefixtures("quick_reports")
def test_the_archived_message_can_be_downloaded(
    clerk: ScopelessClient, subscription: Subscription, subscribe: Subscribe, mailhost: MailHost
) -> None:
    subscribe("a")
    (pk,) = planning.plan_due(at("2026-11-05 07:00"))
    url = reverse("monitoring:delivery_message", args=[pk])
    assert clerk.get(url).status_code == 404
    doing.deliver(pk, wake=lambda _: None)
    answer: Any = clerk.get(url)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == (
        "message/rfc822", mailhost.received[0].content,
    )  # fmt: skip


def test_a_lost_broker_does_not_lose_what_was_sent_now(
    clerk: ScopelessClient, subscription: Subscription, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    def refuse(_: int) -> None:
        raise OSError("no broker")

    monkeypatch.setattr("monitoring.tasks.deliver_report.delay", refuse)
    subscribe("a")
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("monitoring:subscription_send", args=[subscription.pk])
        assert clerk.post(url, {"form_key": str(uuid.uuid4())}).status_code == 302
    assert planning.due_to_send(timezone.now()) == [Delivery.objects.get().pk]
