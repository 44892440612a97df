"""The child process: what it may take, and what its death or nonsense means."""

import hashlib
import io
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.workbook import counting, door, reader, sentences
from hdr_portal.lib.workbook.contents import CellError, Limits
from hdr_portal.lib.workbook.door import read_workbook
from hdr_portal.lib.workbook.transport import end_line, read_lines
from tests.workbook.builders import DATE, cell, one_cell, row, sheet, xlsx
from tests.workbook.reading import refusal

GOOD = xlsx(sheet(row(1, cell("A1", "Nr"), cell("B1", 45601, "n", DATE), cell("C1", "#N/A", "e"), cell("D1", 1, "b"))))


def test_values_come_out_of_the_child_with_their_types() -> None:
    upload = SimpleUploadedFile("wykaz.xlsx", GOOD)
    upload.read()
    contents = read_workbook(upload)
    assert contents.sheets[0].rows == [["Nr", date(2024, 11, 5), CellError("#N/A"), True]]
    assert (contents.kind, contents.cells) == ("xlsx", 4)
    assert upload.read() == GOOD


def test_the_name_does_not_decide() -> None:
    assert read_workbook(ContentFile(GOOD, "wykaz.csv")).kind == "xlsx"


def test_no_bytes_and_too_many_are_refused_before_a_child_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "CHILD", "raise SystemExit(1)")
    assert refusal(b"") == "Plik jest pusty (0 bajtów). Sprawdź go na swoim komputerze i wgraj ponownie."
    assert refusal(bytes(20_000_001)) == (
        "Plik ma ponad 20\u00a0MB. Usuń z niego obrazy i zbędne arkusze albo podziel go na części."
    )


def test_what_the_form_has_refused_stays_refused() -> None:
    upload = ContentFile(GOOD, "wykaz.xlsx")
    upload.refusal = "Za dużo plików."  # type: ignore[attr-defined]
    with pytest.raises(Refused, match=r"Za dużo plików\."):
        read_workbook(upload)


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import os; os.abort()", sentences.BROKEN),
        ("raise SystemExit(3)", sentences.BROKEN),
        ("import os; os.kill(os.getpid(), 9)", sentences.TOO_SLOW),
        ("import time; time.sleep(60)", sentences.TOO_SLOW),
        ("pass", sentences.BROKEN),
        ("print('E5')", sentences.BROKEN),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)))", sentences.BROKEN),
    ],
)
def test_a_child_that_dies_or_talks_nonsense_means_a_refusal(
    monkeypatch: pytest.MonkeyPatch, program: str, sentence: str
) -> None:
    monkeypatch.setattr(door, "CHILD", program)
    monkeypatch.setattr(door, "WALL_SECONDS", 1)
    assert refusal(GOOD) == sentence


def test_a_child_that_calculates_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import sys; sys.path.append(sys.argv[1]); from lib.workbook import child; child.limit_resources(1)\nwhile 1: pass"
    monkeypatch.setattr(door, "CHILD", program)
    assert refusal(GOOD) == sentences.TOO_SLOW


def test_a_child_that_takes_memory_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys; sys.path.append(sys.argv[1]); from lib.workbook import child; child.limit_resources(5)\n"
        "kept = [bytearray(1 << 20) for _ in range(240)]\n"
    )
    monkeypatch.setattr(door, "CHILD", program)
    assert refusal(GOOD) == sentences.BROKEN


def test_a_child_that_writes_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys; sys.path.append(sys.argv[1]); from lib.workbook import child; child.limit_resources(5)\n"
        "for _ in range(200): sys.stdout.buffer.write(bytes(1 << 20))\n"
    )
    monkeypatch.setattr(door, "CHILD", program)
    assert refusal(GOOD) == sentences.BROKEN


HEAD = b'H{"kind":"xlsx","notes":[],"properties":{}}\n'
SHEET = b'S{"name":"a","hidden":false,"formulas":[],"merges":[],"hidden_rows":[],"hidden_columns":[],"padded":[]}\n'


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [HEAD],
        [b"E5\n"],
        [HEAD, SHEET, b"R[[1]]\n"],
        [HEAD, b"R[[1]]\n", b"E1\n"],
        [HEAD, SHEET, b"R[[NaN]]\n", b"E1\n"],
        [HEAD, SHEET, b"R[[[1]]]\n", b"E1\n"],
        [HEAD, SHEET, b'R[[{"d":"wczoraj"}]]\n', b"E1\n"],
        [HEAD, SHEET, b'R[[{"x":"y","z":"q"}]]\n', b"E1\n"],
        [HEAD, SHEET, b"R" + b"[" * 100_000 + b"\n", b"E1\n"],
        [HEAD, SHEET.replace(b'"formulas":[]', b'"formulas":[[1]]'), b"E1\n"],
        [b"H[]\n", SHEET, b"E1\n"],
    ],
)
def test_an_answer_that_is_not_whole_is_no_answer(lines: list[bytes]) -> None:
    with pytest.raises(Refused) as caught:
        read_lines(lines)
    assert caught.value.sentence == sentences.BROKEN


def test_limits_reach_the_child() -> None:
    with pytest.raises(Refused, match="dalej niż w wierszu 1"):
        read_workbook(ContentFile(one_cell(cell("A2", 1)), "a.xlsx"), limits=Limits(rows=1))


def _large() -> bytes:
    """A package of more bytes than are counted afterwards."""
    noise = (hashlib.sha512(str(number).encode()).hexdigest() for number in range(4000))
    return xlsx(sheet(*(row(at, cell(f"A{at}", text)) for at, text in enumerate(noise, 1))))


def test_a_large_file_is_counted_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    source = _large()
    assert len(source) > counting.LARGE
    monkeypatch.setattr(reader, "Counting", None)  # would be called for the count afterwards
    *_, last = reader.lines_of(io.BytesIO(source), ".xlsx", Limits())
    assert last == end_line(4000)


def test_a_count_that_dies_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_count_all", lambda *_: os._exit(1))
    *_, last = reader.lines_of(io.BytesIO(_large()), ".xlsx", Limits())
    assert last == end_line(4000)


def test_an_early_count_that_differs_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "by_calamine", lambda _, __: {"Arkusz1": 3999})
    with pytest.raises(Refused, match=r"\(4000 i 3999\)"):
        list(reader.lines_of(io.BytesIO(_large()), ".xlsx", Limits()))


def children() -> set[str]:
    """Processes that this one has started and that are still there, zombies too."""
    return {stat.parent.name for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == os.getpid()}


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0  # of another test's, over meanwhile


def test_a_refused_file_leaves_no_process_behind() -> None:
    before = children()
    with pytest.raises(Refused):
        list(reader.lines_of(io.BytesIO(_large()), ".xlsx", Limits(rows=10)))
    assert children() == before
