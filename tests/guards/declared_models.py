"""What every model of our apps is: owned by a school (and how to make a row of one), or not, with the reason."""

import datetime
import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from inventory.models import (
    ColumnMapping,
    Device,
    DeviceFile,
    Forecast,
    Import,
    Licence,
    Product,
    RegisterSummary,
    Room,
    Sheet,
    SheetAcceptance,
    ZszoUse,
)
from monitoring.models import Correction, Indicator, Reminder, ReminderLetter, Report, ReportCheck, ReportKind
from schedule.models import Activity, ActivityEvidence, HeadCount, Participation, Plan, Step
from schools.models import Establishment, EstablishmentKind, Membership, School, Statistic
from schools.roles import Role
from surveys.models import SelfieCard, SelfieCount, SelfieMean
from tests import factories, registerrows, surveyrows

_numbers = itertools.count(1)
DAY = datetime.date(2025, 9, 1)


@dataclass(frozen=True)
class Owned:
    """A model whose rows belong to schools. `make` gives a row of a school (None: of the municipality, where `municipal`).

    `owner_field`: the field that carries the owner, so that a row could be moved to another school; empty when none does.
    """

    make: Callable[[School | None], Model]
    owner_field: str = "school"
    municipal: bool = False


def _activity(school: School | None) -> Activity:
    step = Step.objects.order_by("pk").first() or factories.StepFactory()
    made: Activity = factories.ActivityFactory(step=step, keeper=school, took_part=[])
    return made


def _statistic(school: School | None) -> Statistic:
    place = Establishment.objects.create(school=school, kind=EstablishmentKind.PRESCHOOL, name="Przedszkole próbne")
    made: Statistic = Statistic.objects.create(establishment=place, day=DAY, pupils=100, source="próba")
    return made


def _membership(school: School | None) -> Membership:
    role = Role.DIRECTOR if school else Role.VIEWER
    made: Membership = Membership.objects.create(
        user=factories.person(f"osoba.{next(_numbers)}"), role=role, school=school
    )
    return made


def _report(school: School | None) -> Report:
    plan = Plan.objects.first() or factories.PlanFactory()
    kind = ReportKind.SCHOOL if school else ReportKind.PROGRESS
    made: Report = Report.objects.create(plan=plan, as_of=DAY, kind=kind, school=school)
    return made


def _device(school: School | None) -> Device:
    assert school
    return registerrows.device(school)


def _room(school: School | None) -> Room:
    assert school
    return registerrows.room(school)


def _device_file(school: School | None) -> DeviceFile:
    evidence = factories.EvidenceFactory(school=school)
    made: DeviceFile = DeviceFile.objects.create(device=_device(school), evidence=evidence)
    return made


def _sheet(school: School | None) -> Sheet:
    assert school
    return registerrows.accepted_sheet(school, DAY)


def _acceptance(school: School | None) -> SheetAcceptance:
    sheet = _sheet(school)
    made: SheetAcceptance = SheetAcceptance.objects.create(sheet=sheet, sheet_version=next(_numbers))
    return made


def _licence(school: School | None) -> Licence:
    product = Product.objects.get_or_create(name="Pakiet biurowy")[0]
    made: Licence = Licence.objects.create(school=school, product=product, kind="edu", seats=10)
    return made


def _import(school: School | None) -> Import:
    number = next(_numbers)
    made: Import = Import.objects.create(
        school=school, name="ewidencja.xlsx", kind="xlsx", path=f"imports/{number}.xlsx", size=1, sha256="0" * 64
    )
    return made


def _card(school: School | None) -> SelfieCard:
    made: SelfieCard = SelfieCard.objects.get_or_create(school=school, finished_on=DAY)[0]
    return made


def _proof(school: School | None) -> ActivityEvidence:
    evidence = factories.EvidenceFactory(school=school)
    made: ActivityEvidence = ActivityEvidence.objects.create(activity=_activity(school), evidence=evidence)
    return made


OWNED: dict[str, Owned] = {
    "schools.School": Owned(lambda school: school or factories.SchoolFactory(), owner_field=""),
    "schools.Establishment": Owned(
        lambda school: Establishment.objects.create(school=school, kind=EstablishmentKind.PRESCHOOL, name="Przedszkole")
    ),
    "schools.Statistic": Owned(_statistic, owner_field="establishment"),
    "schools.Membership": Owned(_membership, municipal=True),
    "schools.Evidence": Owned(lambda school: factories.EvidenceFactory(school=school), municipal=True),
    "schedule.Activity": Owned(_activity, owner_field="keeper", municipal=True),
    "schedule.Participation": Owned(
        lambda school: Participation.objects.create(activity=_activity(school), school=school), owner_field="activity"
    ),
    "schedule.HeadCount": Owned(
        lambda school: HeadCount.objects.create(activity=_activity(school), group="uczniowie", count=20),
        owner_field="activity",
        municipal=True,
    ),
    "schedule.ActivityEvidence": Owned(_proof, owner_field="activity", municipal=True),
    "inventory.Sheet": Owned(_sheet),
    "inventory.SheetAcceptance": Owned(_acceptance, owner_field="sheet"),
    "inventory.Room": Owned(_room),
    "inventory.DeviceFile": Owned(_device_file, owner_field="device"),
    "inventory.Licence": Owned(_licence),
    "inventory.Import": Owned(_import),
    "inventory.ColumnMapping": Owned(lambda school: ColumnMapping.objects.get_or_create(school=school)[0]),
    "inventory.RegisterSummary": Owned(lambda school: RegisterSummary.objects.get_or_create(school=school)[0]),
    "inventory.Forecast": Owned(
        lambda school: Forecast.objects.get_or_create(school=school, year=2026, approved_on=DAY)[0]
    ),
    "inventory.ZszoUse": Owned(lambda school: ZszoUse.objects.get_or_create(school=school, confirmed_on=DAY)[0]),
    "inventory.Device": Owned(_device),
    "surveys.SelfieCard": Owned(_card),
    "surveys.SelfieMean": Owned(
        lambda school: SelfieMean.objects.get_or_create(
            card=_card(school), area="A", group="teachers", defaults={"mean": "3.50"}
        )[0],
        owner_field="card",
    ),
    "surveys.SelfieCount": Owned(
        lambda school: SelfieCount.objects.get_or_create(
            card=_card(school), group="teachers", defaults={"invited": 30, "answered": 20}
        )[0],
        owner_field="card",
    ),
    "surveys.Target": Owned(surveyrows.target, municipal=True),
    "surveys.CodeBatch": Owned(
        lambda school: surveyrows.batch(surveyrows.target(school)), owner_field="target", municipal=True
    ),
    "surveys.AccessCode": Owned(
        lambda school: surveyrows.access_code(surveyrows.batch(surveyrows.target(school))),
        owner_field="batch",
        municipal=True,
    ),
    "surveys.Draft": Owned(
        lambda school: surveyrows.draft(surveyrows.target(school)), owner_field="target", municipal=True
    ),
    "surveys.Response": Owned(
        lambda school: surveyrows.response(surveyrows.target(school)), owner_field="target", municipal=True
    ),
    "surveys.CampaignEvent": Owned(surveyrows.campaign_event, municipal=True),
    "surveys.PaperFile": Owned(
        lambda school: surveyrows.paper_file(surveyrows.target(school)), owner_field="target", municipal=True
    ),
    "surveys.CodeSheets": Owned(
        lambda school: surveyrows.code_sheets(surveyrows.target(school)), owner_field="target", municipal=True
    ),
    "surveys.Figure": Owned(lambda school: surveyrows.figure(surveyrows.target(school)), municipal=True),
    "surveys.OpenText": Owned(lambda school: surveyrows.open_text(surveyrows.target(school)), municipal=True),
    "surveys.ResultFile": Owned(lambda school: surveyrows.result_file(surveyrows.target(school)), municipal=True),
    "monitoring.Report": Owned(_report, municipal=True),
    "monitoring.ReportCheck": Owned(
        lambda school: ReportCheck.objects.create(report=_report(school)), owner_field="report", municipal=True
    ),
}


def _correction(school: School | None) -> Correction:
    made: Correction = Correction.objects.create(
        indicator=_an_indicator(), day=DAY, amount=1, school=school, reason="Próba.",
        signed_by=factories.author(), form_key=uuid.uuid4(),
    )  # fmt: skip
    return made


def _letter(school: School | None) -> ReminderLetter:
    reminder = Reminder.objects.first() or Reminder.objects.create(indicator=_an_indicator())
    made: ReminderLetter = ReminderLetter.objects.create(
        reminder=reminder, school=school, address=f"osoba.{next(_numbers)}@test.example"
    )
    return made


def _an_indicator() -> Indicator:
    return Indicator.objects.first() or factories.IndicatorFactory()


OWNED["monitoring.Correction"] = Owned(_correction, municipal=True)
OWNED["monitoring.ReminderLetter"] = Owned(_letter)

NOT_OWNED: dict[str, str] = {
    "schools.User": "an account may serve several schools; the pages of people ask the permission and the roles in scope",
    "schools.RspoImport": "belongs to the person who uploaded it; its page asks for that person",
    "schools.WorkerHeartbeat": "a sign of life of the machine",
    "schedule.Plan": "the plan is public",
    "schedule.Action": "the plan is public",
    "schedule.Step": "the plan is public",
    "schedule.Note": "the plan is public",
    "inventory.Category": "a dictionary: accepted entries are common, proposals are shown to their school alone (`usable`)",
    "inventory.Manufacturer": "a dictionary, as the categories",
    "inventory.FundingSource": "a dictionary, as the categories",
    "inventory.FixedAssetClass": "a dictionary, as the categories",
    "inventory.OperatingSystem": "a dictionary, as the categories",
    "inventory.Product": "a dictionary, as the categories",
    "inventory.ZszoModule": "a dictionary, as the categories",
    "inventory.Norm": "numbers of the law and of the city, common to all",
    "inventory.ZszoCost": "what the municipality paid is public",
    "inventory.Edition": "asks all schools alike; the sheets in it are owned",
    "inventory.Edition_schools": "which schools were asked is no secret",
    "inventory.HistoricalZszoUse_used_modules": "versions of the modules of an owned confirmation, reached through it",
    "inventory.ZszoUse_used_modules": "reached through an owned confirmation",
    "inventory.SavedView": "belongs to a person; its pages ask for that person",
    "inventory.Export": "belongs to the person who asked; its pages ask for that person",
    "surveys.Instrument": "questionnaires are common to all",
    "surveys.Section": "questionnaires are common to all",
    "surveys.Scale": "questionnaires are common to all",
    "surveys.ScalePoint": "questionnaires are common to all",
    "surveys.Item": "questionnaires are common to all",
    "surveys.Campaign": "asks all schools alike; targets, codes, answers and figures in it are owned",
    "surveys.CodeMiss": "how many wrong codes were typed in ten minutes; no page shows it",
    "surveys.Part": "which groups are asked with what is no secret",
    "surveys.Tally": "one counting of all; its figures are owned",
    "surveys.ResultAccess": "who looked at results; its page asks a permission that only the department holds",
    "surveys.Binding": "which result an indicator asks for is no secret",
    "surveys.BindingValue": "a released number of the whole city",
    "monitoring.Indicator": "the plan is public; what is counted comes from owned records",
    "monitoring.Indicator_steps": "the plan is public",
    "monitoring.Target": "the plan is public",
    "monitoring.Reminder": "one sending to several schools; its letters are owned, its pages ask a permission of the department",
    "monitoring.Subscription": "the municipality's; its pages ask a permission that only the office holds",
    "monitoring.Recipient": "the municipality's, reached through a subscription or by the key in a mail",
    "monitoring.AllowedDomain": "which domains may get reports is no secret",
    "monitoring.Delivery": "the municipality's; its pages ask a permission that only the office holds",
    "monitoring.LinkOpening": "a moment without a person, shown with its delivery",
    "monitoring.PracticeText": "the department's words on the whole municipality",
    "monitoring.ApiToken": "the department's key for others; names the school that it opens",
    "monitoring.Commentary": "the department's words on an action of the plan, printed in reports",
    "monitoring.Letterhead": "what the municipality's documents wear",
}

# They name a school without being its own: an entry of a dictionary whoever proposed it, an edition those it asks.
NAMES_A_SCHOOL: frozenset[str] = frozenset(
    {
        "inventory.Edition_schools",
        "inventory.Category",
        "inventory.Manufacturer",
        "inventory.FundingSource",
        "inventory.FixedAssetClass",
        "inventory.OperatingSystem",
        "inventory.Product",
        "inventory.ZszoModule",
        "surveys.ResultAccess",
        "monitoring.Subscription",
        "monitoring.ApiToken",
    }
)

# Versions kept by django-simple-history. Their manager is reached through a record that was fetched in scope
# (`record.history`), and the pages read them in no other way.
HISTORY_OF: frozenset[str] = frozenset(
    {
        "schools.School",
        "schools.Establishment",
        "schools.User",
        "schools.Membership",
        "schools.Evidence",
        "schedule.Plan",
        "schedule.Action",
        "schedule.Step",
        "schedule.Activity",
        "schedule.Participation",
        "schedule.HeadCount",
        "schedule.ActivityEvidence",
        "inventory.Sheet",
        "inventory.Forecast",
        "inventory.ZszoUse",
        "inventory.ZszoCost",
        "inventory.Norm",
        "inventory.Device",
        "inventory.Room",
        "inventory.Licence",
        "inventory.ColumnMapping",
        "inventory.Edition",
        "inventory.Category",
        "inventory.Manufacturer",
        "inventory.FundingSource",
        "inventory.FixedAssetClass",
        "inventory.OperatingSystem",
        "inventory.Product",
        "inventory.ZszoModule",
        "surveys.SelfieCard",
        "surveys.SelfieMean",
        "surveys.SelfieCount",
        "surveys.Campaign",
        "surveys.Binding",
        "monitoring.Indicator",
        "monitoring.Target",
        "monitoring.Correction",
        "monitoring.Subscription",
        "monitoring.Recipient",
        "monitoring.PracticeText",
        "monitoring.Letterhead",
    }
)


def label_of(model: type[Model]) -> str:
    """`app.Model`."""
    return model._meta.label


def history_source(model: type[Model]) -> str:
    """The label of the model whose versions this one keeps; empty for any other model."""
    source: Any = getattr(model, "instance_type", None)
    return source._meta.label if source is not None and model is not source else ""
