"""What was known at a moment: inside `as_known_at(K)` the records are read as their kept versions stood at K.

Two questions about the past are never mixed. What was true on day D: every measure asks for the days of its records.
What was known at the moment K: a record entered, approved, voided or proved later than K was not known then. A report takes
both, so the report of a day can be made again exactly as it was, or as it would be with what was learnt since.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Max, Model, Q, QuerySet

from schools.scope import current_scope

_moment: ContextVar[datetime.datetime | None] = ContextVar("known_at", default=None)


@contextmanager
def as_known_at(moment: datetime.datetime | None) -> Iterator[None]:
    """Inside, `known` reads the records as they stood at the moment; None reads them as they stand now."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def known_at() -> datetime.datetime | None:
    """The moment of the open `as_known_at`; None for now."""
    return _moment.get()


_ever: ContextVar[bool] = ContextVar("once_counted", default=False)


@contextmanager
def once_counted() -> Iterator[None]:
    """Inside, records that counted at some time and were taken back are read with those that count: a history tells both."""
    token = _ever.set(True)
    try:
        yield
    finally:
        _ever.reset(token)


def reading() -> tuple[datetime.datetime | None, bool]:
    """What is being asked of the past; results of different readings are never mixed."""
    return _moment.get(), _ever.get()


def known(model: type[Model], *, past_scope: bool = False) -> QuerySet[Any]:
    """Rows of a model with kept versions, as known: now its own rows, at a moment its newest versions of then.

    Both kinds of rows answer to the model's own field names (`values_list`, `filter`), and the key is in `row_key`. Rows
    are those of the open scope; `past_scope` reads past it, as `_base_manager` does, and the caller says why.
    A row deleted before the moment was not known; one deleted later is, unless the scope is that of a school: what a
    school may see is told by the rows that are there.
    """
    rows: Any = model._base_manager if past_scope else model._default_manager  # noqa: SLF001 - the caller says why
    moment = known_at()
    if moment is None:
        return rows.all()  # type: ignore[no-any-return]
    found = _newest_versions(model, Q(history_date__lte=moment)).exclude(history_type="-")
    return found if past_scope else _in_scope(model, found)


def counting(model: type[Model], **state: Any) -> QuerySet[Any]:
    """Rows in the state in which they count, as known; inside `once_counted` each as it stood when it last counted."""
    if not _ever.get():
        return known(model).filter(**state)
    until = Q(history_date__lte=_moment.get()) if _moment.get() else Q()
    return _in_scope(model, _newest_versions(model, Q(**state) & until))


def _newest_versions(model: type[Model], among: Q) -> QuerySet[Any]:
    """Of each row its newest kept version among those of the condition."""
    versions: QuerySet[Any] = model.history.model.objects  # type: ignore[attr-defined]  # added by HistoricalRecords
    key = model._meta.pk.attname
    newest = versions.filter(among).order_by().values(key).annotate(newest=Max("history_id"))
    return versions.filter(history_id__in=newest.values("newest"))


def _in_scope(model: type[Model], versions: QuerySet[Any]) -> QuerySet[Any]:
    if current_scope().school_ids is None:
        return versions
    key = model._meta.pk.attname
    return versions.filter(**{f"{key}__in": model._default_manager.order_by().values("pk")})  # noqa: SLF001 - the scope itself
