"""A correction is a signed number beside what was counted: shown apart, judged together, never changed."""

import datetime
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.council_report import assemble_council
from monitoring.models import Correction, Indicator
from monitoring.queries import board_row
from monitoring.report_data import as_inputs
from monitoring.reports import assemble
from monitoring.school_report import assemble_school
from monitoring.signing import CorrectionInput, NotAllowed, sign_correction, withdraw_correction
from monitoring.standing import Adjustment, Member, Question, Rule, Status, TargetValue, Term, stand
from schools.knowledge import as_known_at
from schools.measures import Contribution
from schools.models import User
from schools.roles import Role
from schools.scope import school_scope
from tests.factories import person
from tests.uploads.samples import pdf

TERM = Term(datetime.date(2024, 6, 1), datetime.date(2026, 6, 30))
DAY = datetime.date(2026, 6, 30)
Find = Callable[[str], Indicator]
Write = Callable[..., Any]


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def counted(record: str, day: str, **given: Any) -> Contribution:
    return Contribution(record, on(day), "", "", documented=True, **given)


# --- The number -----------------------------------------------------------------------------------------------------
def test_it_is_judged_with_the_records_and_leaves_their_numbers_alone() -> None:
    question = Question(Rule.RECORDS, (TargetValue(3),), TERM)
    records = [counted("activity:1", "2025-01-10"), counted("activity:2", "2025-02-10")]

    standing = stand(question, records, DAY, [Adjustment(on("2025-03-01"), 1)])

    (one,) = standing.comparisons
    assert (one.declared, one.evidenced, one.corrected, one.judged) == (2, 2, 3, 3)
    assert (standing.status, standing.reached_on, standing.records) == (Status.REACHED, on("2025-03-01"), 2)


def test_it_counts_from_its_day_on() -> None:
    question = Question(Rule.RECORDS, (TargetValue(1),), TERM)

    before = stand(question, [], on("2025-02-28"), [Adjustment(on("2025-03-01"), 1)])

    assert before.comparisons[0].corrected is None
    assert before.status == Status.IN_PROGRESS


def test_one_that_takes_away_undoes_what_was_reached_until_records_make_up_for_it() -> None:
    question = Question(Rule.RECORDS, (TargetValue(2),), TERM)
    records = [counted(f"activity:{number}", f"2025-0{number}-10") for number in (1, 2, 6)]
    taken = [Adjustment(on("2025-04-01"), -1)]

    assert stand(question, records, on("2025-03-31"), taken).status == Status.REACHED
    assert stand(question, records, on("2025-04-01"), taken).comparisons[0].judged == 1
    again = stand(question, records, DAY, taken)
    assert (again.comparisons[0].judged, again.reached_on) == (2, on("2025-06-10"))


def test_of_a_unit_it_moves_that_unit_alone() -> None:
    members = tuple(Member(number, f"SP {number}") for number in (1, 2))
    records = [counted("activity:1", "2025-01-10", school=1), counted("activity:2", "2025-01-11", school=1)]
    schools = Question(Rule.SCHOOLS, (TargetValue(2),), TERM, members)
    least = Question(Rule.MIN_PER_SCHOOL, (TargetValue(1),), TERM, members)

    same = Adjustment(on("2025-02-01"), 5, school=1)
    assert [stand(one, records, DAY, [same]).comparisons[0].judged for one in (schools, least)] == [1, 0]
    more = Adjustment(on("2025-02-01"), 1, school=2)
    assert [stand(one, records, DAY, [more]).comparisons[0].judged for one in (schools, least)] == [2, 1]
    assert [one.done for one in stand(schools, records, DAY, [more]).members] == [True, True]
    assert [one.correction for one in stand(schools, records, DAY, [more]).members] == [0, 1]


def test_of_a_group_it_moves_that_group_alone() -> None:
    targets = (TargetValue(11, "uczniowie"), TargetValue(11, "rodzice"))
    heads = [counted("activity:1", "2025-09-10", amount=n, group=g) for g, n in (("uczniowie", 20), ("rodzice", 10))]

    standing = stand(
        Question(Rule.BEST_BY_GROUP, targets, TERM), heads, DAY, [Adjustment(on("2025-09-11"), 1, "rodzice")]
    )

    assert [(one.group, one.evidenced, one.judged) for one in standing.comparisons] == [
        ("uczniowie", 20, 20),
        ("rodzice", 10, 11),
    ]
    assert standing.status == Status.REACHED


def test_it_never_makes_a_number_negative() -> None:
    question = Question(Rule.RECORDS, (TargetValue(1),), TERM)

    assert stand(question, [], DAY, [Adjustment(on("2025-01-01"), -3)]).comparisons[0].judged == 0


# --- On the board and in the report -----------------------------------------------------------------------------------
@pytest.fixture
def clerk(tomaszow: SimpleNamespace) -> User:
    return person("wydzial", Role.DEPARTMENT)


def signed(indicator: Indicator, by: User, amount: int = 1, **given: Any) -> Correction:
    wanted = CorrectionInput(**{"day": on("2025-01-01"), "amount": amount, "reason": "Spis z natury.", **given})
    return sign_correction(indicator, wanted, form_key=uuid.uuid4(), by=by)


def test_the_board_shows_it_apart_with_the_signers_role(record: Write, indicator: Find, clerk: User) -> None:
    record("1.3", "team_meeting", proved_by="attendance")
    signed(indicator("1.3"), clerk, 7)

    row = board_row(indicator("1.3"), DAY)

    assert [(one.declared, one.evidenced, one.judged) for one in row.standing.comparisons] == [(1, 1, 8)]
    assert [(one.amount, one.reason, one.signed_as, one.school) for one in row.corrections] == [
        (7, "Spis z natury.", "Wydział Edukacji", "")
    ]
    assert row.standing.status == Status.REACHED_LATE


def test_a_withdrawn_one_counts_for_no_day_but_stays_known_at_its_time(indicator: Find, clerk: User) -> None:
    correction = signed(indicator("1.3"), clerk, 8)
    signed_at = timezone.now()
    withdraw_correction(correction, by=clerk)

    assert board_row(indicator("1.3"), DAY).corrections == ()
    with as_known_at(signed_at):
        assert [one.amount for one in board_row(indicator("1.3"), DAY).corrections] == [8]
    assert Correction.objects.get().withdrawn_by == clerk


def test_the_report_keeps_it_apart_and_says_the_number_that_decided(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User
) -> None:
    signed(indicator("1.1"), clerk, 1, school=tomaszow.primary[0])

    inputs = as_inputs(assemble(tomaszow.plan, DAY, made_on=DAY, site_url="https://portal.example"))

    audits = inputs["indicators"][0]
    assert audits["corrections"] == [
        {
            "day": "2025-01-01",
            "amount": 1,
            "group": "",
            "school": tomaszow.primary[0].short_name,
            "reason": "Spis z natury.",
            "signed_as": "Wydział Edukacji",
        }
    ]
    assert [(one["evidenced"], one["corrected"]) for one in audits["comparisons"]] == [(0, 1)]
    assert inputs["indicators"][1]["comparisons"][0]["corrected"] is None


def test_a_school_sees_corrections_of_its_own_alone(tomaszow: SimpleNamespace, indicator: Find, clerk: User) -> None:
    own, other = tomaszow.primary[:2]
    for school in (own, other):
        signed(indicator("1.1"), clerk, school=school)

    with school_scope([own.pk]):
        assert [one.school_id for one in board_row(indicator("1.1"), DAY).corrections] == [own.pk]


# --- Signing ------------------------------------------------------------------------------------------------------------
def test_the_same_form_sent_twice_is_signed_once(indicator: Find, clerk: User) -> None:
    key, given = uuid.uuid4(), CorrectionInput(on("2025-01-01"), 2, "Pomyłka w liście.")

    first, second = (sign_correction(indicator("1.3"), given, form_key=key, by=clerk) for _ in range(2))

    assert first == second
    assert Correction.objects.count() == 1


def test_withdrawn_twice_it_stays_withdrawn_by_the_first(indicator: Find, clerk: User) -> None:
    correction = signed(indicator("1.3"), clerk)
    first = withdraw_correction(correction, by=clerk).withdrawn_at

    assert withdraw_correction(correction, by=person("wydzial2", Role.DEPARTMENT)).withdrawn_at == first
    assert Correction.objects.get().withdrawn_by == clerk


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR])
def test_only_the_department_signs(indicator: Find, role: Role) -> None:
    with pytest.raises(NotAllowed):
        signed(indicator("1.3"), person("ktos", role))
    assert Correction.objects.count() == 0


def test_more_than_a_unit_can_count_is_refused_in_words(
    client: Client, tomaszow: SimpleNamespace, indicator: Find, clerk: User
) -> None:
    client.force_login(clerk)
    given = {"day": "1.03.2025", "reason": "Spis.", "school": tomaszow.primary[0].pk, "form_key": str(uuid.uuid4())}
    url = reverse("monitoring:correction_add", args=[indicator("1.1").pk])

    refused = client.post(url, {**given, "amount": "2"}).content.decode()
    assert "Ten wskaźnik liczy każdą jednostkę raz. Wpisz 1, jeśli jednostkę trzeba doliczyć." in refused
    assert not Correction.objects.exists()
    assert client.post(url, {**given, "amount": "1"}).status_code == 302
    assert Correction.objects.get().amount == 1


def test_the_form_asks_for_the_unit_where_units_are_counted_and_keeps_the_file(
    client: Client, tomaszow: SimpleNamespace, indicator: Find, clerk: User
) -> None:
    client.force_login(clerk)
    url = reverse("monitoring:correction_add", args=[indicator("1.1").pk])
    given = {"form_key": str(uuid.uuid4()), "day": "30.06.2025", "amount": "-1", "reason": "Audyt unieważniony."}

    refused = client.post(url, given)
    assert "wskaż, której to dotyczy" in refused.content.decode()
    assert Correction.objects.count() == 0

    file = SimpleUploadedFile("pismo.pdf", pdf())
    school = tomaszow.primary[0]
    done = client.post(url, {**given, "school": school.pk, "kind": "note", "file": file})

    correction = Correction.objects.get()
    assert (done.status_code, correction.amount, correction.school) == (302, -1, school)
    assert correction.evidence is not None
    assert correction.evidence.kind == "note"
    page = client.get(indicator("1.1").get_absolute_url()).content.decode()
    assert "Audyt unieważniony." in page
    assert "−1" in page


def test_a_unit_that_stands_by_a_correction_alone_is_not_said_to_have_the_proof(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User
) -> None:
    own = tomaszow.primary[0]
    signed(indicator("1.1"), clerk, 1, school=own)

    report = assemble_school(tomaszow.plan, own, DAY, made_on=DAY, is_demo=False)
    council = assemble_council(tomaszow.plan, DAY, made_on=DAY, is_demo=False)

    audits = next(one for one in report.asked if one.number == "1.1")
    assert (audits.evidenced, audits.label) == (0, "jest, z korektą")
    assert report.headline.endswith(", z podpisaną korektą 1")
    assert not any(one.startswith("1.1 ") for one in report.owed)
    assert [one.numbers for one in council.attention if one.number == "1.1"] == ["0 z 11, z korektą 1"]
