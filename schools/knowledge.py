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

from django.db.models import Max, Model, QuerySet

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
    versions = model.history.model.objects  # type: ignore[attr-defined]  # added by HistoricalRecords
    key = model._meta.pk.attname  # type: ignore[union-attr]  # every model has one
    newest = versions.filter(history_date__lte=moment).order_by().values(key).annotate(newest=Max("history_id"))
    found = versions.filter(history_id__in=newest.values("newest")).exclude(history_type="-")
    if not past_scope and current_scope().school_ids is not None:
        found = found.filter(**{f"{key}__in": rows.order_by().values("pk")})
    return found  # type: ignore[no-any-return]
