"""Checks of a rendered page: its headers, and no code or style inside the markup. Every check returns its faults."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse, HttpResponseBase

SCRIPTS_THAT_DO_NOT_RUN = frozenset({"application/json", "application/ld+json"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
LOOSE = ("unsafe-inline", "unsafe-eval", "*", "http:", "https:", "blob:")


def is_page(response: HttpResponseBase) -> bool:
    """Whether the answer is markup that a browser shows."""
    return isinstance(response, HttpResponse) and response["Content-Type"].startswith("text/html")


def header_faults(response: HttpResponseBase) -> Iterator[str]:
    """Headers that are missing or too loose."""
    for name, value in HEADERS.items():
        if response.get(name) != value:
            yield f"{name}: {response.get(name)}"
    policy = directives(response.get("Content-Security-Policy", ""))
    for name, sources in POLICY.items():
        if policy.get(name) != sources:
            yield f"Content-Security-Policy, {name}: {policy.get(name)}"
    for name, sources in policy.items():
        if set(sources) & set(LOOSE):
            yield f"Content-Security-Policy, {name}: {sources}"


def directives(policy: str) -> dict[str, list[str]]:
    """A policy as directive → sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {words[0]: words[1:] for words in parts}


def markup_faults(html: str) -> list[str]:
    """Inline scripts and styles, event attributes, addresses that run code, other hosts' scripts; template code left over."""
    reader = _Reader()
    reader.feed(html)
    left_over = [mark for mark in ("{{", "{%", "{#") if mark in html]
    return [*reader.faults, *(f"{mark} in the page" for mark in left_over)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = dict(attrs)
        if tag == "style":
            self.faults.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") not in SCRIPTS_THAT_DO_NOT_RUN:
            self.faults.append("<script> without src")
        for name, value in attrs:
            self.faults += [f"<{tag} {name}={value!r}>"] if _runs(tag, name, value or "") else []


def _runs(tag: str, name: str, value: str) -> bool:
    if name == "style" or name.startswith("on"):
        return True
    address = value.strip().lower()
    if tag in {"script", "link", "img", "iframe"} and name in {"src", "href"}:
        return address.startswith(("http:", "https:", "//", "javascript:"))
    return name in {"href", "src", "action", "formaction"} and address.startswith("javascript:")
