"""Verbs on bindings: written by the department, frozen when a campaign is counted."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from schools.models import User
from schools.scope import whole_municipality
from surveys.models import Binding, BindingValue, Campaign, Figure, Hidden, Part, Statistic, Subject, Tally

PLACES = Decimal("0.01")
Figures = Mapping[tuple[int, str, str], Figure]  # part, subject, code → the city's figure
COUNTED_FIELDS = frozenset({"instrument_code", "audience", "subject", "subject_code", "statistic", "minimum"})


class AlreadyCounted(Exception):
    """A binding that has values keeps what they were counted from: another question is another binding."""


@transaction.atomic
def write_binding(binding: Binding, given: Mapping[str, Any], *, by: User) -> Binding:
    """A new binding, or a change of one; raises AlreadyCounted."""
    if binding.pk and binding.values.exists():
        changed = {name for name in COUNTED_FIELDS & given.keys() if getattr(binding, name) != given[name]}
        if changed:
            raise AlreadyCounted
    for name, value in given.items():
        setattr(binding, name, value)
    binding._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's documented way
    binding.save()
    return binding


@transaction.atomic
def freeze_bindings(tally: Tally) -> list[BindingValue]:
    """Freeze the values that this counting gives to bindings: call it when its figures are stored.

    Reads released figures of the whole city only. A hidden figure, and one of fewer answers than the binding asks for, is
    frozen without its number. Called again it changes nothing.
    """
    campaign = tally.campaign
    parts = {(part.instrument.code, part.audience): part for part in campaign.parts.select_related("instrument")}
    bound = Binding.objects.filter(instrument_code__in={code for code, _ in parts}).order_by("pk")
    with whole_municipality():  # the city's figures have no school
        found = Figure.objects.filter(tally=tally, school=None, stage="").select_related("part")
        figures: Figures = {(one.part_id, one.subject, one.code): one for one in found}
    values = (
        _freeze(binding, tally, parts[binding.instrument_code, binding.audience], figures)
        for binding in bound
        if (binding.instrument_code, binding.audience) in parts
    )
    return [value for value in values if value]


def _freeze(binding: Binding, tally: Tally, part: Part, figures: Figures) -> BindingValue | None:
    """The value, or None where this version of the instrument does not ask for it."""
    figure = figures.get((part.pk, binding.subject, binding.subject_code))
    if figure is None:
        return None
    shown = figure.n is not None and not figure.hidden
    enough = shown and (figure.n or 0) >= binding.minimum
    value = _number(binding, figure) if enough else None
    hidden = figure.hidden or ("" if value is not None else Hidden.FEW)
    base = figures.get((part.pk, Subject.BASE, ""))
    return BindingValue.objects.get_or_create(
        binding=binding,
        tally=tally,
        defaults={
            "day": _closing_day(tally.campaign),
            "value": value,
            "n": figure.n if shown else None,
            "rate": _rate(base),
            "instrument_version": part.instrument.version,
            "hidden": hidden,
        },
    )[0]


def _number(binding: Binding, figure: Figure) -> Decimal | None:
    if binding.statistic == Statistic.RATE:
        return _rate(figure)
    given = figure.mean if binding.statistic == Statistic.MEAN else figure.top
    if given is None:
        return None
    scale = 1 if binding.statistic == Statistic.MEAN else 100
    return (Decimal(str(given)) * scale).quantize(PLACES)


def _rate(base: Figure | None) -> Decimal | None:
    """How many of the invited answered, in per cent; None where that is hidden or nobody was counted."""
    if base is None or base.hidden or not base.invited or base.n is None:
        return None
    return min(Decimal(100), Decimal(base.n) * 100 / base.invited).quantize(PLACES)


def _closing_day(campaign: Campaign) -> Any:
    return timezone.localdate(campaign.closed_at) if campaign.closed_at else campaign.closes_on
