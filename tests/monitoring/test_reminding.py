"""Letters to directors of units with gaps alone: planned once, sent once, told one by one."""

import datetime
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring import reminding
from monitoring.models import Indicator, LetterState, Reminder, ReminderLetter
from schools.models import JobState, User
from schools.roles import Role
from tests.factories import person

Find = Callable[[str], Indicator]
Write = Callable[..., Any]


@pytest.fixture
def clerk(tomaszow: SimpleNamespace) -> User:
    return person("wydzial", Role.DEPARTMENT)


@pytest.fixture
def gaps(tomaszow: SimpleNamespace, record: Write, indicator: Find, clerk: User) -> SimpleNamespace:
    """1.1: eight schools have their audit; one lacks the report, one everything, one everything and a director."""
    for school in tomaszow.primary[:8]:
        record("1.1", "audit", keeper=school, proved_by="report")
    without_proof, without_record, without_director = tomaszow.primary[8:]
    record("1.1", "audit", keeper=without_proof)
    person("dyrektor.pelny", Role.DIRECTOR, tomaszow.primary[0])
    person("dyrektor.dowod", Role.DIRECTOR, without_proof)
    person("dyrektor.zapis", Role.DIRECTOR, without_record)
    person("dyrektor.dawny", Role.DIRECTOR, without_director, is_active=False)
    person("informatyk", Role.IT_KEEPER, without_director)
    return SimpleNamespace(
        indicator=indicator("1.1"), proof=without_proof, record=without_record, nobody=without_director
    )


def remind(gaps: SimpleNamespace, by: User, *, again: bool = False, key: uuid.UUID | None = None) -> Reminder:
    made = reminding.remind_schools(gaps.indicator, again=again, request_key=key or uuid.uuid4(), by=by, wake=None)
    reminding.send_reminder(made.pk)
    made.refresh_from_db()
    return made


def test_only_directors_of_units_with_gaps_get_a_letter(gaps: SimpleNamespace, clerk: User) -> None:
    made = remind(gaps, clerk)

    assert sorted(one.to[0] for one in mail.outbox) == ["dyrektor.dowod@test.example", "dyrektor.zapis@test.example"]
    assert made.state == JobState.DONE
    assert set(made.letters.values_list("state", flat=True)) == {LetterState.SENT}


def test_the_letter_says_what_is_missing_and_where_to_go(gaps: SimpleNamespace, clerk: User) -> None:
    remind(gaps, clerk)

    letters = {one.to[0]: one for one in mail.outbox}
    proof, record = letters["dyrektor.dowod@test.example"], letters["dyrektor.zapis@test.example"]
    assert proof.subject == "Wskaźnik 1.1 planu rozwoju cyfrowego: brakuje dowodu"
    assert record.subject == "Wskaźnik 1.1 planu rozwoju cyfrowego: brakuje zapisu"
    assert str(gaps.record) in record.body
    assert "raport z audytu" in record.body
    assert gaps.indicator.get_absolute_url() in record.body


def test_a_double_click_sends_once(gaps: SimpleNamespace, clerk: User) -> None:
    key = uuid.uuid4()

    assert remind(gaps, clerk, key=key) == remind(gaps, clerk, key=key)
    assert len(mail.outbox) == 2


def test_within_a_week_a_unit_gets_another_only_when_it_is_said_so(gaps: SimpleNamespace, clerk: User) -> None:
    remind(gaps, clerk)

    with pytest.raises(reminding.NotAllowed):
        remind(gaps, clerk)
    assert len(mail.outbox) == 2
    remind(gaps, clerk, again=True)
    assert len(mail.outbox) == 4


def test_after_a_week_it_may_be_reminded_again(gaps: SimpleNamespace, clerk: User) -> None:
    remind(gaps, clerk)
    week_ago = timezone.now() - datetime.timedelta(days=reminding.QUIET_DAYS, minutes=1)
    ReminderLetter.objects.update(planned_at=week_ago)

    remind(gaps, clerk)

    assert len(mail.outbox) == 4


def test_a_letter_that_was_refused_may_be_sent_again_at_once(
    gaps: SimpleNamespace, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "send_letters", lambda letters: [one.address for one in letters])
    made = remind(gaps, clerk)
    assert set(made.letters.values_list("state", flat=True)) == {LetterState.REFUSED}
    monkeypatch.undo()

    remind(gaps, clerk)

    assert len(mail.outbox) == 2


def test_a_worker_that_died_with_a_letter_in_its_hands_leaves_it_uncertain_and_unsent(
    gaps: SimpleNamespace, clerk: User
) -> None:
    made = reminding.remind_schools(gaps.indicator, again=False, request_key=uuid.uuid4(), by=clerk, wake=None)
    held = made.letters.get(school=gaps.record)
    ReminderLetter.objects.filter(pk=held.pk).update(state=LetterState.SENDING)

    reminding.send_reminder(made.pk)

    held.refresh_from_db()
    assert held.state == LetterState.UNCERTAIN
    assert [one.to[0] for one in mail.outbox] == ["dyrektor.dowod@test.example"]


def test_a_finished_reminder_is_not_sent_again(gaps: SimpleNamespace, clerk: User) -> None:
    made = remind(gaps, clerk)

    assert reminding.send_reminder(made.pk) is None
    assert len(mail.outbox) == 2


def test_the_preview_tells_who_gets_it_and_where_nobody_does(
    client: Client, gaps: SimpleNamespace, clerk: User
) -> None:
    client.force_login(clerk)

    page = client.get(reverse("monitoring:remind", args=[gaps.indicator.pk])).content.decode()

    assert "dyrektor.zapis@test.example" in page
    assert "dyrektor.pelny@test.example" not in page
    assert "Nikt nie ma tam czynnego konta dyrektora." in page
    assert mail.outbox == []


def test_the_log_tells_what_became_of_each_letter(client: Client, gaps: SimpleNamespace, clerk: User) -> None:
    made = remind(gaps, clerk)
    client.force_login(clerk)

    page = client.get(made.get_absolute_url()).content.decode()

    assert "dyrektor.zapis@test.example" in page
    assert "wysłana" in page
    assert made.get_absolute_url() in client.get(reverse("monitoring:reminders")).content.decode()


def test_only_the_department_reminds(gaps: SimpleNamespace) -> None:
    with pytest.raises(reminding.NotAllowed):
        remind(gaps, person("wglad", Role.VIEWER))
    assert Reminder.objects.count() == 0


def test_a_unit_whose_record_waits_for_the_department_is_not_reminded(
    gaps: SimpleNamespace, clerk: User, record: Write, client: Client
) -> None:
    record("1.1", "audit", keeper=gaps.record, state="submitted")
    client.force_login(clerk)
    page = client.get(reverse("monitoring:remind", args=[gaps.indicator.pk])).content.decode()
    assert page.count("wysłane, czeka na Wydział") == 1
    assert "wysłane, czeka" in client.get(gaps.indicator.get_absolute_url()).content.decode()

    remind(gaps, clerk)

    assert [one.to[0] for one in mail.outbox] == ["dyrektor.dowod@test.example"]
