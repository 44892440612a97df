"""The operations: parameters in, rows out. What they answer stands in queries.py, who may ask in auth.py."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from monitoring.api import queries
from monitoring.api.auth import TokenRequest, reads
from monitoring.api.paging import Page, PageQuery, page_of
from monitoring.api.schemas import (
    ActionOut,
    CampaignOut,
    ContributionOut,
    ContributionQuery,
    FigureOut,
    FigureQuery,
    IndicatorDetailOut,
    IndicatorOut,
    InventoryCountOut,
    InventoryCountQuery,
    InventoryOut,
    Moment,
    PlanOut,
    ProblemOut,
    SchoolOut,
    SelfieOut,
    StepOut,
    WhichPlan,
)
from surveys.services.accesses import note_view

router = Router()
REFUSALS: dict[Any, Any] = {401: ProblemOut, 403: ProblemOut, 422: ProblemOut, 429: ProblemOut}
PLAN_REFUSALS: dict[Any, Any] = {**REFUSALS, 404: ProblemOut}


@router.get("/plan", response={200: PlanOut, **PLAN_REFUSALS}, url_name="plan", tags=["Plan"], summary="Plan")
@reads("schedule.view_plan")
def plan(request: HttpRequest, asked: Query[WhichPlan]) -> Any:  # noqa: ARG001 - ninja gives it
    """Nazwa, cel, zadanie i okres planu (HDR)."""
    return queries.plan_row(queries.plan_asked(asked))


@router.get(
    "/actions", response={200: Page[ActionOut], **PLAN_REFUSALS}, url_name="actions", tags=["Plan"], summary="Działania"
)
@reads("schedule.view_plan")
def actions(request: HttpRequest, asked: Query[WhichPlan], page: Query[PageQuery]) -> Any:
    """Działania planu słowo w słowo, z numerami wskaźników."""
    return page_of(queries.action_rows(queries.plan_asked(asked)), page, request)


@router.get("/steps", response={200: Page[StepOut], **PLAN_REFUSALS}, url_name="steps", tags=["Plan"], summary="Kroki")
@reads("schedule.view_plan")
def steps(request: HttpRequest, asked: Query[Moment], page: Query[PageQuery]) -> Any:
    """Kroki z terminami jak w planie i jako daty, z liczbą zatwierdzonych zdarzeń."""
    return page_of(queries.step_rows(asked), page, request)


@router.get(
    "/indicators",
    response={200: Page[IndicatorOut], **PLAN_REFUSALS},
    url_name="indicators",
    tags=["Wskaźniki"],
    summary="Wskaźniki",
)
@reads("monitoring.view_indicator")
def indicators(request: HttpRequest, asked: Query[Moment], page: Query[PageQuery]) -> Any:
    """Tablica wskaźników na dzień: zgłoszone, udokumentowane, cel i stan. Te same liczby co w portalu i w raporcie."""
    return page_of(queries.indicator_rows(asked), page, request)


@router.get(
    "/indicators/{indicator_id}",
    response={200: IndicatorDetailOut, **PLAN_REFUSALS},
    url_name="indicator",
    tags=["Wskaźniki"],
    summary="Jeden wskaźnik",
)
@reads("schedule.view_activity")
def indicator(request: HttpRequest, indicator_id: Path[int], asked: Query[Moment]) -> Any:  # noqa: ARG001 - ninja gives it
    """Wskaźnik ze szkołami i z każdym policzonym zapisem oraz jego dowodami."""
    return queries.indicator_row(indicator_id, asked)


@router.get(
    "/contributions",
    response={200: Page[ContributionOut], **PLAN_REFUSALS},
    url_name="contributions",
    tags=["Wskaźniki"],
    summary="Policzone zapisy",
)
@reads("schedule.view_activity")
def contributions(
    request: HttpRequest, asked: Query[Moment], of: Query[ContributionQuery], page: Query[PageQuery]
) -> Any:
    """Zapisy, z których powstały liczby wskaźników, w jednej płaskiej tabeli."""
    return page_of(queries.contribution_rows(asked, of.indicator), page, request)


@router.get(
    "/schools", response={200: Page[SchoolOut], **REFUSALS}, url_name="schools", tags=["Jednostki"], summary="Jednostki"
)
@reads("schools.view_school")
def schools(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """Jednostki oświatowe w zakresie tokenu."""
    return page_of(queries.school_rows(), page, request)


@router.get(
    "/inventory",
    response={200: Page[InventoryOut], **REFUSALS},
    url_name="inventory",
    tags=["Inwentarz"],
    summary="Sumy ewidencji",
)
@reads("inventory.view_register")
def inventory(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """Sumy ewidencji sprzętu każdej jednostki, według dzisiejszego stanu. Pojedynczych urządzeń API nie podaje."""
    return page_of(queries.inventory_rows(), page, request)


@router.get(
    "/inventory/counts",
    response={200: Page[InventoryCountOut], **REFUSALS},
    url_name="inventory_counts",
    tags=["Inwentarz"],
    summary="Urządzenia według cech",
)
@reads("inventory.view_register")
def inventory_counts(request: HttpRequest, asked: Query[InventoryCountQuery], page: Query[PageQuery]) -> Any:
    """Ile urządzeń każdej kategorii, w każdym wieku i stanie ma jednostka."""
    return page_of(queries.inventory_count_rows(asked.dimension), page, request)


@router.get(
    "/surveys",
    response={200: Page[CampaignOut], **REFUSALS},
    url_name="surveys",
    tags=["Ankiety"],
    summary="Zliczone kampanie",
)
@reads("surveys.view_results")
def surveys(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """Zamknięte i zliczone kampanie ankietowe."""
    return page_of(queries.campaign_rows(), page, request)


@router.get(
    "/surveys/figures",
    response={200: Page[FigureOut], **REFUSALS},
    url_name="survey_figures",
    tags=["Ankiety"],
    summary="Wyniki ankiet",
)
@reads("surveys.view_results")
def survey_figures(request: TokenRequest, asked: Query[FigureQuery], page: Query[PageQuery]) -> Any:
    """Wyniki dopuszczone do pokazania. Czego nie ma, to ukryto dla ochrony osób albo nikt nie odpowiedział.

    Wgląd zapisuje się tak jak wgląd na stronie wyników.
    """
    campaigns, rows = queries.figures_asked(asked.campaign)
    for one in campaigns:
        note_view(one.campaign, by=request.auth.created_by, what=f"API: token nr {request.auth.pk}")
    return page_of(rows, page, request)


@router.get(
    "/selfie", response={200: Page[SelfieOut], **REFUSALS}, url_name="selfie", tags=["Ankiety"], summary="Karty SELFIE"
)
@reads("surveys.view_selfie")
def selfie(request: HttpRequest, page: Query[PageQuery]) -> Any:
    """Liczba kart SELFIE jednostek w latach szkolnych."""
    return page_of(queries.selfie_rows(), page, request)
