"""Two people press their buttons in the same moment. SQLite lets one writer in at a time, so this asks PostgreSQL."""

from types import SimpleNamespace

import pytest
from django.db import connection  # noqa: F401 - the condition of the mark below reads it

from inventory.models import Edition, EditionKind, Sheet, SheetAcceptance
from inventory.services.acceptances import accept_sheet, produce_acceptance
from inventory.services.editions import EditionInput, close_edition, open_edition
from inventory.services.sheets import NotAllowed, return_sheet, submit_sheet
from inventory.sheetbooks.freezing import mark_of, register_contents
from schools.models import User
from schools.roles import Role
from schools.scope import whole_municipality
from tests.factories import SchoolFactory, person
from tests.people.test_at_the_same_time import at_once
from tests.sheets.conftest import fill

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs writers that run side by side"),
]


def asked() -> SimpleNamespace:
    """A sheet to be submitted, its director, two clerks."""
    school = SchoolFactory(short_name="ZSP nr 101")
    fill(school)
    clerks = [person(f"wydzial.{number}", Role.DEPARTMENT) for number in (1, 2)]
    edition = open_edition(EditionInput("Rok próbny", EditionKind.CURRENT, None, "", [school]), by=clerks[0])
    director = person("dyrektor", Role.DIRECTOR, school)
    sheet, seen = edition.sheets.get(), mark_of(register_contents(school))
    return SimpleNamespace(edition=edition, sheet=sheet, seen=seen, director=director, clerks=clerks)


def submit(one: SimpleNamespace) -> Sheet:
    return submit_sheet(Sheet.objects.get(pk=one.sheet.pk), seen=one.seen, version=1, by=one.director)


def order(one: SimpleNamespace, by: User) -> Sheet:
    return accept_sheet(Sheet.objects.get(pk=one.sheet.pk), version=2, by=by, wake=None)


def test_two_clicks_submit_once() -> None:
    with whole_municipality():
        one = asked()

        first, second = at_once(lambda: submit(one), lambda: submit(one))

        assert (first.version, second.version) == (2, 2)
        assert one.sheet.history.count() == 2


def test_two_clerks_who_accept_make_one_decision() -> None:
    with whole_municipality():
        one = asked()
        submit(one)

        answers = at_once(*(lambda by=by: order(one, by) for by in one.clerks))

        assert [sheet.state for sheet in answers] == ["submitted", "submitted"]
        assert SheetAcceptance.objects.count() == 1


def test_of_two_workers_one_carries_the_decision_out() -> None:
    with whole_municipality():
        one = asked()
        submit(one)
        order(one, one.clerks[0])
        pk = SheetAcceptance.objects.get().pk

        answers = at_once(lambda: produce_acceptance(pk), lambda: produce_acceptance(pk))

        assert [answer is None for answer in answers].count(True) == 1
        assert Sheet.objects.get(pk=one.sheet.pk).state == "accepted"
        assert one.sheet.history.filter(state="accepted").count() == 1


def test_accepted_by_one_clerk_and_returned_by_another_it_is_one_of_the_two() -> None:
    with whole_municipality():
        one = asked()
        submit(one)
        order(one, one.clerks[0])
        pk = SheetAcceptance.objects.get().pk
        back = Sheet.objects.get(pk=one.sheet.pk)

        at_once(
            lambda: produce_acceptance(pk),
            lambda: return_sheet(back, remark="Brak sal.", version=2, by=one.clerks[1]),
        )

        left = Sheet.objects.get(pk=one.sheet.pk)
        assert (left.state, left.evidence is None) in {("returned", True), ("accepted", False)}
        assert (left.accepted_on is None) == (left.state == "returned")


def test_an_edition_closed_in_the_moment_of_submitting_takes_the_sheet_or_refuses_it_whole() -> None:
    with whole_municipality():
        one = asked()
        edition = Edition.objects.get(pk=one.edition.pk)

        sent, _ = at_once(lambda: _or_refusal(one), lambda: close_edition(edition, by=one.clerks[0]))

        left = Sheet.objects.get(pk=one.sheet.pk)
        assert (left.state, left.frozen is None) == (("open", True) if sent is None else ("submitted", False))


def _or_refusal(one: SimpleNamespace) -> Sheet | None:
    try:
        return submit(one)
    except NotAllowed:
        return None
