"""Questionnaires between their rows and the value: read (and remembered, when it can no longer change) and stored."""

from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from surveys import questionnaire as values
from surveys.models import Instrument, InstrumentState, Item, Scale, ScalePoint, Section
from surveys.showif import parse_show_if


def questionnaire_of(instrument: Instrument) -> values.Questionnaire:
    """The instrument as a value. One that is ready never changes, so it is read once a process; a draft every time."""
    return (
        _remembered(instrument.pk) if instrument.state != InstrumentState.DRAFT else read_questionnaire(instrument.pk)
    )


@lru_cache(maxsize=64)
def _remembered(pk: int) -> values.Questionnaire:
    return read_questionnaire(pk)


def read_questionnaire(pk: int) -> values.Questionnaire:
    """The value of an instrument's rows, in five statements; raises Instrument.DoesNotExist."""
    points = Prefetch("scales__points", ScalePoint.objects.order_by("position"))
    items = Prefetch("sections__items", Item.objects.order_by("position"))
    sections = Prefetch("sections", Section.objects.order_by("position"))
    row = Instrument.objects.prefetch_related("scales", points, sections, items).get(pk=pk)
    scales = {scale.pk: _scale(scale) for scale in row.scales.all()}
    return values.Questionnaire(
        code=row.code, version=row.version, title=row.title, audience=row.audience, framework=row.framework,
        easy=row.easy, minutes=row.minutes, intro=row.intro, source_note=row.source_note,
        sections=tuple(_section(section, scales) for section in row.sections.all()),
    )  # fmt: skip


def _scale(row: Scale) -> values.Scale:
    return values.Scale(row.code, tuple(values.Point(one.code, one.label, one.value) for one in row.points.all()))


def _section(row: Section, scales: dict[int, values.Scale]) -> values.Section:
    items = tuple(_item(item, scales) for item in row.items.all())
    return values.Section(row.code, row.title, items, row.construct, row.intro)


def _item(row: Item, scales: dict[int, values.Scale]) -> values.Item:
    return values.Item(
        code=row.code, kind=row.kind, text=row.text, easy=row.easy, hint=row.hint, tag=row.tag, category=row.category,
        scale=scales[row.scale_id] if row.scale_id else None, required=row.required, allow_na=row.allow_na,
        reverse=row.reverse, limit=row.limit, minimum=row.minimum, maximum=row.maximum,
        show_if=parse_show_if(row.show_if),
    )  # fmt: skip


@transaction.atomic
def store_questionnaire(instrument: Instrument, content: values.Questionnaire) -> None:
    """Put the value into the rows of a draft, all or nothing: its sections, items and scales are written anew.

    The caller has checked that the instrument is a draft and that the content is sound (surveys/soundness.py).
    """
    for name in ("title", "audience", "framework", "easy", "minutes", "intro", "source_note"):
        setattr(instrument, name, getattr(content, name))
    instrument.save()
    instrument.sections.all().delete()
    instrument.scales.all().delete()
    scales = {code: _store_scale(instrument, scale) for code, scale in content.scales.items()}
    for position, section in enumerate(content.sections, 1):
        row = Section.objects.create(
            instrument=instrument, position=position, code=section.code, construct=section.construct,
            title=section.title, intro=section.intro,
        )  # fmt: skip
        Item.objects.bulk_create(_item_row(row, at, item, scales) for at, item in enumerate(section.items, 1))


@transaction.atomic
def delete_questionnaire(instrument: Instrument) -> None:
    """Delete an instrument that nobody was asked with; its items go first, because they protect their scales."""
    instrument.sections.all().delete()
    instrument.delete()


def _store_scale(instrument: Instrument, scale: values.Scale) -> Scale:
    row = Scale.objects.create(instrument=instrument, code=scale.code)
    ScalePoint.objects.bulk_create(
        ScalePoint(scale=row, position=at, code=point.code, value=point.value, label=point.label)
        for at, point in enumerate(scale.points, 1)
    )
    return row


def _item_row(section: Section, position: int, item: values.Item, scales: dict[str, Scale]) -> Item:
    plain: dict[str, Any] = {
        name: getattr(item, name)
        for name in (
            "code", "kind", "text", "easy", "hint", "tag", "category", "required", "allow_na", "reverse", "limit",
            "minimum", "maximum",
        )
    }  # fmt: skip
    return Item(
        section=section, position=position, scale=scales[item.scale.code] if item.scale else None,
        show_if=item.show_if.source if item.show_if else "", **plain,
    )  # fmt: skip
