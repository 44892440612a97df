"""Pages of cards: what a school sees of itself, what others see, what the form keeps."""

import base64
import uuid
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from schools.keptforms import SESSION_KEY
from surveys.models import SelfieCard
from surveys.queries.selfie import session_of
from surveys.selfie.values import AREAS, GROUPS, GroupCount
from tests.guards.world import upload
from tests.selfierows import confirmed, draft, session, submitted

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def form(**given: Any) -> dict[str, Any]:
    """A complete form of December 2024, with decimal commas."""
    means = {f"mean_{area}_{group}": "3,4" for area in AREAS for group in GROUPS}
    counts = {f"{name}_{group}": "20" for group in GROUPS for name in ("invited", "answered")}
    days = {"started_on": "2.12.2024", "finished_on": "18 grudnia 2024"}
    return {"form_key": str(uuid.uuid4()), **means, **counts, **days, **given}


def page(client: Client, name: str, *args: Any) -> str:
    """The text of a page."""
    response = client.get(reverse(f"surveys:{name}", args=args))
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_coordinator_records_and_a_double_click_makes_one_card(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.coordinator_a)
    sent = form(school=schools.a.pk, mean_A_teachers="3,45")
    first, second = (client.post(reverse("surveys:selfie_add"), sent) for _ in range(2))
    card = SelfieCard.objects.get()
    assert first["Location"] == second["Location"] == card.get_absolute_url()
    assert str(session_of(card).means["A", "teachers"]) == "3.45"
    assert (card.state, card.school) == ("draft", schools.a)


def test_the_form_says_what_is_wrong_at_the_field_and_keeps_the_rest(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.coordinator_a)
    sent = form(school=schools.a.pk, mean_G_pupils="6", answered_teachers="21")
    text = client.post(reverse("surveys:selfie_add"), sent).content.decode()
    assert "leży między 1,0 a 5,0" in text
    assert "Odpowiedziało więcej osób, niż zaproszono" in text
    assert text.count('value="3,4"') == 23
    assert SelfieCard.objects.count() == 0


def test_an_incomplete_draft_is_kept_and_says_what_it_lacks(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.director_a)
    client.post(reverse("surveys:selfie_add"), form(school=schools.a.pk, invited_pupils="", mean_B_teachers=""))
    card = SelfieCard.objects.get()
    text = page(client, "selfie_card", card.pk)
    assert "brakuje obszaru B" in text
    assert "Podaj, ile osób zaproszono w grupie „uczniowie”" in text
    assert session_of(card).count("pupils") == GroupCount(None, 20)


def test_a_form_sent_after_the_session_ended_is_kept_for_its_owner(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.coordinator_a)
    address = reverse("surveys:selfie_add")
    owner = client.get(address).context["portal"]["form_owner"]
    client.logout()
    client.post(address, form(school=schools.a.pk, mean_A_teachers="4,11", form_owner=str(owner)))
    kept = client.session[SESSION_KEY]
    client.force_login(cast.coordinator_a)
    after = client.session
    after[SESSION_KEY] = kept
    after.save()
    text = client.get(address).content.decode()
    assert "Twoje wpisy są zachowane" in text
    assert 'value="4,11"' in text


def test_somebody_elses_newer_save_is_told_and_the_second_sending_replaces_it(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    SelfieCard.objects.filter(pk=card.pk).update(version=2)
    client.force_login(cast.coordinator_a)
    address = reverse("surveys:selfie_edit", args=[card.pk])
    text = client.post(address, form(version=1, mean_A_teachers="4,5")).content.decode()
    assert "Ktoś zmienił tę kartę w międzyczasie" in text
    assert 'name="version" value="2"' in text
    assert client.post(address, form(version=2, mean_A_teachers="4,5")).status_code == 302
    assert str(session_of(SelfieCard.objects.get()).means["A", "teachers"]) == "4.50"


def test_a_report_is_checked_by_content(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    client.force_login(cast.coordinator_a)
    address = reverse("surveys:selfie_report", args=[card.pk])
    picture = SimpleUploadedFile("raport.pdf", base64.b64decode(PIXEL), content_type="application/pdf")
    assert "Raport SELFIE jest plikiem PDF" in client.post(address, {"file": picture}).content.decode()
    broken = SimpleUploadedFile("raport.pdf", b"%PDF-1.4 i nic wiecej", content_type="application/pdf")
    assert client.post(address, {"file": broken}).status_code == 422
    assert SelfieCard.objects.get().evidence is None
    assert client.post(address, {"file": upload()}).status_code == 302
    assert SelfieCard.objects.get().evidence.content_type == "application/pdf"


def test_a_school_sees_all_its_averages_and_the_department_none_of_its_leaders(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    means = {**session().means, ("A", "leaders"): session().means["A", "leaders"] + 1}
    card = confirmed(schools.a, by=cast.director_a, second=cast.department, means=means)
    client.force_login(cast.director_a)
    assert "4,40" in page(client, "selfie_card", card.pk)
    for person in (cast.department, cast.viewer):
        client.force_login(person)
        text = page(client, "selfie_card", card.pk)
        assert "4,40" not in text
        assert "3,40" in text
        assert text.count("średnie widzi tylko szkoła") == 1


def test_without_consent_others_see_no_average(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    card = submitted(schools.a, by=cast.director_a, consent=False)
    client.force_login(cast.department)
    text = page(client, "selfie_card", card.pk)
    assert "3,40" not in text
    assert "dyrektor nie udostępnił ich gminie" in text
    assert "odpowiedziało 20 z 30" in text
    client.force_login(cast.director_a)
    assert "3,40" in page(client, "selfie_card", card.pk)


def test_a_group_of_four_answers_is_shown_to_its_school_alone(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    few = {**session().counts, "teachers": GroupCount(30, 4)}
    means = {**session().means, ("A", "teachers"): session().means["A", "teachers"] + 1}
    card = submitted(schools.a, by=cast.director_a, counts=few, means=means)
    client.force_login(cast.department)
    assert "4,40" not in page(client, "selfie_card", card.pk)
    client.force_login(cast.director_a)
    assert "4,40" in page(client, "selfie_card", card.pk)


def test_a_school_sees_no_card_of_another(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    card = confirmed(schools.b, by=cast.director_b, second=cast.department)
    client.force_login(cast.director_a)
    assert client.get(card.get_absolute_url()).status_code == 404
    text = page(client, "selfie_cards")
    assert schools.b.short_name not in text
    assert card.get_absolute_url() not in text


def test_the_department_sees_who_is_missing_and_confirms_ticked_cards(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    card = submitted(schools.a, by=cast.director_a)
    client.force_login(cast.department)
    text = page(client, "selfie_cards")
    assert "Czekają na potwierdzenie" in text
    assert f"{schools.a.short_name}, {schools.b.short_name}" in text, "nobody has a card of this school year"
    response = client.post(reverse("surveys:selfie_confirm_many"), {"karta": [card.pk, 999_999]}, follow=True)
    assert "Potwierdzono 1\u00a0kartę" in response.content.decode()
    assert SelfieCard.objects.get().state == "confirmed"


def test_a_button_pressed_twice_is_no_error(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    card = draft(schools.a, by=cast.director_a)
    client.force_login(cast.director_a)
    for _ in range(2):
        assert client.post(reverse("surveys:selfie_submit", args=[card.pk]))["Location"] == card.get_absolute_url()
    client.force_login(cast.department)
    for _ in range(2):
        assert client.post(reverse("surveys:selfie_confirm", args=[card.pk]))["Location"] == card.get_absolute_url()
    assert SelfieCard.objects.get().state == "confirmed"


def test_withdrawing_asks_for_the_reason(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    card = confirmed(schools.a, by=cast.director_a, second=cast.department)
    client.force_login(cast.department)
    address = reverse("surveys:selfie_withdraw", args=[card.pk])
    assert "Napisz powód" in client.post(address, {"remark": ""}).content.decode()
    client.post(address, {"remark": "Raport dotyczył innej szkoły."})
    assert SelfieCard.objects.get().state == "withdrawn"
    assert "Raport dotyczył innej szkoły." in page(client, "selfie_card", card.pk)
