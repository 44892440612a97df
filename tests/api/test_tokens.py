"""Tokens: shown once, kept as a keyed hash, refused with a sentence when they open nothing."""

import base64
import datetime
import logging
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitoring.models import ApiToken
from monitoring.tokens import digest_of, revoke_token
from tests.conftest import ScopelessClient

Ask = Callable[..., Any]
Made = Callable[..., Any]


def refusal(response: Any) -> tuple[int, str, str]:
    return response.status_code, response["Content-Type"], response.json()["detail"]


def test_the_database_holds_a_keyed_hash_and_eight_letters(made: Made) -> None:
    created = made()

    row = ApiToken.objects.values().get()
    assert row["digest"] == digest_of(created.secret)
    assert row["prefix"] == created.secret[:8]
    assert len(created.secret) == 47
    assert not any(created.secret[8:] in str(value) for value in row.values())


def test_another_secret_key_knows_no_token(made: Made, ask: Ask, world: SimpleNamespace) -> None:
    created = made()

    with override_settings(SECRET_KEY="x" * 60):
        assert ask("plan", created.secret).status_code == 401
    assert ask("plan", created.secret).status_code == 200


def test_a_question_without_a_token_is_told_how_to_send_one(ask: Ask) -> None:
    response = ask("plan")

    status, kind, detail = refusal(response)
    assert (status, kind) == (401, "application/problem+json")
    assert detail.startswith("Wyślij token w nagłówku")
    assert response["WWW-Authenticate"].startswith('Bearer realm="Portal HDR", Basic')


def test_a_wrong_token_is_unknown(made: Made, ask: Ask) -> None:
    secret = made().secret

    assert refusal(ask("plan", secret[:-1] + ("a" if secret[-1] != "a" else "b")))[2].startswith(
        "Nie znamy tego tokenu."
    )


def test_a_revoked_token_opens_nothing(made: Made, ask: Ask, cast: SimpleNamespace) -> None:
    created = made()
    revoke_token(created.token, by=cast.administrator)

    assert refusal(ask("plan", created.secret))[2].startswith("Ten token unieważniono.")


def test_a_token_lives_to_the_end_of_its_last_day(made: Made, ask: Ask, world: SimpleNamespace) -> None:
    today = timezone.localdate()
    last, ended = made(expires_on=today), made(expires_on=today - datetime.timedelta(days=1))

    assert ask("plan", last.secret).status_code == 200
    assert refusal(ask("plan", ended.secret))[2].startswith("Ważność tego tokenu minęła.")


def test_a_token_ends_with_the_account_of_its_maker(made: Made, ask: Ask, cast: SimpleNamespace) -> None:
    created = made()
    cast.department.is_active = False
    cast.department.save()

    assert refusal(ask("plan", created.secret))[2].startswith("Konto osoby, która utworzyła ten token, jest wyłączone.")


@pytest.mark.parametrize(("path", "status"), [("plan", 200), ("indicators", 200), ("inventory", 403), ("surveys", 403)])
def test_a_token_may_no_more_than_its_maker(
    path: str, status: int, made: Made, ask: Ask, world: SimpleNamespace
) -> None:
    administrators = made(by=world.cast.administrator)

    assert ask(path, administrators.secret).status_code == status


def test_excel_sends_the_token_as_a_password(made: Made, client: ScopelessClient, world: SimpleNamespace) -> None:
    written = base64.b64encode(f"token:{made().secret}".encode()).decode()

    assert client.get("/api/v1/plan", headers={"Authorization": f"Basic {written}"}).status_code == 200


@pytest.mark.parametrize("header", ["Basic !!!", "Basic /w==", "Basic", "Bearer", "Bearer ", "Digest x", "hdr_x", " "])
def test_a_broken_header_is_refused(header: str, client: ScopelessClient, db: None) -> None:
    response = client.get("/api/v1/plan", headers={"Authorization": header})

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_a_session_opens_nothing(client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)

    assert client.get("/api/v1/plan").status_code == 401


def test_a_use_is_noted_once_a_day(made: Made, ask: Ask, world: SimpleNamespace) -> None:
    created = made()

    ask("plan", created.secret)
    with CaptureQueriesContext(connection) as queries:
        ask("plan", created.secret)

    assert ApiToken.objects.get().used_on == timezone.localdate()
    assert [one["sql"] for one in queries if one["sql"].startswith("UPDATE") and "apitoken" in one["sql"]] == []


def test_the_hundred_and_twenty_first_question_of_a_minute_waits(
    made: Made, ask: Ask, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitoring.api.auth.PerToken.timer", lambda _: 1000.0)
    created, other = made(), made()

    answers = [ask("plan", created.secret) for _ in range(121)]

    assert [one.status_code for one in answers] == [200] * 120 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1].json()["title"] == "Zbyt wiele zapytań"
    assert ask("plan", other.secret).status_code == 200


def test_no_token_reaches_a_log(
    made: Made, ask: Ask, world: SimpleNamespace, cast: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), override_settings(DEBUG=True):
        created = made()
        ask("plan", created.secret)
        ask("plan", f"{created.secret}x")
        ask("nie-ma", created.secret)
        revoke_token(created.token, by=cast.department)
        ask("plan", created.secret)

    assert "API token" in caplog.text
    assert created.secret[8:] not in caplog.text


# --- Pages ----------------------------------------------------------------------------------------------------------
def form(**given: Any) -> dict[str, Any]:
    until = timezone.localdate() + datetime.timedelta(days=30)
    return {"form_key": str(uuid.uuid4()), "name": "Excel", "school": "", "expires_on": f"{until:%d.%m.%Y}"} | given


def shown_in(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition('id="token">')[2].partition("<")[0]


def test_a_double_click_makes_one_token_and_shows_it_twice(client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    same = form()

    first, second = (client.post(reverse("monitoring:token_add"), same) for _ in range(2))

    assert ApiToken.objects.count() == 1
    assert shown_in(first).startswith("hdr_")
    assert shown_in(first) == shown_in(second)
    assert "no-store" in first["Cache-Control"]


def test_the_same_form_sent_after_ten_minutes_shows_nothing(client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    same = form()
    client.post(reverse("monitoring:token_add"), same)
    ApiToken.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=11))

    again = client.post(reverse("monitoring:token_add"), same)

    assert shown_in(again) == ""
    assert "Tego tokenu nie można już pokazać" in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_the_list_shows_no_more_than_the_beginning(client: ScopelessClient, made: Made, cast: SimpleNamespace) -> None:
    created = made()
    client.force_login(cast.administrator)

    text = client.get(reverse("monitoring:data")).content.decode()

    assert f"{created.token.prefix}…" in text
    assert created.secret[8:] not in text


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "Ten dzień już minął."), (367, "Token może być ważny najdłużej rok")]
)
def test_a_token_lasts_from_today_to_a_year(
    days: int, sentence: str, client: ScopelessClient, cast: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    until = timezone.localdate() + datetime.timedelta(days=days)

    response = client.post(reverse("monitoring:token_add"), form(expires_on=f"{until:%d.%m.%Y}"))

    assert sentence in response.content.decode()
    assert not ApiToken.objects.exists()


def test_revoking_ends_a_token_at_once(client: ScopelessClient, made: Made, ask: Ask, cast: SimpleNamespace) -> None:
    created = made()
    client.force_login(cast.department)

    response = client.post(reverse("monitoring:token_revoke", args=[created.token.pk]))

    assert response.status_code == 302
    assert ask("plan", created.secret).status_code == 401
