"""The council's summary: the progress report's own numbers, as few as two pages hold."""

import datetime
from dataclasses import asdict

from monitoring.models import ReportKind
from monitoring.other_report_data import AttentionRow, CouncilAction, CouncilData
from monitoring.report_data import ActionData, ComparisonData, IndicatorData, ReportData
from monitoring.report_parts import corrected_words
from monitoring.reports import assemble, dressed
from schedule.models import Plan

REACHED = {"reached", "reached_late"}
ATTENTION = ("missed", "at_risk")


def assemble_council(plan: Plan, as_of: datetime.date, *, made_on: datetime.date, is_demo: bool) -> CouncilData:
    """Everything that the summary says of the plan on the day."""
    whole = assemble(plan, as_of, made_on=made_on, site_url="", is_demo=is_demo, kind=ReportKind.COUNCIL)
    return CouncilData(
        report_title=whole.report_title,
        plan_title=whole.plan_title,
        municipality=whole.municipality,
        period_text=whole.period_text,
        as_of=as_of,
        made_on=made_on,
        is_demo=is_demo,
        headline=whole.headline,
        letterhead=dressed(whole, plan, ReportKind.COUNCIL).letterhead,
        total=len(whole.indicators),
        reached=sum(one.status.key in REACHED for one in whole.indicators),
        files=len(whole.annex),
        units=whole.units_count,
        status_counts=whole.status_counts,
        actions=tuple(_action(one, whole) for one in whole.actions),
        attention=_attention(whole),
        inventory=whole.inventory,
        surveys=whole.surveys,
    )


def _action(action: ActionData, whole: ReportData) -> CouncilAction:
    own = [one for one in whole.indicators if one.number in action.indicators]
    return CouncilAction(
        number=action.number,
        text=action.text,
        indicators=len(own),
        reached=sum(one.status.key in REACHED for one in own),
        attention=tuple(one.number for one in own if one.status.key in ATTENTION),
    )


def _attention(whole: ReportData) -> tuple[AttentionRow, ...]:
    """Those that were missed first, then those at risk, in the plan's order."""
    found = [one for one in whole.indicators if one.status.key in ATTENTION]
    return tuple(_row(one) for one in sorted(found, key=lambda one: ATTENTION.index(one.status.key)))


def _row(indicator: IndicatorData) -> AttentionRow:
    return AttentionRow(
        number=indicator.number,
        text=indicator.text,
        status=indicator.status,
        numbers="; ".join(map(_numbers, indicator.comparisons)),
        due=indicator.due,
        missing=len(indicator.missing),
    )


def _numbers(one: ComparisonData) -> str:
    told = corrected_words(asdict(one))
    return f"{one.group} {told}" if one.group else told
