"""Limits on wrong codes: by the door where they are typed and by the first half of what was typed, never by address.

A school is one address: thirty pupils who mistype would lock their own class out. Guessing is limited all the same: a code
whose first half somebody has seen is closed after ten wrong second halves; the common door takes 1,000 wrong codes in ten
minutes, so that hitting one of 5,000 codes in a day has a chance under one in a thousand. While the common door is closed,
the links and QR codes of the sheets stay open: their doors count by themselves.
"""

import time

from django.db import IntegrityError, transaction
from django.db.models import F

from surveys.codes import LENGTH, code_digest, tidy_code
from surveys.models import CodeMiss

WINDOW_SECONDS = 600
COMMON_DOOR = "a"
MOST_COMMON = 1000
MOST_AT_A_LINK = 300
MOST_OF_A_HALF = 10


def may_try(text: str, *, door: str) -> bool:
    """Whether a code may be tried at a door (COMMON_DOOR, or the key of a link)."""
    half = _half(text)
    counts = dict(
        CodeMiss.objects.filter(door__in=(door, half), window=_window()).values_list("door", "count").order_by()
    )
    most = MOST_COMMON if door == COMMON_DOOR else MOST_AT_A_LINK
    return counts.get(door, 0) < most and counts.get(half, 0) < MOST_OF_A_HALF


def note_miss(text: str, *, door: str) -> None:
    """Count a wrong code."""
    for counted in (door, _half(text)):
        _add_one(counted, _window())


def _half(text: str) -> str:
    return f"half {code_digest(tidy_code(text)[: LENGTH // 2])[:32]}"


def _window() -> int:
    return int(time.time()) // WINDOW_SECONDS


def _add_one(door: str, window: int) -> None:
    row = CodeMiss.objects.filter(door=door, window=window)
    if row.update(count=F("count") + 1):
        return
    CodeMiss.objects.filter(window__lt=window).delete()
    try:
        with transaction.atomic():
            CodeMiss.objects.create(door=door, window=window, count=1)
    except IntegrityError:  # somebody else mistyped in the same moment
        row.update(count=F("count") + 1)
