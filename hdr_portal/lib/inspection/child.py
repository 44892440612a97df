"""The child process: reads the file on standard input, writes the verdict as JSON, may take only so much."""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from .content import check_content
from .verdicts import Refused

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


def main() -> None:
    """Inspect standard input, which has to be a regular file."""
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    sys.stdout.write(json.dumps(verdict()))


def verdict() -> dict[str, Any]:
    """{"accepted": {...}} or {"refused": sentence}."""
    try:
        with open(0, "rb", closefd=False) as file:
            return {"accepted": asdict(check_content(file))}
    except Refused as refusal:
        return {"refused": refusal.sentence}
