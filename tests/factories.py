"""Rows for tests. Every name is invented."""

import datetime
import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import factory
from django.conf import settings
from django.utils import timezone

from monitoring.models import CountRule, Indicator, Population, Target, TargetKind
from schedule.models import Action, Activity, ActivityEvidence, ActivityState, HeadCount, Participation, Plan, Step
from schools.models import Establishment, EstablishmentKind, Evidence, Membership, School, SchoolKind, User
from schools.roles import Role

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def person(name: str, role: Role | None = None, school: School | None = None, *, is_active: bool = True) -> User:
    """An account `<name>@test.example` with a role."""
    user = User.objects.create_user(f"{name}@test.example", "haslo-do-testow-123", is_active=is_active)
    if role:
        Membership.objects.create(user=user, role=role, school=school)
    return User.objects.get(pk=user.pk)


def author() -> User:
    """The account behind rows whose author does not matter."""
    return User.objects.filter(email="autor@test.example").first() or person("autor")


class SchoolFactory(factory.django.DjangoModelFactory[School]):
    """A unit with one primary school inside."""

    class Meta:
        model = School
        skip_postgeneration_save = True

    kind = SchoolKind.ZSP
    short_name = factory.Sequence(lambda n: f"ZSP próbny {n}")
    name = factory.LazyAttribute(lambda school: f"Zespół {school.short_name}")

    @factory.post_generation
    def primary(self, create: bool, extracted: bool | None, **_: Any) -> None:
        """`primary=False` leaves the primary school out."""
        if create and extracted is not False:
            Establishment.objects.create(
                school=self, kind=EstablishmentKind.PRIMARY, name=f"Szkoła Podstawowa w {self.short_name}"
            )


class PlanFactory(factory.django.DjangoModelFactory[Plan]):
    """A plan from June 2024 to June 2026."""

    class Meta:
        model = Plan

    title = "HARMONOGRAM DZIAŁAŃ ROZWOJOWYCH"
    municipality = factory.Sequence(lambda n: f"Gmina Próbna {n}")
    area = "obszar"
    goal = "cel"
    task = "zadanie"
    period_text = "od czerwca 2024 r. do czerwca 2026 r."
    start = datetime.date(2024, 6, 1)
    end = datetime.date(2026, 6, 30)


class ActionFactory(factory.django.DjangoModelFactory[Action]):
    """An action of a plan."""

    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda action: f"Działanie próbne {action.number}")


class StepFactory(factory.django.DjangoModelFactory[Step]):
    """A step due in the autumn of 2024."""

    class Meta:
        model = Step

    action = factory.SubFactory(ActionFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda step: f"{step.action.number}.{step.position}")
    text = factory.LazyAttribute(lambda step: f"Krok próbny {step.number}")
    start = datetime.date(2024, 8, 1)
    start_precision = "month"
    end = datetime.date(2024, 11, 30)
    end_precision = "month"


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    """An indicator with one exact target."""

    class Meta:
        model = Indicator
        skip_postgeneration_save = True

    action = factory.SubFactory(ActionFactory)
    plan = factory.SelfAttribute("action.plan")
    position = factory.Sequence(lambda n: n + 1)
    number = factory.Sequence(lambda n: f"1.{n}")
    text = "Liczba przeprowadzonych audytów w szkołach"
    target_text = "1"
    unit = "audyt"
    documentation_text = "raport"
    measure = "audits"
    count_rule = CountRule.SCHOOLS
    population = Population.PRIMARY_SCHOOLS

    @factory.post_generation
    def target(self, create: bool, extracted: int | None, **_: Any) -> None:
        """`target=11` sets the value."""
        if create:
            Target.objects.create(indicator=self, kind=TargetKind.EXACT, value=extracted or 1)


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    """An approved audit of the keeper's school, 15 September 2024."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    step = factory.SubFactory(StepFactory)
    kind = "audit"
    title = factory.Sequence(lambda n: f"Zdarzenie próbne {n}")
    day = datetime.date(2024, 9, 15)
    keeper = None
    state = ActivityState.APPROVED
    created_by = factory.LazyFunction(author)
    decided_by = factory.SelfAttribute("created_by")
    decided_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def took_part(self, create: bool, extracted: list[School] | None, **_: Any) -> None:
        """`took_part=[…]`; by default the keeper."""
        for school in [self.keeper] * bool(self.keeper) if extracted is None else extracted:
            Participation.objects.create(activity=self, school=school)

    @factory.post_generation
    def heads(self, create: bool, extracted: dict[str, int] | None, **_: Any) -> None:
        """`heads={"uczniowie": 40}`."""
        for group, count in (extracted or {}).items():
            HeadCount.objects.create(activity=self, group=group, count=count)

    @factory.post_generation
    def proved_by(self, create: bool, extracted: str | None, **_: Any) -> None:
        """`proved_by="report"` attaches a file of that kind."""
        if extracted:
            evidence = EvidenceFactory(school=self.keeper, kind=extracted)
            ActivityEvidence.objects.create(activity=self, evidence=evidence)


class EvidenceFactory(factory.django.DjangoModelFactory[Evidence]):
    """A stored report; the file is really there."""

    class Meta:
        model = Evidence
        skip_postgeneration_save = True

    school = None
    kind = "report"
    name = factory.Sequence(lambda n: f"raport-{n}.pdf")
    path = factory.Sequence(lambda n: f"evidence/00/probny-{n}.pdf")
    content_type = "application/pdf"
    size = len(PDF)
    sha256 = factory.LazyAttribute(lambda evidence: hashlib.sha256(evidence.path.encode()).hexdigest())
    uploaded_by = factory.LazyFunction(author)

    @factory.post_generation
    def stored(self, create: bool, extracted: bool | None, **_: Any) -> None:
        """Write the bytes."""
        file = Path(settings.MEDIA_ROOT) / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(PDF)


def two_schools() -> SimpleNamespace:
    """Two units, a and b, each with a primary school."""
    return SimpleNamespace(a=SchoolFactory(short_name="ZSP nr 101"), b=SchoolFactory(short_name="ZSP nr 102"))


def cast_of(schools: SimpleNamespace) -> SimpleNamespace:
    """One person a role, named by the role."""
    return SimpleNamespace(
        director_a=person("dyrektor.a", Role.DIRECTOR, schools.a),
        keeper_a=person("informatyk.a", Role.IT_KEEPER, schools.a),
        coordinator_a=person("ankiety.a", Role.COORDINATOR, schools.a),
        director_b=person("dyrektor.b", Role.DIRECTOR, schools.b),
        department=person("wydzial", Role.DEPARTMENT),
        viewer=person("wglad", Role.VIEWER),
        nobody=person("bez.szkoly"),
        deactivated=person("nieaktywny", Role.DEPARTMENT, is_active=False),
        administrator=person("administrator", Role.ADMINISTRATOR),
    )
