"""A card's way: written, sent, confirmed by a second person, taken back. Who may do what, and what is kept."""

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from schools.roles import Role
from schools.scope import OutOfScope, school_scope
from surveys.models import CardState, SelfieCard
from surveys.queries.selfie import session_of
from surveys.queries.selfie_history import card_history
from surveys.selfie.values import GROUPS
from surveys.services.selfie import (
    NotAllowed,
    NotPossible,
    ReasonMissing,
    Stale,
    attach_report,
    change_card,
    confirm_card,
    confirm_cards,
    record_card,
    return_card,
    submit_card,
    what_is_missing,
    withdraw_card,
)
from tests import factories
from tests.selfierows import DECEMBER, card_input, confirmed, draft, submitted


def state_of(card: SelfieCard) -> str:
    """As it stands in the database."""
    return str(SelfieCard.objects.get(pk=card.pk).state)


def test_a_draft_keeps_every_number(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    assert session_of(SelfieCard.objects.get(pk=card.pk)) == card_input().session
    assert card.written_by == cast.coordinator_a


def test_the_same_form_sent_twice_makes_one_card(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    key = uuid.uuid4()
    first, second = (record_card(card_input(), school=schools.a, form_key=key, by=cast.coordinator_a) for _ in range(2))
    assert first.pk == second.pk
    assert SelfieCard.objects.count() == 1


def test_a_second_card_of_the_same_day_is_refused_until_the_first_is_withdrawn(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    first = draft(schools.a, by=cast.coordinator_a)
    with pytest.raises(NotPossible, match="zakończonej tego dnia"):
        draft(schools.a, by=cast.coordinator_a)
    withdraw_card(first, remark="", by=cast.coordinator_a)
    assert draft(schools.a, by=cast.coordinator_a).pk != first.pk


def test_the_fourth_card_of_a_school_year_is_refused(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    for month in (10, 11, 12):
        draft(schools.a, by=cast.coordinator_a, finished_on=datetime.date(2024, month, 5))
    with pytest.raises(NotPossible, match="trzy karty"):
        draft(schools.a, by=cast.coordinator_a, finished_on=datetime.date(2025, 5, 5))
    assert draft(schools.b, by=cast.department, finished_on=datetime.date(2025, 5, 5)).school == schools.b


def test_nobody_writes_for_another_school(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        draft(schools.b, by=cast.coordinator_a)
    with school_scope([schools.a.pk]), pytest.raises(OutOfScope):
        draft(schools.b, by=cast.department)


def test_a_change_keeps_what_stands_and_tells_the_history(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    given = card_input(attested=None)
    means = {**given.session.means, ("A", "teachers"): Decimal("2.10")}
    del means["B", "pupils"]
    change_card(card, replace(given, session=replace(given.session, means=means)), version=1, by=cast.director_a)

    found = SelfieCard.objects.get(pk=card.pk)
    assert session_of(found).means == means
    assert (found.version, found.written_by) == (2, cast.director_a)
    told = card_history(found, GROUPS)
    assert [one.note for one in told if one.title == "Zmieniono liczby"] == [
        "A nauczyciele: 3,40 → 2,10; B uczniowie: 3,40 → brak"
    ]
    assert [one.title for one in told] == ["Zmieniono liczby", "Dodano"]
    assert [one.title for one in card_history(found, ["leaders"])] == ["Dodano"]


def test_a_form_opened_before_somebody_saved_is_refused(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    change_card(card, card_input(mean="3.50"), version=1, by=cast.director_a)
    with pytest.raises(Stale):
        change_card(card, card_input(mean="3.60"), version=1, by=cast.coordinator_a)
    assert set(session_of(SelfieCard.objects.get(pk=card.pk)).means.values()) == {Decimal("3.50")}


def test_a_coordinator_does_not_attest_for_the_head(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    assert not card.attested
    assert what_is_missing(card) == [
        "Dołącz raport SELFIE (PDF) albo poproś dyrektora, aby zaznaczył w karcie poświadczenie."
    ]
    with pytest.raises(NotPossible, match="Dołącz raport"):
        submit_card(card, by=cast.coordinator_a)
    assert state_of(card) == "draft"


def test_a_report_proves_a_card_of_a_coordinator(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    attach_report(card, factories.EvidenceFactory(school=schools.a, kind="report"), by=cast.coordinator_a)
    assert submit_card(SelfieCard.objects.get(pk=card.pk), by=cast.coordinator_a).state == CardState.SUBMITTED


def test_a_report_waits_for_the_heads_consent(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a, consent=False)
    with pytest.raises(NotAllowed):
        attach_report(card, factories.EvidenceFactory(school=schools.a, kind="report"), by=cast.coordinator_a)


def test_an_incomplete_card_is_not_sent(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.director_a, means={})
    with pytest.raises(NotPossible, match="nie ma ani jednej"):
        submit_card(card, by=cast.director_a)


def test_who_sent_it_does_not_confirm_it(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = submitted(schools.a, by=cast.director_a)
    with pytest.raises(NotAllowed):
        confirm_card(card, by=cast.director_a)
    assert confirm_card(card, by=cast.department).state == CardState.CONFIRMED


def test_who_typed_the_numbers_does_not_confirm_what_another_sent(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    card = submit_card(draft(schools.a, by=cast.director_a), by=cast.coordinator_a)
    with pytest.raises(NotAllowed):
        confirm_card(card, by=cast.director_a)


def test_a_coordinator_and_a_head_elsewhere_confirm_nothing(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = submitted(schools.a, by=cast.department)
    for person in (cast.coordinator_a, cast.director_b, cast.viewer):
        with pytest.raises(NotAllowed):
            confirm_card(card, by=person)
    assert confirm_card(card, by=cast.director_a).confirmed_by == cast.director_a


def test_confirmed_twice_it_stays_confirmed_by_the_first(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = confirmed(schools.a, by=cast.director_a, second=cast.department)
    other = factories.person("drugi", Role.DEPARTMENT)
    assert confirm_card(card, by=other).confirmed_by == cast.department


def test_many_are_confirmed_at_once_and_ones_own_is_left(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    mine, theirs = submitted(schools.a, by=cast.department), submitted(schools.b, by=cast.director_b)
    done, left = confirm_cards([mine.pk, theirs.pk], by=cast.department)
    assert (done, left) == ([theirs], [mine])
    assert (state_of(mine), state_of(theirs)) == ("submitted", "confirmed")
    assert confirm_cards([theirs.pk], by=cast.department) == ([], [])


def test_the_department_changes_no_draft_of_a_school(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = draft(schools.a, by=cast.coordinator_a)
    with pytest.raises(NotAllowed):
        change_card(card, card_input(mean="4.00"), version=1, by=cast.department)
    own = draft(schools.b, by=cast.department)
    assert change_card(own, card_input(mean="4.00"), version=1, by=cast.department).version == 2


def test_what_is_sent_is_not_changed(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = submitted(schools.a, by=cast.director_a)
    with pytest.raises(NotAllowed):
        change_card(card, card_input(), version=1, by=cast.director_a)


def test_a_card_goes_back_with_a_remark_and_stops_counting(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = confirmed(schools.a, by=cast.director_a, second=cast.department)
    with pytest.raises(ReasonMissing):
        return_card(card, remark="  ", by=cast.department)
    back = return_card(card, remark="Sprawdźcie obszar G.", by=cast.department)
    assert (back.state, back.remark, back.confirmed_by) == (CardState.DRAFT, "Sprawdźcie obszar G.", None)
    with pytest.raises(NotAllowed):
        return_card(submitted(schools.b, by=cast.director_b), remark="x", by=cast.director_a)


def test_withdrawing_needs_a_reason_and_is_final(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    card = confirmed(schools.a, by=cast.director_a, second=cast.department)
    with pytest.raises(ReasonMissing):
        withdraw_card(card, remark="", by=cast.department)
    with pytest.raises(NotAllowed):
        withdraw_card(card, remark="Pomyłka", by=cast.coordinator_a)
    withdraw_card(card, remark="Pomyłka", by=cast.director_a)
    for verb in (submit_card, confirm_card):
        with pytest.raises(NotAllowed):
            verb(card, by=cast.department)
    with pytest.raises(NotAllowed):
        withdraw_card(card, remark="Jeszcze raz", by=cast.department)
    assert SelfieCard.objects.get(pk=card.pk).remark == "Pomyłka"
    assert card.finished_on == DECEMBER
