"""The printed numbers are the inputs' numbers."""

import re

from tests.report_pdf import samples
from tests.report_pdf.conftest import Rendered, render
from tests.report_pdf.reading import pages_of, text_of


def squeezed(text: str) -> str:
    """Without any white space: a cell's line breaks and the layout's gaps say nothing."""
    return re.sub(r"[\s\u00a0\u200b\u00ad]", "", text)


def test_board_shows_declared_evidenced_and_target_of_every_indicator(rendered: Rendered) -> None:
    pages = [page for page in pages_of(rendered.file.content) if "Zgłoszone" in page]
    board = squeezed("".join(pages))
    for indicator in rendered.inputs["indicators"]:
        for one in indicator["comparisons"]:
            numbers = f"{one['declared']}{one['evidenced']}{one['target']}"
            assert f"{numbers}30czerwca2026" in board or f"{numbers}bez" in board or f"{numbers}jak" in board


def test_a_target_per_group_shows_three_comparisons_and_no_sum(rendered: Rendered) -> None:
    text = text_of(rendered.file.content)
    assert (
        "uczniowie: zgłoszone 40, udokumentowane 40, cel 11; "
        "nauczyciele: zgłoszone 12, udokumentowane 12, cel 11; "
        "rodzice: zgłoszone 10, udokumentowane 10, cel 11"
    ) in text
    assert "cel 33" not in text
    assert "razem: 60)" in text


def test_numbers_of_every_indicator_stand_under_its_action(rendered: Rendered) -> None:
    text = text_of(rendered.file.content)
    for indicator in rendered.inputs["indicators"]:
        for one in indicator["comparisons"]:
            words = f"zgłoszone {one['declared']}, udokumentowane {one['evidenced']}, cel {one['target']}"
            assert words in text


def test_summary_counts_what_the_board_shows(rendered: Rendered) -> None:
    summary = pages_of(rendered.file.content)[2]
    assert "12 z 22 14 z 24 64 12" in summary
    assert rendered.inputs["headline"] in text_of(rendered.file.content)
    for highlight in rendered.inputs["highlights"]:
        assert highlight in text_of(rendered.file.content)


def test_every_status_is_a_word_with_its_count_and_its_indicators(rendered: Rendered) -> None:
    summary = pages_of(rendered.file.content)[2]
    for one in rendered.inputs["status_counts"]:
        numbers = [row["number"] for row in rendered.inputs["indicators"] if row["status"] == one["status"]]
        assert f"{one['status']['label']} {one['count']} {', '.join(numbers)}" in summary


def test_texts_and_terms_of_the_plan_are_printed_as_written(rendered: Rendered) -> None:
    text = squeezed(text_of(rendered.file.content))
    for action in rendered.inputs["actions"]:
        assert squeezed(action["text"]) in text
        for step in action["steps"]:
            assert squeezed(step["text"]) in text
            assert squeezed(step["term_text"]) in text
            assert squeezed(step["resources_text"]) in text


def test_annex_prints_every_digest_and_address_whole(rendered: Rendered) -> None:
    lines = text_of(rendered.file.content, layout=True).split()
    for file in rendered.inputs["annex"]:
        assert lines.count(file["sha256"]) == 1
        assert lines.count(file["url"]) == 1


def test_pages_are_numbered_and_carry_the_name_and_the_day(rendered: Rendered) -> None:
    pages = pages_of(rendered.file.content)
    assert len(pages) == rendered.file.pages
    for number, page in enumerate(pages[1:], 2):
        assert page.rstrip().endswith(f"strona {number} z {len(pages)}")
        assert "Raport z postępu realizacji HDR" in page
        assert "stan na 30 czerwca 2026" in page


def test_contents_name_the_page_on_which_a_chapter_begins(rendered: Rendered) -> None:
    pages = pages_of(rendered.file.content)
    contents = re.sub(r"(\. ?)+(?=\d)", " ", pages[1])
    for title in ("Podsumowanie", "Wskaźniki", "Działania", "Placówki i wskaźniki", "Załącznik: dowody", "Jak liczymy"):
        found = re.search(rf"{title}[ .]*(\d+)", contents)
        assert found is not None
        assert title in pages[int(found[1]) - 1]


def test_demonstration_data_are_marked_on_the_cover_and_on_every_page(rendered: Rendered) -> None:
    assert all("Dane demonstracyjne" in page for page in pages_of(rendered.file.content))


def test_real_data_carry_no_such_mark() -> None:
    empty = render(samples.empty_inputs())
    assert "demonstracyjne" not in text_of(empty.file.content)


def test_an_empty_plan_says_what_is_missing_and_stays_short() -> None:
    empty = render(samples.empty_inputs())
    text = text_of(empty.file.content)
    assert empty.file.pages <= 5
    assert [line for line in empty.complaints if line.startswith("ERROR")] == []
    for sentence in (
        "Plan nie ma jeszcze wskaźników.",
        "Plan nie ma jeszcze działań.",
        "W portalu nie ma jeszcze placówek.",
        "Do żadnego zatwierdzonego zapisu nie dołączono jeszcze pliku.",
        "Do planu nie ma uwag.",
    ):
        assert sentence in text
