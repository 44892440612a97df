"""Invented answers: people of a school lean one way on each question, and differ from one another."""

import random
from collections.abc import Mapping
from typing import Any

from surveys.answers import NA, Answers, stored_answers
from surveys.questionnaire import TEXT_KINDS, Item, Questionnaire

SPREAD = 0.24  # of a scale from 0 to 1
USUAL = 0.62
NA_SHARE, TEXT_SHARE = 0.03, 0.12
NOTHING = "none"  # the choice that excludes the others
# Where a question is answered, from the lowest point (0) to the highest (1). What is rare at schools leads the wishes.
LEANING: Mapping[str, float] = {
    "access-komputer": 0.62, "access-laptop": 0.5, "access-tablet": 0.3, "access-monitor-interaktywny": 0.66,
    "access-projektor": 0.82, "access-drukarka-3d": 0.55, "access-nagrywanie": 0.12,
    "use-komputer": 0.52, "use-laptop": 0.55, "use-tablet": 0.2, "use-monitor-interaktywny": 0.72, "use-projektor": 0.6,
    "use-drukarka-3d": 0.14, "use-nagrywanie": 0.1,
}  # fmt: skip
SENTENCES = (
    "Przydałoby się więcej laptopów, bo jednym zestawem dzielą się trzy klasy.",
    "Wi-Fi na drugim piętrze często się rozłącza.",
    "Chętnie skorzystam ze szkolenia z drukarki 3D.",
    "Sprzęt jest dobry, brakuje czasu na przygotowanie.",
    "Tablety są rozładowane, kiedy są potrzebne.",
)


class Respondents:
    """People of one group at one school; the same number always invents the same answers."""

    def __init__(self, questionnaire: Questionnaire, number: int) -> None:
        self.questionnaire = questionnaire
        self.chance = random.Random(f"{questionnaire.code} {number}")  # noqa: S311 - invented data
        self.leaning = {
            item.code: LEANING.get(item.code, USUAL) + self.chance.gauss(0, 0.12) for item in questionnaire.items()
        }

    def answers(self) -> Answers:
        """What one person answers; what the answers hide is stored as skipped."""
        given = {item.code: value for item in self.questionnaire.items() if (value := self._value(item)) is not None}
        return stored_answers(self.questionnaire, given)

    def _value(self, item: Item) -> Any:
        if item.kind in TEXT_KINDS:
            return self.chance.choice(SENTENCES) if self.chance.random() < TEXT_SHARE else None
        if item.allow_na and self.chance.random() < NA_SHARE:
            return NA
        if item.kind == "number":
            return self.chance.randint(item.minimum or 0, item.maximum or 10)
        codes = [point.code for point in item.scale.points] if item.scale else []
        if item.kind == "multi":
            return self._several([code for code in codes if code != NOTHING], item.limit or len(codes))
        return self._point(item, codes) if item.measures else self._favourite(codes)

    def _point(self, item: Item, codes: list[str]) -> str:
        """A point near where the school leans; a reverse question is answered the other way round."""
        place = min(1.0, max(0.0, self.chance.gauss(self.leaning[item.code], SPREAD)))
        at = round((1 - place if item.reverse else place) * (len(codes) - 1))
        return codes[at]

    def _favourite(self, codes: list[str]) -> str:
        """One of a list; the first ones are chosen more often."""
        return self.chance.choices(codes, weights=range(2 * len(codes), len(codes), -1))[0]

    def _several(self, codes: list[str], limit: int) -> list[str]:
        return sorted(self.chance.sample(codes, self.chance.randint(1, min(limit, len(codes)))), key=codes.index)
