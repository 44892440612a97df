"""Demonstration data: people by role and invented records for the real plan, each marked as such."""

import datetime
import io
import uuid
from dataclasses import dataclass
from functools import cache

import pikepdf
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hdr_portal.lib.periods import school_year_start
from hdr_portal.lib.uploads import Accepted
from inventory.demo import DemoRegister
from inventory.models import Edition, EditionKind, Forecast, Sheet, SheetState, ZszoModule, ZszoUse
from inventory.services.sheets import mark_submitted, return_sheet
from inventory.sheetbooks.freezing import register_contents, signed
from monitoring.deliveries.subscriptions import save_subscription
from monitoring.demo_records import Record, city_records, school_records
from monitoring.models import Subscription
from schedule.models import Activity, ActivityEvidence, ActivityState, HeadCount, Participation, Plan, Step
from schools.evidence import store_evidence
from schools.models import Evidence, EvidenceKind, Membership, School, User
from schools.register import register_on
from schools.roles import Role
from surveys.demo.campaigns import DemoCampaigns
from surveys.demo.selfie import DemoSelfie

PASSWORD = "demo-portal-hdr"  # noqa: S105 - printed on the screen on purpose; demo mode listens on loopback only
DOMAIN = "demo.example"
PLAIN_LETTERS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ()\\", "acelnoszzACELNOSZZ   ")
OWN_PDF = Accepted("pdf", "application/pdf", "pdf")
MARK = "Dokument demonstracyjny, treść zmyślona"


@dataclass(frozen=True)
class Account:
    """A demo account as printed."""

    email: str
    role: str
    where: str


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
            primary = [school.short_name for school in self.primary]
            records = [
                *city_records(self.plan.content.get("named_schools", [])),
                *school_records(primary, [*self.schools]),
            ]
            for record in records:
                if record.step in self.steps:  # another municipality's plan has other steps
                    self._write(record)
            self._inventory()
            self._selfie()
            self._subscription()
        DemoCampaigns(self.clerk).write(self.primary)
        return accounts

    def _people(self) -> list[Account]:
        first, second = self.primary[:2]
        cast = (
            ("wydzial", Role.DEPARTMENT, None),
            ("wydzial2", Role.DEPARTMENT, None),  # what two people have to do is tried with the second
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
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email)
            user.password = _hashed_password()  # hashed once: the hasher is slow on purpose
            user.save(update_fields=["password"])
        Membership.objects.get_or_create(user=user, role=role, school=school)
        return user

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
            form_key=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{record}"),
        )
        activity._history_user = self.clerk  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's way
        activity.save()
        self._decide(activity, record)
        for school in schools:
            Participation.objects.create(activity=activity, school=school)
        for group, count in record.heads.items():
            HeadCount.objects.create(activity=activity, group=group, count=count)
        if record.proof:
            evidence = self._evidence(record.proof, record.title, activity.day, keeper)
            ActivityEvidence.objects.create(activity=activity, evidence=evidence)

    def _decide(self, activity: Activity, record: Record) -> None:
        """Send and decide as people would, so that the history tells who and when."""
        if record.state == ActivityState.DRAFT:
            return
        activity.state, activity.submitted_at, activity.submitted_by = (
            ActivityState.SUBMITTED,
            timezone.now(),
            self.clerk,
        )
        activity.save()
        if record.state == ActivityState.SUBMITTED:
            return
        activity.state, activity.remark = record.state, record.remark
        activity.decided_at, activity.decided_by = timezone.now(), self.clerk
        activity.save()

    def _evidence(self, kind: str, title: str, day: datetime.date, school: School | None) -> Evidence:
        name = f"{slugify(EvidenceKind(kind).label.translate(PLAIN_LETTERS))}-{day:%Y-%m-%d}.pdf"
        upload = SimpleUploadedFile(name, demo_pdf(f"{title} ({school or 'gmina'})"), "application/pdf")
        retain = day + datetime.timedelta(days=5 * 366) if kind == "media" else None
        return store_evidence(
            school=school, kind=kind, day=day, upload=upload, by=self.clerk, retain_until=retain, accepted=OWN_PDF
        )

    def _inventory(self) -> None:
        register = DemoRegister(self.clerk)
        for number, school in enumerate(self.schools.values(), start=1):
            is_live = school in self.primary[:9]
            register.write(school, number, _day("2026-10-05" if is_live else "2025-09-12"))
        for number, school in enumerate(self.primary):
            for confirmed in ("2025-09-10", "2026-09-10"):
                use = ZszoUse.objects.create(school=school, confirmed_on=_day(confirmed), is_demo=True)
                use.used_modules.set(ZszoModule.objects.filter(position__lte=4 + number % 4))
            self._sheet(school, EditionKind.DIAGNOSIS, f"2024-11-{12 + number:02}")
        for number, school in enumerate(list(self.schools.values())[:7]):
            self._sheet(school, EditionKind.CURRENT, f"2026-{3 + number % 3:02}-{12 + number:02}")
        for school in self.primary[:4]:
            self._sheet(school, EditionKind.CURRENT, "2026-09-30")
        self._open_edition()
        for school in self.primary[3:9]:
            self._forecast(school)

    def _sheet(self, school: School, kind: EditionKind, written: str) -> None:
        day = _day(written)
        proof = self._evidence("sheet", f"Arkusz inwentaryzacyjny: {kind.label}", day, school)
        first = school_year_start(day)
        name = "Diagnoza 2024" if kind == EditionKind.DIAGNOSIS else f"Rok szkolny {first.year}/{first.year + 1}"
        edition, _ = Edition.objects.get_or_create(
            name=name, defaults={"kind": kind, "opened_on": first, "is_demo": True}
        )
        edition.schools.add(school)
        Sheet.objects.create(
            school=school, edition=edition, state=SheetState.ACCEPTED, accepted_on=day, evidence=proof, is_demo=True
        )

    def _open_edition(self) -> None:
        """An edition under way: most schools have not submitted, one waits for the department, one got its sheet back."""
        edition = Edition.objects.create(
            name="Aktualizacja jesienna 2026",
            kind=EditionKind.CURRENT,
            note="Prosimy sprawdzić zwłaszcza komputery z Windows 10.",
            opened_on=_day("2026-11-02"),
            deadline=_day("2026-12-11"),
            is_demo=True,
        )
        edition.schools.set(self.schools.values())
        for school in self.schools.values():
            sheet = Sheet(school=school, edition=edition, is_demo=True)
            sheet._history_user = self.clerk  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's way
            sheet.save()
            if school in self.primary[2:4]:
                sheet.frozen = signed(register_contents(school), sheet=sheet, by=self.clerk)
                mark_submitted(sheet, by=self.clerk)
            if school == self.primary[3]:
                remark = "Uzupełnijcie numery seryjne laptopów i wskażcie, w których salach stoją projektory."
                return_sheet(sheet, remark=remark, version=sheet.version, by=self.clerk)

    def _forecast(self, school: School) -> None:
        day = _day("2026-10-20")
        proof = self._evidence("other", "Prognoza zapotrzebowania 2026", day, school)
        Forecast.objects.create(school=school, year=2026, approved_on=day, evidence=proof, is_demo=True)

    def _selfie(self) -> None:
        second = self._person("wydzial2", Role.DEPARTMENT, None)

        def prove(school: School, day: datetime.date) -> Evidence:
            return self._evidence("report", f"Raport SELFIE z sesji {day:%d.%m.%Y}", day, school)

        DemoSelfie(by=self.clerk, second=second, prove=prove).write(self.primary)

    def _subscription(self) -> None:
        """The monthly report, from now on; the one who gets it has an account of the demonstration."""
        subscription = Subscription(
            name="Raport miesięczny dla Biura Prezydenta",
            plan=self.plan,
            starts_on=timezone.localdate(),
            owner=self.clerk,
            is_demo=True,
        )
        save_subscription(subscription, by=self.clerk).recipients.create(email=f"wglad@{DOMAIN}")


@cache
def _hashed_password() -> str:
    return make_password(PASSWORD)


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
