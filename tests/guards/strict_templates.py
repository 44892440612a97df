"""An undefined variable in a template of ours raises, so that a misspelt name fails a test instead of showing nothing."""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import Node, Origin

OURS = Path(__file__).resolve().parents[2] / "templates"


class UndefinedVariable(Exception):
    """A template of ours printed a variable that nobody gave it."""


class RaisingMark(str):
    """For `string_if_invalid`: Django asks whether it holds „%s” and then formats it with the variable's name."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        origin = _origin_of(sys._getframe(1))
        if origin and Path(origin).is_relative_to(OURS):
            raise UndefinedVariable(f"{variable} in {Path(origin).relative_to(OURS)}")
        return ""


def _origin_of(frame: FrameType | None) -> str:
    """The file of the template node that is being rendered."""
    while frame is not None:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None) if isinstance(node, Node) else None
        if isinstance(origin, Origin):
            return str(origin.name)
        frame = frame.f_back
    return ""
