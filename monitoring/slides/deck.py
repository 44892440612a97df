"""The slides: each title is a finding, each chart has its words, the notes say what to say."""

import datetime
import io
from itertools import groupby
from typing import Any

from pptx.presentation import Presentation as File
from pptx.util import Inches

from hdr_portal.lib import polish, tokens
from hdr_portal.lib.officefile import stable
from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile, rendered
from monitoring.practice_drafts import Plain, day
from monitoring.report_parts import edition_sentence, is_reached, printable, summary
from monitoring.slides.charts import Chart, Series, add_chart
from monitoring.slides.look import (
    ACCENT,
    BODY_HEIGHT,
    BODY_TOP,
    BODY_WIDTH,
    LANGUAGE,
    LEFT,
    WIDTH,
    Text,
    add_band,
    add_slide,
    add_text,
    new_file,
    rgb,
    speak_polish,
)

BODY = (LEFT, BODY_TOP, BODY_WIDTH, BODY_HEIGHT)
CAPTION = (LEFT, Inches(6.8), Inches(10.8), Inches(0.5))
ON_A_SLIDE, STEPS_ON_A_SLIDE, LISTED = 14, 17, 9
SHORT = 62
REACHED_COLOUR, SHORT_COLOUR, CLAIMED_COLOUR = tokens.CHART_GREEN, tokens.CHART_VERMILION, tokens.LINE_STRONG
INDICATORS_OF = "wskaźnika,wskaźników,wskaźników"


def render_slides(inputs: Plain, on_progress: Progress) -> RenderedFile:
    """The presentation as PPTX; equal inputs give equal bytes."""
    on_progress(20, "Rysuję slajdy")
    told: Plain = printable(inputs)
    epoch = datetime.datetime.combine(
        datetime.date.fromisoformat(told["made_on"]), datetime.time(), tzinfo=datetime.UTC
    )
    file = _deck(told)
    _properties(file, told, epoch)
    speak_polish(file)
    content = io.BytesIO()
    file.save(content)
    on_progress(90, "Zapisuję plik")
    return rendered(stable(content.getvalue(), epoch=epoch))


def _properties(file: File, told: Plain, epoch: datetime.datetime) -> None:
    core, report = file.core_properties, told["report"]
    core.title = f"{report['plan_title']}: {report['municipality']}, stan na {day(report['as_of'])}"
    core.author = core.last_modified_by = f"{told['office']}, {report['municipality']}"
    core.subject, core.language, core.keywords, core.comments = "Prezentacja HDR", LANGUAGE, "", ""
    core.created = core.modified = epoch.replace(tzinfo=None)
    core.revision = 1


def _deck(told: Plain) -> File:
    file, report = new_file(), told["report"]
    _cover(file, told)
    _goal(file, report)
    _summary(file, report)
    _statuses(file, report)
    _targets(file, report)
    _timeline(file, told["timeline"])
    _schools(file, report)
    _attention(file, report)
    _done(file, report)
    if told["inventory"]:
        _inventory(file, told["inventory"], report)
    if told["selfie"]:
        _selfie(file, told["selfie"], report)
    _closing(file, told)
    return file


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


# --- Words ----------------------------------------------------------------------------------------------------------
def _cover(file: File, told: Plain) -> None:
    report = told["report"]
    title = f"{report['plan_title'].capitalize()}: {report['headline'][:1].lower()}{report['headline'][1:]}"
    slide = add_slide(
        file,
        title,
        f"{report['municipality']}, {report['period_text'].rstrip('.')}. Liczby pochodzą z zapisów w portalu.",
    )
    add_band(slide, (0, 0, WIDTH, Inches(4.2)), ACCENT)
    heading: Any = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = LEFT, Inches(1.5), BODY_WIDTH, Inches(2.2)
    for run in heading.text_frame.paragraphs[0].runs:
        run.font.color.rgb = rgb(tokens.GROUND)
    demo = [Text("Dane demonstracyjne", 16, bold=True, tone=tokens.CHART_VERMILION)] if report["is_demo"] else []
    add_text(
        slide,
        [
            Text(report["municipality"], 22, bold=True),
            Text(f"Stan na {day(report['as_of'])}. Okres planu: {report['period_text'].rstrip('.')}."),
            Text(told["office"], tone=tokens.TEXT_MUTED),
            *demo,
        ],
        (LEFT, Inches(4.5), BODY_WIDTH, Inches(2.3)),
        name="O prezentacji",
    )


def _goal(file: File, report: Plain) -> None:
    units = polish.counted(report["units_count"], "jednostka,jednostki,jednostek")
    steps = sum(len(one["steps"]) for one in report["actions"])
    actions = polish.counted(len(report["actions"]), "działanie,działania,działań")
    title = f"Plan obejmuje {actions} i {polish.counted(steps, 'krok,kroki,kroków')}, uczestniczy {units}"
    slide = add_slide(file, title, f"Obszar: {report['area']}")
    texts = [Text("Cel", 16, bold=True, tone=f"#{ACCENT}"), Text(report["goal"], 20)]
    texts += [Text("Zadanie", 16, bold=True, tone=f"#{ACCENT}"), Text(report["task"], 20)]
    add_text(slide, texts, BODY, name="Cel i zadanie")


def _summary(file: File, report: Plain) -> None:
    found = summary(report)
    slide = add_slide(
        file, report["headline"], "Trzy liczby na początek, potem szczegóły. " + " ".join(report["highlights"])
    )
    numbers = (
        (f"{found.reached} z {found.total}", "wskaźników osiągniętych"),
        (f"{found.targets_reached} z {found.targets}", "wartości docelowych udokumentowanych"),
        (polish.number(found.files), polish.plural(found.files, "plik dowodu,pliki dowodów,plików dowodów")),
    )
    for place, (number, words) in enumerate(numbers):
        box = (int(LEFT + place * Inches(4.0)), BODY_TOP, Inches(3.8), Inches(1.7))
        add_text(slide, [Text(number, 44, bold=True, tone=f"#{ACCENT}"), Text(words, 16)], box, name=words)
    lines = [Text(short(one, 170), 18, bullet=True) for one in report["highlights"]]
    box = (LEFT, Inches(3.8), BODY_WIDTH, Inches(2.9))
    add_text(slide, lines or [Text("Nic nie wymaga dziś uwagi.")], box, name="Najważniejsze")


def _attention(file: File, report: Plain) -> None:
    found = [one for one in report["indicators"] if one["status"]["key"] in {"missed", "at_risk"}]
    if not found:
        return
    slide = add_slide(
        file,
        f"Uwagi wymaga {polish.counted(len(found), 'wskaźnik,wskaźniki,wskaźników')}",
        "Przy każdym: ile udokumentowano, jaki jest cel i komu czego brakuje.",
    )
    lines = [Text(_attention_line(one), 17, bullet=True) for one in found[:LISTED]]
    left = len(found) - LISTED
    lines += [Text(f"i jeszcze {left}", 17, tone=tokens.TEXT_MUTED)] if left > 0 else []
    add_text(slide, lines, BODY, name="Wskaźniki wymagające uwagi")


def _attention_line(one: Plain) -> str:
    numbers = "; ".join(
        f"{c['group'] + ': ' if c['group'] else ''}{polish.number(c['evidenced'])} z {polish.number(c['target'])}"
        for c in one["comparisons"]
    )
    missing = polish.counted(len(one["missing"]), "szkole,szkołom,szkołom") if one["missing"] else ""
    return f"{one['number']} {short(one['text'])}: {numbers}, {one['status']['label']}" + (
        f"; brakuje {missing}" if missing else ""
    )


def _closing(file: File, told: Plain) -> None:
    report = told["report"]
    files = polish.counted(len(report["annex"]), "plikiem dowodu,plikami dowodów,plikami dowodów")
    title = f"Każdą liczbę można sprawdzić: dowody to {polish.counted(len(report['annex']), 'plik,pliki,plików')}"
    slide = add_slide(
        file, title, f"Raport z postępu zawiera wykaz dowodów z sumami SHA-256 ({files} potwierdza zapisy)."
    )
    add_text(
        slide,
        [
            Text(
                "Liczby powstają z zatwierdzonych zapisów; o stanie decydują tylko zapisy z dowodem.", 20, bullet=True
            ),
            Text(f"Stan na {day(report['as_of'])}, sporządzono {day(report['made_on'])}.", 20, bullet=True),
            *([Text(edition, 20, bullet=True)] if (edition := edition_sentence(told)) else []),
            Text(f"Kontakt: {told['office']}, {report['municipality']}.", 20, bullet=True),
        ],
        BODY,
        name="Skąd liczby",
    )


# --- Charts ---------------------------------------------------------------------------------------------------------
def _statuses(file: File, report: Plain) -> None:
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


def _targets(file: File, report: Plain) -> None:
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
    told = f"{polish.number(one['evidenced'])} z {polish.number(one['target'])}"
    return told + (f", zgłoszono {polish.number(one['declared'])}" if one["declared"] > one["evidenced"] else "")


def _legend_words() -> Text:
    return Text(
        "Zielony: cel udokumentowany. Pomarańczowoczerwony: jeszcze nie. Szary ciemny: zgłoszone bez dowodu. Jasny: reszta do celu.",
        12,
        tone=tokens.TEXT_MUTED,
    )


def _timeline(file: File, timeline: Plain) -> None:
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


def _schools(file: File, report: Plain) -> None:
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


def _done(file: File, report: Plain) -> None:
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


def _inventory(file: File, inventory: Plain, report: Plain) -> None:
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


def _selfie(file: File, selfie: Plain, report: Plain) -> None:
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
