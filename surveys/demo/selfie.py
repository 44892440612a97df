"""Invented SELFIE cards: December 2024 confirmed in every primary school, a later session of one school that waits."""

import datetime
import random
import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal

from schools.models import Evidence, School, User
from surveys.models import SelfieCard, SelfieGroup
from surveys.selfie.values import AREAS, GROUPS, GroupCount, Key, Session
from surveys.services.selfie import CardInput, attach_report, confirm_card, record_card, submit_card

PUPILS_ARE_ASKED = frozenset("CEFGH")  # the other areas are the adults' business
LEVELS = {"A": 3.4, "B": 3.1, "C": 3.2, "D": 3.6, "E": 3.7, "F": 3.3, "G": 2.9, "H": 3.4}
LEANING = {SelfieGroup.LEADERS: 0.35, SelfieGroup.TEACHERS: 0.05, SelfieGroup.PUPILS: -0.25}
DECEMBER = (datetime.date(2024, 12, 2), datetime.date(2024, 12, 18))
JANUARY = (datetime.date(2025, 1, 7), datetime.date(2025, 1, 14))
THIS_AUTUMN = (datetime.date(2026, 10, 5), datetime.date(2026, 10, 23))
Prove = Callable[[School, datetime.date], Evidence]


class DemoSelfie:
    """Writes the cards by the services that people use: one person records and sends, another confirms."""

    def __init__(self, *, by: User, second: User, prove: Prove) -> None:
        self.by, self.second, self.prove = by, second, prove

    def write(self, schools: Sequence[School]) -> None:
        """December 2024 in all schools (one finished in January), all confirmed; this autumn's card of the second waits."""
        for number, school in enumerate(schools):
            days = JANUARY if school == schools[-1] else DECEMBER
            confirm_card(self._card(school, number, days), by=self.second)
        if len(schools) > 1:
            self._card(schools[1], 1, THIS_AUTUMN, growth=0.3)

    def _card(
        self, school: School, number: int, days: tuple[datetime.date, datetime.date], growth: float = 0
    ) -> SelfieCard:
        session = invented_session(number, days, growth)
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo:selfie:{school.pk}:{days[1]}")
        card = record_card(CardInput(session, consent=True), school=school, form_key=key, by=self.by)
        attach_report(card, self.prove(school, days[1]), by=self.by)
        SelfieCard.objects.filter(pk=card.pk).update(is_demo=True)
        card.history.update(is_demo=True)
        return submit_card(card, by=self.by)


def invented_session(number: int, days: tuple[datetime.date, datetime.date], growth: float = 0) -> Session:
    """The session of the school with the number; schools differ, and pupils see things more coolly than adults."""
    chance = random.Random(number)  # noqa: S311 - invented data, the same on every machine
    school = chance.uniform(-0.3, 0.3) + growth
    means: dict[Key, Decimal] = {
        (area, group): Decimal(
            str(round(min(4.9, max(1.2, LEVELS[area] + school + LEANING[group] + chance.gauss(0, 0.18))), 2))
        )
        for area in AREAS
        for group in SelfieGroup
        if group != SelfieGroup.PUPILS or area in PUPILS_ARE_ASKED
    }
    return Session(*days, means=means, counts={group: _count(group, chance) for group in GROUPS})


def _count(group: str, chance: random.Random) -> GroupCount:
    invited = {"leaders": (2, 3), "teachers": (28, 46), "pupils": (150, 320)}[group]
    people = chance.randint(*invited)
    answered = people if group == "leaders" else round(people * chance.uniform(0.55, 0.92))
    return GroupCount(people, answered, gaps_meant=group == "pupils")
