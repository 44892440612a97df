"""Checks of the scope on models. Every check returns its faults as sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.apps.registry import Apps
from django.db import transaction
from django.db.models import Count, Exists, Model, OuterRef, ProtectedError

from schools.models import School
from schools.scope import OutOfScope, ScopeNotOpen, _open_scope, school_scope, whole_municipality
from tests.guards.declared_models import HISTORY_OF, NAMES_A_SCHOOL, NOT_OWNED, OWNED, Owned, history_source, label_of
from tests.guards.walk import OUR_APPS


# --- Declarations ---------------------------------------------------------------------------------------------------
def our_models(registry: Apps) -> list[type[Model]]:
    """Every model of our apps, those that Django makes for many-to-many fields and those of history included."""
    return [one for one in registry.get_models(include_auto_created=True) if one._meta.app_label in OUR_APPS]


def undeclared(models: Iterable[type[Model]]) -> list[str]:
    """Models that nobody has declared to be owned, not owned with a reason, or the history of another."""
    known = {*OWNED, *NOT_OWNED}
    return [label_of(one) for one in models if label_of(one) not in known and history_source(one) not in HISTORY_OF]


def stale_declarations(models: Iterable[type[Model]]) -> list[str]:
    """Declarations whose model is gone."""
    models = list(models)
    labels = {label_of(one) for one in models}
    sources = {history_source(one) for one in models}
    return [one for one in (*OWNED, *NOT_OWNED) if one not in labels] + [
        one for one in HISTORY_OF if one not in sources
    ]


def pointing_at_schools(models: Iterable[type[Model]]) -> list[str]:
    """Models with a foreign key to a school that are not declared to be owned by it, nor to name it only."""
    found = []
    for one in models:
        keys = [field for field in one._meta.fields if field.related_model is School]
        if keys and label_of(one) not in {*OWNED, *NAMES_A_SCHOOL} and not history_source(one):
            found.append(label_of(one))
    return found


# --- One owned model ------------------------------------------------------------------------------------------------
def scope_faults(model: Any, owned: Owned, schools: SimpleNamespace) -> Iterator[str]:
    """What the default manager and the save guard of an owned model let through."""
    with whole_municipality():
        mine, other = owned.make(schools.a), owned.make(schools.b)
        citys = owned.make(None) if owned.municipal else None
    yield from _without_scope(model)
    yield from _reads(model, mine, other, citys)
    yield from _writes(owned, mine, other, citys)


def _without_scope(model: Any) -> Iterator[str]:
    token = _open_scope.set(None)
    try:
        for name, read in READS.items():
            if not _raises(ScopeNotOpen, partial(read, model)):
                yield f"{name} without a scope is answered"
    finally:
        _open_scope.reset(token)


READS: Mapping[str, Callable[[Any], Any]] = {
    "all": lambda model: list(model.objects.all()),
    "the default manager": lambda model: list(model._default_manager.all()),
    "count": lambda model: model.objects.count(),
    "exists": lambda model: model.objects.exists(),
    "first": lambda model: model.objects.order_by("pk").first(),
    "values": lambda model: list(model.objects.values_list("pk", flat=True)),
    "aggregate": lambda model: model.objects.aggregate(number=Count("pk")),
    "iterator": lambda model: list(model.objects.iterator()),
    "a subquery": lambda model: list(model._base_manager.filter(pk__in=model.objects.values("pk"))),
}


def _reads(model: Any, mine: Model, other: Model, citys: Model | None) -> Iterator[str]:
    foreign = [one.pk for one in (other, citys) if one is not None]
    with school_scope([_owner(mine)]):
        seen = set(model.objects.values_list("pk", flat=True))
        if mine.pk not in seen:
            yield "the own row is not seen"
        if seen & set(foreign):
            yield "another school's or the municipality's row is seen"
        if model.objects.filter(pk__in=foreign).exists() or model.objects.in_bulk(foreign):
            yield "another's row is found by its key"
        if model.objects.count() != len(seen):
            yield "the count tells of rows that are not seen"
        inner = model.objects.filter(pk=OuterRef("pk"))
        if model._base_manager.filter(Exists(inner), pk__in=foreign).exists():
            yield "a subquery reaches another's row"
    with school_scope([]):
        if model.objects.exists():
            yield "an empty scope sees rows"
    built_before = model.objects.all()
    with school_scope([_owner(other)]):
        if mine.pk in {one.pk for one in built_before}:
            yield "a queryset remembers the scope in which it was built"


def _writes(owned: Owned, mine: Any, other: Any, citys: Any) -> Iterator[str]:
    with school_scope([_owner(mine)]):
        mine.save()
        for row in [one for one in (other, citys) if one is not None]:
            if not _raises(OutOfScope, row.save):
                yield f"a row of {row.owner_school_id()} was saved"
            if not _raises(OutOfScope, row.delete):
                yield f"a row of {row.owner_school_id()} was deleted"
        if owned.owner_field:
            yield from _moves(owned.owner_field, mine, other)


def _moves(field: str, mine: Any, other: Any) -> Iterator[str]:
    own, foreign = getattr(mine, field), getattr(other, field)
    setattr(mine, field, foreign)
    if not _raises(OutOfScope, mine.save):
        yield "the own row was given to another school"
    setattr(mine, field, own)
    setattr(other, field, own)
    if not _raises(OutOfScope, other.save):
        yield "another school's row was taken"
    setattr(other, field, foreign)


def _owner(row: Any) -> int:
    with whole_municipality():
        owner: int = row.owner_school_id()
    return owner


def _raises(kind: type[Exception], action: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            action()
    except kind:
        return True
    except ProtectedError:  # stopped, but not by the scope
        return False
    return False
