"""`make fuzz`: spoilt workbooks through the real reading child; whatever comes, it is a refusal in words or all the cells.

    python -m tools.fuzz_workbooks [--count 10000] [--seed 1] [--keep FOLDER]

Real and hand-made workbooks are spoilt (fuzz_mutations.py), each is read in a process of its own under the limits that
the portal sets (fuzz_host.py). Of what was read, every filled cell that openpyxl finds has to be there. A child that dies
means a refusal at the door; it is counted. Ends with 1 when a cell was lost, or time or memory were exceeded.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import IO

import openpyxl

from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.workbook.contents import LIMITS, WorkbookContents
from hdr_portal.lib.workbook.door import FOLDER
from hdr_portal.lib.workbook.sentences import TOO_SLOW
from hdr_portal.lib.workbook.transport import read_lines
from tests.workbook import seeds
from tools.fuzz_mutations import mutated

SECONDS, MEGABYTES = 5, 256
HOST = "import sys; sys.path[:0] = sys.argv[1:]; from fuzz_host import main; main()"
ENDINGS = {"xlsx": ".xlsx", "xls": ".xls", "ods": ".ods", "csv": ".csv"}


@dataclass
class Report:
    """What came of the files."""

    refused: int = 0
    read: int = 0
    compared: int = 0
    died: Counter[int] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    longest: float = 0
    most: float = 0

    def failures(self) -> list[str]:
        """What must not happen."""
        return self.lost + self.broken + self.slow + self.large

    def lines(self) -> Iterator[str]:
        """The figures, in words."""
        yield f"odmowa słowami {self.refused}, odczyt {self.read}, z tego porównane z openpyxl {self.compared}"
        yield f"proces odczytu padł {sum(self.died.values())} razy: {dict(self.died)}"
        yield f"najdłużej {self.longest:.2f} s, najwięcej {self.most:.0f} MB"
        yield from (f"  {count:6}  {sentence}" for sentence, count in self.sentences.most_common(40))
        yield from (f"ŹLE: {failure}" for failure in self.failures())


class Host:
    """The process that forks a child for each file."""

    def __init__(self, folder: Path) -> None:
        self.source, self.answer = folder / "source", folder / "answer"
        tools = Path(__file__).parent
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", HOST, str(FOLDER), str(tools)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def read(self, data: bytes, ending: str) -> tuple[int, float, float]:
        """Exit status, seconds and megabytes of reading these bytes; the answer is in its file."""
        self.source.write_bytes(data)
        request = [str(self.source), str(self.answer), ending, json.dumps(asdict(LIMITS))]
        stdin, stdout = self._pipes()
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        status, seconds, megabytes = json.loads(stdout.readline())
        return status, seconds, megabytes

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError
        return self.process.stdin, self.process.stdout

    def close(self) -> None:
        """End the process."""
        for pipe in self._pipes():
            pipe.close()
        self.process.wait()


def fuzz(count: int, seed: int, *, keep: Path | None = None, progress: bool = False) -> Report:
    """Spoil and read that many files; the same seed gives the same files."""
    chance, report = Random(seed), Report()  # noqa: S311 - chance that can be repeated
    sources = seeds.all_seeds()
    with tempfile.TemporaryDirectory(prefix="hdr-fuzz-") as folder:
        host = Host(Path(folder))
        try:
            for number in range(count):
                kind, data = chance.choice(sources)
                spoilt = mutated(data, chance)
                before = len(report.failures())
                _check(f"seed {seed} no. {number}", spoilt, ENDINGS[kind], host, report)
                if keep and len(report.failures()) > before:
                    (keep / f"{seed}-{number}{ENDINGS[kind]}").write_bytes(spoilt)
                if progress and not (number + 1) % 500:
                    print(
                        f"{number + 1}: {report.longest:.2f} s, {report.most:.0f} MB, {len(report.failures())}",
                        flush=True,
                    )
        finally:
            host.close()
    return report


def _check(name: str, data: bytes, ending: str, host: Host, report: Report) -> None:
    status, seconds, megabytes = host.read(data, ending)
    report.longest, report.most = max(report.longest, seconds), max(report.most, megabytes)
    if seconds > SECONDS:
        report.slow.append(f"{name}: {seconds:.1f} s")
    if megabytes > MEGABYTES:
        report.large.append(f"{name}: {megabytes:.0f} MB")
    if status:
        report.died[status] += 1
        report.sentences[f"{name}: {ending} status {status}"] += 1
        return
    try:
        with host.answer.open("rb") as answer:
            contents = read_lines(answer)
    except Refused as refusal:
        report.refused += 1
        report.sentences[refusal.sentence if refusal.sentence != TOO_SLOW else f"{name}: {TOO_SLOW}"] += 1
        return
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        report.broken.append(f"{name}: {error!r}")
        return
    report.read += 1
    if contents.kind == "xlsx":
        _compare(name, data, contents, report)


def _compare(name: str, data: bytes, contents: WorkbookContents, report: Report) -> None:
    """Every filled cell that another library finds has to be there."""
    try:
        found = filled_cells(data)
    except Exception:  # noqa: BLE001 - openpyxl gives up on a damaged file in any way it likes
        return
    report.compared += 1
    ours = {sheet.name: sheet.rows for sheet in contents.sheets}
    for sheet, row, column in found:
        rows = ours.get(sheet, [])
        if row > len(rows) or column > len(rows[row - 1]) or rows[row - 1][column - 1] is None:
            report.lost.append(f"{name}: {sheet} row {row} column {column}")
            return


def filled_cells(data: bytes) -> list[tuple[str, int, int]]:
    """Sheet, row and column of every cell with more than white space, by openpyxl."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                for cell in row:
                    value = cell.value
                    if value is not None and not (isinstance(value, str) and not value.strip()):
                        found.append((sheet.title, int(cell.row or 0), int(cell.column or 0)))
        return found


def main() -> int:
    """Run as many as asked and print the figures."""
    options = argparse.ArgumentParser(description="Zepsute skoroszyty przez prawdziwy proces odczytu.")
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    report = fuzz(given.count, given.seed, keep=given.keep, progress=True)
    print(f"{given.count} plików, ziarno {given.seed}, {time.monotonic() - started:.0f} s")
    print(*report.lines(), sep="\n")
    return int(bool(report.failures()))


if __name__ == "__main__":
    sys.exit(main())
