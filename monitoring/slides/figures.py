"""Slides of the plan in charts: statuses, targets, steps in time, schools, what was done."""

import datetime
from itertools import groupby

from pptx.presentation import Presentation as File
from pptx.util import Inches

from hdr_portal.lib import polish, tokens
from monitoring.practice_drafts import Plain
from monitoring.report_parts import corrected_words, is_reached, summary
from monitoring.slides.charts import Chart, Series, add_chart
from monitoring.slides.look import (
    BODY,
    BODY_WIDTH,
    CAPTION,
    LEFT,
    Text,
    add_slide,
    add_text,
    short,
)

ON_A_SLIDE, STEPS_ON_A_SLIDE = 14, 17
REACHED_COLOUR, SHORT_COLOUR, CLAIMED_COLOUR = tokens.CHART_GREEN, tokens.CHART_VERMILION, tokens.LINE_STRONG
INDICATORS_OF = "wskaźnika,wskaźników,wskaźników"


def add_statuses(file: File, report: Plain) -> None:
    found = summary(report)
    slide = add_slide(file, found.title, "Stan liczy się z samych udokumentowanych zapisów i terminu z planu.")
    values = [row.count for row in found.statuses]
    chart = Chart(
        name="Stany wskaźników",
        words="Wykres słupkowy. " + ", ".join(f"{row.status['label']}: {row.count}" for row in found.statuses) + ".",
        categories=[row.status["label"] for row in found.statuses],
        series=[
            Series(
                "Wskaźniki",
                values,
                tokens.CHART_BLUE,
                texts=[polish.number(row.count) for row in found.statuses],
                colours=[tokens.TONES[row.status["tone"]] for row in found.statuses],
            )
        ],
        most=max(values, default=1) * 1.15,
        size=18,
    )
    add_chart(slide, chart, BODY)


def add_targets(file: File, report: Plain) -> None:
    """Declared and evidenced as a share of the target; what is less when better is left to the board."""
    rows = [
        (indicator, one)
        for indicator in report["indicators"]
        for one in indicator["comparisons"]
        if not one["downward"]
    ]
    parts = [rows[start : start + ON_A_SLIDE] for start in range(0, len(rows), ON_A_SLIDE)]
    for place, part in enumerate(parts, 1):
        reached = sum(is_reached(one) for _, one in part)
        words = polish.plural(len(part), "wartości docelowej,wartości docelowych,wartości docelowych")
        counter = f" ({place}/{len(parts)})" if len(parts) > 1 else ""
        slide = add_slide(
            file,
            f"Udokumentowano {reached} z {len(part)} {words}{counter}",
            "Słupek to odsetek celu, najwyżej 100%. Liczby na słupkach: udokumentowane z celu.",
        )
        add_chart(slide, _targets_chart(part), (LEFT, Inches(1.6), BODY_WIDTH, Inches(5.2)))
        add_text(slide, [_legend_words()], CAPTION, name="Objaśnienie")


def _targets_chart(part: list[tuple[Plain, Plain]]) -> Chart:
    evidenced = [_share(one["evidenced"], one["target"]) for _, one in part]
    rest = [
        max(_share(one["declared"], one["target"]) - known, 0) for known, (_, one) in zip(evidenced, part, strict=True)
    ]
    texts = [_number_words(one) for _, one in part]
    return Chart(
        name="Zgłoszone, udokumentowane i cel",
        words="Wykres słupkowy, odsetek celu. "
        + "; ".join(f"{indicator['number']} {one['group']}: {_number_words(one)}" for indicator, one in part),
        categories=[
            f"{indicator['number']}  {_target_name(indicator, one)} – {text}"
            for (indicator, one), text in zip(part, texts, strict=True)
        ],
        series=[
            Series(
                "Udokumentowane",
                evidenced,
                REACHED_COLOUR,
                colours=[REACHED_COLOUR if is_reached(one) else SHORT_COLOUR for _, one in part],
            ),
            Series("Zgłoszone bez dowodu", rest, CLAIMED_COLOUR),
            Series(
                "Do celu", [max(100 - a - b, 0) for a, b in zip(evidenced, rest, strict=True)], tokens.SURFACE_STRONG
            ),
        ],
        most=100,
        size=12,
        stacked=True,
    )


def _target_name(indicator: Plain, one: Plain) -> str:
    return one["group"] or short(indicator["text"], 44)


def _share(amount: float, target: int) -> float:
    return min(100.0, round(100 * amount / target, 1)) if target else 100.0


def _number_words(one: Plain) -> str:
    told = corrected_words(one)
    return told + (f", zgłoszono {polish.number(one['declared'])}" if one["declared"] > one["evidenced"] else "")


def _legend_words() -> Text:
    return Text(
        "Zielony: cel udokumentowany. Pomarańczowoczerwony: jeszcze nie. Szary ciemny: zgłoszone bez dowodu. Jasny: reszta do celu.",
        12,
        tone=tokens.TEXT_MUTED,
    )


def add_timeline(file: File, timeline: Plain) -> None:
    parts = _whole_actions(timeline["steps"])
    start = datetime.date.fromisoformat(timeline["start"])
    end = datetime.date.fromisoformat(timeline["end"])
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    for place, part in enumerate(parts, 1):
        numbers = sorted({one["action"] for one in part})
        counter = f" ({place}/{len(parts)})" if len(parts) > 1 else ""
        words = polish.counted(len(part), "krok,kroki,kroków")
        slide = add_slide(
            file,
            f"Działania {numbers[0]}–{numbers[-1]}: {words} od {_month_of(part, start)}{counter}",
            "Słupek od pierwszego do ostatniego miesiąca terminu. Jasny słupek nie ma w planie daty końca.",
        )
        add_chart(slide, _timeline_chart(part, months, start), (LEFT, Inches(1.6), BODY_WIDTH, Inches(5.2)))
        undated = f" Bez dat w planie: {', '.join(timeline['undated'])}." if timeline["undated"] else ""
        told = f"Oś: {polish.month_year(start)} – {polish.month_year(end)}. Jasny słupek: bez daty końca.{undated}"
        add_text(slide, [Text(told, 12, tone=tokens.TEXT_MUTED)], CAPTION, name="Objaśnienie")


def _whole_actions(steps: list[Plain]) -> list[list[Plain]]:
    """Steps slide by slide; an action is not torn apart unless it fills a slide by itself."""
    parts: list[list[Plain]] = []
    for _, group in groupby(steps, key=lambda one: one["action"]):
        found = list(group)
        if not parts or len(parts[-1]) + len(found) > STEPS_ON_A_SLIDE:
            parts += [found[start : start + STEPS_ON_A_SLIDE] for start in range(0, len(found), STEPS_ON_A_SLIDE)]
        else:
            parts[-1] += found
    return parts


def _month_of(part: list[Plain], start: datetime.date) -> str:
    first = min(one["start"] for one in part)
    month = start.month - 1 + first
    return f"{polish.MONTHS_OF[month % 12]} {start.year + month // 12}"


def _timeline_chart(part: list[Plain], months: int, start: datetime.date) -> Chart:
    return Chart(
        name="Oś czasu kroków",
        words="Wykres Gantta. " + "; ".join(f"{one['label']}: {_range_words(one, start)}" for one in part),
        categories=[f"{short(one['label'] + '  ' + one['text'], 46)} – {_range_words(one, start)}" for one in part],
        series=[
            Series("Początek", [one["start"] for one in part]),
            Series(
                "Miesiące",
                [one["length"] for one in part],
                tokens.CHART_BLUE,
                colours=["#8fc1dd" if one["open"] else tokens.CHART_BLUE for one in part],
            ),
        ],
        most=months,
        size=12,
        stacked=True,
    )


def _range_words(one: Plain, start: datetime.date) -> str:
    def month(number: int) -> str:
        place = start.month - 1 + number
        return f"{place % 12 + 1:02}.{start.year + place // 12}"

    first, last = month(one["start"]), month(one["start"] + one["length"] - 1)
    if one["open"]:
        return f"od {first}"
    return first if first == last else f"{first}–{last}"


def add_schools(file: File, report: Plain) -> None:
    rows = [one for one in report["indicators"] if one["population"]]
    if not rows:
        return
    full = sum(one["done"] == one["population"] for one in rows)
    whole = polish.plural(len(rows), INDICATORS_OF)
    slide = add_slide(
        file,
        f"Wszystkie szkoły mają komplet w {full} z {len(rows)} {whole} liczonych szkołami",
        "Liczone są szkoły z zapisem i dowodem. Których brakuje, mówi macierz w portalu i w raporcie.",
    )
    most = max(one["population"] for one in rows)
    chart = Chart(
        name="Szkoły z wynikiem",
        words="Wykres słupkowy. " + "; ".join(f"{one['number']}: {one['done']} z {one['population']}" for one in rows),
        categories=[f"{one['number']}  {short(one['text'], 52)} – {one['done']} z {one['population']}" for one in rows],
        series=[
            Series(
                "Szkoły",
                [one["done"] for one in rows],
                REACHED_COLOUR,
                colours=[REACHED_COLOUR if one["done"] == one["population"] else SHORT_COLOUR for one in rows],
            ),
            Series("Brakuje", [one["population"] - one["done"] for one in rows], tokens.SURFACE_STRONG),
        ],
        most=most,
        size=14,
        stacked=True,
    )
    add_chart(slide, chart, BODY)


def add_done(file: File, report: Plain) -> None:
    counts = [(action, sum(len(step["activities"]) for step in action["steps"])) for action in report["actions"]]
    total = sum(number for _, number in counts)
    if not total:
        return
    slide = add_slide(
        file,
        f"Zatwierdzono {polish.counted(total, 'zdarzenie,zdarzenia,zdarzeń')} w {len(report['actions'])} działaniach",
        "Audyty, spotkania, szkolenia, debaty, uchwały i inne zdarzenia zapisane przy krokach planu.",
    )
    chart = Chart(
        name="Zdarzenia w działaniach",
        words="Wykres słupkowy. " + "; ".join(f"działanie {action['number']}: {number}" for action, number in counts),
        categories=[f"{action['number']}  {short(action['text'], 58)}" for action, _ in counts],
        series=[
            Series("Zdarzenia", [number for _, number in counts], tokens.CHART_BLUE, texts=[str(n) for _, n in counts])
        ],
        most=max(number for _, number in counts) * 1.15,
        size=14,
    )
    add_chart(slide, chart, BODY)
