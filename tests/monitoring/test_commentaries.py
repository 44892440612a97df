"""The department's commentary on an action: the newest stands, earlier ones stay, nothing typed is lost."""

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from monitoring.models import Commentary
from schedule.models import Action
from tests import factories
from tests.conftest import ScopelessClient

TEXT = "Szkolenia przesunięto o miesiąc.\r\n\r\n<b>Powód:</b> remont."


@pytest.fixture
def action(city: None) -> Action:
    made: Action = factories.ActionFactory()
    return made


def written(client: ScopelessClient, action: Action, **given: Any) -> Any:
    form = {"form_key": str(uuid.uuid4()), "day": "30.06.2026", "text": TEXT}
    return client.post(reverse("monitoring:commentary", args=[action.pk]), form | given)


def test_a_commentary_is_written_with_its_day_and_author(
    client: ScopelessClient, cast: SimpleNamespace, action: Action
) -> None:
    client.force_login(cast.department)

    answer = written(client, action)

    kept = Commentary.objects.get()
    assert answer.status_code == 302
    assert (kept.action, kept.day, kept.written_by) == (action, datetime.date(2026, 6, 30), cast.department)
    assert kept.text == TEXT.replace("\r\n", "\n")


def test_the_same_form_sent_twice_writes_it_once(
    client: ScopelessClient, cast: SimpleNamespace, action: Action
) -> None:
    client.force_login(cast.department)
    key = str(uuid.uuid4())

    written(client, action, form_key=key)
    written(client, action, form_key=key)

    assert Commentary.objects.count() == 1


def test_earlier_ones_are_kept_and_shown_as_they_were_typed(
    client: ScopelessClient, cast: SimpleNamespace, action: Action
) -> None:
    client.force_login(cast.department)
    written(client, action)
    written(client, action, text="Nowszy komentarz", day="31.07.2026")

    page = client.get(reverse("monitoring:commentary", args=[action.pk])).content.decode()
    board = client.get(reverse("monitoring:commentaries")).content.decode()

    assert page.index("Nowszy komentarz") < page.index("Szkolenia przesunięto")
    assert "&lt;b&gt;Powód:&lt;/b&gt;" in page
    assert "Nowszy komentarz" in board
    assert "Szkolenia przesunięto" not in board


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"day": "1.01.2999"}, "Ten dzień jeszcze nie nadszedł."),
        ({"day": "jutro"}, "Nie rozumiem tej daty."),
        ({"text": "ą" * 4001}, "4000"),
        ({"text": "   "}, "Napisz komentarz."),
    ],
)
def test_a_refused_commentary_stays_typed(
    client: ScopelessClient, cast: SimpleNamespace, action: Action, given: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.department)

    answer = written(client, action, **given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert (given.get("text") or "Szkolenia przesunięto o miesiąc.").strip() in page
    assert not Commentary.objects.exists()


def test_a_commentary_sent_after_the_session_ended_comes_back(
    client: ScopelessClient, cast: SimpleNamespace, action: Action
) -> None:
    client.force_login(cast.department)
    address = reverse("monitoring:commentary", args=[action.pk])
    owner = client.get(address).context["portal"]["form_owner"]
    client.logout()

    written(client, action, form_owner=str(owner))
    client.force_login(cast.department)
    page = client.get(address).content.decode()

    assert "Szkolenia przesunięto o miesiąc." in page
    assert "Twoje wpisy są zachowane" in page
