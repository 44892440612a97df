"""Waiting for what another process does."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def eventually(look: Callable[[], Found], *, within: float, what: str, every: float = 0.05) -> Found:
    """What `look` finds as soon as it finds something true; an AssertionError that says `what` after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        if found := look():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {within:.0f} s: {what}.")
        time.sleep(every)
