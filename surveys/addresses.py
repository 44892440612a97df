"""Addresses for respondents and their QR codes, as they are printed and sent."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from surveys.codes import tidy_code
from surveys.models import Target


def entrance_url(target: Target) -> str:
    """Where the group's respondents enter."""
    return f"{settings.SITE_URL}{reverse('surveys:entrance', args=[target.key])}"


def card_url(target: Target, code: str) -> str:
    """What the QR of a card holds: the code stands behind „#”, which no browser sends, so that no log keeps it."""
    return f"{entrance_url(target)}#{tidy_code(code)}"


def typed_url() -> str:
    """The short address for those who type, without „https://”."""
    return f"{settings.SITE_URL}{reverse('surveys:enter')}".split("://")[-1]


def qr_drawing(address: str, title: str, *, css_class: str = "qr") -> SafeString:
    """The QR of an address as an inline SVG, with words for those who do not see it: sized by the class."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        svgclass=css_class,
        lineclass=None,
        nl=False,
        title=title,
    )
    drawn = out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from an address of ours and a title of our words
