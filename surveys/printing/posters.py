"""The poster for the door: one A4 page with a big QR and the same words in three languages."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, render_pdf
from surveys.addresses import entrance_url, qr_drawing
from surveys.models import Anonymity, Target
from surveys.printing.moments import opening_of
from surveys.ready_texts import Invitation, door_texts


def invitation_of(target: Target) -> Invitation:
    """What ready texts speak of."""
    part, campaign = target.part, target.part.campaign
    return Invitation(
        audience=part.audience,
        title=part.instrument.title,
        minutes=part.instrument.minutes,
        closes_on=campaign.closes_on,
        address=entrance_url(target),
        asks_for_code=campaign.anonymity == Anonymity.CODES,
    )


def poster_pdf(target: Target) -> PdfFile:
    """The poster of a group at a school."""
    address = entrance_url(target)
    context: dict[str, Any] = {
        "target": target,
        "texts": door_texts(invitation_of(target)),
        "qr": qr_drawing(address, "Kod QR ankiety", css_class="poster-qr"),
        "address": address.split("://")[-1],
        "for_pdf": True,
    }
    html = render_to_string("print/survey_poster.html", context)
    return render_pdf(
        html, shipped=settings.BASE_DIR / "static", epoch=opening_of(target), on_progress=lambda _part, _words: None
    )
