"""What the tests of the list share: the numbers that a page shows, and what it says."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse


def numbers(response: Any) -> list[str]:
    """Inventory numbers of the rows, in their order."""
    assert response.status_code == 200
    html = response.content.decode()
    return [unescape(one) for one in re.findall(r'<th scope="row">.*?<a href="[^"]*">([^<]*)</a>', html, re.DOTALL)]


def listed(client: Client, query: str = "") -> list[str]:
    """Inventory numbers that a query lists."""
    return numbers(client.get(reverse("inventory:devices") + (f"?{query}" if query else "")))


def text(response: Any) -> str:
    """What a page says, without its tags, spaces made single."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(plain).replace("\u00a0", " ").split())


def headers(response: Any) -> list[str]:
    """The headings of the columns."""
    found = re.findall(r'<th scope="col"[^>]*>\s*<a href="[^"]*">([^<]*)', response.content.decode())
    return [unescape(one).strip() for one in found]
