"""Database rows kept equal to a file: only what differs is saved, so history shows real changes alone."""

from collections.abc import Mapping

from django.db.models import Model


def update_row(row: Model, values: Mapping[str, object]) -> list[str]:
    """Give the row the values and save it when any differs; returns the Polish names of the fields that changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save()
    return [str(getattr(row._meta.get_field(name), "verbose_name", name)) for name in changed]


def described(row: Model, fields: list[str]) -> list[str]:
    """The change in words, for a report; nothing when no field changed."""
    return [f"zmieniono: {row} ({', '.join(fields)})"] if fields else []
