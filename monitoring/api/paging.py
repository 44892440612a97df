"""Pages of a list: „limit” and „offset” in, the items with the whole count and the address of the next page out."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema

Item = TypeVar("Item")
MOST, USUAL, FARTHEST = 500, 100, 1_000_000


class PageQuery(Schema):
    """Which part of a list."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="Ile pozycji na stronie.")
    offset: int = Field(0, ge=0, le=FARTHEST, description="Od której pozycji (pierwsza ma numer 0).")


class Page(Schema, Generic[Item]):
    """A part of a list."""

    count: int = Field(description="Ile pozycji jest na wszystkich stronach razem.")
    next: str | None = Field(description="Adres następnej strony; null na ostatniej.")
    items: list[Item] = Field(description="Pozycje tej strony.")


def page_of(rows: Sequence[Any], asked: PageQuery, request: HttpRequest) -> dict[str, Any]:
    """The asked part of the rows."""
    end = asked.offset + asked.limit
    following = _address(request, asked.limit, end) if end < len(rows) else None
    return {"count": len(rows), "next": following, "items": list(rows[asked.offset : end])}


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
