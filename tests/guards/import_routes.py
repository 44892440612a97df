"""The rules of the import's routes."""

import uuid
from typing import Any

from schools.scope import whole_municipality
from tests.guards.actors import Actor
from tests.guards.import_world import answers_form, columns_form, workbook
from tests.guards.rules import BUTTON, FORM, NOBODY, WRITTEN, Case, Cases, Rule, World

PERMISSION = "inventory.import_workbook"


def imports_at(stage: str) -> Cases:
    """An import of each school at a stage, and keys of none."""

    def cases(world: World) -> list[Case]:
        found = getattr(world, f"import_{stage}")
        here = [Case(place, place, {"pk": one.pk}) for place, one in found.items()]
        return [*here, Case("missing", NOBODY, {"pk": 999_999_999}), Case("beyond numbers", NOBODY, {"pk": 10**30})]

    return cases


def upload_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A workbook for A; whoever has one school alone is not asked which."""
    return {"request_key": str(uuid.uuid4()), "file": workbook(), "school": world.schools.a.pk}


def columns_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """The columns as suggested."""
    with whole_municipality():
        return columns_form(world.import_preview.get(case.name) or world.import_preview["a"])


def answers_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """An answer to the only question."""
    with whole_municipality():
        return answers_form(world.import_preview.get(case.name) or world.import_preview["a"])


def confirm_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """The good rows, as the preview shows them."""
    found = world.import_preview.get(case.name) or world.import_preview["a"]
    return {"mode": "good", "choices_version": found.choices_version}


def decided(data: Any) -> Rule:
    """A page of the preview that writes when it is sent."""
    return Rule(FORM, permission=PERMISSION, cases=imports_at("preview"), data=data, answers={"POST": WRITTEN})


IMPORT_ROUTES = {
    "inventory:imports": Rule(permission=PERMISSION),
    "inventory:import_add": Rule(FORM, permission=PERMISSION, data=upload_data, answers={"POST": WRITTEN}),
    "inventory:import": Rule(permission=PERMISSION, cases=imports_at("done")),
    "inventory:import_columns": decided(columns_data),
    "inventory:import_preview": decided(answers_data),
    "inventory:import_confirm": decided(confirm_data),
    "inventory:import_undo": Rule(FORM, permission=PERMISSION, cases=imports_at("done"), answers={"POST": WRITTEN}),
    "inventory:import_drop": Rule(
        BUTTON, permission=PERMISSION, cases=imports_at("preview"), answers={"POST": WRITTEN}
    ),
    "inventory:import_file": Rule(permission=PERMISSION, cases=imports_at("mapping")),
    "inventory:import_errors": Rule(permission=PERMISSION, cases=imports_at("preview")),
}
