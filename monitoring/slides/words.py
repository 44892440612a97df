"""Slides of words: the cover, the goal, the findings, what needs attention, where the numbers come from."""

from typing import Any

from pptx.presentation import Presentation as File
from pptx.util import Inches

from hdr_portal.lib import polish, tokens
from monitoring.practice_drafts import Plain, day
from monitoring.report_parts import corrected_words, edition_sentence, summary
from monitoring.slides.look import (
    ACCENT,
    BODY,
    BODY_TOP,
    BODY_WIDTH,
    LEFT,
    WIDTH,
    Text,
    add_band,
    add_slide,
    add_text,
    rgb,
    short,
)

LISTED = 9


def add_cover(file: File, told: Plain) -> None:
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


def add_goal(file: File, report: Plain) -> None:
    units = polish.counted(report["units_count"], "jednostka,jednostki,jednostek")
    steps = sum(len(one["steps"]) for one in report["actions"])
    actions = polish.counted(len(report["actions"]), "działanie,działania,działań")
    title = f"Plan obejmuje {actions} i {polish.counted(steps, 'krok,kroki,kroków')}, uczestniczy {units}"
    slide = add_slide(file, title, f"Obszar: {report['area']}")
    texts = [Text("Cel", 16, bold=True, tone=f"#{ACCENT}"), Text(report["goal"], 20)]
    texts += [Text("Zadanie", 16, bold=True, tone=f"#{ACCENT}"), Text(report["task"], 20)]
    add_text(slide, texts, BODY, name="Cel i zadanie")


def add_summary(file: File, report: Plain) -> None:
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


def add_attention(file: File, report: Plain) -> None:
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
    numbers = "; ".join(f"{c['group'] + ': ' if c['group'] else ''}{corrected_words(c)}" for c in one["comparisons"])
    missing = polish.counted(len(one["missing"]), "szkole,szkołom,szkołom") if one["missing"] else ""
    return f"{one['number']} {short(one['text'])}: {numbers}, {one['status']['label']}" + (
        f"; brakuje {missing}" if missing else ""
    )


def add_closing(file: File, told: Plain) -> None:
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
