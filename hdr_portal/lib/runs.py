"""Numbers that follow one another, told as runs."""

from collections.abc import Sequence
from itertools import pairwise


def runs(numbers: Sequence[int]) -> list[tuple[int, str]]:
    """[1, 2, 3, 7] as 1–3 and 7: the first number of each run and its words."""
    known = sorted(set(numbers))
    ends = [place + 1 for place, (one, following) in enumerate(pairwise(known)) if following != one + 1]
    found = [known[start:end] for start, end in pairwise([0, *ends, len(known)])] if known else []
    return [(run[0], str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}") for run in found]
