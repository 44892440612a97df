"""The rule of every route. A route that is not here fails the suite, and so does a rule whose route is gone."""

import uuid
from collections.abc import Callable
from typing import Any

from inventory.sheetbooks.freezing import mark_of, register_contents
from schedule.models import ActivityEvidence
from schools.scope import whole_municipality
from tests.guards.actors import DEPARTMENT, DIRECTOR, Actor
from tests.guards.admin_routes import ADMIN_ROUTES
from tests.guards.board_routes import BOARD_ROUTES
from tests.guards.data_routes import DATA_ROUTES
from tests.guards.delivery_routes import DELIVERY_ROUTES
from tests.guards.forecast_routes import FORECAST_ROUTES
from tests.guards.import_routes import IMPORT_ROUTES
from tests.guards.library_routes import LIBRARY_ROUTES
from tests.guards.report_routes import REPORT_ROUTES
from tests.guards.rules import (
    BUTTON,
    CITY,
    CLASS_VIEW,
    CONFLICT,
    ELSEWHERE,
    EVERYONE,
    FORM,
    HIDDEN,
    INVALID,
    NOBODY,
    REFUSED,
    WRITTEN,
    Case,
    Cases,
    Rule,
    World,
)
from tests.guards.survey_routes import SURVEY_ROUTES
from tests.guards.world import activity_form, upload

NOWHERE = 999_999_999
BEYOND_NUMBERS = 10**30  # no database has such a key: must be „not found” too, never an error


# --- Objects --------------------------------------------------------------------------------------------------------
def missing(name: str = "pk") -> list[Case]:
    """Keys of objects that do not exist."""
    return [Case("missing", NOBODY, {name: NOWHERE}), Case("beyond numbers", NOBODY, {name: BEYOND_NUMBERS})]


def of_schools(family: str) -> Cases:
    """One object at A, at B, at the municipality and, where there is one, at B with A taking part."""

    def cases(world: World) -> list[Case]:
        return [_case(place, one.pk) for place, one in getattr(world, family).items()] + missing()

    return cases


def _case(place: str, pk: int) -> Case:
    if place == "shared":
        return Case("shared", "b", {"pk": pk}, guests=frozenset({"a"}))
    return Case(place, place, {"pk": pk})


def of_everyone(family: str) -> Cases:
    """One object that belongs to no school."""
    return lambda world: [Case(family, EVERYONE, {"pk": getattr(world, family).pk}), *missing()]


def kinds(_: World) -> list[Case]:
    """Kinds of activities: a school's, the department's alone, none."""
    return [
        Case("audit", EVERYONE, {"kind": "audit"}),
        Case("resolution", CITY, {"kind": "resolution"}),
        Case("unheard-of", NOBODY, {"kind": "unheard-of"}),
    ]


def attached_files(world: World) -> list[Case]:
    """Files on drafts, and a file of B asked for at A's draft."""
    found = [Case(place, place, _links(proof)) for place, proof in world.attached.items()]
    crossed = {"pk": world.draft["a"].pk, "evidence_pk": world.attached["b"].evidence_id}
    return [*found, Case("crossed", NOBODY, crossed), Case("missing", NOBODY, {"pk": NOWHERE, "evidence_pk": NOWHERE})]


def _links(proof: ActivityEvidence) -> dict[str, int]:
    return {"pk": proof.activity_id, "evidence_pk": proof.evidence_id}


def establishments(world: World) -> list[Case]:
    """Establishments, and one of B asked for at A."""
    places = world.establishment
    found = [Case(name, name, {"pk": one.school_id, "establishment_pk": one.pk}) for name, one in places.items()]
    crossed = {"pk": places["a"].school_id, "establishment_pk": places["b"].pk}
    return [*found, Case("crossed", NOBODY, crossed), Case("missing", NOBODY, {"pk": NOWHERE, "establishment_pk": 1})]


def memberships(world: World) -> list[Case]:
    """Roles at A, at B, in the municipality; the only administrator's."""
    owners = {"a": "a", "b": "b", "city": CITY, "administrator": CITY}
    return [Case(name, owners[name], {"pk": one.pk}) for name, one in world.membership.items()] + missing()


def people(world: World) -> list[Case]:
    """Accounts belong to no school: the permission alone decides."""
    names = ("keeper_a", "director_b", "deactivated", "administrator")
    return [Case(name, EVERYONE, {"pk": getattr(world.cast, name).pk}) for name in names] + missing()


def imports(world: World) -> list[Case]:
    """Imports are seen by those who uploaded them."""
    return [Case(owner, owner, {"pk": one.pk}) for owner, one in world.imports.items()] + missing()


def dictionaries(_: World) -> list[Case]:
    """A dictionary, and a word that stands for none."""
    return [Case("makers", EVERYONE, {"slug": "producenci"}), Case("unheard-of", NOBODY, {"slug": "nieznany"})]


def proposals(world: World) -> list[Case]:
    """What schools have proposed, and one asked for in another dictionary."""
    found = [Case(place, place, {"slug": "producenci", "pk": one.pk}) for place, one in world.proposal.items()]
    crossed = Case("crossed", NOBODY, {"slug": "kategorie", "pk": world.proposal["a"].pk})
    return [*found, crossed, Case("missing", NOBODY, {"slug": "producenci", "pk": NOWHERE})]


def stickers(world: World) -> list[Case]:
    """Codes of stickers, and one that no device has."""
    found = [Case(place, place, {"code": one.label_code}) for place, one in world.device.items()]
    return [*found, Case("missing", NOBODY, {"code": "AAAAAAAAA"}), Case("no code", NOBODY, {"code": "0-"})]


def device_files(world: World) -> list[Case]:
    """Files of devices, and a file of B asked for at A's device."""
    found = [
        Case(place, place, {"pk": one.device_id, "evidence_pk": one.evidence_id})
        for place, one in world.device_file.items()
    ]
    crossed = {"pk": world.device["a"].pk, "evidence_pk": world.device_file["b"].evidence_id}
    return [*found, Case("crossed", NOBODY, crossed), Case("missing", NOBODY, {"pk": NOWHERE, "evidence_pk": NOWHERE})]


def exports(world: World) -> list[Case]:
    """Exports are seen by those who asked for them."""
    return [Case(owner, owner, {"pk": one.pk}) for owner, one in world.exports.items()] + missing()


def saved_views(world: World) -> list[Case]:
    """Views are their owners' alone."""
    return [Case(owner, owner, {"pk": one.pk}) for owner, one in world.view.items()] + missing()


# --- Forms ----------------------------------------------------------------------------------------------------------
def fixed(**fields: Any) -> Callable[[World, Actor, Case], dict[str, Any]]:
    """The same fields whoever sends them."""
    return lambda _world, _actor, _case: dict(fields)


def activity_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """An audit that one more school is named for; a person of a school is not asked for schools."""
    extra = {"kind": "resolution"} if case.name == "resolution" else {}
    return activity_form(world, schools=[world.schools.a.pk], **extra)


def file_data(*_: Any) -> dict[str, Any]:
    """A report as PDF."""
    return {"kind": "report", "day": "2024-09-20", "file": upload()}


def school_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """A new name for the unit."""
    return {"kind": "zsp", "name": "Nowa nazwa", "short_name": f"ZSP nowy {case.name}"}


def licence_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """A licence of school A, or the one at hand as it was last saved."""
    licence = world.licence["a"]
    return {
        "school": world.schools.a.pk,
        "product": licence.product_id,
        "kind": "edu",
        "in_use": "3",
        "version": "1",
        "form_key": str(uuid.uuid4()),
    }


def device_data(world: World, actor: Actor, case: Case) -> dict[str, Any]:
    """A device under a free number: a new one, or the one at hand as it was last saved."""
    device = world.device["a"]
    return {
        "school": world.school[actor.school or "a"].pk,
        "category": device.category_id,
        "inventory_number": f"EW/8{case.name}",
        "name": "Laptop",
        "status": "in_use",
        "version": "1",
    }


def device_file_data(*_: Any) -> dict[str, Any]:
    """A document of a device."""
    return {"kind": "other", "day": "2024-09-20", "file": upload()}


def room_data(world: World, actor: Actor, _case: Case) -> dict[str, Any]:
    """A room under a free name."""
    return {"school": world.school[actor.school or "a"].pk, "name": "Czytelnia", "kind": "library"}


def merge_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """The other room of the same school."""
    return {"into": world.empty_room[case.name].pk if case.name in world.empty_room else NOWHERE}


def edition_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """An edition under a free name for both schools."""
    both = [school.pk for school in world.school.values()]
    return {"name": f"Rok szkolny {case.name}", "kind": "current", "deadline": "", "note": "", "schools": both}


def signature_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """The director's signature under the rows of the school."""
    school = world.school.get(case.name)
    with whole_municipality():  # the person sees the mark on the page
        seen = mark_of(register_contents(school)) if school else ""
    return {"version": 1, "seen": seen, "confirmed": "on"}


def sheet_file_data(*_: Any) -> dict[str, Any]:
    """A sheet of 2024 as PDF."""
    return {"version": 1, "day": "2024-11-20", "file": upload()}


def export_data(*_: Any) -> dict[str, Any]:
    """The whole list as CSV."""
    return {"form_key": str(uuid.uuid4()), "query": "", "file_format": "csv", "columns": "widoczne"}


def role_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A role for a new person."""
    return {"email": "nowa.osoba@test.example", "role": "director", "school": world.schools.a.pk}


def bulk_data(world: World, actor: Actor, _case: Case) -> dict[str, Any]:
    """The device of the person's own school is put into the store."""
    device = world.device[actor.school or "a"]
    return {"krok": "zapis", "urzadzenia": f"{device.pk}:{device.version}", "status": "stored"}


# --- Single exceptions ----------------------------------------------------------------------------------------------
ONLY_ADMINISTRATOR_STAYS = {
    ("department", "administrator", "POST"): CONFLICT,  # only administrators unmake administrators
    ("administrator", "administrator", "POST"): CONFLICT,  # and the last one stays
}
OFF = {
    ("department", "administrator", "POST"): ELSEWHERE,
    ("administrator", "administrator", "POST"): ELSEWHERE,  # nobody switches off the own account
    ("department", "deactivated", "POST"): ELSEWHERE,  # it is off already
    ("administrator", "deactivated", "POST"): ELSEWHERE,
}
ON = {
    (actor, name, "POST"): ELSEWHERE  # it is on already
    for actor in ("department", "administrator")
    for name in ("keeper_a", "director_b", "administrator")
}

# --- The table ------------------------------------------------------------------------------------------------------
PROJECT_ROUTES = {
    "accessibility": Rule(CLASS_VIEW, public=True, reason="the law asks for a public declaration"),
    "health": Rule(public=True, reason="the proxy asks without an account; it says „ok” and nothing else"),
    "gallery": Rule(CLASS_VIEW, demo_only=True, reason="invented samples for those who write pages"),
}
MONITORING_ROUTES = {
    "home": Rule(reason="each role has its own; a person without a role is told whom to ask"),
    **BOARD_ROUTES,
}
PLAN_ROUTES = {
    "schedule:plans": Rule(permission="schedule.view_plan", answers={"GET": ELSEWHERE, "HEAD": ELSEWHERE}),
    "schedule:plan": Rule(permission="schedule.view_plan", cases=of_everyone("plan")),
    "schedule:action": Rule(permission="schedule.view_plan", cases=of_everyone("action")),
    "schedule:step": Rule(permission="schedule.view_plan", cases=of_everyone("step")),
}
ACTIVITY_ROUTES = {
    "schedule:activities": Rule(permission="schedule.view_activity"),
    "schedule:activity_new": Rule(permission="schedule.record_activity"),
    "schedule:activity_add": Rule(
        FORM, permission="schedule.record_activity", cases=kinds, data=activity_data, answers={"POST": WRITTEN}
    ),
    "schedule:activity": Rule(permission="schedule.view_activity", cases=of_schools("approved"), guests_too=True),
    "schedule:activity_edit": Rule(
        FORM,
        permission="schedule.record_activity",
        cases=of_schools("draft"),
        data=activity_data,
        answers={"POST": WRITTEN},
        office_keeps=REFUSED,
    ),
    "schedule:activity_evidence_add": Rule(
        BUTTON,
        permission="schedule.record_activity",
        cases=of_schools("draft"),
        data=file_data,
        answers={"POST": WRITTEN},
        office_keeps=REFUSED,
    ),
    "schedule:activity_evidence_remove": Rule(
        BUTTON,
        permission="schedule.record_activity",
        cases=attached_files,
        answers={"POST": WRITTEN},
        office_keeps=REFUSED,
    ),
    "schedule:activity_submit": Rule(
        BUTTON,
        permission="schedule.submit_activity",
        cases=of_schools("draft"),
        answers={"POST": WRITTEN},
        office_keeps=ELSEWHERE,
    ),
    "schedule:activity_withdraw": Rule(
        BUTTON,
        permission="schedule.submit_activity",
        cases=of_schools("submitted"),
        answers={"POST": WRITTEN},
        office_keeps=ELSEWHERE,
    ),
    "schedule:activity_reopen": Rule(
        BUTTON,
        permission="schedule.submit_activity",
        cases=of_schools("unproved"),
        answers={"POST": WRITTEN},
    ),
    "schedule:activity_drop": Rule(
        BUTTON,
        permission="schedule.record_activity",
        cases=of_schools("draft"),
        answers={"POST": WRITTEN},
        office_keeps=ELSEWHERE,
    ),
    "schedule:activity_approve": Rule(
        BUTTON, permission="schedule.approve_activity", cases=of_schools("submitted"), answers={"POST": WRITTEN}
    ),
    "schedule:activity_return": Rule(
        FORM,
        permission="schedule.approve_activity",
        cases=of_schools("submitted"),
        data=fixed(remark="Dołącz raport."),
        answers={"POST": WRITTEN},
    ),
    "schedule:activity_void": Rule(
        FORM,
        permission="schedule.approve_activity",
        cases=of_schools("approved"),
        data=fixed(remark="Wpisane dwa razy."),
        answers={"POST": WRITTEN},
    ),
}
UNIT_ROUTES = {
    "schools:schools": Rule(permission="schools.view_school"),
    "schools:school": Rule(permission="schools.view_school", cases=of_schools("school")),
    "schools:school_edit": Rule(
        FORM,
        permission="schools.manage_schools",
        cases=of_schools("school"),
        data=school_data,
        answers={"POST": WRITTEN},
    ),
    "schools:establishment_edit": Rule(
        FORM,
        permission="schools.manage_schools",
        cases=establishments,
        data=fixed(name="Nowa nazwa"),
        answers={"POST": WRITTEN},
    ),
    "schools:rspo_new": Rule(FORM, permission="schools.manage_schools", answers={"POST": INVALID}),
    "schools:rspo_import": Rule(FORM, permission="schools.manage_schools", cases=imports, answers={"POST": INVALID}),
}
PEOPLE_ROUTES = {
    "schools:people": Rule(permission="schools.view_people"),
    "schools:role_new": Rule(FORM, permission="schools.manage_people", data=role_data, answers={"POST": WRITTEN}),
    "schools:role_end": Rule(
        FORM,
        permission="schools.manage_people",
        cases=memberships,
        answers={"POST": WRITTEN},
        but=ONLY_ADMINISTRATOR_STAYS,
    ),
    "schools:person": Rule(permission="schools.manage_people", cases=people),
    "schools:account_off": Rule(
        BUTTON, permission="schools.manage_people", cases=people, answers={"POST": WRITTEN}, but=OFF
    ),
    "schools:account_on": Rule(
        BUTTON, permission="schools.manage_people", cases=people, answers={"POST": WRITTEN}, but=ON
    ),
    "schools:password_link": Rule(
        BUTTON, permission="schools.manage_people", cases=people, answers={"POST": ELSEWHERE}
    ),
}
EVIDENCE_ROUTES = {
    "schools:evidence": Rule(permission="schools.view_evidence", cases=of_schools("evidence")),
    "schools:evidence_publication": Rule(
        FORM,
        permission="schools.publish_evidence",
        cases=of_schools("evidence"),
        data=fixed(publishable="on"),
        answers={"POST": WRITTEN},
    ),
}
LICENCE_ROUTES = {
    "inventory:licences": Rule(permission="inventory.view_register"),
    "inventory:licences_file": Rule(permission="inventory.export_register"),
    "inventory:licence": Rule(permission="inventory.view_register", cases=of_schools("licence")),
    "inventory:licence_add": Rule(
        FORM, permission="inventory.edit_register", data=licence_data, answers={"POST": WRITTEN}
    ),
    "inventory:licence_edit": Rule(
        FORM,
        permission="inventory.edit_register",
        cases=of_schools("licence"),
        data=licence_data,
        answers={"POST": WRITTEN},
    ),
}
ZSZO_ROUTES = {
    "inventory:zszo": Rule(permission="inventory.view_register"),
    "inventory:zszo_confirm": Rule(
        FORM,
        permission="inventory.confirm_zszo",
        cases=of_schools("school"),
        data=fixed(none="on"),
        answers={"POST": WRITTEN},
    ),
}
DICTIONARY_ROUTES = {
    "inventory:dictionaries": Rule(permission="inventory.propose_entry"),
    "inventory:dictionary": Rule(permission="inventory.propose_entry", cases=dictionaries),
    "inventory:entry_propose": Rule(
        FORM,
        permission="inventory.propose_entry",
        cases=dictionaries,
        data=fixed(name="Nowy producent", source="faktura"),
        answers={"POST": WRITTEN},
    ),
    "inventory:entry_accept": Rule(
        BUTTON, permission="inventory.manage_dictionaries", cases=proposals, answers={"POST": WRITTEN}
    ),
    "inventory:entry_decline": Rule(
        BUTTON, permission="inventory.manage_dictionaries", cases=proposals, answers={"POST": WRITTEN}
    ),
    "inventory:entry_join": Rule(
        BUTTON,
        permission="inventory.manage_dictionaries",
        cases=proposals,
        data=fixed(into=""),
        answers={"POST": ELSEWHERE},
    ),
}
DEVICE_ROUTES = {
    "inventory:device_add": Rule(
        FORM, permission="inventory.edit_register", data=device_data, answers={"POST": WRITTEN}
    ),
    "inventory:device": Rule(permission="inventory.view_register", cases=of_schools("device")),
    "inventory:device_edit": Rule(
        FORM,
        permission="inventory.edit_register",
        cases=of_schools("device"),
        data=device_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:device_confirm": Rule(
        BUTTON, permission="inventory.edit_register", cases=of_schools("device"), answers={"POST": WRITTEN}
    ),
    "inventory:device_write_off": Rule(
        FORM,
        permission="inventory.edit_register",
        cases=of_schools("device"),
        data=fixed(status="disposed", reason="Uszkodzone."),
        answers={"POST": WRITTEN},
    ),
    "inventory:device_file_add": Rule(
        BUTTON,
        permission="inventory.edit_register",
        cases=of_schools("device"),
        data=device_file_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:device_file_remove": Rule(
        BUTTON, permission="inventory.edit_register", cases=device_files, answers={"POST": WRITTEN}
    ),
    "inventory:labels": Rule(
        FORM,
        permission="inventory.view_register",
        answers={"GET": HIDDEN, "HEAD": HIDDEN, "POST": ELSEWHERE},
        reason="without keys there is nothing to print; tests/devices asks with keys",
    ),
    "inventory:label": Rule(
        permission="inventory.view_register", cases=stickers, answers={"GET": ELSEWHERE, "HEAD": ELSEWHERE}
    ),
}
ROOM_ROUTES = {
    "inventory:rooms": Rule(permission="inventory.view_register"),
    "inventory:rooms_file": Rule(permission="inventory.export_register"),
    "inventory:room": Rule(permission="inventory.view_register", cases=of_schools("room")),
    "inventory:room_add": Rule(FORM, permission="inventory.edit_register", data=room_data, answers={"POST": WRITTEN}),
    "inventory:room_edit": Rule(
        FORM,
        permission="inventory.edit_register",
        cases=of_schools("room"),
        data=room_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:room_merge": Rule(
        BUTTON,
        permission="inventory.edit_register",
        cases=of_schools("room"),
        data=merge_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:room_delete": Rule(
        BUTTON, permission="inventory.edit_register", cases=of_schools("empty_room"), answers={"POST": WRITTEN}
    ),
}
SHEET_ROUTES = {
    "inventory:editions": Rule(permission="inventory.view_sheet"),
    "inventory:edition": Rule(permission="inventory.view_sheet", cases=of_everyone("edition")),
    "inventory:edition_add": Rule(
        FORM, permission="inventory.accept_sheet", data=edition_data, answers={"POST": WRITTEN}
    ),
    "inventory:edition_edit": Rule(
        FORM,
        permission="inventory.accept_sheet",
        cases=of_everyone("edition"),
        data=edition_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:edition_close": Rule(
        BUTTON, permission="inventory.accept_sheet", cases=of_everyone("edition"), answers={"POST": WRITTEN}
    ),
    "inventory:edition_reopen": Rule(
        BUTTON, permission="inventory.accept_sheet", cases=of_everyone("closed_edition"), answers={"POST": WRITTEN}
    ),
    "inventory:sheet": Rule(permission="inventory.view_sheet", cases=of_schools("submitted_sheet")),
    "inventory:sheet_submit": Rule(
        BUTTON,
        permission="inventory.submit_sheet",
        cases=of_schools("open_sheet"),
        data=signature_data,
        answers={"POST": WRITTEN},
    ),
    "inventory:sheet_file": Rule(
        FORM,
        roles=frozenset({DEPARTMENT, DIRECTOR}),
        cases=of_schools("open_sheet"),
        data=sheet_file_data,
        answers={"POST": WRITTEN},
        reason="the director brings it for the department, or the department enters it itself",
    ),
    "inventory:sheet_accept": Rule(
        BUTTON,
        permission="inventory.accept_sheet",
        cases=of_schools("submitted_sheet"),
        data=fixed(version=1),
        answers={"POST": WRITTEN},
    ),
    "inventory:sheet_return": Rule(
        FORM,
        permission="inventory.accept_sheet",
        cases=of_schools("submitted_sheet"),
        data=fixed(version=1, remark="Uzupełnij sale."),
        answers={"POST": WRITTEN},
    ),
    "inventory:sheet_take_back": Rule(
        FORM,
        permission="inventory.accept_sheet",
        cases=of_schools("accepted_sheet"),
        data=fixed(version=1, remark="Pomyłka."),
        answers={"POST": WRITTEN},
    ),
    "inventory:quality": Rule(permission="inventory.view_register"),
    "inventory:quality_school": Rule(permission="inventory.view_register", cases=of_schools("school")),
}
EXPORT_ROUTES = {
    "inventory:exports": Rule(
        FORM, permission="inventory.export_register", data=export_data, answers={"POST": WRITTEN}
    ),
    "inventory:export_add": Rule(permission="inventory.export_register"),
    "inventory:export": Rule(permission="inventory.export_register", cases=exports),
    "inventory:export_file": Rule(permission="inventory.export_register", cases=exports),
}
REGISTER_ROUTES = {
    "inventory:devices": Rule(permission="inventory.view_register"),
    "inventory:device_filters": Rule(permission="inventory.view_register"),
    "inventory:device_totals": Rule(permission="inventory.view_register"),
    "inventory:columns": Rule(
        FORM, permission="inventory.view_register", data=fixed(kolumna="name"), answers={"POST": WRITTEN}
    ),
    "inventory:bulk": Rule(
        FORM,
        permission="inventory.edit_register",
        data=bulk_data,
        answers={"GET": ELSEWHERE, "HEAD": ELSEWHERE, "POST": WRITTEN},
    ),
    "inventory:views": Rule(permission="inventory.view_register"),
    "inventory:view_save": Rule(
        FORM, permission="inventory.view_register", data=fixed(nazwa="Nowy widok"), answers={"POST": WRITTEN}
    ),
    "inventory:view_rename": Rule(
        BUTTON,
        permission="inventory.view_register",
        cases=saved_views,
        data=fixed(nazwa="Nowa nazwa"),
        answers={"POST": WRITTEN},
    ),
    "inventory:view_first": Rule(
        BUTTON, permission="inventory.view_register", cases=saved_views, answers={"POST": WRITTEN}
    ),
    "inventory:view_delete": Rule(
        BUTTON, permission="inventory.view_register", cases=saved_views, answers={"POST": WRITTEN}
    ),
}
INVENTORY_ROUTES = {
    **REGISTER_ROUTES,
    **EXPORT_ROUTES,
    **IMPORT_ROUTES,
    **SHEET_ROUTES,
    **DEVICE_ROUTES,
    **ROOM_ROUTES,
    **LICENCE_ROUTES,
    **ZSZO_ROUTES,
    **FORECAST_ROUTES,
    **DICTIONARY_ROUTES,
    "inventory:overview": Rule(permission="inventory.view_register"),
    "inventory:school_overview": Rule(permission="inventory.view_register", cases=of_schools("school")),
}
ROUTES: dict[str, Rule] = {
    **PROJECT_ROUTES,
    **MONITORING_ROUTES,
    **DELIVERY_ROUTES,
    **REPORT_ROUTES,
    **PLAN_ROUTES,
    **ACTIVITY_ROUTES,
    **UNIT_ROUTES,
    **PEOPLE_ROUTES,
    **EVIDENCE_ROUTES,
    **INVENTORY_ROUTES,
    **SURVEY_ROUTES,
    **DATA_ROUTES,
    **LIBRARY_ROUTES,
    **ADMIN_ROUTES,
}
