"""The colours hold their contrast in both themes, and styles name only tokens that exist."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TONES = ["green", "amber", "red", "blue", "grey"]
READABLE = [(f"{tone}-ink", f"{tone}-ground") for tone in TONES] + [
    (ink, ground) for ink in ["text", "text-muted", "accent"] for ground in ["ground", "surface", "raised"]
]
READABLE += [(f"{tone}-ink", "ground") for tone in TONES]
READABLE += [("text", f"{tone}-ground") for tone in TONES] + [("text-muted", f"{tone}-ground") for tone in TONES]
READABLE += [
    ("accent", "accent-soft"),
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-fill-strong"),
    ("text", "surface-strong"),
    ("text-muted", "surface-strong"),
]
VISIBLE = [("line-strong", "ground"), ("focus", "ground"), ("focus", "surface")] + [
    (f"{tone}-mark", "ground") for tone in TONES
]


def theme_block(selector: str) -> dict[str, str]:
    text = (CSS / "tokens.css").read_text()
    blocks = re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    own = [body for names, body in blocks if selector in names and "--ground:" in body]
    assert len(own) == 1
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", own[0]))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READABLE)
def test_words_are_readable_on_their_ground(theme: str, ink: str, ground: str) -> None:
    colours = theme_block(f'[data-bs-theme="{theme}"]')
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), VISIBLE)
def test_frames_of_controls_and_marks_are_visible(theme: str, mark: str, ground: str) -> None:
    colours = theme_block(f'[data-bs-theme="{theme}"]')
    assert contrast(colours[mark], colours[ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    light, dark = theme_block('[data-bs-theme="light"]'), theme_block('[data-bs-theme="dark"]')
    assert set(light) - set(dark) == {"paper"}  # a QR code is scanned from white in both
    assert set(dark) <= set(light)


def test_every_token_used_is_defined() -> None:
    sheets = {path.name: path.read_text() for path in CSS.glob("*.css")}
    defined = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - defined == set()


def test_colours_are_written_only_in_the_tokens() -> None:
    strays = {
        path.name: found
        for path in CSS.glob("*.css")
        if path.name != "tokens.css"
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|rgba?\(|hsla?\(", path.read_text()))
    }
    assert strays == {}
