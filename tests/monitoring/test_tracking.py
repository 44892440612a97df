"""The tracking table: cells, living totals, harmless texts, equal bytes."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from hdr_portal.lib.livingbook import LivingBook
from monitoring.tracking import tracking_xlsx
from monitoring.tracking.indicators import COLUMNS
from tests.report_pdf import samples

HEADS = [column.label for column in COLUMNS]


def book(content: bytes, *, formulas: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)


@pytest.fixture(scope="module")
def inputs() -> dict[str, Any]:
    return samples.inputs()


@pytest.fixture(scope="module")
def table(inputs: dict[str, Any]) -> bytes:
    return tracking_xlsx(inputs).content


def rows_of(page: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in page[1]]
    return [dict(zip(heads, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)]


def uncorrected(inputs: dict[str, Any]) -> dict[str, Any]:
    for one in inputs["indicators"]:
        one["corrections"] = []
    return inputs


def corrected(inputs: dict[str, Any]) -> dict[str, Any]:
    """The same inputs with a signed correction of 1.6/1.7, and no other."""
    for one in uncorrected(inputs)["indicators"]:
        if one["number"] == "1.6/1.7":
            one["comparisons"][0]["corrected"] = one["comparisons"][0]["evidenced"] + 2
            one["corrections"] = [
                {"day": "2026-06-01", "amount": 2, "group": "", "school": "SP 1", "reason": "=Raporty z archiwum"}
            ]
    return inputs


def test_equal_inputs_give_equal_bytes(inputs: dict[str, Any], table: bytes) -> None:
    again = tracking_xlsx(samples.inputs())

    assert again.content == table
    assert again.pages == 0
    with ZipFile(io.BytesIO(table)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_row_of_the_board_has_its_row(inputs: dict[str, Any], table: bytes) -> None:
    rows = rows_of(book(table)["Wskaźniki"])

    assert [row["Nr"] for row in rows][:3] == ["1.1", "1.2", "1.3"]
    grouped = [row for row in rows if row["Nr"] == "5.1"]
    assert [(row["Wskaźnik"], row["Udokumentowane"], row["Cel"], row["Stan"]) for row in grouped[1:]] == [
        ("uczniowie", 40, 11, "cel osiągnięty"),
        ("nauczyciele", 12, 11, "cel osiągnięty"),
        ("rodzice", 10, 11, "poniżej celu"),
    ]
    assert (grouped[0]["Udokumentowane"], grouped[0]["Stan"]) == (None, "zagrożony")


def test_totals_are_formulas_with_their_results(inputs: dict[str, Any], table: bytes) -> None:
    shown, living = book(table)["Podsumowanie"], book(table, formulas=True)["Podsumowanie"]
    totals = {row[0].value: row[1] for row in shown.iter_rows() if isinstance(row[1].value, int)}

    assert {name: cell.value for name, cell in totals.items()} == {
        **{one["status"]["label"]: one["count"] for one in inputs["status_counts"] if one["count"]},
        "osiągnięte": 14, "poniżej celu": 10, "Razem": 30, "pliki w załączniku": 64,
        "wykonany": 11, "po terminie": 7, "zaplanowany": 3, "w toku": 9,
    }  # fmt: skip
    assert all(str(living[cell.coordinate].value).startswith("=") for cell in totals.values())


def test_a_correction_stands_apart_and_decides() -> None:
    content = tracking_xlsx(corrected(samples.inputs())).content
    row = next(one for one in rows_of(book(content)["Wskaźniki"]) if one["Nr"] == "1.6/1.7")
    signed = rows_of(book(content)["Korekty"])

    assert [row[name] for name in HEADS[4:11]] == [11, 9, 2, 11, 11, 0, "tak"]
    assert [(one["Wskaźnik"], one["O ile"], one["Powód"]) for one in signed] == [("1.6/1.7", 2, "=Raporty z archiwum")]


def test_without_corrections_there_is_no_sheet_of_them() -> None:
    content = tracking_xlsx(uncorrected(samples.inputs())).content
    assert book(content).sheetnames == ["Podsumowanie", "Wskaźniki", "Kroki", "Dowody", "Placówki"]


def test_of_a_level_where_less_is_better_the_target_is_a_ceiling() -> None:
    inputs = samples.inputs()
    one = inputs["indicators"][0]["comparisons"][0]
    one |= {"declared": 12.5, "evidenced": 12.5, "target": 10, "downward": True}

    row = rows_of(book(tracking_xlsx(inputs).content)["Wskaźniki"])[0]

    assert (row["Po korektach"], row["Brakuje do celu"], row["Cel osiągnięty"]) == (12.5, 2.5, "nie")


def test_every_file_stands_under_its_number_with_sum_and_address(inputs: dict[str, Any], table: bytes) -> None:
    page = book(table)["Dowody"]

    assert [(row["Nr"], row["SHA-256"], row["Adres"]) for row in rows_of(page)] == [
        (file["number"], file["sha256"], file["url"]) for file in inputs["annex"]
    ]
    assert page.cell(2, 9).hyperlink.target == inputs["annex"][0]["url"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t=", "\r\n+"])
def test_a_text_that_begins_like_a_formula_calculates_nothing(start: str) -> None:
    inputs = samples.inputs()
    bomb = f'{start}HYPERLINK("https://zle.example";"x")'
    inputs["annex"][0] |= {"name": bomb, "url": "javascript:alert(1)"}

    page = book(tracking_xlsx(inputs).content, formulas=True)["Dowody"]

    assert (page["B2"].data_type, page["B2"].quotePrefix) == ("s", True)
    assert page["I2"].hyperlink is None


def test_control_characters_and_endless_texts_are_taken() -> None:
    inputs = samples.inputs()
    inputs["indicators"][0]["text"] = "a\x00b\x0b" + "x" * 40_000

    text = rows_of(book(tracking_xlsx(inputs).content)["Wskaźniki"])[0]["Wskaźnik"]

    assert text.startswith("ab x")
    assert len(text) == 32_767


def test_sheets_are_frozen_filtered_and_fit_for_paper(table: bytes) -> None:
    for page in book(table):
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.paperSize) == 9
        if page.title != "Podsumowanie":
            assert page.freeze_panes
            assert page.auto_filter.ref
            assert page.print_title_rows == "$1:$1"


def test_a_plan_without_anything_gives_a_table_too() -> None:
    shown = book(tracking_xlsx(samples.empty_inputs()).content)

    assert [page.max_row for page in shown if page.title != "Podsumowanie"] == [1, 1, 1, 1]


def test_a_formula_whose_result_has_no_cell_is_no_silent_loss() -> None:
    import datetime

    living = LivingBook("x", made=datetime.date(2026, 1, 1))
    page = living.sheet("A")
    living.formula(page["A1"], "=1+1", 2)
    page["A1"].value = "zamiast wzoru"

    with pytest.raises(ValueError, match="1 formulas"):
        living.packed()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice counts the formulas anew")
def test_libreoffice_counts_the_same_numbers(tmp_path: Path) -> None:
    """The results are taken out of the file, so that LibreOffice has to count; then they are compared with ours."""
    content = tracking_xlsx(corrected(samples.inputs())).content
    bare = tmp_path / "bare.xlsx"
    openpyxl.load_workbook(io.BytesIO(content)).save(bare)  # openpyxl writes formulas without results
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "o", bare],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    ours, theirs = book(content), book((tmp_path / "o" / "bare.xlsx").read_bytes())
    living = book(content, formulas=True)
    formulas = [
        (page.title, cell.coordinate) for page in living for row in page for cell in row if cell.data_type == "f"
    ]

    assert len(formulas) > 100
    for title, place in formulas:
        assert theirs[title][place].value == pytest.approx(ours[title][place].value), (title, place)
