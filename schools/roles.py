"""Who may do what: one table, permission → roles. Which rows is the scope's business (schools/scope.py)."""

from django.db import models


class Role(models.TextChoices):
    """A person's role, held at one school or in the whole municipality."""

    DEPARTMENT = "department", "Wydział Edukacji"
    DIRECTOR = "director", "dyrektor"
    IT_KEEPER = "it_keeper", "opiekun zasobów IT"
    COORDINATOR = "coordinator", "koordynator ankiet"
    VIEWER = "viewer", "wgląd w całą gminę"
    ADMINISTRATOR = "administrator", "administrator"


MUNICIPAL = frozenset({Role.DEPARTMENT, Role.VIEWER, Role.ADMINISTRATOR})
SCHOOL = frozenset(set(Role) - MUNICIPAL)

EVERYONE = frozenset(Role)
OFFICE = frozenset({Role.DEPARTMENT})
CITY = frozenset({Role.DEPARTMENT, Role.VIEWER, Role.ADMINISTRATOR})

PERMISSIONS: dict[str, frozenset[Role]] = {
    # units and people
    "schools.view_school": EVERYONE,
    "schools.manage_schools": OFFICE | {Role.ADMINISTRATOR},
    "schools.view_people": OFFICE | {Role.DIRECTOR, Role.ADMINISTRATOR},
    "schools.manage_people": OFFICE | {Role.ADMINISTRATOR},
    "schools.view_evidence": frozenset({Role.DEPARTMENT, Role.VIEWER, Role.DIRECTOR, Role.IT_KEEPER}),
    "schools.add_evidence": OFFICE | {Role.DIRECTOR, Role.IT_KEEPER},
    "schools.publish_evidence": OFFICE,
    # plan and activities
    "schedule.view_plan": EVERYONE,
    "schedule.view_activity": frozenset({Role.DEPARTMENT, Role.VIEWER, Role.DIRECTOR, Role.IT_KEEPER}),
    "schedule.record_activity": OFFICE | {Role.DIRECTOR, Role.IT_KEEPER},
    "schedule.submit_activity": OFFICE | {Role.DIRECTOR},
    "schedule.approve_activity": OFFICE,
    # inventory
    "inventory.view_register": frozenset({Role.DEPARTMENT, Role.VIEWER, Role.DIRECTOR, Role.IT_KEEPER}),
    "inventory.edit_register": OFFICE | {Role.DIRECTOR, Role.IT_KEEPER},
    "inventory.import_workbook": OFFICE | {Role.DIRECTOR, Role.IT_KEEPER},
    "inventory.export_register": frozenset({Role.DEPARTMENT, Role.VIEWER, Role.DIRECTOR, Role.IT_KEEPER}),
    "inventory.view_sheet": frozenset({Role.DEPARTMENT, Role.VIEWER, Role.DIRECTOR, Role.IT_KEEPER}),
    "inventory.submit_sheet": frozenset({Role.DIRECTOR}),
    "inventory.accept_sheet": OFFICE,
    "inventory.propose_entry": OFFICE | {Role.DIRECTOR, Role.IT_KEEPER},
    "inventory.manage_dictionaries": OFFICE,
    "inventory.confirm_zszo": OFFICE | {Role.DIRECTOR},
    "inventory.record_forecast": OFFICE | {Role.DIRECTOR},
    # surveys
    "surveys.view_instruments": CITY - {Role.ADMINISTRATOR} | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.manage_instruments": OFFICE,
    "surveys.view_campaigns": CITY - {Role.ADMINISTRATOR} | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.manage_campaigns": OFFICE,
    "surveys.manage_codes": OFFICE | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.enter_paper": OFFICE | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.view_results": CITY - {Role.ADMINISTRATOR} | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.view_accesses": OFFICE,
    "surveys.review_texts": OFFICE,
    "surveys.view_selfie": CITY - {Role.ADMINISTRATOR} | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.record_selfie": OFFICE | {Role.DIRECTOR, Role.COORDINATOR},
    "surveys.confirm_selfie": OFFICE | {Role.DIRECTOR},
    "surveys.backfill_selfie": OFFICE,
    "surveys.manage_bindings": OFFICE,
    # indicators and reports
    "monitoring.view_indicator": EVERYONE,
    "monitoring.view_board": CITY,
    "monitoring.view_needs": CITY - {Role.ADMINISTRATOR} | {Role.DIRECTOR},
    "monitoring.view_report": CITY,
    "monitoring.make_report": OFFICE,
    "monitoring.correct_indicator": OFFICE,
    "monitoring.remind_schools": OFFICE,
    "monitoring.view_delivery": OFFICE | {Role.ADMINISTRATOR},
    "monitoring.manage_subscription": OFFICE,
    "monitoring.manage_tokens": OFFICE | {Role.ADMINISTRATOR},
    "monitoring.view_school_report": CITY | {Role.DIRECTOR},
    "monitoring.make_school_report": OFFICE | {Role.DIRECTOR},
    "monitoring.write_commentary": OFFICE,
    "monitoring.manage_letterhead": OFFICE | {Role.ADMINISTRATOR},
}
ADMIN_ACTIONS = ("view_", "add_", "change_", "delete_")


def roles_allowed(permission: str) -> frozenset[Role]:
    """Roles that hold a permission (`app.codename`).

    Django's own model permissions (`app.add_model` …) that the table does not name are what Django admin asks for:
    administrators hold them.
    """
    if permission in PERMISSIONS:
        return PERMISSIONS[permission]
    codename = permission.partition(".")[2]
    return frozenset({Role.ADMINISTRATOR}) if codename.startswith(ADMIN_ACTIONS) else frozenset()
