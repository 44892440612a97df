"""The child process: reads the file on standard input, writes what it holds, may take only so much.

It is the only place where bytes from outside are unpacked and parsed. Imports nothing of Django.
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO

from . import sentences
from .contents import Limits
from .sentences import Refused
from .transport import refusal_line

MEMORY = 512 * 1024 * 1024
OUTPUT = 100_000_000
SECONDS = 5


def main() -> None:
    """Serve one file; arguments: "read", its ending, the limits."""
    limit_resources()
    command, *words = sys.argv[2:]
    COMMANDS[command](words)


def limit_resources() -> None:
    """For good: what the kernel has been told cannot be taken back from inside."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
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
        yield refusal_line(sentences.TOO_SLOW)


COMMANDS = {"read": read_command}
