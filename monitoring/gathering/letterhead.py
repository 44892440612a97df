"""The municipality's letterhead as the inputs keep it: with the pictures themselves, so that equal inputs print alike."""

import base64
import hashlib
from pathlib import Path

from django.conf import settings

from monitoring.models import Letterhead
from monitoring.report_facts import ImageData, LetterheadData
from schedule.models import Plan
from schools.knowledge import known

LARGEST = 2_000_000  # bytes: a coat of arms, not a poster
ENDINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class PictureUnfit(Exception):
    """The stored picture is neither PNG nor JPEG, or too large for a document."""


def letterhead_of(plan: Plan, kind: str) -> LetterheadData:
    """The letterhead of documents of a kind; the EU strip only where it is switched on for the kind. Raises PictureUnfit."""
    found = known(Letterhead).filter(plan_id=plan.pk).first()
    if found is None:
        return LetterheadData()
    return LetterheadData(
        name=found.name,
        office=found.office,
        address=found.address,
        signatory=found.signatory,
        approver=found.approver,
        arms=_image(found.arms, found.arms_text or f"Herb: {found.name or plan.municipality}"),
        strip=_image(found.strip, found.strip_text or "Pasek znaków Unii Europejskiej")
        if kind in found.strip_on
        else None,
    )


def _image(path: str, text: str) -> ImageData | None:
    if not path:
        return None
    content = (Path(settings.MEDIA_ROOT) / path).read_bytes()
    ending = next((name for start, name in ENDINGS.items() if content.startswith(start)), "")
    if not ending or len(content) > LARGEST:
        raise PictureUnfit(path)
    name = f"{hashlib.sha256(content).hexdigest()}.{ending}"
    return ImageData(name, text, base64.b64encode(content).decode())
