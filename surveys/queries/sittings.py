"""What a respondent's request needs to know, each in one statement. The callers open the scope: a respondent has none."""

import datetime
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone

from surveys.models import AccessCode, Anonymity, CampaignState, Draft, Instrument, Target
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import questionnaire_of


@dataclass(frozen=True)
class Place:
    """A target as its respondents meet it: what no longer changes once the campaign was announced."""

    target_id: int
    key: str
    campaign_id: int
    anonymity: str
    instrument_id: int
    instrument_state: str


@dataclass(frozen=True)
class Entrance:
    """A target and whether it takes answers."""

    place: Place
    state: str
    opens_on: datetime.date
    closes_on: datetime.date

    @property
    def asks_for_code(self) -> bool:
        """Whether one enters with a code; otherwise the link is enough."""
        return self.place.anonymity == Anonymity.CODES

    @property
    def is_over(self) -> bool:
        """Whether answers were taken once and no longer are."""
        return self.state == CampaignState.CLOSED or timezone.localdate() > self.closes_on

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        return self.state == CampaignState.ANNOUNCED and self.opens_on <= timezone.localdate() <= self.closes_on

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """What is asked; read once a process."""
        return questionnaire_of(Instrument(pk=self.place.instrument_id, state=self.place.instrument_state))


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
    entrance: Entrance


@dataclass(frozen=True)
class FoundCode:
    """A code that was typed and exists. `language`: that of its draft, empty where none was begun."""

    pk: int
    used: bool
    stage: str
    language: str
    entrance: Entrance


_PLACE = (
    "pk",
    "key",
    "part__campaign_id",
    "part__campaign__anonymity",
    "part__instrument_id",
    "part__instrument__state",
)
_TIMES = ("part__campaign__state", "part__campaign__opens_on", "part__campaign__closes_on")
_known: dict[str, Place] = {}
MOST_KNOWN = 4096


def entrance_by_key(key: str) -> Entrance | None:
    """The target that a link leads to."""
    row = Target.objects.filter(key=key).values_list(*_PLACE, *_TIMES).first()
    return _entrance(row) if row else None


def code_of(digest: str) -> FoundCode | None:
    """The code of this hash."""
    columns = [f"batch__target__{name}" for name in (*_PLACE, *_TIMES)]
    found = AccessCode.objects.filter(digest=digest)
    row = found.values_list("pk", "used", "batch__stage", "draft__language", *columns).first()
    return FoundCode(row[0], row[1], row[2], row[3] or "", _entrance(row[4:])) if row else None


def _entrance(row: tuple[Any, ...]) -> Entrance:
    place, (state, opens_on, closes_on) = Place(*row[: len(_PLACE)]), row[len(_PLACE) :]
    if state != CampaignState.DRAFT:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[place.key] = place
    return Entrance(place, state, opens_on, closes_on)


def _place(key: str) -> Place | None:
    if key not in _known:
        found = entrance_by_key(key)
        return found.place if found else None
    return _known[key]


SITTING = """
    SELECT draft.id, draft.code_id, draft.stage, draft.language, draft.answers, draft.seconds, draft.revision,
           campaign.state, campaign.opens_on, campaign.closes_on
    FROM surveys_draft draft, surveys_campaign campaign
    WHERE draft.digest = %s AND draft.target_id = %s AND campaign.id = %s
"""


def sitting_of(digest: str, key: str) -> Sitting | None:
    """The draft under the hash of a code or of a token, at the target of this key.

    Every page asks this, so the statement is written out: making it anew took the ORM a third of the request's time.
    """
    place = _place(key)
    if place is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(SITTING, [digest, place.target_id, place.campaign_id])
        row = cursor.fetchone()
    if row is None:
        return None
    entrance = Entrance(place, row[7], _day(row[8]), _day(row[9]))
    answers = json.loads(row[4])
    return Sitting(row[0], digest, row[1], row[2], row[3], answers, row[5], row[6], entrance)


def _day(value: datetime.date | str) -> datetime.date:
    """SQLite keeps days as texts."""
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


def notice_of(target_id: int) -> dict[str, str]:
    """The campaign's notice on data: language → text."""
    return dict(Target.objects.filter(pk=target_id).values_list("part__campaign__notice", flat=True).get() or {})


def is_draft(pk: int) -> bool:
    """Whether the draft is still there: neither sent nor given up."""
    return Draft.objects.filter(pk=pk).exists()
