"""How long a verdict on each hostile workbook takes, and how much memory; the promise: 5 s and 256 MB.

    python -m tools.bench hostile

The time is the child's own on the processor.
"""

import sys
from statistics import median

from tests.workbook.corpus import CASES
from tests.workbook.measuring import MEGABYTES, Taken, measured

SECONDS, TURNS, SHOWN = 5, 3, 10


def main() -> int:
    """Measure every case three times; the exit code is 1 when a median breaks the promise."""
    found = sorted(((name, *_cost(name)) for name in CASES), key=lambda row: -row[1])
    print(f"{len(found)} plików; najwolniejsze (procesor dziecka, mediana z {TURNS}):")
    for name, seconds, megabytes in found[:SHOWN]:
        print(f"  {seconds:5.2f} s  {megabytes:4.0f} MB  {name}")
    print(f"najwięcej pamięci: {max(row[2] for row in found):.0f} MB; obietnica: {SECONDS} s i {MEGABYTES} MB")
    return int(any(seconds > SECONDS or megabytes > MEGABYTES for _, seconds, megabytes in found))


def _cost(name: str) -> tuple[float, float]:
    make, ending, _ = CASES[name]
    data = make()
    taken: list[Taken] = [measured(data, ending) for _ in range(TURNS)]
    return median(one.seconds for one in taken), max(one.megabytes for one in taken)


if __name__ == "__main__":
    sys.exit(main())
