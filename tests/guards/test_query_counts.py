"""A page asks the database as often for 200 schools as for 12, and for three records as for one."""

import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inventory.models import Device, Edition, Forecast, Import, Room, Sheet, ZszoUse
from inventory.summaries import fresh_summaries
from monitoring.models import Delivery, Indicator, Recipient, Report, Subscription
from schedule.models import Activity, ActivityEvidence, ActivityState, HeadCount, Participation, Plan, Step
from schools.models import Establishment, EstablishmentKind, Evidence, Membership, School, Statistic, User
from schools.roles import Role
from surveys.models import Campaign, CardState, SelfieCard
from tests import factories, registerrows, surveyrows

PLAN = Path(__file__).resolve().parents[2] / "data" / "tomaszow" / "plan.yaml"
DAY = datetime.date(2025, 9, 15)

# page → how many queries a person of the department needs (session, account and roles included)
PAGES = {
    "home": 32,
    "monitoring:board": 28,
    "monitoring:indicator": 39,
    "monitoring:matrix": 28,
    "monitoring:changes": 50,
    "monitoring:durability": 52,
    "monitoring:remind": 27,
    "monitoring:reminders": 4,
    "monitoring:reports": 8,
    "monitoring:subscriptions": 7,
    "monitoring:subscription": 10,
    "monitoring:deliveries": 8,
    "monitoring:delivery": 6,
    "monitoring:practice": 58,
    "monitoring:data": 4,
    "monitoring:commentaries": 5,
    "schedule:plan": 8,
    "schedule:action": 12,
    "schedule:step": 12,
    "schedule:activities": 9,
    "schools:schools": 5,
    "schools:people": 7,
    "inventory:overview": 12,
    "inventory:school_overview": 14,
    "inventory:editions": 5,
    "inventory:edition": 10,
    "inventory:quality": 7,
    "inventory:quality_school": 6,
    "inventory:rooms": 6,
    "inventory:devices": 10,
    "inventory:device_filters": 9,
    "inventory:device_totals": 4,
    "inventory:exports": 4,
    "inventory:imports": 6,
    "inventory:import_add": 5,
    "inventory:export_add": 6,
    "surveys:instruments": 4,
    "surveys:overview": 8,
    "surveys:campaigns": 6,
    "surveys:campaign": 7,
    "surveys:codes": 5,
    "surveys:selfie_cards": 8,
    "surveys:selfie_city": 4,
    "surveys:bindings": 4,
    "surveys:results": 5,
    "monitoring:needs": 4,
}


@pytest.fixture
def plan(city: None) -> Plan:
    """The real plan with its 22 indicators and all measures."""
    call_command("load_plan", str(PLAN), verbosity=0)
    return Plan.objects.get()


def add_schools(count: int) -> list[School]:
    """Units with a primary school, a number of pupils, a director."""
    have = School.objects.count()
    names = [f"ZSP próbny {number:03}" for number in range(have, have + count)]
    schools = School.objects.bulk_create([School(kind="zsp", name=name, short_name=name) for name in names])
    places = Establishment.objects.bulk_create(
        [Establishment(school=one, kind=EstablishmentKind.PRIMARY, name=f"SP w {one.short_name}") for one in schools]
    )
    Statistic.objects.bulk_create([Statistic(establishment=one, day=DAY, pupils=100, source="próba") for one in places])
    people = User.objects.bulk_create([User(email=f"dyrektor.{one.pk}@test.example") for one in schools])
    Membership.objects.bulk_create(
        [Membership(user=user, role=Role.DIRECTOR, school=one) for user, one in zip(people, schools, strict=True)]
    )
    return schools


def add_records(schools: list[School], *, kinds: tuple[str, ...] = ("audit", "debate", "system_update")) -> None:
    """In every school an approved record of each kind with heads and a file, a sheet, a forecast and the rest."""
    author, step = factories.author(), Step.objects.get(number="1.1", action__number=1)
    for kind in kinds:
        made = Activity.objects.bulk_create(
            [_record(kind, school, step, author, state) for school in schools for state in ("approved", "submitted")]
        )
        Participation.objects.bulk_create([Participation(activity=one, school_id=one.keeper_id) for one in made])
        HeadCount.objects.bulk_create([HeadCount(activity=one, group="uczniowie", count=20) for one in made])
        files = Evidence.objects.bulk_create([_file(one, author) for one in made])
        pairs = zip(made, files, strict=True)
        ActivityEvidence.objects.bulk_create([ActivityEvidence(activity=one, evidence=file) for one, file in pairs])
    asked = registerrows.edition()
    Sheet.objects.bulk_create([Sheet(school=one, edition=asked, state="accepted", accepted_on=DAY) for one in schools])
    Forecast.objects.bulk_create([Forecast(school=one, year=2026, approved_on=DAY) for one in schools])
    ZszoUse.objects.bulk_create([ZszoUse(school=one, confirmed_on=DAY) for one in schools])
    Import.objects.bulk_create([_import(one, author) for one in schools])
    Room.objects.bulk_create([Room(school=one, name="12", key="12") for one in schools])
    laptop = registerrows.category()
    Device.objects.bulk_create(
        [Device(school=one, inventory_number="1", number_key="1", name="Laptop", category=laptop) for one in schools]
    )
    SelfieCard.objects.bulk_create(
        [SelfieCard(school=one, finished_on=DAY, attested=True, state=CardState.CONFIRMED) for one in schools]
    )
    held, _ = Campaign.objects.get_or_create(
        name="Kampania", defaults={"opens_on": DAY, "closes_on": DAY, "keep_until": DAY, "state": "announced"}
    )
    for one in schools:
        surveyrows.batch(surveyrows.target(one, of=held))
    _deliveries(schools, author)
    fresh_summaries(one.pk for one in schools)  # the counts of a first visit are tests/dashboards' business
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # as the database does by itself for rows that are committed; plans are poor without it


def _deliveries(schools: list[School], author: User) -> None:
    """A subscription of each school's own and a recipient in a common one, to whom nothing could be sent."""
    given = {"plan": Plan.objects.get(), "owner": author, "starts_on": DAY}
    common, _ = Subscription.objects.get_or_create(name="A wspólna", defaults=given)
    Subscription.objects.bulk_create([Subscription(name=f"Raport {one}", **given) for one in schools])
    people = Recipient.objects.bulk_create(
        [Recipient(subscription=common, email=f"sekretariat@szkola-{one.pk}.example") for one in schools]
    )
    rows = [Delivery(subscription=common, recipient=one.email, recipient_key=one.key) for one in people]
    for row in rows:
        row.window, row.as_of, row.due_at, row.state = "2025-08", DAY, timezone.now(), "failed"
    Delivery.objects.bulk_create(rows)


def _record(kind: str, school: School, step: Step, author: User, state: str) -> Activity:
    decided: dict[str, Any] = {"decided_at": timezone.now(), "decided_by": author} if state == "approved" else {}
    given: dict[str, Any] = {"step": step, "kind": kind, "day": DAY, "keeper": school, "state": state, **decided}
    return Activity(title=f"{kind} {school}", created_by=author, **given)


def _import(school: School, author: User) -> Import:
    given = {"kind": "xlsx", "path": f"imports/{school.pk}.xlsx", "size": 1, "sha256": "0" * 64}
    return Import(school=school, name="ewidencja.xlsx", requested_by=author, stage="done", counts={"new": 1}, **given)


def _file(activity: Activity, author: User) -> Evidence:
    path = f"evidence/{activity.pk}.pdf"
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    given = {"kind": "report", "path": path, "name": "raport.pdf", "size": 1, "sha256": sha256}
    return Evidence(school_id=activity.keeper_id, uploaded_by=author, content_type="application/pdf", **given)


def url_of(page: str, plan: Plan) -> str:
    """The address; a page of one thing shows the one that has the most to show."""
    step = Step.objects.get(number="1.1", action__number=1)
    indicator = Indicator.objects.get(plan=plan, number="1.1")
    keys: dict[str, Any] = {"schedule:plan": plan, "schedule:action": step.action, "schedule:step": step}
    keys["monitoring:indicator"] = indicator
    keys["monitoring:remind"] = indicator
    keys["monitoring:subscription"] = Subscription.objects.first()
    keys["monitoring:delivery"] = Delivery.objects.first()
    keys["surveys:campaign"] = Campaign.objects.first()
    keys["inventory:edition"] = Edition.objects.first()
    keys["inventory:school_overview"] = School.objects.order_by("pk").first()
    keys["inventory:quality_school"] = School.objects.order_by("pk").first()
    return reverse(page, args=[keys[page].pk] if page in keys else [])


def queries(client: Client, url: str) -> list[str]:
    """The statements of one request."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [one["sql"] for one in captured.captured_queries]


def signed_in(client: Client, role: Role, school: School | None = None) -> Client:
    """A person of the role, with one request behind, so that nothing is asked for the first time."""
    client.force_login(factories.person("licznik", role, school))
    client.get(reverse("accessibility"))
    return client


def counts(client: Client, plan: Plan, pages: Iterable[str] = PAGES) -> dict[str, int]:
    """How many statements each page needs."""
    return {page: len(queries(client, url_of(page, plan))) for page in pages}


def test_the_department_asks_as_often_for_200_schools_as_for_12(client: Client, plan: Plan) -> None:
    signed_in(client, Role.DEPARTMENT)
    add_records(add_schools(12))
    twelve = counts(client, plan)
    add_records(add_schools(188))
    assert School.objects.count() == 200
    assert counts(client, plan) == twelve == PAGES


def test_a_director_asks_as_often_for_three_records_as_for_one(client: Client, plan: Plan) -> None:
    pages = ("home", "monitoring:board", "monitoring:indicator", "schedule:plan", "schedule:activities")
    school, neighbour = add_schools(2)
    signed_in(client, Role.DIRECTOR, school)
    author, step = factories.author(), Step.objects.get(number="1.1", action__number=1)
    add_records([school])
    found = []
    for times in (1, 2):
        for state in [*ActivityState] * times:
            record = _record("audit", school, step, author, state)
            record.decided_at, record.decided_by = timezone.now(), author
            record.voided_at, record.remark = timezone.now(), "próba"
            record.save()
            Participation.objects.bulk_create(
                [Participation(activity=record, school=one) for one in (school, neighbour)]
            )
        found.append(counts(client, plan, pages))
    assert found[0] == found[1]


def test_the_archive_asks_as_often_for_three_reports_as_for_one(client: Client, plan: Plan) -> None:
    signed_in(client, Role.DEPARTMENT)
    clerk = User.objects.get(email="licznik@test.example")
    Report.objects.create(plan=plan, as_of=DAY, requested_by=clerk)
    one = queries(client, reverse("monitoring:reports"))
    for number in range(2):
        Report.objects.create(plan=plan, as_of=DAY, requested_by=factories.person(f"zleca.{number}"))
    assert len(queries(client, reverse("monitoring:reports"))) == len(one)


def test_the_page_of_an_activity_asks_as_often_for_twelve_schools_as_for_one(client: Client, plan: Plan) -> None:
    signed_in(client, Role.DEPARTMENT)
    first, *others = add_schools(12)
    record = factories.ActivityFactory(step=Step.objects.first(), took_part=[first], proved_by="report")
    url = record.get_absolute_url()
    one = queries(client, url)
    Participation.objects.bulk_create([Participation(activity=record, school=school) for school in others])
    for _ in range(2):
        ActivityEvidence.objects.create(activity=record, evidence=factories.EvidenceFactory())
    assert len(queries(client, url)) == len(one)
