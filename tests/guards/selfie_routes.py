"""The rules of the routes of SELFIE cards, of bindings and of felt needs."""

import datetime
import io
import uuid
from typing import Any

import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from schools.roles import Role
from surveys.models import Binding
from surveys.selfie.columns import COLUMNS
from surveys.selfie.template import template_workbook
from surveys.selfie.values import AREAS, GROUPS
from surveys.services.selfie import attach_report
from tests import factories, selfierows
from tests.guards.actors import Actor
from tests.guards.rules import (
    BUTTON,
    ELSEWHERE,
    EVERYONE,
    FORM,
    INVALID,
    NOBODY,
    REFUSED,
    WRITTEN,
    Case,
    Cases,
    Rule,
    World,
)

NOWHERE = 999_999_999
PLACES = ("a", "b")


def add_selfie(world: World) -> None:
    """In each school a complete draft with its report, a submitted card, a confirmed one; a binding."""
    heads = {"a": world.cast.director_a, "b": world.cast.director_b}
    clerk = factories.person("wydzial.selfie", Role.DEPARTMENT)
    world.selfie_draft, world.selfie_submitted, world.selfie_confirmed = {}, {}, {}
    for place, head in heads.items():
        school = world.school[place]
        made = selfierows.draft(school, by=head)
        report = factories.EvidenceFactory(school=school, kind="report")
        world.selfie_draft[place] = attach_report(made, report, by=head)
        world.selfie_submitted[place] = selfierows.submitted(school, by=clerk, finished_on=datetime.date(2025, 12, 1))
        world.selfie_confirmed[place] = selfierows.confirmed(
            school, by=clerk, second=head, finished_on=datetime.date(2023, 12, 1)
        )
    world.binding = Binding.objects.create(
        code="probne",
        name="Powiązanie",
        instrument_code="probny",
        audience="teachers",
        subject="base",
        statistic="rate",
    )


def cards(family: str) -> Cases:
    """A card of A and of B."""

    def cases(world: World) -> list[Case]:
        found = [Case(place, place, {"pk": getattr(world, family)[place].pk}) for place in PLACES]
        return [*found, Case("missing", NOBODY, {"pk": NOWHERE})]

    return cases


def schools(world: World) -> list[Case]:
    """Both schools."""
    return [
        *(Case(place, place, {"pk": world.school[place].pk}) for place in PLACES),
        Case("missing", NOBODY, {"pk": NOWHERE}),
    ]


def binding(world: World) -> list[Case]:
    """A binding belongs to no school."""
    return [Case("there", EVERYONE, {"pk": world.binding.pk}), Case("missing", NOBODY, {"pk": NOWHERE})]


def card_data(world: World, actor: Actor, case: Case) -> dict[str, Any]:
    """A complete form of a free day; of the person's own school, or of A."""
    means = {f"mean_{area}_{group}": "3,4" for area in AREAS for group in GROUPS}
    counts = {f"{name}_{group}": "20" for group in GROUPS for name in ("invited", "answered")}
    days = {"started_on": "2.03.2022", "finished_on": "18.03.2022"}
    kept = {"version": 1, "form_key": str(uuid.uuid4()), "consent": "on"}
    return {**means, **counts, **days, **kept, "school": world.school[actor.school or "a"].pk}


def remark_data(*_: Any) -> dict[str, Any]:
    """A reason."""
    return {"remark": "Sprawdźcie obszar G."}


def report_data(*_: Any) -> dict[str, Any]:
    """A report as PDF."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content)
    return {"file": SimpleUploadedFile("raport.pdf", content.getvalue(), content_type="application/pdf")}


def ticked(world: World, actor: Actor, _case: Case) -> dict[str, Any]:
    """The submitted card of the person's school."""
    return {"karta": [world.selfie_submitted[actor.school or "a"].pk]}


def book_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """The workbook with a card of A."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook([world.school["a"].short_name])))
    given = {"started_on": "2.03.2022", "finished_on": "18.03.2022", "attested": "tak", "consent": "tak"}
    for place, column in enumerate(COLUMNS[1:], 2):
        book.worksheets[0].cell(2, place, given.get(column.key, 3.4 if column.key.startswith("mean") else 20))
    content = io.BytesIO()
    book.save(content)
    return {"request_key": str(uuid.uuid4()), "file": SimpleUploadedFile("karty.xlsx", content.getvalue())}


def words_data(*_: Any) -> dict[str, Any]:
    """Another name."""
    return {"name": "Inna nazwa", "direction": "down"}


RECORD, CONFIRM, BACKFILL, BIND = (
    f"surveys.{name}" for name in ("record_selfie", "confirm_selfie", "backfill_selfie", "manage_bindings")
)
POSTED = {"POST": WRITTEN}
CARD_ROUTES = {
    "surveys:selfie_cards": Rule(permission="surveys.view_selfie"),
    "surveys:selfie_city": Rule(permission="surveys.view_selfie"),
    "surveys:selfie_card": Rule(permission="surveys.view_selfie", cases=cards("selfie_confirmed")),
    "surveys:selfie_add": Rule(FORM, permission=RECORD, data=card_data, answers=POSTED),
    "surveys:selfie_edit": Rule(
        FORM, permission=RECORD, cases=cards("selfie_draft"), data=card_data, answers=POSTED, office_keeps=REFUSED
    ),
    "surveys:selfie_submit": Rule(
        BUTTON, permission=RECORD, cases=cards("selfie_draft"), answers=POSTED, office_keeps=ELSEWHERE
    ),
    "surveys:selfie_confirm": Rule(BUTTON, permission=CONFIRM, cases=cards("selfie_submitted"), answers=POSTED),
    "surveys:selfie_confirm_many": Rule(BUTTON, permission=CONFIRM, data=ticked, answers=POSTED),
    "surveys:selfie_return": Rule(
        FORM, permission=RECORD, cases=cards("selfie_submitted"), data=remark_data, answers=POSTED
    ),
    "surveys:selfie_withdraw": Rule(
        FORM, permission=RECORD, cases=cards("selfie_draft"), data=remark_data, answers=POSTED
    ),
    "surveys:selfie_report": Rule(
        BUTTON, permission=RECORD, cases=cards("selfie_draft"), data=report_data, answers=POSTED
    ),
    "surveys:selfie_report_remove": Rule(
        BUTTON, permission=RECORD, cases=cards("selfie_draft"), answers=POSTED, office_keeps=REFUSED
    ),
    "surveys:selfie_import": Rule(FORM, permission=BACKFILL, data=book_data, answers=POSTED),
    "surveys:selfie_template": Rule(permission=BACKFILL),
}
BINDING_ROUTES = {
    "surveys:bindings": Rule(permission=BIND),
    "surveys:binding": Rule(permission=BIND, cases=binding),
    "surveys:binding_add": Rule(FORM, permission=BIND, answers={"POST": INVALID}),  # the questionnaire is not chosen
    "surveys:binding_edit": Rule(FORM, permission=BIND, cases=binding, data=words_data, answers=POSTED),
}
NEED_ROUTES = {
    "monitoring:needs": Rule(permission="monitoring.view_needs"),
    "monitoring:needs_school": Rule(permission="monitoring.view_needs", cases=schools),
}
SELFIE_ROUTES = {**CARD_ROUTES, **BINDING_ROUTES, **NEED_ROUTES}
