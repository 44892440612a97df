"""Marks of a workbook that may come back: whose it is, and which version of which device a row was written from.

Both are signed: a file edited by hand cannot claim another device or another school.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

BOOK_PROPERTY = "hdr-portal"
SHEET = "Ewidencja"
ID_HEADER = "__id"
FORMAT = 1
_SALT = "inventory.roundtrip"
_ROW = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{0,8}):([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class RowMark:
    """The device and its version when the row was exported."""

    device_id: int
    version: int


@dataclass(frozen=True, slots=True)
class BookMark:
    """The school whose register was exported, and when."""

    school_id: int
    made: datetime


def row_mark(device_id: int, version: int, school_id: int) -> str:
    """The hidden first cell of a row: "<device id>:<version>:<signature>"."""
    return f"{device_id}:{version}:{_signature(device_id, version, school_id)}"


def read_row_mark(text: str, school_id: int) -> RowMark | None:
    """What a row's mark says; None for anything that was not made for this school's register."""
    found = _ROW.fullmatch(text.strip())
    if not found:
        return None
    mark = RowMark(int(found[1]), int(found[2]))
    right = _signature(mark.device_id, mark.version, school_id)
    return mark if constant_time_compare(found[3], right) else None


def book_mark(school_id: int, *, made: datetime | None = None) -> str:
    """The value of the document property `hdr-portal`."""
    content = {"format": FORMAT, "school": school_id, "made": (made or timezone.now()).isoformat()}
    return signing.Signer(salt=_SALT).sign(json.dumps(content, separators=(",", ":")))


def read_book_mark(text: str) -> BookMark | None:
    """Whose workbook it is; None when the property was not made by this portal."""
    try:
        content = json.loads(signing.Signer(salt=_SALT).unsign(text))
    except signing.BadSignature:
        return None
    if content["format"] != FORMAT:
        return None
    return BookMark(int(content["school"]), datetime.fromisoformat(content["made"]))


def _signature(device_id: int, version: int, school_id: int) -> str:
    return salted_hmac(_SALT, f"{school_id}:{device_id}:{version}").hexdigest()[:12]
