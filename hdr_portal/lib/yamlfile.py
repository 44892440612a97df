"""YAML files that people write by hand: read safely, each value with its line and key, every fault a Polish sentence.

Nothing is constructed from tags. Anchors, aliases, repeated keys, control characters and deep nesting are refused.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from hdr_portal.lib.yamlentry import Entry, Fault, FileFaults, shown

LIMIT = 1024 * 1024
MAX_DEPTH = 20
TAG = "tag:yaml.org,2002:"
PLAIN_TAGS = frozenset(
    TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "map", "seq")
)
UNSAFE_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _Refused(yaml.YAMLError):
    def __init__(self, mark: yaml.Mark, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = Fault(mark.line + 1, "", sentence)


class _Loader(yaml.SafeLoader):
    """Composes nodes only; the pure Python parser, because the C one can be driven out of its stack."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node, or refuse what a plain file of data does not need."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            raise _Refused(event.start_mark, "Kotwice (&) i odwołania (*) nie są dozwolone. Wpisz wartość wprost.")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Refused(event.start_mark, f"Zagnieżdżenie jest głębsze niż {MAX_DEPTH} poziomów. Uprość zapis.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


@dataclass(frozen=True)
class _Tree:
    """Checks that hold for every value of the file, whatever it means."""

    faults: list[Fault]

    def check(self, entry: Entry) -> None:
        if entry.node.tag not in PLAIN_TAGS:
            entry.refuse("Znaczniki (!) i klucz „<<” nie są dozwolone. Wpisz zwykłą wartość.")
        elif isinstance(entry.node, yaml.MappingNode):
            self.check_mapping(entry)
        elif isinstance(entry.node, yaml.SequenceNode):
            for child in entry.items():
                self.check(child)
        elif UNSAFE_TEXT.search(entry.node.value):
            entry.refuse("Tekst zawiera znak sterujący, którego nie widać. Usuń go.")

    def check_mapping(self, entry: Entry) -> None:
        first_lines: dict[str, int] = {}
        for key, child in entry.pairs():
            if not isinstance(key, yaml.ScalarNode) or key.tag not in PLAIN_TAGS or UNSAFE_TEXT.search(key.value):
                child.refuse("Klucz musi być zwykłym tekstem, a znacznik i „<<” nie są dozwolone. Popraw klucz.")
                continue
            line = key.start_mark.line + 1
            if key.value in first_lines:
                before = f"pierwszy raz w wierszu {first_lines[key.value]}"
                self.faults.append(
                    Fault(line, child.key, f"Klucz {shown(key.value)} się powtarza ({before}). Usuń jeden z nich.")
                )
            first_lines.setdefault(key.value, line)
            self.check(child)


def read_yaml(data: bytes) -> Entry:
    """The file's topmost entry; raises FileFaults when it is no plain YAML. Faults found later gather in `entry.faults`."""
    text = _decode(data)
    node = _compose(text)
    faults: list[Fault] = []
    entry = Entry(node, "", faults)
    _Tree(faults).check(entry)
    if faults:
        raise FileFaults(faults)
    return entry


def _decode(data: bytes) -> str:
    if len(data) > LIMIT:
        raise FileFaults([Fault(0, "", "Plik jest większy niż 1 MB. To nie jest plik danych portalu.")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = "Plik nie jest zapisany w UTF-8. Zapisz go w edytorze z kodowaniem UTF-8."
        raise FileFaults([Fault(line, "", sentence)]) from error


def _compose(text: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _Refused as refused:
        raise FileFaults([refused.fault]) from refused
    except yaml.YAMLError as error:
        raise FileFaults([_syntax_fault(error, text)]) from error
    if node is None:
        raise FileFaults([Fault(1, "", "Plik jest pusty.")])
    return node


def _syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Fault(line, "", "W wierszu jest znak sterujący, którego nie widać. Usuń go.")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    since = f" Zapis zaczyna się w wierszu {opened.line + 1}." if opened and opened.line + 1 != line else ""
    advice = "Sprawdź cudzysłowy, nawiasy, dwukropki i wcięcia."
    return Fault(line, "", f"To nie jest poprawny zapis YAML.{since} {advice}")


def read_bytes(path: Path) -> bytes:
    """The file's bytes, never much more than the limit; raises FileFaults when there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise FileFaults([Fault(0, "", f"Nie da się odczytać pliku: {path}.")]) from error
