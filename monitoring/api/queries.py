"""What the operations answer, as plain rows. Everything is read in the open scope: a token's school, or all of them."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils import timezone

from hdr_portal.lib.periods import Period, school_year_start
from inventory.dashboards.ages import CLASSES
from inventory.dashboards.city import CityBoard, city_board
from inventory.dashboards.rows import SchoolRow
from inventory.models import Status
from monitoring.api.problems import Problem, wrong_parameter
from monitoring.api.schemas import Moment, WhichPlan
from monitoring.queries import BoardRow, board
from monitoring.standing import Amount, Comparison
from schedule.models import Plan, Step
from schedule.queries import counted_activities, current_plan, step_term
from schools.knowledge import as_known_at
from schools.measures import Contribution, EvidenceRef
from schools.models import Evidence, School, SchoolKind
from schools.register import unit_names
from schools.scope import current_scope
from surveys.models import CardState, SelfieCard
from surveys.queries.published import CountedCampaign, counted_campaigns, released_figures

Row = dict[str, Any]
EARLIEST = datetime.date(2015, 1, 1)


# --- What is asked --------------------------------------------------------------------------------------------------
def plan_asked(asked: WhichPlan) -> Plan:
    """The plan of the query, or the current one; a Problem (404) when there is none."""
    plan = current_plan(timezone.localdate()) if asked.plan is None else Plan.objects.filter(pk=asked.plan).first()
    if plan is None:
        raise Problem(HTTPStatus.NOT_FOUND, "Nie ma takiego planu. Identyfikator bieżącego podaje /api/v1/plan.")
    return plan


def day_asked(asked: Moment) -> datetime.date:
    """The as-of day; a Problem (422) for one that has not come or is too far."""
    today = timezone.localdate()
    day = asked.as_of or today
    if not EARLIEST <= day <= today:
        raise wrong_parameter("as_of", f"Podaj dzień od {EARLIEST} do dzisiejszego.")
    return day


def moment_asked(asked: Moment) -> datetime.datetime | None:
    """The moment of knowledge; a Problem (422) for one to come or too far."""
    now, moment = timezone.now(), asked.known_at
    if moment is not None and not (moment.year >= EARLIEST.year and moment <= now):
        raise wrong_parameter("known_at", f"Podaj chwilę od {EARLIEST} do teraz, ze strefą czasową.")
    return moment


# --- The plan -------------------------------------------------------------------------------------------------------
def plan_row(plan: Plan) -> Row:
    """The plan's own texts."""
    names = ("id", "title", "municipality", "area", "goal", "task", "period_text", "start", "end")
    return {name: getattr(plan, name) for name in names} | {"url": _full(plan.get_absolute_url())}


def action_rows(plan: Plan) -> list[Row]:
    """Actions with the numbers of their indicators."""
    names = ("id", "number", "text", "term_text", "resources_text", "responsible_text")
    return [
        {name: getattr(one, name) for name in names}
        | {"steps": len(one.steps.all()), "indicators": [row.number for row in one.indicators.all()]}
        for one in plan.actions.prefetch_related("steps", "indicators")
    ]


STEP = (
    "id", "number", "label", "text", "term_text", "start", "start_precision", "end", "end_precision", "open_end",
    "as_needed", "cyclic", "decision_due", "resources_text", "responsible_text",
)  # fmt: skip


def step_rows(asked: Moment) -> list[Row]:
    """Steps with their term and how many approved activities they have."""
    plan, day = plan_asked(asked), day_asked(asked)
    with as_known_at(moment_asked(asked)):
        told = counted_activities(Period(None, day))
    known, proved = Counter(one.step for one in told), Counter(one.step for one in told if one.documented)
    steps = Step.objects.filter(action__plan=plan).select_related("action")
    return [
        _step(one, day) | {"activities": known[one.pk], "documented": proved[one.pk]}
        for one in steps.order_by("action__number", "position")
    ]


def _step(step: Step, day: datetime.date) -> Row:
    term = step_term(step, day)
    row = {name: getattr(step, name) for name in STEP}
    return row | {"action": step.action.number, "state": term.key, "state_label": term.label}


# --- Indicators -----------------------------------------------------------------------------------------------------
def indicator_rows(asked: Moment) -> list[Row]:
    """The board: every indicator with its standing."""
    return [_indicator(row) for row in _board(asked)]


def indicator_row(pk: int, asked: Moment) -> Row:
    """One indicator with its schools and contributions; a Problem (404) when the plan has none with this key."""
    row = next((row for row in _board(asked) if row.indicator.pk == pk), None)
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "W tym planie nie ma takiego wskaźnika. Spis podaje /api/v1/indicators.")
    members = row.standing.members if row.by_school else ()
    return _indicator(row) | {
        "schools": [
            {
                "school_id": one.member.school,
                "name": one.member.name,
                "declared": one.declared,
                "evidenced": one.evidenced,
                "done": one.done,
            }
            for one in members
        ],
        "contributions": list(_contributions([row])),
    }


def contribution_rows(asked: Moment, number: str | None) -> list[Row]:
    """What was counted, indicator by indicator, in one flat list."""
    rows = [row for row in _board(asked) if number is None or row.indicator.number == number]
    return list(_contributions(rows))


def _board(asked: Moment) -> list[BoardRow]:
    plan, day = plan_asked(asked), day_asked(asked)
    with as_known_at(moment_asked(asked)):
        return board(plan, day)


INDICATOR = (
    "id", "number", "text", "target_text", "unit", "documentation_text", "explanation", "measure", "count_rule",
    "population",
)  # fmt: skip


def _indicator(row: BoardRow) -> Row:
    one = row.indicator
    return {name: getattr(one, name) for name in INDICATOR} | {
        "action": one.action.number,
        "due": row.question.term.end,
        "notes": list(row.notes),
        "also_counted": list(row.also_counted),
        "standing": _standing(row),
        "url": _full(one.get_absolute_url()),
    }


def _standing(row: BoardRow) -> Row | None:
    """None for what the municipality does, when a school asks: of its records alone nothing can be said."""
    standing = row.standing
    if not _is_whole() and not row.by_school:
        return None
    return {
        "status": standing.status.value,
        "status_label": standing.status.label,
        "reached_on": standing.reached_on,
        "records": standing.records,
        "schools_done": standing.done_count if row.by_school else None,
        "schools_asked": len(standing.members) if row.by_school else None,
        "values": [_value(one) for one in standing.comparisons],
    }


def _value(one: Comparison) -> Row:
    return {
        "group": one.group,
        "declared": _plain(one.declared),
        "evidenced": _plain(one.evidenced),
        "target": one.target,
        "total": one.total,
        "downward": one.downward,
        "reached": one.reached,
    }


def _plain(amount: Amount) -> float:
    return amount if isinstance(amount, int) else float(amount)


def _contributions(rows: Iterable[BoardRow]) -> Iterator[Row]:
    """Contributions of rows. A school gets neither numbers of the whole city nor files of others."""
    names, own = unit_names(), _own_files()
    for row in rows:
        if own is not None and row.measure is not None and row.measure.is_level:
            continue
        for one in row.contributions:
            yield _contribution(row, one, names, own)


def _contribution(row: BoardRow, one: Contribution, names: dict[int, str], own: frozenset[int] | None) -> Row:
    files = [file for file in one.evidence if own is None or file.pk in own]
    return {
        "indicator": row.indicator.number,
        "record": one.record,
        "day": one.day,
        "label": one.label,
        "reference": one.reference,
        "school_id": one.school,
        "school": names.get(one.school) if one.school is not None else None,
        "group": one.group,
        "amount": one.amount,
        "exact": None if one.exact is None else float(one.exact),
        "documented": one.documented,
        "evidence": [_file(file) for file in files],
        "url": _full(one.url),
    }


def _file(file: EvidenceRef) -> Row:
    return {
        "kind": file.kind,
        "kind_label": file.kind_label,
        "name": file.name,
        "sha256": file.sha256,
        "day": file.day,
        "url": _full(file.url),
    }


def _own_files() -> frozenset[int] | None:
    return None if _is_whole() else frozenset(Evidence.objects.values_list("pk", flat=True))


# --- Schools and their registers --------------------------------------------------------------------------------------
def school_rows() -> list[Row]:
    """Units."""
    rows = School.objects.values("id", "short_name", "name", "kind", "rspo", "closed_on").order_by("kind", "sort_name")
    return [row | {"kind_label": SchoolKind(row["kind"]).label} for row in rows]


def inventory_rows() -> list[Row]:
    """Totals of registers, school by school."""
    return [_totals(row) for row in _registers().rows]


def _totals(row: SchoolRow) -> Row:
    found = row.figures
    return {
        "school_id": row.school.pk,
        "school": row.school.short_name,
        "devices": found.devices,
        "value": float(found.value),
        "computers": found.computers,
        "pupils": found.pupils,
        "pupil_computers": found.pupil_computers,
        "old": found.old,
        "unsupported": found.unsupported,
        "updated_on": found.updated_on,
        "sheet_accepted_on": found.accepted_on,
    }


def inventory_count_rows(dimension: str | None) -> list[Row]:
    """Devices by category, class of age and status, school by school."""
    registers = _registers()
    rows = (
        {"school_id": row.school.pk, "school": row.school.short_name} | count
        for row in registers.rows
        for count in _counts(row, registers)
    )
    return [row for row in rows if dimension in {None, row["dimension"]}]


def _counts(row: SchoolRow, registers: CityBoard) -> Iterator[Row]:
    found, words = row.figures, registers.reckoner.lexicon.categories
    for key, number in found.categories.items():
        yield {"dimension": "category", "key": key, "label": words.get(int(key), key), "devices": number}
    for place, (one, number) in enumerate(zip(CLASSES, found.ages, strict=True)):
        yield {"dimension": "age", "key": str(place), "label": one.label, "devices": number}
    for key, number in found.statuses.items():
        yield {"dimension": "status", "key": key, "label": Status(key).label, "devices": number}


def _registers() -> CityBoard:
    schools = list(School.objects.order_by("kind", "sort_name"))
    return city_board(schools, timezone.localdate())


# --- Surveys --------------------------------------------------------------------------------------------------------
def campaign_rows() -> list[Row]:
    """Counted campaigns."""
    return [
        {
            "id": one.campaign.pk,
            "name": one.campaign.name,
            "wave": one.campaign.wave,
            "opens_on": one.campaign.opens_on,
            "closes_on": one.campaign.closes_on,
            "revision": one.tally.revision,
            "audiences": list(one.audiences),
        }
        for one in counted_campaigns(whole=_is_whole())
    ]


def figures_asked(campaign: int | None) -> tuple[list[CountedCampaign], list[Row]]:
    """Released figures and the campaigns that they come from."""
    found = [one for one in counted_campaigns(whole=_is_whole()) if campaign in {None, one.campaign.pk}]
    return found, released_figures(found)


def selfie_rows() -> list[Row]:
    """How many SELFIE cards each school has in a school year."""
    states = (CardState.CONFIRMED, CardState.SUBMITTED)
    counts: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    cards = SelfieCard.objects.filter(state__in=states).order_by("school__kind", "school__sort_name", "finished_on")
    for school, day, state in cards.values_list("school_id", "finished_on", "state"):
        counts[school, school_year_start(day).year][state] += 1
    names = unit_names()
    return [
        {
            "school_id": school,
            "school": names[school],
            "school_year": f"{year}/{year + 1}",
            "confirmed": count[CardState.CONFIRMED],
            "submitted": count[CardState.SUBMITTED],
        }
        for (school, year), count in counts.items()
    ]


def _is_whole() -> bool:
    return current_scope().school_ids is None


def _full(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if path else ""
