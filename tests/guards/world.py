"""The rows that the walk meets: each kind of object at school A, at school B and at the municipality."""

import datetime
import io
import uuid
from types import SimpleNamespace
from typing import Any

import pikepdf
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from inventory.models import DeviceFile, Edition, EditionKind, Export, Forecast, Licence, Manufacturer, SavedView, Sheet
from inventory.sheetbooks.freezing import register_contents, signed
from inventory.summaries import fresh_summaries
from monitoring.models import Report
from monitoring.services import gather_inputs
from schedule.models import Activity, ActivityState, Note
from schools.models import JobState, Membership, User
from schools.rspo_import import keep_file
from tests import factories, registerrows
from tests.guards.actors import ACTORS
from tests.guards.answering_routes import add_surveys
from tests.guards.board_routes import add_board
from tests.guards.campaign_routes import add_campaigns
from tests.guards.data_routes import add_tokens
from tests.guards.delivery_routes import add_deliveries
from tests.guards.import_world import add_imports
from tests.guards.instrument_routes import add_instruments
from tests.guards.report_routes import add_reports
from tests.guards.result_routes import add_results
from tests.guards.selfie_routes import add_selfie
from tests.rspo.registerfile import PRIMARY, as_csv, institution

PLACES = ("a", "b", "city")


def build_world() -> SimpleNamespace:
    """Everything, in the scope of the whole municipality. Expects an empty database."""
    world = SimpleNamespace()
    world.schools = factories.two_schools()
    world.cast = factories.cast_of(world.schools)
    world.school = {"a": world.schools.a, "b": world.schools.b}
    world.establishment = {name: school.establishments.get() for name, school in world.school.items()}
    _plan(world)
    _activities(world)
    _people(world)
    _files(world)
    _register(world)
    _devices(world)
    _sheets(world)
    _exports(world)
    _views(world)
    add_deliveries(world)
    add_imports(world)
    add_surveys(world)
    add_campaigns(world)
    add_instruments(world)
    add_results(world)
    add_selfie(world)
    add_board(world)
    add_tokens(world)
    add_reports(world)
    fresh_summaries(school.pk for school in world.school.values())  # a dashboard keeps what it has to count anew
    world.sessions = {actor.name: _session(getattr(world.cast, actor.name, None)) for actor in ACTORS}
    world.cast.deactivated.is_active = False
    world.cast.deactivated.save()
    return world


def _plan(world: SimpleNamespace) -> None:
    world.step = factories.StepFactory()
    world.action, world.plan = world.step.action, world.step.action.plan
    world.indicator = factories.IndicatorFactory(action=world.action)
    world.indicator.steps.add(world.step)
    Note.objects.create(plan=world.plan, row=f"krok {world.step.number}", text="Uwaga próbna.")


def _register(world: SimpleNamespace) -> None:
    """A licence and a forecast of each school, and an entry that each has proposed."""
    product = registerrows.product()
    world.licence, world.proposal, world.forecast = {}, {}, {}
    for name, school in world.school.items():
        world.licence[name] = Licence.objects.create(school=school, product=product, kind="edu", seats=10)
        world.forecast[name] = Forecast.objects.create(school=school, year=2024, approved_on=datetime.date(2024, 10, 1))
        world.proposal[name] = Manufacturer.objects.create(
            name=f"Producent {name}", state="proposed", proposed_by_school=school, source="faktura"
        )


def _devices(world: SimpleNamespace) -> None:
    """In each school a device in a room, with a document; an empty room."""
    last_year = timezone.localdate() - datetime.timedelta(days=365)
    world.device, world.room, world.empty_room, world.device_file = {}, {}, {}, {}
    for name, school in world.school.items():
        world.room[name], world.empty_room[name] = (registerrows.room(school, one) for one in ("12", "pusta"))
        world.device[name] = registerrows.device(school, "EW/7", room=world.room[name], confirmed_on=last_year)
        evidence = factories.EvidenceFactory(school=school, kind="other")
        world.device_file[name] = DeviceFile.objects.create(device=world.device[name], evidence=evidence)


def _exports(world: SimpleNamespace) -> None:
    """A finished export of a director and of a clerk: private to each."""
    world.exports = {}
    for owner in ("director_a", "department"):
        made = Export.objects.create(
            file_format="csv", requested_by=getattr(world.cast, owner), state=JobState.DONE, progress=100,
            path=f"exports/{owner}.csv", sha256="0" * 64, size=3,
        )  # fmt: skip
        made.file.parent.mkdir(parents=True, exist_ok=True)
        made.file.write_bytes(b"a;b")
        world.exports[owner] = made


def _views(world: SimpleNamespace) -> None:
    """A saved view of a director and of a clerk: private to each."""
    world.view = {
        owner: SavedView.objects.create(user=getattr(world.cast, owner), name="Magazyn", query="status=stored")
        for owner in ("director_a", "department")
    }


def _sheets(world: SimpleNamespace) -> None:
    """An open and a closed edition; in each school a sheet to be submitted, one submitted, one accepted."""
    both = list(world.school.values())
    names = ("open", "submitted", "accepted", "closed")
    editions = {name: registerrows.edition(EditionKind.CURRENT, f"Edycja: {name}") for name in names}
    for edition in editions.values():
        edition.schools.set(both)
    world.edition, world.closed_edition = editions["open"], editions["closed"]
    Edition.objects.filter(pk=world.closed_edition.pk).update(closed_on=timezone.localdate())
    day = timezone.localdate()
    world.open_sheet = {
        name: Sheet.objects.create(school=school, edition=editions["open"]) for name, school in world.school.items()
    }
    world.accepted_sheet = {
        name: Sheet.objects.create(school=school, edition=editions["accepted"], state="accepted", accepted_on=day)
        for name, school in world.school.items()
    }
    world.submitted_sheet = {
        name: _submitted(Sheet(school=school, edition=editions["submitted"]), world.cast.director_a)
        for name, school in world.school.items()
    }


def _submitted(sheet: Sheet, by: User) -> Sheet:
    sheet.frozen = signed(register_contents(sheet.school), sheet=sheet, by=by)
    sheet.state, sheet.submitted_at, sheet.submitted_by = "submitted", timezone.now(), by
    sheet.save()
    return sheet


def _activities(world: SimpleNamespace) -> None:
    """Records in each state, each {a, b, city, shared: kept by B, A took part}; `attached`: a draft's file."""
    for state in (ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.APPROVED):
        setattr(world, state.value, _everywhere(world, state, proved_by="report"))
    world.unproved = _everywhere(world, ActivityState.APPROVED)
    world.attached = {place: world.draft[place].proofs.get() for place in PLACES}


def _everywhere(world: SimpleNamespace, state: str, **given: Any) -> dict[str, Activity]:
    given |= {"step": world.step, "state": state, "heads": {"uczniowie": 12}}
    kept = {place: factories.ActivityFactory(keeper=world.school.get(place), **given) for place in PLACES}
    both = [world.schools.a, world.schools.b]
    return {**kept, "shared": factories.ActivityFactory(keeper=world.schools.b, took_part=both, **given)}


def _people(world: SimpleNamespace) -> None:
    cast = world.cast
    world.membership = {
        "a": Membership.objects.get(user=cast.keeper_a),
        "b": Membership.objects.get(user=cast.director_b),
        "city": Membership.objects.get(user=cast.viewer),
        "administrator": Membership.objects.get(user=cast.administrator),
    }


def _files(world: SimpleNamespace) -> None:
    day = datetime.date(2026, 6, 30)
    finished = {"state": JobState.DONE, "progress": 100, "path": "reports/probny.pdf", "sha256": "0" * 64}
    world.report = Report.objects.create(plan=world.plan, as_of=day, **finished)
    world.report.inputs = gather_inputs(world.report)
    world.report.save()
    asked = Report(plan=world.plan, as_of=day, known_at=timezone.now())
    world.report = Report.objects.create(plan=world.plan, as_of=day, inputs=gather_inputs(asked), **finished)
    world.report.file.parent.mkdir(parents=True, exist_ok=True)
    world.report.file.write_bytes(factories.PDF)
    world.waiting_report = Report.objects.create(plan=world.plan, as_of=day)
    world.evidence = {place: world.attached[place].evidence for place in PLACES}
    world.register = as_csv([institution(101, PRIMARY, "Szkoła Podstawowa w Zielonym Wzgórzu")])
    owners = ("department", "administrator")
    world.imports = {
        owner: keep_file(world.register, name="rspo.csv", day=day, by=getattr(world.cast, owner)) for owner in owners
    }


def _session(user: User | None) -> str:
    """The session key of somebody who has just typed the password."""
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.session, request.user = client.session, AnonymousUser()
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def upload() -> SimpleUploadedFile:
    """A small PDF that passes the inspection."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content)
    return SimpleUploadedFile("raport.pdf", content.getvalue(), content_type="application/pdf")


def activity_form(world: SimpleNamespace, **given: Any) -> dict[str, Any]:
    """A valid form of an audit."""
    return {
        "form_key": str(uuid.uuid4()),
        "title": "Audyt z formularza",
        "day": (timezone.localdate() - datetime.timedelta(days=1)).isoformat(),
        "step": world.step.pk,
        "reference": "OR.1.2024",
        "version": 1,
        **given,
    }
