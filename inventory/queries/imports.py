"""What an import has written, as the history tells it."""

from typing import Any

from django.db.models import QuerySet

from inventory.models import Device, Import


def written_by(found: Import, *, reason: str) -> QuerySet[Any]:
    """History rows of the devices that an import added or changed, as they were written; `reason` is under what it wrote."""
    history: Any = Device.history.model
    rows: QuerySet[Any] = history.objects.filter(school_id=found.school_id, history_change_reason=reason)
    # The history has an index on its date, none on its reason.
    rows = rows.filter(history_date__gte=found.confirmed_at)
    return rows.order_by("history_id").values("id", "inventory_number", "name", "history_type")
