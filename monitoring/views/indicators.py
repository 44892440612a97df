"""The indicator page: how it is counted, its records with their files, corrections, what changed and when."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hdr_portal.lib.periods import Period
from monitoring.adding import adding_url
from monitoring.corrections import signing_role
from monitoring.journal import journal
from monitoring.lines import lines_of
from monitoring.models import Correction, Indicator
from monitoring.queries import BoardRow, board_row
from monitoring.ruletext import rule_sentences
from monitoring.views.asof import AsOf, asked_as_of
from schedule.measures import is_recorded_as_activity
from schedule.models import Activity, ActivityState
from schedule.queries import schools_waiting
from schools.http import SignedInRequest
from schools.knowledge import as_known_at
from schools.measures import one_reading
from schools.models import Evidence, User

CHANGES_PER_PAGE = 12
CHANGES_PAGE = "historia"


@permission_required("monitoring.view_indicator", raise_exception=True)
@require_safe
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """One indicator on a day, as known."""
    found = get_object_or_404(Indicator.objects.select_related("plan", "action"), pk=pk)
    asked = asked_as_of(request)
    with as_known_at(asked.known_at), one_reading():
        row = board_row(found, asked.day)
        context = {**_numbers(request, found, row, asked), **_story(request, row, asked)}
    return render(request, "monitoring/indicator.html", context)


def _numbers(request: SignedInRequest, found: Indicator, row: BoardRow, asked: AsOf) -> dict[str, Any]:
    school = _school(request, row)
    return {
        "indicator": found,
        "form": asked.form,
        "asof": asked,
        "day": asked.day,
        "query": asked.query,
        "row": row,
        "line": lines_of(found.plan, [row], asked.day)[0],
        "rule_sentences": rule_sentences(
            row.question,
            row.measure,
            found.population,
            [one.kind for one in row.indicator.targets.all()] if row.measure else [],
        ),
        "school": next((one.member for one in row.standing.members if one.member.school == school), None),
        "records": _records(row, request.user, school),
        "facts": row.measure.facts(Period(found.plan.start, asked.day)) if row.measure and row.measure.facts else [],
        "whole": request.user.scope.school_ids is None,
    }


def _story(request: SignedInRequest, row: BoardRow, asked: AsOf) -> dict[str, Any]:
    changes = Paginator(journal(row.indicator, asked.day, request.user), CHANGES_PER_PAGE)
    return {
        "waiting": _waiting(row),
        "waiting_schools": schools_waiting(row.indicator.steps.all()) if row.by_school else set(),
        "readable": _readable(request.user, row),
        "adding": _adding(request.user, row),
        "recorded": is_recorded_as_activity(row.indicator.measure),
        "step": next(iter(row.indicator.steps.all()), None),
        "changes": changes.get_page(request.GET.get(CHANGES_PAGE)),
        "withdrawn": _withdrawn(row, asked),
        "signed_as": signing_role(),
    }


def _school(request: SignedInRequest, row: BoardRow) -> int | None:
    """The unit whose records alone are asked for."""
    asked = request.GET.get("jednostka", "")
    known = {one.member.school for one in row.standing.members}
    return int(asked) if asked.isdecimal() and int(asked) in known else None


def _withdrawn(row: BoardRow, asked: AsOf) -> list[Correction]:
    """Corrections of the open scope that were taken back: shown, counted for no day."""
    taken_back = Correction.objects.filter(indicator=row.indicator, withdrawn_at__isnull=False)
    if asked.known_at:
        taken_back = taken_back.filter(withdrawn_at__lte=asked.known_at)
    return list(taken_back.select_related("school"))


def _records(row: BoardRow, user: User, school: int | None) -> list[dict[str, Any]]:
    """The counted records, each once, newest first, with what it added per school or group; a link for those it opens to."""
    records: dict[str, dict[str, Any]] = {}
    names = {one.member.school: one.member.name for one in row.standing.members}
    wanted = {one.record for one in row.contributions if school in {None, one.school}}
    for one in row.contributions:
        if one.record not in wanted:
            continue
        url = one.url if user.has_perm(one.permission) else ""
        others = row.serves.get(one.record, ())
        record = records.setdefault(
            one.record, {"first": one, "url": url, "schools": [], "groups": [], "others": others}
        )
        if one.school is not None:
            record["schools"].append(names.get(one.school, ""))
        if one.group:
            record["groups"].append((one.group, one.amount))
    return sorted(records.values(), key=lambda record: record["first"].day, reverse=True)


def _adding(user: User, row: BoardRow) -> str:
    """Where somebody of one unit adds what it lacks."""
    own = user.scope.school_ids or ()
    owes = {one.member.school for one in row.standing.missing}
    return adding_url(row.indicator, next(iter(own)), user) if len(own) == 1 and owes & set(own) else ""


def _readable(user: User, row: BoardRow) -> set[int]:
    """Keys of the files behind the number that open for this person."""
    if not user.has_perm("schools.view_evidence"):
        return set()
    return set(Evidence.objects.filter(pk__in=[file.pk for file in row.files]).values_list("pk", flat=True))


def _waiting(row: BoardRow) -> int:
    """Records of the indicator's steps that wait for approval."""
    steps = row.indicator.steps.all()
    return Activity.objects.filter(state=ActivityState.SUBMITTED, step__in=steps).count()
