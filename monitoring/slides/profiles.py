"""Slides of what schools have and say: devices by age, the SELFIE profile."""

from collections.abc import Iterator

from pptx.presentation import Presentation as File
from pptx.util import Inches

from hdr_portal.lib import polish, tokens
from monitoring.practice_drafts import Plain, day
from monitoring.slides.charts import Chart, Series, add_chart
from monitoring.slides.look import (
    BODY_TOP,
    BODY_WIDTH,
    CAPTION,
    LEFT,
    Text,
    add_slide,
    add_text,
)

GROUP_COLOURS = (tokens.CHART_BLUE, tokens.CHART_ORANGE)


def add_inventory(file: File, inventory: Plain, report: Plain) -> None:
    ages, dated = inventory["ages"], inventory["devices"] - inventory["undated"]
    oldest = ages[-1]
    share = polish.percent(100 * oldest["devices"] / dated) if dated else "0%"
    units = polish.counted(inventory["schools"], "jednostce,jednostkach,jednostkach")
    slide = add_slide(
        file,
        f"{polish.counted(inventory['devices'], 'urządzenie,urządzenia,urządzeń')} w {units}; {share} ma {oldest['label']}",
        f"Ewidencja sprzętu, stan na {day(report['as_of'])}. Bez daty zakupu: {inventory['undated']}.",
    )
    chart = Chart(
        name="Wiek sprzętu",
        words="Wykres słupkowy. " + "; ".join(f"{one['label']}: {one['devices']}" for one in ages),
        categories=[one["label"] for one in ages],
        series=[
            Series(
                "Urządzenia",
                [one["devices"] for one in ages],
                tokens.CHART_BLUE,
                texts=[polish.number(one["devices"]) for one in ages],
            )
        ],
        most=max(1, *(one["devices"] for one in ages)) * 1.15,
        size=18,
    )
    add_chart(slide, chart, (LEFT, BODY_TOP, BODY_WIDTH, Inches(4.7)))
    told = f"Urządzenia bez daty zakupu: {inventory['undated']}. Odsetek liczony z urządzeń z datą."
    add_text(slide, [Text(told, 12, tone=tokens.TEXT_MUTED)], CAPTION, name="Objaśnienie")


def add_selfie(file: File, selfie: Plain, report: Plain) -> None:
    known = [(area, area["medians"]) for area in selfie["areas"] if any(one is not None for one in area["medians"])]
    lowest = min(known, key=lambda one: min(value for value in one[1] if value is not None))[0]
    slide = add_slide(
        file,
        f"SELFIE: najniżej oceniany obszar to {lowest['code']} {lowest['label']}",
        f"Mediany szkół z ich najnowszych potwierdzonych sesji do {day(report['as_of'])}; skala od 1 do 5. "
        "Bez nazw szkół i bez rankingu.",
    )
    chart = Chart(
        name="Profil SELFIE",
        words=f"Wykres słupkowy, skala 1–5. {_in_words(selfie)}",
        categories=[f"{area['code']}  {area['label']}" for area in selfie["areas"]],
        series=list(_series(selfie)),
        most=5.2,
        size=13,
        legend=True,
        least=1,
    )
    add_chart(slide, chart, (LEFT, Inches(1.6), BODY_WIDTH, Inches(5.2)))
    told = f"Mediany do {polish.counted(selfie['schools'], 'szkoły,szkół,szkół')}, których dyrektorzy zgodzili się na udostępnienie; oś zaczyna się od 1, najniższej oceny."
    add_text(slide, [Text(told, 12, tone=tokens.TEXT_MUTED)], CAPTION, name="Objaśnienie")


def _series(selfie: Plain) -> Iterator[Series]:
    for place, (group, colour) in enumerate(zip(selfie["groups"], GROUP_COLOURS, strict=True)):
        medians = [area["medians"][place] for area in selfie["areas"]]
        yield Series(group["label"], medians, colour, texts=[_score(value) for value in medians])


def _in_words(selfie: Plain) -> str:
    groups = [group["label"] for group in selfie["groups"]]
    return "; ".join(
        f"{area['code']} {area['label']}: "
        + ", ".join(f"{group} {_score(value) or 'brak'}" for group, value in zip(groups, area["medians"], strict=True))
        for area in selfie["areas"]
    )


def _score(value: float | None) -> str:
    """A median as it is written; empty where there is none."""
    return "" if value is None else polish.number(value, 1)
