"""What moved between two reports, from their stored inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hdr_portal.lib import polish

Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing that moved: which indicator, and what happened to it in words."""

    number: str
    text: str


def compare(before: Inputs | None, after: Inputs) -> list[Change]:
    """Indicators whose status or evidenced value is not what it was; nothing when there is no earlier report."""
    if before is None:
        return []
    known = {one["number"]: one for one in before.get("indicators", ())}
    return [
        Change(one["number"], text)
        for one in after.get("indicators", ())
        if (text := _moved(known.get(one["number"]), one))
    ]


def _moved(before: Inputs | None, after: Inputs) -> str:
    if before is None:
        return f"nowy wskaźnik, {after['status']['label']}"
    parts = []
    if before["status"]["key"] != after["status"]["key"]:
        parts.append(f"{before['status']['label']} → {after['status']['label']}")
    if _evidenced(before) != _evidenced(after):
        parts.append(f"udokumentowane: {_evidenced(before)} → {_evidenced(after)}")
    return ", ".join(parts)


def _evidenced(indicator: Inputs) -> str:
    return " / ".join(polish.number(one["evidenced"]) for one in indicator["comparisons"]) or "–"
