"""A migration's operation that makes the tables of many models in one step."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Makes every model that `operations` create, each as it is after the last of them, indexes and constraints included.

    After an operation Django renders anew all models that hang together with the changed one. Where everything belongs to a
    school that is everything, after each of hundreds of operations: a minute for an empty database. Here it is done once.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django writes it down."""
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Take in every operation; the models are rendered when somebody asks for them next."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables in the order in which the models are created."""
        del from_state
        for model in self._models(app_label, to_state, schema_editor):
            schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last first."""
        del to_state
        for model in reversed(list(self._models(app_label, from_state, schema_editor))):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """For the list of a migration plan."""
        return f"Create {sum(isinstance(one, CreateModel) for one in self.operations)} tables"

    def _models(self, app_label: str, state: ProjectState, schema_editor: BaseDatabaseSchemaEditor) -> Iterator[Any]:
        for one in self.operations:
            if isinstance(one, CreateModel):
                model: Any = state.apps.get_model(app_label, one.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    yield model
