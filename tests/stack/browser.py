"""Chromium, and what every page must bear: axe finds nothing, nothing scrolls sideways, the keyboard reaches everything."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDE, PHONE = 1280, 390
HEIGHT = 844
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
CONTROLS = """() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
    const radios = new Set();
    return [...document.querySelectorAll(wanted)].filter(element => {
        if (!seen(element) || element.disabled || element.tabIndex < 0 || element.closest('[inert]')) return false;
        if (element.type !== 'radio') return true;
        const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
        if (chosen) return element === chosen;  // Tab comes to the chosen one, else to the first
        return radios.has(element.name) ? false : radios.add(element.name);
    }).map((element, number) => { element.dataset.walk = number; return element.outerHTML.slice(0, 120); });
}"""
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const inWindow = box => {  // of what is larger than the window, the part that can be seen
        const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
        return {left, top, width: Math.min(box.right, innerWidth) - left, height: Math.min(box.bottom, innerHeight) - top};
    };
    const uncovered = [...element.getClientRects()].map(inWindow).some(box =>
        [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
            const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
            return top !== null && (element.contains(top) || top.closest('label')?.control === element);
        }));
    return {walk: element.dataset.walk ?? null, ring, uncovered, html: element.outerHTML.slice(0, 120)};
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; no download."""
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds: rule and the first element that breaks it."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    pixels: int = page.evaluate(OVERFLOW)
    return pixels


def keyboard_faults(page: Page) -> list[str]:
    """Walk the page with Tab: controls that are never reached, and those whose focus is not seen.

    Needs a window with reduced motion: otherwise the page is still scrolling when we look.
    """
    controls: list[str] = page.evaluate(CONTROLS)
    reached, faults = set(), []
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
    for _ in range(len(controls) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["walk"] in reached:
            break
        if focused["walk"] is None:
            continue
        reached.add(focused["walk"])
        if not focused["ring"]:
            faults.append(f"focus does not show: {focused['html']}")
        if not focused["uncovered"]:
            faults.append(f"focus is out of sight: {focused['html']}")
    missed = [html for number, html in enumerate(controls) if str(number) not in reached]
    return faults + [f"not reached: {html}" for html in missed]
