"""A diff on disk: a head and a line for each row, so that a page of ten thousand rows reads only its own."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, overload

from hdr_portal.lib.filestore import Written
from hdr_portal.lib.workbook.quickjson import packed, unpacked
from inventory.columns import BY_KEY
from inventory.intake.stored import read_packed, write_packed
from inventory.intake.verdicts import CellChange, Diff, MissingRow, Problem, Question, RowVerdict, Verdict
from inventory.intake.work import Work, unpack_work

# A row as the computation leaves it: row, verdict, device id, number, name,
# changes [[key, old, new, base, kind, decision]] ([key, new] in a new row), problems [[column, key, sentence, level]], quantity.
RawRow = list[Any]
_LETTERS = {verdict: letter for letter, verdict in zip("ncukea", Verdict, strict=True)}


class StoredRows(Sequence[RowVerdict]):
    """Rows that are made when asked for; `of` picks those of some verdicts without reading the rest."""

    def __init__(self, lines: Sequence[bytes | RawRow], letters: str) -> None:
        self._lines, self._letters = lines, letters

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> RowVerdict: ...
    @overload
    def __getitem__(self, at: slice) -> "StoredRows": ...
    def __getitem__(self, at: int | slice) -> "RowVerdict | StoredRows":
        if isinstance(at, slice):
            return StoredRows(self._lines[at], self._letters[at])
        return _row(self._lines[at])

    def of(self, *verdicts: Verdict) -> "StoredRows":
        """The rows with one of the verdicts, in the order of the sheet."""
        wanted = {_LETTERS[verdict] for verdict in verdicts}
        chosen = [at for at, letter in enumerate(self._letters) if letter in wanted]
        return StoredRows([self._lines[at] for at in chosen], "".join(self._letters[at] for at in chosen))


def _row(line: bytes | RawRow) -> RowVerdict:
    row, verdict, device_id, number, name, changes, problems, quantity = (
        unpacked(line) if isinstance(line, bytes) else line
    )
    return RowVerdict(
        row=row,
        verdict=Verdict(verdict),
        device_id=device_id,
        number=number,
        name=name,
        changes=tuple(_change(*change) for change in changes),
        problems=tuple(Problem(row, *problem) for problem in problems),
        quantity=quantity,
    )


def _change(key: str, *rest: Any) -> CellChange:
    label = BY_KEY[key].label
    return CellChange(key, label, "", rest[0]) if len(rest) == 1 else CellChange(key, label, *rest)


def rows_from(raw: Sequence[RawRow]) -> StoredRows:
    """The rows of a computation that is still in memory."""
    return StoredRows(raw, "".join(_LETTERS[Verdict(row[1])] for row in raw))


def pack(diff: Diff, raw: Sequence[RawRow]) -> tuple[bytes, str]:
    """The bytes to keep and their fingerprint: equal for two diffs that would show the same and write the same."""
    lines = [packed(row) for row in raw]
    head = asdict(Diff(**{**vars(diff), "rows": ()})) | {"letters": rows_from(raw)._letters}  # noqa: SLF001 - of this module
    body = b"\n".join([packed(head), *lines])
    digest = hashlib.sha256(body).hexdigest()
    return digest.encode() + b"\n" + body, digest


def keep(diff: bytes, work: bytes) -> Written:
    """Write a packed diff, and behind it the work that it stands for, which only the worker reads."""
    return write_packed((diff, work), "diff")


def read_diff(path: str) -> tuple[Diff, str]:
    """A kept diff with its fingerprint."""
    digest, head, *lines = read_packed(path).split(b"\n")
    return _diff(unpacked(head), lines), digest.decode()


def read_work(path: str) -> tuple[Work, Any, str]:
    """The work of a kept diff, the stamp it was computed from, the fingerprint of the diff."""
    return *unpack_work(read_packed(path, 1)), read_packed(path)[:64].decode()


def _diff(head: dict[str, Any], lines: Sequence[bytes]) -> Diff:
    letters = head.pop("letters")
    return Diff(
        **{
            **head,
            "rows": StoredRows(lines, letters),
            "questions": tuple(_question(given) for given in head["questions"]),
            "missing": tuple(MissingRow(**given) for given in head["missing"]),
            "notes": tuple(head["notes"]),
        }
    )


def _question(given: dict[str, Any]) -> Question:
    suggestions: Iterable[tuple[int, str]] = ((int(pk), str(name)) for pk, name in given.pop("suggestions"))
    return Question(**given, suggestions=tuple(suggestions))
