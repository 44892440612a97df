"""The shared texts of an XLSX: its cells refer to them by number."""

from collections.abc import Callable, Iterable

from . import sentences
from .contents import CellError
from .drafts import Tally
from .sentences import Refused
from .texts import MOST, cleaned, unescaped
from .xmlstream import MAX_TEXT, feed, local, parser

MAX_STRINGS = 400_000
SharedText = str | CellError | None


def read_strings(chunks: Iterable[bytes], tally: Tally) -> tuple[list[SharedText], dict[int, int]]:
    """The texts, cleaned, and the lengths of those that are blank or errors now; raises Refused when there are too many.

    The counting reader copies all of them, so they have to weigh as often as they are used.
    """
    reader = StringReader(tally)
    made = parser()
    made.StartElementHandler, made.EndElementHandler = reader.start, reader.end
    made.CharacterDataHandler = reader.characters
    feed(made, chunks)
    return reader.found, reader.weights


class StringReader:
    """Joins the runs of rich text; pronunciation guides of East Asian scripts are left out."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.found: list[SharedText] = []
        self.names: dict[str, str] = {}
        self.weights: dict[int, int] = {}
        self.text = self.whole = ""
        self.length = 0
        self.guide = False
        self.closing: dict[str, Callable[[], None]] = {
            "t": self._close_text,
            "si": self._close,
            "rPh": self._close_guide,
        }

    def start(self, name: str, _: dict[str, str]) -> None:
        """See expat."""
        kind = self.names.get(name) or self.names.setdefault(name, local(name))
        if kind == "t":
            self.text = ""
        elif kind == "si":
            self.whole = ""
            self.length = 0
        elif kind == "rPh":
            self.guide = True

    def end(self, name: str) -> None:
        """See expat."""
        if what := self.closing.get(self.names[name]):
            what()

    def characters(self, piece: str) -> None:
        """See expat."""
        self.length += len(piece)
        if len(self.text) < MAX_TEXT:
            self.text += piece

    def _close_text(self) -> None:
        if not self.guide and len(self.whole) < MAX_TEXT:
            self.whole += self.text

    def _close(self) -> None:
        if len(self.found) >= MAX_STRINGS:
            raise Refused(sentences.STRINGS)
        self.tally.add_text(min(len(self.whole), MOST))
        value = cleaned(unescaped(self.whole))
        if not isinstance(value, str) and self.length:
            self.weights[len(self.found)] = self.length
        self.found.append(value)

    def _close_guide(self) -> None:
        self.guide = False
