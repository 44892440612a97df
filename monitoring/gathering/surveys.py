"""The survey chapter: released figures of closed campaigns, and sessions of SELFIE."""

import datetime
from collections import defaultdict
from typing import Any

from hdr_portal.lib.periods import school_year_start
from monitoring.report_facts import ScoreData, SelfieYearData, SurveyGroupData, SurveysData
from schools.knowledge import known
from schools.models import School
from schools.register import register_on
from surveys.models import CardState, SelfieCard
from surveys.resultbooks.released import Released, released_groups


def surveys_of(as_of: datetime.date, *, school: School | None = None) -> SurveysData:
    """What surveys tell of the city, or of one school, on the day."""
    return SurveysData(
        groups=tuple(_group(one) for one in released_groups(as_of, school=school)),
        selfie=selfie_years(as_of, with_days=school is not None),
        schools=len(register_on(as_of).primary_schools),
    )


def _group(one: Released) -> SurveyGroupData:
    scores = tuple(ScoreData(*score) for score in one.scores)
    return SurveyGroupData(one.campaign, one.wave, one.closed_on, one.group, one.rate, one.people, scores)


def selfie_years(as_of: datetime.date, *, with_days: bool) -> tuple[SelfieYearData, ...]:
    """School years with confirmed sessions in the open scope, as known, the oldest first: one query."""
    found: dict[int, list[Any]] = defaultdict(list)
    cards = known(SelfieCard).filter(state=CardState.CONFIRMED, finished_on__lte=as_of)
    for unit, day in cards.order_by("finished_on", "id").values_list("school_id", "finished_on"):
        found[school_year_start(day).year].append((unit, day))
    return tuple(
        SelfieYearData(
            year=f"{year}/{year + 1}",
            sessions=len(sessions),
            schools=len({unit for unit, _ in sessions}),
            days=tuple(day for _, day in sessions) if with_days else (),
        )
        for year, sessions in sorted(found.items())
    )
