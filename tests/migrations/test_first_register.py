"""What the first register held is there after the migrations: sheets in editions, devices with a category, notes of ZSZO."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from schools.scope import whole_municipality
from tests.factories import SchoolFactory

BEFORE = [("inventory", "0001_initial")]
DAY = datetime.date(2024, 11, 20)


def _one_by_one() -> MigrationExecutor:
    """Of a database that was begun before the migrations were put together: it takes each of the old ones."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    for key, together in executor.loader.replacements.items():
        executor.loader.graph.remove_replacement_node(key, together.replaces)
    return executor


def _migrate(targets: list[tuple[str, str]]) -> Any:
    _one_by_one().migrate(targets)
    return _one_by_one().loader.project_state(targets).apps


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """The models of the first register."""
    yield _migrate(BEFORE)
    _migrate(_leaves(_one_by_one()))


def _leaves(executor: MigrationExecutor) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = executor.loader.graph.leaf_nodes()
    return found


def test_rows_of_the_first_register_move_into_the_new_shape(old: Any) -> None:
    with whole_municipality():
        school = SchoolFactory().pk
    for day in (DAY, DAY + datetime.timedelta(days=1)):
        old.get_model("inventory", "Sheet")._base_manager.create(school_id=school, edition="diagnosis", accepted_on=day)
    for number in ("SP/2", "sp / 2", "SP/10"):
        old.get_model("inventory", "Device")._base_manager.create(
            school_id=school, inventory_number=number, name="Laptop"
        )
    old.get_model("inventory", "ZszoUse")._base_manager.create(school_id=school, modules="SIGMA", confirmed_on=DAY)

    new = _migrate(_leaves(_one_by_one()))

    sheets = new.get_model("inventory", "Sheet")._base_manager.order_by("accepted_on")
    assert [(one.edition.name, one.edition.kind, one.state) for one in sheets] == [
        ("Diagnoza, 20.11.2024", "diagnosis", "accepted"),
        ("Diagnoza, 21.11.2024", "diagnosis", "accepted"),
    ]
    devices = list(new.get_model("inventory", "Device")._base_manager.order_by("pk"))
    assert [(one.inventory_number, one.sort_key, one.category.code) for one in devices][::2] == [
        ("SP/2", "sp/000002", "inne"),
        ("SP/10", "sp/000010", "inne"),
    ]
    assert devices[1].inventory_number == f"sp / 2 (nr {devices[1].pk})"
    assert len({one.label_code for one in devices}) == 3
    assert new.get_model("inventory", "ZszoUse")._base_manager.get().note == "Moduły: SIGMA"
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(_leaves(executor)) == [], "what was taken one by one needs nothing more"


def test_of_all_tables_in_one_step_none_is_left_when_it_is_taken_back(transactional_db: None) -> None:
    executor = MigrationExecutor(connection)
    monitoring = next(node for node in _leaves(executor) if node[0] == "monitoring")
    assert monitoring[1].startswith("0001_squashed_")
    before = set(connection.introspection.table_names())
    executor.migrate([("monitoring", None)])
    gone = before - set(connection.introspection.table_names())
    assert gone == {name for name in before if name.startswith("monitoring_")}
    MigrationExecutor(connection).migrate([monitoring])
    assert set(connection.introspection.table_names()) == before
