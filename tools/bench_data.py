"""Rows for the benchmark: the demonstration, then as many units as asked for, each with records and files."""

import datetime
import hashlib

from django.db import connection
from django.test import Client
from django.utils import timezone

from monitoring.demo import DemoData
from schedule.models import Activity, ActivityEvidence, ActivityState, Participation, Step
from schedule.queries import current_plan
from schools.models import Establishment, EstablishmentKind, Evidence, School, SchoolKind, User
from schools.scope import whole_municipality

KINDS = (("1.1", "audit", "report"), ("10.1", "system_update", "protocol"), ("4.2", "training", "certificate"))


def fill() -> None:
    """The demonstration records of the real plan."""
    plan = current_plan()
    if plan is None:
        raise RuntimeError("The plan is not loaded.")
    with whole_municipality():
        DemoData(plan).load()


def grow_to(size: int) -> None:
    """Add units until there are `size`, each with a primary school and three documented records."""
    with whole_municipality():
        for number in range(School.objects.count() + 1, size + 1):
            name = f"ZSP pomiarowy {number}"
            school = School.objects.create(kind=SchoolKind.ZSP, short_name=name, name=name)
            Establishment.objects.create(school=school, kind=EstablishmentKind.PRIMARY, name=f"SP w {name}")
            for step, kind, proof in KINDS:
                _record(school, step, kind, proof)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a server does so by itself, some minutes after


def _record(school: School, step: str, kind: str, proof: str) -> None:
    author = User.objects.get(email="wydzial@demo.example")
    activity = Activity.objects.create(
        step=Step.objects.get(number=step), kind=kind, topic="digital_tools", title=f"Zdarzenie pomiarowe {kind}",
        day=datetime.date(2024, 10, 1), keeper=school, state=ActivityState.APPROVED, created_by=author,
        decided_by=author, decided_at=timezone.now(),
    )  # fmt: skip
    Participation.objects.create(activity=activity, school=school)
    path = f"evidence/bench/{activity.pk}.pdf"
    evidence = Evidence.objects.create(
        school=school, kind=proof, day=activity.day, path=path, name=f"{proof}.pdf", content_type="application/pdf",
        size=1, sha256=hashlib.sha256(path.encode()).hexdigest(), uploaded_by=author,
    )  # fmt: skip
    ActivityEvidence.objects.create(activity=activity, evidence=evidence)


def board_client() -> Client:
    """A client signed in as the department."""
    client = Client(SERVER_NAME="testserver")
    client.force_login(User.objects.get(email="wydzial@demo.example"), backend="schools.backends.RoleBackend")
    return client
