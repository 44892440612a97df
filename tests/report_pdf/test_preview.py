"""The web preview is the same document, fit for a strict CSP; words, dates and caps of its parts."""

import re
from typing import Any

import pytest
from django.template import Context, Template

from hdr_portal.lib.runs import runs
from hdr_portal.templatetags.report import iso_date, iso_month, web_link
from monitoring import report_parts
from monitoring.report_rendering import render_report_html
from tests.report_pdf import samples


def shown(**changes: Any) -> str:
    return render_report_html(samples.inputs(**changes))


def test_preview_has_no_inline_style_script_or_handler() -> None:
    html = shown()
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=", html) == []


def test_preview_and_pdf_differ_only_in_addresses_and_the_screens_stylesheet(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }  # plain names, as the PDF uses them
    web, paper = (render_report_html(samples.inputs(), for_pdf=flag) for flag in (False, True))

    def bare(html: str) -> str:
        return (
            re.sub(
                r'<link [^>]+>|(?<=src=")(data:|https://handed)[^"]+',
                "",
                html.replace("https://shipped.invalid/", "/static/"),
            )
            .replace("\n", "")
            .replace(" ", "")
        )

    assert bare(web) == bare(paper)
    assert "preview.css" in web
    assert "preview.css" not in paper


def test_preview_leads_back_where_it_was_opened_from() -> None:
    assert '<a href="/raporty/7/">Wróć do raportu</a>' in render_report_html(samples.inputs(), back_url="/raporty/7/")
    assert "Wróć do raportu" not in shown()


def test_every_link_inside_leads_to_something_that_is_there() -> None:
    html = shown()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_evidence_left_out_of_the_annex_is_named_without_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_parts, "ANNEX_ROWS", 5)
    html = shown()
    assert "Pokazano pierwsze 5. W portalu jest jeszcze 59\u00a0plików." in html
    assert set(re.findall(r'href="#dowod-(\d+)"', html)) <= {"1", "2", "3", "4", "5"}
    assert '<td><a href="#dowod-4">4</a></td>' in html
    assert "<td>8</td>" in html


def test_an_indicator_under_no_action_stands_on_the_board_without_a_link() -> None:
    inputs = samples.inputs()
    inputs["actions"] = []
    html = render_report_html(inputs)
    assert 'href="#wskaznik-' not in html
    assert '<th scope="row">1.1</th>' in html


def test_many_columns_are_cut_into_blocks_that_fit() -> None:
    matrix = {
        "columns": [f"1.{place}" for place in range(30)],
        "rows": [{"school": "Szkoła nr 1", "marks": ["done"] * 29 + ["none"]}],
    }
    blocks = report_parts.matrix({"matrix": matrix})
    assert [len(block.columns) for block in blocks] == [12, 12, 6]
    assert [len(block.rows[0][1]) for block in blocks] == [12, 12, 6]
    assert blocks[2].totals == ("1/1", "1/1", "1/1", "1/1", "1/1", "0/0")


def test_names_of_schools_still_owing_are_capped_in_words() -> None:
    html = shown(schools=200)
    assert re.search(r"Brakuje \(176\)</span> .+ i 152\u00a0inne placówki", html)


def test_activities_of_a_step_are_capped_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_parts, "ACTIVITY_ROWS", 2)
    assert "Pokazano pierwsze 2. W portalu jest jeszcze 10\u00a0zdarzeń tego kroku." in shown()


def test_a_declared_record_without_evidence_says_so() -> None:
    assert "brak dowodu</span></td>" in shown(files=0)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], []), ([7], ["7"]), ([3, 1, 2, 7], ["1–3", "7"]), ([1, 3, 5], ["1", "3", "5"]), ([4, 4, 5], ["4–5"])],
)
def test_numbers_of_evidence_run_together(numbers: list[int], words: list[str]) -> None:
    assert [one for _, one in runs(numbers)] == words


def test_days_and_months_are_written_in_polish() -> None:
    assert iso_date("2025-06-06") == "6\u00a0czerwca 2025"
    assert iso_date(None) == ""
    assert iso_month("2025-06-30") == "czerwiec 2025"
    assert iso_month("") == ""


def test_only_addresses_of_the_web_are_links() -> None:
    assert web_link("https://portal.example.pl/") == "https://portal.example.pl/"
    assert web_link("javascript:alert(1)") == ""


def test_a_state_is_escaped_in_word_and_in_class() -> None:
    html = Template("{% load report %}{% state tone label key %}").render(
        Context({"tone": 'red" onclick="x', "label": "<b>", "key": ""})
    )
    assert html == '<span class="status tone-red&quot; onclick=&quot;x">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("zwykły tekst", "zwykły tekst"),
        ("przed\x00po", "przedpo"),
        ("raport\u202efdp.exe", "raportfdp.exe"),
        ("\ud800", "\ufffd"),
        ("a\nb", "a\nb"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 40 + "\u200b" + "x" * 40 + "\u200b" + "x"),
    ],
)
def test_texts_are_made_fit_for_paper(written: str, printed: str) -> None:
    assert report_parts.printable({"a": [written]}) == {"a": [printed]}


def test_an_address_is_never_broken_into_pieces() -> None:
    address = "https://portal.example.pl/" + "x" * 200
    assert report_parts.printable({"url": address}) == {"url": address}


def test_a_word_of_ten_thousand_letters_ends() -> None:
    assert len(report_parts.printable("x" * 10_000)) < 450
