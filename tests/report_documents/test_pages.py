"""Lengths, words and pictures of the school's and the closing report; equal inputs, equal bytes."""

from typing import Any

import pytest

from hdr_portal.lib.pdf import HANDED, PdfRefused, render_pdf
from monitoring.report_parts import corrected_words
from monitoring.report_rendering import (
    render_closing_html,
    render_closing_pdf,
    render_council_html,
    render_report_html,
    render_school_html,
    render_school_pdf,
)
from tests.report_documents.conftest import closing_sample, quiet
from tests.report_pdf import facts, samples
from tests.report_pdf.reading import text_of
from tests.report_pdf.test_hostile_text import STATIC, spoiled
from tests.report_pdf.test_rendering import EPOCH

LONG = "Bardzo długa nazwa zdarzenia, która nigdy się nie kończy. " * 20


@pytest.mark.parametrize("inputs", [facts.school_inputs(rows=0), facts.school_inputs(rows=90, text=LONG)])
def test_a_school_report_has_two_to_six_pages(inputs: dict[str, Any]) -> None:
    assert 2 <= render_school_pdf(inputs, quiet).pages <= 6


def test_equal_inputs_give_equal_bytes() -> None:
    assert (
        render_school_pdf(facts.school_inputs(), quiet).sha256 == render_school_pdf(facts.school_inputs(), quiet).sha256
    )


def test_what_the_school_reports_caps_hide_is_counted() -> None:
    html = render_school_html(facts.school_inputs(rows=90))
    assert "W portalu jest jeszcze 60\u00a0wskaźników." in html
    assert "W portalu jest jeszcze 70\u00a0braków." in html
    assert "W portalu jest jeszcze 50\u00a0zdarzeń." in html


def test_the_closing_report_tells_how_indicators_ended_what_moved_and_what_has_to_be_kept() -> None:
    text = text_of(render_closing_pdf(closing_sample(), quiet).content)
    assert "Osiągnięte w terminie: 10" in text
    assert "Osiągnięte po terminie: 2" in text
    assert "Nieosiągnięte w terminie: 3" in text
    assert "Bez rozstrzygnięcia: 7" in text
    assert "8.1 Arkusze 0 11 4 11 nie" in text
    assert "Audyty trwają. Dwa raporty są w odbiorze." in text
    assert "8.3 Stworzenie prognoz. 2026 Sprzęt objęty" in text
    assert "KPO 31 grudnia 2030" in text
    assert "14 47 460,00 zł" in text
    assert "raport pokazuje stan przed jego końcem" in text


def test_commentary_and_corrections_stand_apart_from_what_was_counted() -> None:
    html = render_report_html(samples.inputs())
    assert html.count("Komentarz wydziału, 4\u00a0maja 2026") == 1
    assert "<p>Audyty trwają.</p>" in html
    assert (
        "−1, ZSP nr 4, od dnia 2\u00a0marca 2026: Audyt powtórzono, liczony raz. "
        '<span class="muted">(podpis: Wydział Edukacji)</span>' in html
    )


def test_a_corrected_number_stands_beside_the_counted_one_and_decides() -> None:
    inputs = samples.inputs()
    first = inputs["indicators"][0]
    first["comparisons"] = [first["comparisons"][0] | {"evidenced": 10, "corrected": 11, "target": 11}]
    html = render_report_html(inputs)
    assert "udokumentowane 10, z korektą 11, cel 11" in html


def test_every_document_names_the_correction_beside_what_was_counted() -> None:
    counted = {"declared": 9, "evidenced": 9, "target": 11, "group": ""}
    assert corrected_words(counted | {"corrected": None}) == "9 z 11"
    assert corrected_words(counted | {"corrected": 10}) == "9 z 11, z korektą 10"
    assert corrected_words(counted) == "9 z 11", "stored before corrections were kept"


def test_a_report_stored_before_these_chapters_is_shown_still() -> None:
    inputs = samples.inputs()
    for name in ("letterhead", "timeline", "trends", "inventory", "surveys"):
        del inputs[name]
    html = render_report_html(inputs)
    assert "Tego wydania raportu nie uzupełniono danymi o zasobach." in html
    assert "handed.invalid" not in html


@pytest.mark.parametrize("render", [render_school_html, render_council_html, render_closing_html])
def test_hostile_text_adds_no_element(render: Any) -> None:
    make = {render_school_html: facts.school_inputs, render_council_html: facts.council_inputs}.get(
        render, closing_sample
    )
    plain, hostile = render(make()), render(spoiled(make(), 1))
    for tag in ("<img", "<style", "<script", "<link", "<svg", "<image"):
        assert hostile.count(tag) == plain.count(tag)


# --- Pictures -----------------------------------------------------------------------------------------------------------
def page(address: str) -> str:
    return f'<html lang="pl"><title>Próba</title><p>x<img alt="Herb" src="{address}"></p></html>'


def render(address: str, **pictures: bytes) -> int:
    given = {name.replace("_", "."): content for name, content in pictures.items()}
    return render_pdf(page(address), shipped=STATIC, epoch=EPOCH, on_progress=quiet, pictures=given).pages


def test_a_picture_handed_over_is_found_by_its_name() -> None:
    assert render(f"{HANDED}herb.png", herb_png=facts.png(1)) == 1


@pytest.mark.parametrize("name", ["inny.png", "../herb.png", "herb.svg", "", "herb.png?x"])
def test_a_picture_that_was_not_handed_over_stops_the_render(name: str) -> None:
    with pytest.raises(PdfRefused):
        render(f"{HANDED}{name}", herb_png=facts.png(1), herb_svg=b"<svg/>")


def test_the_preview_shows_the_same_pictures_as_data() -> None:
    html = render_report_html(samples.inputs())
    assert html.count('src="data:image/png;base64,') == 2
