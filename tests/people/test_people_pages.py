import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from schools import services
from schools.models import Membership, User
from schools.roles import Role
from schools.services import NotAllowed
from tests.factories import person

pytestmark = pytest.mark.django_db
NEW = "/osoby/nowa-rola/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def role_of(user: User) -> Membership:
    role: Membership = Membership.objects.get(user=user)
    return role


# --- The list -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["department", "administrator"])
def test_the_office_sees_everybody(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    shown = text(client.get("/osoby/"))
    for user in User.objects.all():
        assert user.email in shown
    assert "bez roli" in shown
    assert "wyłączone" in shown


def test_a_director_sees_the_people_of_the_own_school_and_no_buttons(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    shown = text(client.get("/osoby/"))
    addresses = set(re.findall(r"[\w.]+@test\.example", re.sub(r"<header.*?</header>", "", shown, flags=re.DOTALL)))
    assert addresses == {"dyrektor.a@test.example", "informatyk.a@test.example", "ankiety.a@test.example"}
    assert NEW not in shown


def test_a_director_does_not_see_what_his_people_do_elsewhere(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    Membership.objects.create(user=cast.keeper_a, role=Role.DIRECTOR, school=schools.b)
    client.force_login(cast.director_a)
    assert "ZSP nr 102" not in text(client.get("/osoby/"))


@pytest.mark.parametrize("who", ["keeper_a", "coordinator_a", "viewer", "nobody"])
def test_people_are_closed_to_the_others(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/osoby/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("szukaj=INFORMATYK", {"informatyk.a"}),
        ("rola=director", {"dyrektor.a", "dyrektor.b"}),
        ("konto=nie", {"nieaktywny"}),
    ],
)
def test_people_are_found_by_address_role_and_state(
    client: Client, cast: SimpleNamespace, query: str, found: set[str]
) -> None:
    client.force_login(cast.department)
    page = client.get(f"/osoby/?{query}").context["page"]
    assert {user.email.partition("@")[0] for user in page} == found


def test_people_are_found_by_unit(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.department)
    page = client.get(f"/osoby/?jednostka={schools.b.pk}").context["page"]
    assert [user.email for user in page] == ["dyrektor.b@test.example"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_asks_the_database_as_often_for_one_person_as_for_twenty(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        person(f"osoba.{number}", Role.IT_KEEPER, schools.a)
    client.force_login(cast.department)
    with django_assert_max_num_queries(8):
        client.get("/osoby/")


# --- Giving a role --------------------------------------------------------------------------------------------------
def test_a_new_person_gets_an_account_a_role_and_a_mail_whose_link_sets_the_password(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    answer = client.post(
        NEW, {"email": " Nowa.Osoba@Szkola.example ", "role": "director", "school": schools.a.pk}, follow=True
    )
    assert "Odnośnik do ustawienia hasła poszedł na adres nowa.osoba@szkola.example." in text(answer)
    made = User.objects.get(email="nowa.osoba@szkola.example")
    assert not made.has_usable_password()
    assert [(one.role, one.school) for one in made.memberships.all()] == [("director", schools.a)]
    (letter,) = mail.outbox
    assert letter.to == ["nowa.osoba@szkola.example"]
    set_password(str(letter.body))
    made.refresh_from_db()
    assert made.check_password("całkiem nowe hasło 2026")


def set_password(body: str) -> None:
    """Follow the link of the mail in a browser of its own."""
    link = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert link
    stranger = Client()
    page = stranger.get(link.group(1), follow=True)
    form = {"password1": "całkiem nowe hasło 2026", "password2": "całkiem nowe hasło 2026"}
    answer = stranger.post(page.request["PATH_INFO"], form)
    assert answer.status_code == 302


def test_a_known_person_gets_another_role_and_no_mail(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    client.post(NEW, {"email": "DYREKTOR.B@test.example", "role": "it_keeper", "school": schools.a.pk})
    assert set(cast.director_b.memberships.values_list("role", "school_id")) == {
        ("director", schools.b.pk),
        ("it_keeper", schools.a.pk),
    }
    assert mail.outbox == []
    assert cast.director_b.memberships.get(role="it_keeper").history.get().history_user == cast.department


def test_the_mail_that_fails_leaves_the_account_and_says_what_to_do(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("allauth.account.forms.ResetPasswordForm.save", refuse)
    client.force_login(cast.department)
    answer = client.post(NEW, {"email": "nowa@szkola.example", "role": "director", "school": schools.a.pk}, follow=True)
    assert "Nie udało się wysłać poczty na adres nowa@szkola.example. Spróbuj ponownie na stronie konta." in text(
        answer
    )
    assert User.objects.filter(email="nowa@szkola.example").exists()


def test_the_link_is_sent_again_on_request(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    client.post(f"/osoby/{cast.director_a.pk}/odnosnik/")
    assert [letter.to for letter in mail.outbox] == [["dyrektor.a@test.example"]]
    client.post(f"/osoby/{cast.deactivated.pk}/odnosnik/")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": "", "role": "viewer"}, "Podaj adres e-mail."),
        ({"email": "to nie adres", "role": "viewer"}, "To nie jest adres e-mail."),
        ({"email": "a@b.example", "role": ""}, "Wybierz rolę."),
        ({"email": "a@b.example", "role": "król"}, "Tej roli nie możesz nadać."),
        ({"email": "a@b.example", "role": "director"}, "Wybierz jednostkę: to rola szkolna."),
        ({"email": "wglad@test.example", "role": "viewer"}, "Ta osoba ma już tę rolę."),
        (
            {"email": "nieaktywny@test.example", "role": "viewer"},
            "Konto nieaktywny@test.example jest wyłączone. Najpierw je włącz.",
        ),
        ({"email": "a@b.example", "role": "administrator"}, "Tej roli nie możesz nadać."),
    ],
)
def test_a_wrong_form_is_told_and_gives_nothing(
    client: Client, cast: SimpleNamespace, form: dict[str, str], sentence: str
) -> None:
    before = (User.objects.count(), Membership.objects.count())
    client.force_login(cast.department)
    assert sentence in text(client.post(NEW, form))
    assert (User.objects.count(), Membership.objects.count()) == before


def test_a_municipal_role_takes_no_unit(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.department)
    answer = client.post(NEW, {"email": "a@b.example", "role": "viewer", "school": schools.a.pk})
    assert "Ta rola dotyczy całej gminy" in text(answer)


def test_an_administrator_makes_administrators(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.administrator)
    client.post(NEW, {"email": "drugi@test.example", "role": "administrator"})
    assert User.objects.get(email="drugi@test.example").has_role(Role.ADMINISTRATOR)


def test_the_office_cannot_make_an_administrator_even_past_the_form(cast: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="Rolę administratora nadaje tylko administrator"):
        services.give_role("a@b.example", role=Role.ADMINISTRATOR, school=None, by=cast.department)
    assert not User.objects.filter(email="a@b.example").exists()


# --- Taking a role --------------------------------------------------------------------------------------------------
def test_taking_a_role_asks_first_and_leaves_the_account(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    address = f"/osoby/role/{role_of(cast.keeper_a).pk}/odbierz/"
    assert "Odbierz rolę" in text(client.get(address))
    assert cast.keeper_a.memberships.count() == 1
    answer = client.post(address, follow=True)
    assert "informatyk.a@test.example: odebrano rolę: opiekun zasobów IT." in text(answer)
    assert cast.keeper_a.memberships.count() == 0
    assert User.objects.filter(pk=cast.keeper_a.pk, is_active=True).exists()
    gone = Membership.history.filter(user_id=cast.keeper_a.pk, history_type="-").get()
    assert gone.history_user == cast.department
    assert "Odebrano rolę" in text(answer)


def test_nobody_takes_the_own_last_municipal_role(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    answer = client.post(f"/osoby/role/{role_of(cast.department).pk}/odbierz/")
    assert answer.status_code == 409
    assert "To Twoja jedyna rola w gminie: odebrać może Ci ją ktoś inny." in text(answer)
    assert role_of(cast.department).role == Role.DEPARTMENT


def test_one_of_two_municipal_roles_may_be_laid_down(cast: SimpleNamespace) -> None:
    services.give_role(cast.department.email, role=Role.VIEWER, school=None, by=cast.department)
    mine = User.objects.get(pk=cast.department.pk)
    services.take_role(Membership.objects.get(user=mine, role=Role.VIEWER), by=mine)
    assert role_of(mine).role == Role.DEPARTMENT


def test_the_last_administrator_stays_one(cast: SimpleNamespace) -> None:
    person("wylaczony.admin", Role.ADMINISTRATOR, is_active=False)
    mine = User.objects.get(pk=cast.administrator.pk)
    Membership.objects.create(user=mine, role=Role.VIEWER)
    mine = User.objects.get(pk=mine.pk)
    with pytest.raises(NotAllowed, match="To jedyny administrator"):
        services.take_role(Membership.objects.get(user=mine, role=Role.ADMINISTRATOR), by=mine)


def test_one_of_two_administrators_may_be_taken_away_by_the_other(cast: SimpleNamespace) -> None:
    second = person("drugi", Role.ADMINISTRATOR)
    services.take_role(role_of(second), by=cast.administrator)
    assert second.memberships.count() == 0


def test_the_office_cannot_take_an_administrators_role(client: Client, cast: SimpleNamespace) -> None:
    person("drugi", Role.ADMINISTRATOR)
    client.force_login(cast.department)
    answer = client.post(f"/osoby/role/{role_of(cast.administrator).pk}/odbierz/")
    assert answer.status_code == 409
    assert "Rolę administratora odbiera tylko administrator." in text(answer)


# --- Accounts -------------------------------------------------------------------------------------------------------
def test_an_account_that_is_switched_off_is_signed_out_at_once_and_on_again_keeps_its_roles(
    client: Client, cast: SimpleNamespace
) -> None:
    elsewhere = type(client)()
    elsewhere.force_login(cast.director_a)
    assert elsewhere.get("/placowki/").status_code == 200
    client.force_login(cast.department)
    assert "jest wyłączone" in text(client.post(f"/osoby/{cast.director_a.pk}/wylacz/", follow=True))
    assert elsewhere.get("/placowki/").status_code == 302
    client.post(f"/osoby/{cast.director_a.pk}/wlacz/")
    elsewhere.force_login(User.objects.get(pk=cast.director_a.pk))
    assert elsewhere.get("/placowki/").status_code == 200


def test_switching_is_written_in_history_with_its_author(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    shown = text(client.post(f"/osoby/{cast.director_a.pk}/wylacz/", follow=True))
    assert cast.director_a.history.first().history_user == cast.department
    assert "aktywne: tak → nie" in shown


def test_nobody_switches_off_the_own_account(cast: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="własnego konta"):
        services.deactivate(cast.department, by=cast.department)


def test_an_administrators_account_is_switched_by_administrators_alone(cast: SimpleNamespace) -> None:
    second = person("drugi", Role.ADMINISTRATOR)
    for switch in (services.deactivate, services.activate):
        with pytest.raises(NotAllowed, match="włącza i wyłącza tylko administrator"):
            switch(second, by=cast.department)
    services.deactivate(second, by=cast.administrator)
    assert not User.objects.get(pk=second.pk).is_active


def test_the_last_active_administrator_is_not_switched_off(cast: SimpleNamespace) -> None:
    second = person("drugi", Role.ADMINISTRATOR)
    services.deactivate(second, by=cast.administrator)
    with pytest.raises(NotAllowed, match="To jedyny administrator"):
        services.deactivate(cast.administrator, by=second)


@pytest.mark.parametrize("who", ["director_a", "viewer", "keeper_a", "coordinator_a"])
def test_managing_people_is_closed_to_those_who_only_look(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    own = cast.keeper_a.pk
    assert client.get(NEW).status_code == 403
    assert client.get(f"/osoby/{own}/").status_code == 403
    assert client.post(f"/osoby/role/{role_of(cast.keeper_a).pk}/odbierz/").status_code == 403
    for verb in ("wylacz", "wlacz", "odnosnik"):
        assert client.post(f"/osoby/{own}/{verb}/").status_code == 403
    assert role_of(cast.keeper_a).user.is_active


@pytest.mark.parametrize("verb", ["wylacz", "wlacz", "odnosnik"])
def test_switches_do_not_answer_a_link(client: Client, cast: SimpleNamespace, verb: str) -> None:
    client.force_login(cast.department)
    assert client.get(f"/osoby/{cast.director_a.pk}/{verb}/").status_code == 405


def test_a_form_sent_after_the_session_ended_is_kept(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    owner = re.search(r'name="form_owner" value="([^"]+)"', text(client.get(NEW)))
    assert owner
    client.logout()
    client.post(NEW, {"email": "wpisany@szkola.example", "role": "viewer", "form_owner": owner.group(1)})
    session = dict(client.session.items())
    client.force_login(cast.department)
    kept = client.session
    kept.update({key: value for key, value in session.items() if not key.startswith("_auth")})
    kept.save()
    assert "wpisany@szkola.example" in text(client.get(NEW))
