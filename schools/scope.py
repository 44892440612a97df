"""Which rows a piece of code may see: a context variable, asked by the SQL when a query runs.

Without an open scope a query on a school-owned model raises ScopeNotOpen, so a task, a shell or a public view has to open
one by name. `school_scope` limits to some schools, `whole_municipality` opens all rows.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler


class ScopeNotOpen(Exception):
    """A school-owned model was queried outside `school_scope` and `whole_municipality`."""


class OutOfScope(Exception):
    """A write would touch the row of a school outside the open scope."""


@dataclass(frozen=True)
class Scope:
    """The schools whose rows may be seen; `school_ids` None means the whole municipality."""

    school_ids: frozenset[int] | None

    def holds(self, school_id: int | None) -> bool:
        """Whether a row of this school is visible; rows without a school belong to the municipality."""
        return self.school_ids is None or school_id in self.school_ids


_open_scope: ContextVar[Scope | None] = ContextVar("open_scope", default=None)


def current_scope() -> Scope:
    """The open scope; raises ScopeNotOpen when there is none."""
    scope = _open_scope.get()
    if scope is None:
        raise ScopeNotOpen("Open school_scope(...) or whole_municipality() before touching school-owned rows.")
    return scope


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Context manager: only what the scope allows is visible and writable inside."""
    token = _open_scope.set(scope)
    try:
        yield scope
    finally:
        _open_scope.reset(token)


def school_scope(school_ids: Iterable[int]) -> Any:
    """Context manager: only the rows of these schools (ids) are visible and writable."""
    return open_scope(Scope(frozenset(school_ids)))


def whole_municipality() -> Any:
    """Context manager: all rows, those of the municipality itself included. Say in a comment why it is needed."""
    return open_scope(Scope(None))


class InScope(Func):
    """SQL predicate `column IN (schools of the open scope)`, resolved when the statement is compiled, not when built."""

    output_field: ClassVar[models.BooleanField[bool, bool]] = models.BooleanField()
    conditional = True

    def as_sql(  # type: ignore[override]  # takes Func's extras as they come
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """See Func.as_sql."""
        scope = current_scope()
        if scope.school_ids is None:
            return "1 = 1", ()
        if not scope.school_ids:
            return "1 = 0", ()
        column, params = compiler.compile(self.source_expressions[0])
        marks = ", ".join(["%s"] * len(scope.school_ids))
        return f"{column} IN ({marks})", (*params, *sorted(scope.school_ids))


class ScopedManager(models.Manager[Any]):
    """Default manager of a school-owned model: rows of the open scope only.

    Which column leads to the owner stands at the model (`scope_path`), because Django builds managers of related objects
    anew, without arguments. Base managers stay unfiltered, so a foreign key can be followed from a row that is in scope.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        """All rows that the open scope allows when the query runs."""
        return super().get_queryset().filter(self.predicate())

    def predicate(self) -> Any:
        """The condition, also for use in subqueries."""
        return InScope(models.F(self.model.scope_path))


class SaveGuard(models.Model):
    """Refuses to save or delete a row of a school outside the open scope: managers guard reads only.

    `bulk_create` and queryset `update`/`delete` pass it by: services alone use them, on querysets of the open scope.
    """

    scope_path: ClassVar[str] = "school_id"  # lookup of the id of the school that owns a row

    class Meta:
        abstract = True

    def owner_school_id(self) -> int | None:
        """Id of the school that owns the row; None for a row of the municipality."""
        return self.school_id  # type: ignore[attr-defined,no-any-return]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save when the owner is in scope, before and after the change; raises OutOfScope."""
        self._refuse_foreign_owner(self.owner_school_id())
        if self.pk is not None and not self._state.adding:
            self._refuse_foreign_owner(self._stored_owner())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete when the stored owner is in scope; raises OutOfScope."""
        self._refuse_foreign_owner(self._stored_owner())
        return super().delete(*args, **kwargs)

    def _stored_owner(self) -> int | None:
        stored = type(self)._base_manager.filter(pk=self.pk).first()  # noqa: SLF001 - whoever owns it
        return stored.owner_school_id() if stored else self.owner_school_id()

    def _refuse_foreign_owner(self, school_id: int | None) -> None:
        if not current_scope().holds(school_id):
            raise OutOfScope(f"{type(self).__name__} of school {school_id} is outside the open scope.")
