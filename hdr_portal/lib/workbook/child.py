"""The child process: reads the file on standard input, writes what it holds, may take only so much.

It is the only place where bytes from outside are unpacked and parsed. Imports nothing of Django.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from . import sentences
from .contents import Kind, Limits, Mark
from .sentences import Refused
from .transport import MARKED, REFUSED, refusal_line

MEMORY = 224 * 1024 * 1024  # of its own data, so that it stays under 256 MB with the libraries' code
OUTPUT = 80_000_000
# Of processor time. Limits on what a file may hold keep a verdict under five seconds; the rest is for a busy machine.
SECONDS = {"read": 10, "mark": 40}


def main() -> None:
    """Serve one file; arguments: "read", its ending and the limits, or "mark", its kind and where the remarks are."""
    command, *words = sys.argv[2:]
    limit_resources(SECONDS[command])
    COMMANDS[command](words)


def limit_resources(seconds: int) -> None:
    """For good: what the kernel has been told cannot be taken back from inside."""
    limits = {
        resource.RLIMIT_DATA: MEMORY,
        resource.RLIMIT_AS: 4 * MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def read_command(words: list[str]) -> None:
    """Write the contents of standard input to standard output."""
    ending, limits = words[0], Limits(**json.loads(words[1]))
    with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as out:
        out.writelines(answer(file, ending, limits))


def answer(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """Lines of the answer, a refusal among them."""
    from .reader import lines_of  # loads the parsers under the limits

    try:
        yield from lines_of(file, ending, limits)
    except Refused as refusal:
        yield refusal_line(refusal.sentence)
    except (MemoryError, RecursionError):
        yield TOO_SLOW_LINE


def mark_command(words: list[str]) -> None:
    """Write the marked copy of standard input, behind a letter that says whether it is one."""
    from .mark_book import marked_book  # loads the parsers under the limits

    kind, descriptor = words
    with os.fdopen(int(descriptor), encoding="utf-8") as given:
        marks = [Mark(*mark) for mark in json.load(given)]
    with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as out:
        try:
            out.write(MARKED + marked_book(file, cast("Kind", kind), marks))
        except Refused as refusal:
            out.write(REFUSED + refusal.sentence.encode())
        except (MemoryError, RecursionError):
            out.write(REFUSED + sentences.TOO_SLOW.encode())


TOO_SLOW_LINE = refusal_line(sentences.TOO_SLOW)  # made while there is memory for it
COMMANDS = {"read": read_command, "mark": mark_command}
