"""Web, PDF and charts look like one hand: the Python twin, the stylesheets and the marks use the same tokens."""

import re
from pathlib import Path

import pytest

from hdr_portal.lib import tokens

CSS = Path(__file__).parents[2] / "static" / "css"
SHEET = (CSS / "tokens.css").read_text(encoding="utf-8").split('[data-bs-theme="dark"]')[0]
VALUES = dict(re.findall(r"--([\w-]+): ([^;]+);", SHEET))
TWINS = [name for name, value in vars(tokens).items() if isinstance(value, str) and value.startswith("#")]


@pytest.mark.parametrize("name", TWINS)
def test_twin_has_the_value_of_the_stylesheet(name: str) -> None:
    assert getattr(tokens, name) == VALUES[name.lower().replace("_", "-")]


def test_charts_are_set_in_the_pages_own_type() -> None:
    assert VALUES["font"].startswith(f'"{tokens.FONT}"')


@pytest.mark.parametrize("path", sorted((CSS / "print").rglob("*.svg")), ids=lambda path: path.stem)
def test_mark_is_painted_with_tokens(path: Path) -> None:
    used = set(re.findall(r"#[0-9a-f]{3,8}", path.read_text(encoding="utf-8")))
    assert used
    assert used <= set(VALUES.values())


@pytest.mark.parametrize("sheet", ["report.css", "preview.css"])
def test_report_names_only_tokens_that_exist_and_no_colour_of_its_own(sheet: str) -> None:
    text = (CSS / "print" / sheet).read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) <= set(VALUES)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", text) == []
