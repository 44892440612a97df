"""Demonstration data: people by role and invented records for the real plan, each marked as such."""

import datetime
import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from inventory.models import Device, Edition, Forecast, Sheet, ZszoUse
from schedule.models import Activity, ActivityEvidence, ActivityState, HeadCount, Participation, Plan, Step
from schools.evidence import store_evidence
from schools.models import Evidence, EvidenceKind, Membership, School, User
from schools.register import register_on
from schools.roles import Role
from surveys.models import SelfieCard

PASSWORD = "demo-portal-hdr"  # noqa: S105 - printed on the screen on purpose; demo mode listens on loopback only
DOMAIN = "demo.example"
PLAIN_LETTERS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ()\\", "acelnoszzACELNOSZZ   ")
MARK = "Dokument demonstracyjny, treść zmyślona"


@dataclass(frozen=True)
class Account:
    """A demo account as printed."""

    email: str
    role: str
    where: str


@dataclass(frozen=True)
class Record:
    """An invented activity: step, kind, title, day and what belongs to it."""

    step: str
    kind: str
    title: str
    day: str
    proof: str = ""
    schools: tuple[str, ...] = ()
    heads: dict[str, int] = field(default_factory=dict)
    topic: str = ""
    reference: str = ""
    filed_on: str = ""
    state: str = ActivityState.APPROVED
    own: bool = False
    remark: str = ""


class DemoData:
    """Writes the demonstration once; loading it again changes nothing."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.steps = {step.number: step for step in Step.objects.filter(action__plan=plan)}
        self.schools = {school.short_name: school for school in School.objects.order_by("pk")}
        primary = register_on(timezone.localdate()).primary_schools
        self.primary = [school for school in self.schools.values() if school.pk in {row.school for row in primary}]
        self.clerk = self._person("wydzial", Role.DEPARTMENT, None)

    @transaction.atomic
    def load(self) -> list[Account]:
        """Accounts and, the first time, records. Needs the scope of the whole municipality."""
        accounts = self._people()
        if not Activity.objects.filter(is_demo=True).exists():
            for record in [*self._city_records(), *self._school_records()]:
                self._write(record)
            self._inventory()
            self._selfie()
        return accounts

    def _people(self) -> list[Account]:
        first, second = self.primary[:2]
        cast = (
            ("wydzial", Role.DEPARTMENT, None),
            ("wglad", Role.VIEWER, None),
            ("administrator", Role.ADMINISTRATOR, None),
            ("dyrektor1", Role.DIRECTOR, first),
            ("informatyk1", Role.IT_KEEPER, first),
            ("ankiety1", Role.COORDINATOR, first),
            ("dyrektor2", Role.DIRECTOR, second),
        )
        people = [(self._person(*row), row) for row in cast]
        return [
            Account(user.email, role.label, str(school) if school else "cała gmina")
            for user, (_, role, school) in people
        ]

    @staticmethod
    def _person(name: str, role: Role, school: School | None) -> User:
        email = f"{name}@{DOMAIN}"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD)
        Membership.objects.get_or_create(user=user, role=role, school=school)
        return user

    def _city_records(self) -> Iterable[Record]:
        yield from CITY
        for application in self.plan.content.get("named_schools", []):
            yield Record(
                "3.1",
                "grant_application",
                application["application"][:200],
                "2025-02-20",
                "application",
                reference="FELD.08.07",
                filed_on="2025-02-27",
                schools=(application["in"].replace("Zespół Szkolno-Przedszkolny", "ZSP"),),
            )

    def _school_records(self) -> Iterable[Record]:
        names = [school.short_name for school in self.primary]
        for number, name in enumerate(names[2:]):
            yield Record(
                "1.1",
                "audit",
                "Audyt cyberbezpieczeństwa 2024",
                f"2024-{9 + number % 3:02}-{10 + number}",
                "report",
                (name,),
                own=True,
            )
        yield Record("1.1", "audit", "Audyt cyberbezpieczeństwa 2024", "2024-11-25", "", (names[1],), own=True)
        for number, name in enumerate(list(self.schools)[3:]):
            yield Record(
                "10.1",
                "system_update",
                "Aktualizacja systemów w pracowni komputerowej",
                f"2026-02-{3 + number:02}",
                "protocol",
                (name,),
                own=True,
            )
        yield Record(
            "10.1",
            "system_update",
            "Wymiana systemu na Windows 11 w bibliotece",
            "2026-11-12",
            "protocol",
            (names[1],),
            state=ActivityState.SUBMITTED,
            own=True,
        )
        yield Record(
            "6.1",
            "workshop",
            "Warsztaty o higienie cyfrowej dla klas IV",
            "2026-05-14",
            "",
            (names[0],),
            {"uczniowie": 46, "nauczyciele": 3},
            "digital_hygiene",
            state=ActivityState.RETURNED,
            own=True,
            remark="Dołącz listę obecności albo zdjęcia bez wizerunku uczniów.",
        )
        yield Record(
            "4.2",
            "training",
            "Szkolenie z tablic interaktywnych",
            "2026-11-05",
            "",
            (names[0],),
            {"nauczyciele": 12},
            "digital_tools",
            state=ActivityState.DRAFT,
            own=True,
        )

    def _write(self, record: Record) -> None:
        schools = [self.schools[name] for name in record.schools if name in self.schools] or (
            self.primary if record.schools == ("*",) else []
        )
        keeper = schools[0] if record.own else None
        activity = Activity(
            step=self.steps[record.step],
            kind=record.kind,
            title=record.title,
            topic=record.topic,
            day=_day(record.day),
            reference=record.reference,
            keeper=keeper,
            created_by=self.clerk,
            is_demo=True,
            filed_on=_day(record.filed_on) if record.filed_on else None,
            remark=record.remark,
            form_key=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{record}"),
            **self._progress(record.state),
        )
        activity._history_user = self.clerk  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's way
        activity.save()
        for school in schools:
            Participation.objects.create(activity=activity, school=school)
        for group, count in record.heads.items():
            HeadCount.objects.create(activity=activity, group=group, count=count)
        if record.proof:
            evidence = self._evidence(record.proof, record.title, activity.day, keeper)
            ActivityEvidence.objects.create(activity=activity, evidence=evidence)

    def _progress(self, state: str) -> dict[str, object]:
        """The signatures that a state needs."""
        now = timezone.now()
        sent = {"submitted_at": now, "submitted_by": self.clerk} if state != ActivityState.DRAFT else {}
        decided = {ActivityState.APPROVED, ActivityState.RETURNED}
        return {"state": state} | sent | ({"decided_at": now, "decided_by": self.clerk} if state in decided else {})

    def _evidence(self, kind: str, title: str, day: datetime.date, school: School | None) -> Evidence:
        name = f"{slugify(EvidenceKind(kind).label.translate(PLAIN_LETTERS))}-{day:%Y-%m-%d}.pdf"
        upload = SimpleUploadedFile(name, demo_pdf(f"{title} ({school or 'gmina'})"), "application/pdf")
        retain = day + datetime.timedelta(days=5 * 366) if kind == "media" else None
        return store_evidence(school=school, kind=kind, day=day, upload=upload, by=self.clerk, retain_until=retain)

    def _inventory(self) -> None:
        for number, school in enumerate(self.primary):
            for confirmed in ("2025-09-10", "2026-09-10"):
                ZszoUse.objects.create(
                    school=school, confirmed_on=_day(confirmed), is_demo=True, modules="UONET+, SIGMA"
                )
            day = _day(f"2024-11-{12 + number:02}")
            proof = self._evidence("sheet", "Arkusz inwentaryzacyjny 2024", day, school)
            Sheet.objects.create(
                school=school, edition=Edition.DIAGNOSIS, accepted_on=day, evidence=proof, is_demo=True
            )
        for number, school in enumerate(list(self.schools.values())[:7]):
            day = _day(f"2026-{3 + number % 3:02}-{12 + number:02}")
            proof = self._evidence("sheet", "Arkusz inwentaryzacyjny 2026", day, school)
            Sheet.objects.create(school=school, edition=Edition.CURRENT, accepted_on=day, evidence=proof, is_demo=True)
        for school in self.primary[:4]:
            day = _day("2026-09-30")
            proof = self._evidence("sheet", "Arkusz na rok szkolny 2026/2027", day, school)
            Sheet.objects.create(school=school, edition=Edition.CURRENT, accepted_on=day, evidence=proof, is_demo=True)
        for school in self.primary[:9]:
            Device.objects.create(
                school=school,
                inventory_number="DEMO/1",
                name="Komputer demonstracyjny",
                confirmed_on=_day("2026-10-05"),
                is_demo=True,
            )
        for school in self.primary[3:9]:
            proof = self._evidence("other", "Prognoza zapotrzebowania 2026", _day("2026-10-20"), school)
            Forecast.objects.create(
                school=school, year=2026, approved_on=_day("2026-10-20"), evidence=proof, is_demo=True
            )

    def _selfie(self) -> None:
        days = [_day("2024-12-18")] * (len(self.primary) - 1) + [_day("2025-01-14")]
        for school, day in zip(self.primary, days, strict=True):
            proof = self._evidence("report", "Raport SELFIE", day, school)
            SelfieCard.objects.create(school=school, finished_on=day, evidence=proof, is_demo=True)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def demo_pdf(title: str) -> bytes:
    """A one-page PDF that says that it is invented. Letters outside Latin-1 become the nearest plain ones."""
    lines = [MARK, title]
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = " ".join(f"({line.translate(PLAIN_LETTERS)}) Tj 0 -24 Td" for line in lines)
    page.Contents = pdf.make_stream(f"BT /F1 14 Tf 60 760 Td {shown} ET".encode("latin-1", "replace"))
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


MEETING_DAYS: Sequence[str] = (
    "2024-06-11",
    "2024-09-17",
    "2024-11-06",
    "2025-02-18",
    "2025-03-20",
    "2025-05-13",
    "2025-06-10",
    "2025-09-23",
)
CITY: Sequence[Record] = (
    *(
        Record("1.3", "team_meeting", f"Spotkanie zespołu projektowego nr {number}", day, "attendance")
        for number, day in enumerate(MEETING_DAYS, start=1)
    ),
    *(
        Record("1.4", "directors_meeting", f"Narada z dyrektorami szkół nr {number}", day, "note")
        for number, day in enumerate(("2024-11-20", "2025-02-25", "2025-08-27"), start=1)
    ),
    Record(
        "2.1",
        "resolution",
        "Uchwała w sprawie planu dofinansowania doskonalenia zawodowego nauczycieli na rok 2025",
        "2024-12-19",
        "resolution",
        reference="XII/89/2024",
    ),
    Record(
        "2.2",
        "ordinance",
        "Zarządzenie w sprawie podziału środków na doskonalenie nauczycieli na 2025 r.",
        "2025-01-27",
        "ordinance",
        reference="26/2025",
    ),
    Record(
        "4.2",
        "training",
        "Szkolenie z obsługi platformy edukacyjnej",
        "2025-10-08",
        "certificate",
        ("*",),
        {"nauczyciele": 44},
        "digital_tools",
    ),
    Record(
        "4.2",
        "training",
        "Zdalne nauczanie: narzędzia i praktyka",
        "2026-02-11",
        "certificate",
        ("*",),
        {"nauczyciele": 31},
        "digital_tools",
    ),
    Record(
        "2.4",
        "training",
        "Sztuczna inteligencja i ZPE w pracy nauczyciela",
        "2026-03-18",
        "certificate",
        ("*",),
        {"nauczyciele": 38},
        "ai_and_zpe",
    ),
    Record(
        "4.2",
        "training",
        "Tablice interaktywne w edukacji wczesnoszkolnej",
        "2026-04-22",
        "",
        (),
        {"nauczyciele": 22},
        "digital_tools",
    ),
    Record(
        "5.1",
        "debate",
        "Debata o stanie cyfryzacji oświaty",
        "2025-11-19",
        "media",
        (),
        {"uczniowie": 24, "nauczyciele": 18, "rodzice": 13},
    ),
    Record(
        "5.2",
        "debate",
        "Debata z samorządami uczniowskimi",
        "2026-03-04",
        "media",
        (),
        {"uczniowie": 40, "nauczyciele": 12, "rodzice": 10},
    ),
    Record(
        "6.1",
        "workshop",
        "Warsztaty o higienie cyfrowej dla rodziców",
        "2025-12-03",
        "attendance",
        (),
        {"rodzice": 27},
        "digital_hygiene",
    ),
    Record(
        "7.1",
        "closing_conference",
        "Konferencja podsumowująca projekt",
        "2025-10-16",
        "attendance",
        (),
        {"uczniowie": 20, "nauczyciele": 61, "dyrektorzy": 22, "inni": 17},
    ),
    Record(
        "9.2", "presentation", "Opis dobrej praktyki: cyfryzacja w szkołach podstawowych", "2025-06-24", "presentation"
    ),
)
