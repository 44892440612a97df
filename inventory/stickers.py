"""Stickers of devices: the code, the QR that leads to the device's page, sheets of labels in real millimetres."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from hdr_portal.lib.pdf import PdfFile, Progress, render_pdf
from inventory.models import Device
from inventory.models.devices import LABEL_LETTERS

PER_SHEET = 24
MOST_AT_ONCE = 5 * PER_SHEET  # a whole page of the list; a sheet takes a second, and the person waits
MOST_IN_A_FILE = 20 * PER_SHEET  # 15 seconds and 230 MB in the worker


@dataclass(frozen=True)
class Sticker:
    """One label of a sheet."""

    device: Device
    code: str
    qr: SafeString


def read_code(typed: str) -> str:
    """A code as people type it from a sticker: small letters, spaces and dashes are forgiven; "" for what is no code."""
    code = "".join(letter for letter in typed.upper() if letter not in " -")
    return code if len(code) <= 12 and set(code) <= set(LABEL_LETTERS) else ""


def spaced(code: str) -> str:
    """The code in groups of three, easier to copy."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def label_url(code: str) -> str:
    """What the QR holds: the address that leads to the device."""
    return f"{settings.SITE_URL}/e/{code}/"


def qr_drawing(code: str) -> SafeString:
    """The QR as an inline SVG without styles, with words for those who do not see it: sized by the class."""
    out = io.BytesIO()
    segno.make(label_url(code), error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        svgclass="qr",
        lineclass=None,
        nl=False,
        title=f"Kod QR etykiety {spaced(code)}",
    )
    drawn = out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from our address and a code of our letters


def label_sheets(
    devices: Sequence[Device], *, first_place: int = 1, on_progress: Progress = lambda _part, _words: None
) -> PdfFile:
    """Sheets of 70 × 37 mm labels as PDF; `first_place` (1 to 24) leaves out labels that a begun sheet has lost."""
    stickers = [Sticker(one, spaced(one.label_code), qr_drawing(one.label_code)) for one in devices]
    places: list[Sticker | None] = [*([None] * (first_place - 1)), *stickers]
    sheets = [places[start : start + PER_SHEET] for start in range(0, len(places), PER_SHEET)]
    html = render_to_string("inventory/label_sheet.html", {"sheets": sheets, "count": len(stickers), "for_pdf": True})
    newest = max((one.changed_at for one in devices), default=datetime.datetime.now(tz=datetime.UTC))
    return render_pdf(html, shipped=settings.BASE_DIR / "static", epoch=newest, on_progress=on_progress)
