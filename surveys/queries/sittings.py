"""What a respondent's request needs to know, each in one statement. The callers open the scope: a respondent has none."""

import datetime
from dataclasses import dataclass, fields
from typing import Any

from django.utils import timezone

from surveys.models import AccessCode, Anonymity, CampaignState, Draft, Instrument, Target
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import questionnaire_of


@dataclass(frozen=True)
class Entrance:
    """A target as its respondents meet it, and whether it takes answers."""

    target_id: int
    key: str
    campaign_id: int
    anonymity: str
    state: str
    opens_on: datetime.date
    closes_on: datetime.date
    instrument_id: int
    instrument_state: str

    @property
    def asks_for_code(self) -> bool:
        """Whether one enters with a code; otherwise the link is enough."""
        return self.anonymity == Anonymity.CODES

    @property
    def is_over(self) -> bool:
        """Whether answers were taken once and no longer are."""
        return self.state == CampaignState.CLOSED or timezone.localdate() > self.closes_on

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        return self.state == CampaignState.ANNOUNCED and self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked; read once a process."""
        return questionnaire_of(Instrument(pk=self.instrument_id, state=self.instrument_state))


@dataclass(frozen=True)
class Sitting:
    """A respondent's draft."""

    pk: int
    digest: str
    code_id: int | None
    stage: str
    language: str
    answers: dict[str, Any]
    seconds: int
    revision: int
    used: bool | None
    entrance: Entrance


@dataclass(frozen=True)
class FoundCode:
    """A code that was typed and exists."""

    pk: int
    used: bool
    stage: str
    entrance: Entrance


_ENTRANCE = (
    "pk", "key", "part__campaign_id", "part__campaign__anonymity", "part__campaign__state", "part__campaign__opens_on",
    "part__campaign__closes_on", "part__instrument_id", "part__instrument__state",
)  # fmt: skip
_SITTING = ("pk", "digest", "code_id", "stage", "language", "answers", "seconds", "revision", "code__used")


def _of_target(path: str) -> list[str]:
    return [f"{path}{name}" for name in _ENTRANCE]


def entrance_by_key(key: str) -> Entrance | None:
    """The target that a link leads to."""
    return _entrance(key=key)


def entrance_of(target_id: int) -> Entrance | None:
    """The target of this id."""
    return _entrance(pk=target_id)


def _entrance(**which: Any) -> Entrance | None:
    row = Target.objects.filter(**which).values_list(*_ENTRANCE).first()
    return Entrance(*row) if row else None


def sitting_of(digest: str) -> Sitting | None:
    """The draft under the hash of a code or of a token."""
    found = Draft.objects.filter(digest=digest)
    row = found.values_list(*_SITTING, *_of_target("target__")).first()
    if row is None:
        return None
    own = len(fields(Sitting)) - 1
    return Sitting(*row[:own], Entrance(*row[own:]))


def code_of(digest: str) -> FoundCode | None:
    """The code of this hash."""
    found = AccessCode.objects.filter(digest=digest)
    row = found.values_list("pk", "used", "batch__stage", *_of_target("batch__target__")).first()
    return FoundCode(row[0], row[1], row[2], Entrance(*row[3:])) if row else None


def notice_of(target_id: int) -> dict[str, str]:
    """The campaign's notice on data: language → text."""
    return dict(Target.objects.filter(pk=target_id).values_list("part__campaign__notice", flat=True).get() or {})


def is_draft(pk: int) -> bool:
    """Whether the draft is still there: neither sent nor given up."""
    return Draft.objects.filter(pk=pk).exists()
