"""Text with slots: rendered once with a mark where each respondent's own value goes, cut there, filled in for everybody. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

SLOT = re.compile("\ue000([^\ue001]*)\ue001")  # private characters: nobody's texts have them


@dataclass(frozen=True)
class Skeleton:
    """Text, name of a slot, text, name of a slot … text."""

    pieces: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The whole text; a slot without a value stays empty. The values are markup: the caller has escaped them."""
        pieces = list(self.pieces)
        pieces[1::2] = [values.get(name, "") for name in self.pieces[1::2]]
        return "".join(pieces)


def slot(name: str) -> SafeString:
    """The mark of a place that is filled in later."""
    return mark_safe(f"\ue000{name}\ue001")  # noqa: S308 - two private characters and a name of ours


def skeleton_of(text: str) -> Skeleton:
    """The text cut at its slots."""
    return Skeleton(tuple(SLOT.split(text)))
