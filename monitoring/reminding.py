"""Reminding units of what an indicator still misses: letters to directors alone, planned once, sent by a worker once.

What is sent is never sent again: a letter whose fate is not known is told as such and left to a person.
"""

import datetime
import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hdr_portal.lib.polish import long_date
from monitoring.matrix import GAPS, Mark, marks_of
from monitoring.models import Indicator, LetterState, Reminder, ReminderLetter
from monitoring.queries import BoardRow, board_row
from schedule.queries import schools_waiting
from schools import jobs
from schools.mails import Letter, send_letters
from schools.models import Membership, School, User
from schools.roles import Role

logger = logging.getLogger(__name__)

QUIET_DAYS = 7
PERMISSION = "monitoring.remind_schools"
FAILED = "Nie udało się wysłać wszystkich przypomnień. Sprawdź niżej, które doszły; pozostałe można wysłać ponownie."
SUBJECT = "Wskaźnik {number} planu rozwoju cyfrowego: {lack}"
BODY = """\
Dzień dobry,

we wskaźniku {number} „{text}” {school} {what}.

Dowód, którego oczekuje plan: {evidence}.
Termin: {term}.

Co zapisano i gdzie dodać brakujący zapis, widać tutaj:
{address}

Jeśli zapis już wysłano do zatwierdzenia, prosimy uznać tę wiadomość za nieaktualną.

Wydział Edukacji
"""
LACKS = {
    Mark.MISSING: ("brakuje zapisu", "nie ma jeszcze zapisu, który się liczy"),
    Mark.DECLARED: ("brakuje dowodu", "ma zatwierdzony zapis, ale bez wymaganego dowodu"),
}


class NotAllowed(Exception):
    """There is nobody to write to, or the role does not allow it; the sentence is for the screen."""


@dataclass(frozen=True)
class SchoolWithGap:
    """A unit with a gap: who is written to (nobody: no director holds an account there), when it was last reminded.

    `waits`: it has sent a record that the department has not decided on; it is not reminded of what others owe it.
    """

    school: School
    mark: Mark
    addresses: tuple[str, ...]
    reminded_at: datetime.datetime | None
    waits: bool

    @property
    def is_written_to(self) -> bool:
        """Whether a letter may go there at all."""
        return bool(self.addresses) and not self.waits

    @property
    def is_recent(self) -> bool:
        """Whether it was reminded so lately that another letter must be asked for expressly."""
        return self.reminded_at is not None and self.reminded_at > timezone.now() - datetime.timedelta(days=QUIET_DAYS)


def schools_with_gaps(indicator: Indicator) -> list[SchoolWithGap]:
    """Units with a gap today, in the order of lists: four queries more than the board."""
    row = board_row(indicator, timezone.localdate())
    marks = {school: mark for school, mark in marks_of(row).items() if mark in GAPS} if row.by_school else {}
    people, last = _directors(marks), _last_reminded(indicator, marks)
    waiting = schools_waiting(row.indicator.steps.all())
    schools = School.objects.filter(pk__in=marks).order_by("kind", "sort_name")
    return [
        SchoolWithGap(one, marks[one.pk], people.get(one.pk, ()), last.get(one.pk), waits=one.pk in waiting)
        for one in schools
    ]


def _directors(schools: Iterable[int]) -> dict[int, tuple[str, ...]]:
    roles = Membership.objects.filter(school__in=list(schools), role=Role.DIRECTOR, user__is_active=True)
    found: dict[int, list[str]] = {}
    for school, address in roles.order_by("user__email").values_list("school_id", "user__email"):
        found.setdefault(school, []).append(address)
    return {school: tuple(addresses) for school, addresses in found.items()}


def _last_reminded(indicator: Indicator, schools: Iterable[int]) -> dict[int, datetime.datetime]:
    """Unit id → when a letter was last planned for it that was not surely refused."""
    letters = ReminderLetter.objects.filter(reminder__indicator=indicator, school__in=list(schools))
    told = letters.exclude(state=LetterState.REFUSED).order_by().values_list("school_id")
    return dict(told.annotate(last=Max("planned_at")))


@transaction.atomic
def remind_schools(
    indicator: Indicator, *, again: bool, request_key: uuid.UUID, by: User, wake: jobs.Wake | None
) -> Reminder:
    """Plan the letters and wake a worker; the same click twice plans once. Raises NotAllowed with a sentence.

    `again`: units reminded within QUIET_DAYS get another letter. Two people at one moment wait for one another, and the
    second finds the letters of the first.
    """
    if not by.has_perm(PERMISSION):
        raise NotAllowed("Przypominać może tylko Wydział Edukacji.")
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    existing: Reminder | None = Reminder.objects.filter(request_key=request_key).first()
    if existing:
        return existing
    chosen = [one for one in schools_with_gaps(indicator) if one.is_written_to and (again or not one.is_recent)]
    if not chosen:
        raise NotAllowed(
            "Nie ma komu przypominać: jednostki nic nie są winne, ich zapisy czekają na Wydział, przypomniano im niedawno "
            "albo nie mają konta dyrektora."
        )
    reminder: Reminder = Reminder.objects.create(indicator=indicator, request_key=request_key, requested_by=by)
    ReminderLetter.objects.bulk_create(
        ReminderLetter(reminder=reminder, school=one.school, address=address)
        for one in chosen
        for address in one.addresses
    )
    if wake is not None:
        jobs.wake_on_commit(reminder, wake)
    return reminder


def send_reminder(pk: int) -> Reminder | None:
    """Claim a planned reminder and send its letters; None when there is nothing to claim. Needs the whole municipality."""
    reminder: Reminder | None = jobs.claim(Reminder, pk)
    if reminder is None:
        return None
    try:
        with jobs.kept_alive(reminder):
            _send(reminder)
            jobs.finish(reminder)
    except jobs.ClaimLost:
        logger.warning("Reminder %s was taken over by another worker.", pk)
    except Exception:
        logger.exception("Reminder %s failed.", pk)
        jobs.give_back_or_fail(reminder, FAILED)
    return reminder


def _send(reminder: Reminder) -> None:
    """Letters one by one: each is marked before the mail server hears of it and again after it answered."""
    letters = ReminderLetter.objects.filter(reminder=reminder)
    # Whoever began this before us died between the two marks.
    letters.filter(state=LetterState.SENDING).update(state=LetterState.UNCERTAIN, decided_at=timezone.now())
    planned: Sequence[ReminderLetter] = list(letters.filter(state=LetterState.PLANNED).select_related("school"))
    row = board_row(reminder.indicator, timezone.localdate())
    marks = marks_of(row)
    for place, one in enumerate(planned, start=1):
        jobs.report_progress(reminder, 100 * place // (len(planned) + 1), f"Wysyłanie {place} z {len(planned)}")
        if letters.filter(pk=one.pk, state=LetterState.PLANNED).update(state=LetterState.SENDING):
            refused = send_letters([_letter(row, one, marks.get(one.school_id, Mark.MISSING))])
            state = LetterState.REFUSED if refused else LetterState.SENT
            letters.filter(pk=one.pk).update(state=state, decided_at=timezone.now())


def _letter(row: BoardRow, one: ReminderLetter, mark: Mark) -> Letter:
    lack, what = LACKS.get(mark, LACKS[Mark.MISSING])
    indicator, end = row.indicator, row.question.term.end
    body = BODY.format(
        number=indicator.number, text=indicator.text, school=one.school, what=what,
        evidence=row.measure.evidence if row.measure else "", term=long_date(end) if end else "bez daty końca",
        address=f"{settings.SITE_URL}{indicator.get_absolute_url()}",
    )  # fmt: skip
    return Letter(one.address, SUBJECT.format(number=indicator.number, lack=lack), body)
