"""Stickers of devices: the code, the QR that leads to the device's page, sheets of labels in real millimetres."""

import io

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from inventory.models.devices import LABEL_LETTERS



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
    """The QR as an inline SVG without styles: sized by the class, dark on whatever ground it stands on."""
    out = io.BytesIO()
    segno.make(label_url(code), error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr", lineclass=None, nl=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn by segno from our address and a code of our letters
