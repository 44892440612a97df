"""Who walks through the portal, and who may what.

The table is written down here a second time, on purpose apart from schools/roles.py: a change there that nobody meant shows here.
"""

from dataclasses import dataclass

DEPARTMENT, DIRECTOR, IT_KEEPER = "department", "director", "it_keeper"
COORDINATOR, VIEWER, ADMINISTRATOR = "coordinator", "viewer", "administrator"

EVERYONE = frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER, COORDINATOR, VIEWER, ADMINISTRATOR})
MUNICIPAL = frozenset({DEPARTMENT, VIEWER, ADMINISTRATOR})

MAY: dict[str, frozenset[str]] = {
    "schools.view_school": EVERYONE,
    "schools.manage_schools": frozenset({DEPARTMENT, ADMINISTRATOR}),
    "schools.view_people": frozenset({DEPARTMENT, DIRECTOR, ADMINISTRATOR}),
    "schools.manage_people": frozenset({DEPARTMENT, ADMINISTRATOR}),
    "schools.view_evidence": frozenset({DEPARTMENT, VIEWER, DIRECTOR, IT_KEEPER}),
    "schools.add_evidence": frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER}),
    "schools.publish_evidence": frozenset({DEPARTMENT}),
    "schedule.view_plan": EVERYONE,
    "schedule.view_activity": frozenset({DEPARTMENT, VIEWER, DIRECTOR, IT_KEEPER}),
    "schedule.record_activity": frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER}),
    "schedule.submit_activity": frozenset({DEPARTMENT, DIRECTOR}),
    "schedule.approve_activity": frozenset({DEPARTMENT}),
    "inventory.view_register": frozenset({DEPARTMENT, VIEWER, DIRECTOR, IT_KEEPER}),
    "inventory.edit_register": frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER}),
    "inventory.import_workbook": frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER}),
    "inventory.export_register": frozenset({DEPARTMENT, VIEWER, DIRECTOR, IT_KEEPER}),
    "inventory.view_sheet": frozenset({DEPARTMENT, VIEWER, DIRECTOR, IT_KEEPER}),
    "inventory.submit_sheet": frozenset({DIRECTOR}),
    "inventory.accept_sheet": frozenset({DEPARTMENT}),
    "inventory.propose_entry": frozenset({DEPARTMENT, DIRECTOR, IT_KEEPER}),
    "inventory.manage_dictionaries": frozenset({DEPARTMENT}),
    "inventory.confirm_zszo": frozenset({DEPARTMENT, DIRECTOR}),
    "inventory.record_forecast": frozenset({DEPARTMENT, DIRECTOR}),
    "surveys.view_instruments": frozenset({DEPARTMENT, VIEWER, DIRECTOR, COORDINATOR}),
    "surveys.manage_instruments": frozenset({DEPARTMENT}),
    "surveys.view_campaigns": frozenset({DEPARTMENT, VIEWER, DIRECTOR, COORDINATOR}),
    "surveys.manage_campaigns": frozenset({DEPARTMENT}),
    "surveys.manage_codes": frozenset({DEPARTMENT, DIRECTOR, COORDINATOR}),
    "surveys.enter_paper": frozenset({DEPARTMENT, DIRECTOR, COORDINATOR}),
    "surveys.view_results": frozenset({DEPARTMENT, VIEWER, DIRECTOR, COORDINATOR}),
    "surveys.view_accesses": frozenset({DEPARTMENT}),
    "surveys.review_texts": frozenset({DEPARTMENT}),
    "surveys.view_selfie": frozenset({DEPARTMENT, VIEWER, DIRECTOR, COORDINATOR}),
    "surveys.record_selfie": frozenset({DEPARTMENT, DIRECTOR, COORDINATOR}),
    "surveys.confirm_selfie": frozenset({DEPARTMENT, DIRECTOR}),
    "surveys.backfill_selfie": frozenset({DEPARTMENT}),
    "surveys.manage_bindings": frozenset({DEPARTMENT}),
    "monitoring.view_indicator": EVERYONE,
    "monitoring.view_board": MUNICIPAL,
    "monitoring.view_needs": frozenset({DEPARTMENT, VIEWER, DIRECTOR}),
    "monitoring.view_report": MUNICIPAL,
    "monitoring.make_report": frozenset({DEPARTMENT}),
    "monitoring.correct_indicator": frozenset({DEPARTMENT}),
    "monitoring.remind_schools": frozenset({DEPARTMENT}),
    "monitoring.view_delivery": frozenset({DEPARTMENT, ADMINISTRATOR}),
    "monitoring.manage_subscription": frozenset({DEPARTMENT}),
    "monitoring.manage_tokens": frozenset({DEPARTMENT, ADMINISTRATOR}),
    "monitoring.view_school_report": frozenset({DEPARTMENT, VIEWER, ADMINISTRATOR, DIRECTOR}),
    "monitoring.make_school_report": frozenset({DEPARTMENT, DIRECTOR}),
    "monitoring.write_commentary": frozenset({DEPARTMENT}),
    "monitoring.manage_letterhead": frozenset({DEPARTMENT, ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Actor:
    """A person of the walk: the name in the cast, the role held, the school (`a`, `b`; empty for the municipality)."""

    name: str
    role: str = ""
    school: str = ""
    signed_in: bool = True

    @property
    def is_municipal(self) -> bool:
        """Whether the role is held in the whole municipality."""
        return self.role in MUNICIPAL


ACTORS = (
    Actor("anonymous", signed_in=False),
    Actor("director_a", DIRECTOR, "a"),
    Actor("keeper_a", IT_KEEPER, "a"),
    Actor("coordinator_a", COORDINATOR, "a"),
    Actor("director_b", DIRECTOR, "b"),
    Actor("department", DEPARTMENT),
    Actor("viewer", VIEWER),
    Actor("nobody"),
    Actor("deactivated", signed_in=False),  # holds the department's role; its account was switched off while signed in
    Actor("administrator", ADMINISTRATOR),
)
ACTOR = {actor.name: actor for actor in ACTORS}
