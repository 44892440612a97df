"""Inputs of the description and of the presentation, from the sample report; no database."""

import base64
import io
from typing import Any

from PIL import Image

from monitoring.practice_drafts import SECTIONS
from tests.report_pdf import samples


def picture() -> dict[str, str]:
    """A small coat of arms."""
    content = io.BytesIO()
    Image.new("RGB", (60, 80), "#0b5c66").save(content, "PNG")
    return {"data": base64.b64encode(content.getvalue()).decode(), "kind": "png", "words": "Herb gminy"}


def practice_inputs(**given: Any) -> dict[str, Any]:
    """A description with two sections written out."""
    report = samples.inputs()
    texts = {
        "cele": "# Po co\nPierwszy akapit.\n\nDrugi akapit.",
        "przebieg": "Kroki:\n- pierwszy krok\n- drugi krok",
    }
    sections = [
        {"slug": one.slug, "title": one.title, "text": texts.get(one.slug, "Treść."), "edited": False}
        for one in SECTIONS
    ]
    letterhead = {"name": report["municipality"], "office": "Wydział Edukacji", "arms": picture(), "strip": None}
    return {"made_on": report["made_on"], "report": report, "sections": sections, "letterhead": letterhead, **given}


def slides_inputs(**given: Any) -> dict[str, Any]:
    """A presentation with an inventory and a SELFIE profile."""
    report = samples.inputs()
    steps = [
        {"action": action, "label": f"{action}.{number}", "text": "Krok planu", "start": action, "length": 3,
         "open": number == 2, "term": ""}
        for action in range(1, 11)
        for number in (1, 2, 3)
    ]  # fmt: skip
    areas = [
        {"code": code, "label": f"Obszar {code}", "medians": [3.0 + place / 10, None]}
        for place, code in enumerate("ABCDEFGH")
    ]
    return {
        "made_on": report["made_on"],
        "report": report,
        "timeline": {"start": "2024-06-01", "end": "2026-12-31", "plan_end": "2026-06-30", "steps": steps, "undated": ["5.2"]},
        "inventory": {
            "devices": 100, "schools": 12, "undated": 10,
            "ages": [{"label": label, "devices": number} for label, number in (("0–1 rok", 30), ("9 lat i więcej", 60))],
        },
        "selfie": {
            "schools": 11,
            "groups": [{"key": "teachers", "label": "nauczyciele"}, {"key": "pupils", "label": "uczniowie"}],
            "areas": areas,
        },
        "office": "Wydział Edukacji",
        **given,
    }  # fmt: skip
