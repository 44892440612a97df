"""Templates pass a policy without unsafe-inline, and draw only icons that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] != "print"
)  # what WeasyPrint prints never meets a browser's policy
FORBIDDEN = [
    re.compile(r"<style\b"),
    re.compile(r"\sstyle\s*="),
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.DOTALL),
    re.compile(r"javascript:"),
    re.compile(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))[^>]*>"),
    re.compile(r"(href|src)=\"(https?:)?//"),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_page_holds_no_inline_code_and_nothing_from_outside(page: Path) -> None:
    text = page.read_text()
    assert [rule.pattern for rule in FORBIDDEN if rule.search(text)] == []


@pytest.mark.parametrize(
    "wrong",
    ['<p style="color: red">', "<style>", '<a onclick="x()">', "<script>x()</script>", '<a href="javascript:x()">',
     '<img src="https://example.org/x.png">'],
)  # fmt: skip
def test_the_rules_themselves_catch_what_they_forbid(wrong: str) -> None:
    assert any(rule.search(wrong) for rule in FORBIDDEN)


def test_every_icon_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "img" / "icons.svg").read_text()))
    named = set()
    for page in TEMPLATES.rglob("*.html"):
        named |= set(re.findall(r'\{% icon "([^"]+)"|\{%[^%]*\bicon="([^"]+)"', page.read_text()))
    assert {name for pair in named for name in pair if name} - drawn == set()
