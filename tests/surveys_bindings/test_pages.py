"""Pages of bindings: the department makes them step by step; an indicator shows n, rate, version, direction."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import User
from surveys.models import Binding, BindingValue, Part, Tally
from tests import factories, surveyrows

FORM = {
    "name": "Nauczyciele zadowoleni z Wi-Fi",
    "subject": "item:q1",
    "statistic": "share",
    "minimum": "10",
    "direction": "up",
}


@pytest.fixture
def clerk(cast: SimpleNamespace, client: Client) -> User:
    """The department, signed in; a ready questionnaire of three questions is there."""
    surveyrows.instrument()
    client.force_login(cast.department)
    found: User = cast.department
    return found


def add(client: Client, **given: Any) -> Any:
    """The second step sent."""
    return client.post(f"{reverse('surveys:binding_add')}?kwestionariusz=probny", FORM | given)


def test_a_binding_is_made_in_two_steps_and_a_double_click_makes_one(clerk: User, client: Client) -> None:
    assert "Kwestionariusz próbny" in client.get(reverse("surveys:binding_add")).content.decode()
    first, second = add(client), add(client)
    one = Binding.objects.get()
    assert first.url == second.url == reverse("surveys:binding", args=[one.pk])
    assert (one.code, one.instrument_code, one.audience) == ("nauczyciele-zadowoleni-z-wi-fi", "probny", "teachers")
    assert (one.subject, one.subject_code, one.statistic, one.minimum) == ("item", "q1", "share", 10)


def test_another_binding_of_the_same_name_is_refused(clerk: User, client: Client) -> None:
    add(client)
    assert "Powiązanie o tej nazwie już jest" in add(client, statistic="mean").content.decode()
    assert Binding.objects.count() == 1


@pytest.mark.parametrize(("subject", "statistic"), [("base:", "mean"), ("item:q1", "rate")])
def test_a_number_that_the_subject_does_not_have_is_refused(
    clerk: User, client: Client, subject: str, statistic: str
) -> None:
    assert add(client, subject=subject, statistic=statistic).status_code == 200
    assert Binding.objects.count() == 0


def test_fewer_than_five_answers_are_never_enough(clerk: User, client: Client) -> None:
    assert "Najmniejsza dopuszczalna liczba to 5" in add(client, minimum="4").content.decode()


def test_name_and_direction_may_change_and_the_history_tells_it(clerk: User, client: Client) -> None:
    add(client)
    one = Binding.objects.get()
    client.post(reverse("surveys:binding_edit", args=[one.pk]), {"name": "Wi-Fi", "direction": "down"})
    text = client.get(reverse("surveys:binding", args=[one.pk])).content.decode()
    assert "Pytanie q1: Pytanie 1" in text
    assert "kierunek: im więcej, tym lepiej → im mniej, tym lepiej" in text


def test_the_indicators_page_shows_value_answers_rate_version_and_direction(clerk: User, client: Client) -> None:
    add(client)
    one = Binding.objects.get()
    campaign = surveyrows.campaign("Jesień", state="closed")
    Part.objects.create(campaign=campaign, audience="teachers", instrument=surveyrows.instrument())
    tally = Tally.objects.create(campaign=campaign, state="done")
    frozen = BindingValue.objects.create(
        binding=one,
        tally=tally,
        day=datetime.date(2026, 5, 30),
        value="61.31",
        n=38,
        rate="50.00",
        instrument_version=2,
    )
    indicator = factories.IndicatorFactory(measure=f"survey:{one.code}", target=60)
    address = f"{reverse('monitoring:indicator', args=[indicator.pk])}?dzien=30.06.2026"

    text = client.get(address).content.decode()

    for told in (
        "61,3%, kampania „Jesień”",
        "n = 38",
        "50,0%",
        "probny, wersja 2",
        "im więcej, tym lepiej",
        "osiągnięty",
    ):
        assert told in text
    assert f'href="/ankiety/wyniki/{campaign.pk}/"' in text
    BindingValue.objects.filter(pk=frozen.pk).update(value=None, n=None, hidden="few")
    hidden = client.get(address).content.decode()
    assert "brak danych (n&lt;10)" in hidden
    assert "brak danych" in client.get(reverse("monitoring:board")).content.decode()
    assert ">0<" not in hidden
