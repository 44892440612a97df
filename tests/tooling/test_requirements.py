"""The pinned requirements: reproducible, and free of any machine's or registry's address."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ["requirements.txt", "requirements-dev.txt"]


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), flags=re.MULTILINE))


@pytest.mark.parametrize("name", FILES)
def test_they_carry_no_address_and_no_path(name: str) -> None:
    assert not re.search(r"https?://|--index|--find-links|(^|\s)/\w", (ROOT / name).read_text())


@pytest.mark.parametrize("name", FILES)
def test_every_pin_carries_a_hash(name: str) -> None:
    text = (ROOT / name).read_text()
    assert len(re.findall(r"^[a-z0-9-]+==\S+ \\\n    --hash=sha256:", text, flags=re.MULTILINE)) == len(pins(name))


def test_the_development_set_contains_the_other_one_pin_for_pin() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
