"""SELFIE cards for tests, written by the services that people use."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from schools.models import School, User
from surveys.models import SelfieCard
from surveys.selfie.values import AREAS, GROUPS, GroupCount, Session
from surveys.services.selfie import CardInput, confirm_card, record_card, submit_card

DECEMBER = datetime.date(2024, 12, 18)


def session(finished_on: datetime.date = DECEMBER, *, mean: str = "3.40", **given: Any) -> Session:
    """A complete session: each group of each area has the mean, 20 of 30 answered."""
    given.setdefault("started_on", finished_on - datetime.timedelta(days=14))
    given.setdefault("means", {(area, group): Decimal(mean) for area in AREAS for group in GROUPS})
    given.setdefault("counts", {group: GroupCount(30, 20) for group in GROUPS})
    return Session(finished_on=finished_on, **given)


def card_input(finished_on: datetime.date = DECEMBER, **given: Any) -> CardInput:
    """A card with consent that the head attests."""
    consent, attested = given.pop("consent", True), given.pop("attested", True)
    return CardInput(session(finished_on, **given), consent=consent, attested=attested)


def draft(school: School, *, by: User, finished_on: datetime.date = DECEMBER, **given: Any) -> SelfieCard:
    """A complete draft."""
    return record_card(card_input(finished_on, **given), school=school, form_key=uuid.uuid4(), by=by)


def submitted(school: School, *, by: User, finished_on: datetime.date = DECEMBER, **given: Any) -> SelfieCard:
    """A card that waits for its second person."""
    return submit_card(draft(school, by=by, finished_on=finished_on, **given), by=by)


def confirmed(
    school: School, *, by: User, second: User, finished_on: datetime.date = DECEMBER, **given: Any
) -> SelfieCard:
    """A card that counts."""
    return confirm_card(submitted(school, by=by, finished_on=finished_on, **given), by=second)
