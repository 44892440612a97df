"""Slides of what schools have and say: devices by age, the SELFIE profile."""

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
    colours = (tokens.CHART_BLUE, tokens.CHART_ORANGE)
    groups = selfie["groups"]
    series = [
        Series(
            group["label"],
            [area["medians"][place] for area in selfie["areas"]],
            colours[place],
            texts=[
                "" if area["medians"][place] is None else polish.number(area["medians"][place], 1)
                for area in selfie["areas"]
            ],
        )
        for place, group in enumerate(groups)
    ]
    words = "; ".join(
        f"{area['code']} {area['label']}: "
        + ", ".join(
            f"{group['label']} {'brak' if value is None else polish.number(value, 1)}"
            for group, value in zip(groups, area["medians"], strict=True)
        )
        for area in selfie["areas"]
    )
    chart = Chart(
        name="Profil SELFIE",
        words=f"Wykres słupkowy, skala 1–5. {words}",
        categories=[f"{area['code']}  {area['label']}" for area in selfie["areas"]],
        series=series,
        most=5.2,
        size=13,
        legend=True,
        least=1,
    )
    add_chart(slide, chart, (LEFT, Inches(1.6), BODY_WIDTH, Inches(5.2)))
    told = f"Mediany do {polish.counted(selfie['schools'], 'szkoły,szkół,szkół')}, których dyrektorzy zgodzili się na udostępnienie; oś zaczyna się od 1, najniższej oceny."
    add_text(slide, [Text(told, 12, tone=tokens.TEXT_MUTED)], CAPTION, name="Objaśnienie")
