"""The numbered cases of the hostile corpus that refuse the whole file: what it is, its name's ending, the sentence."""

from collections.abc import Callable

from hdr_portal.lib.workbook import sentences
from tests.workbook import hostile as h
from tests.workbook.builders import zipped


def of_sheet(sentence: str, **words: int | str) -> str:
    return sentences.of_sheet("Arkusz1", sentence, **words)


CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "1 bomb": (h.bomb, ".xlsx", sentences.BOMB),
    "1 bomb in a picture": (h.bomb_in_a_picture, ".xlsx", sentences.BOMB),
    "2 overlapping members": (h.overlapping, ".xlsx", sentences.OVERLAP),
    "3 bomb with a small declared size": (h.lying_bomb, ".xlsx", sentences.BOMB),
    "3 declared size cuts the sheet": (h.lie_about_size, ".xlsx", sentences.BROKEN),
    "4 styled rows": (h.styled_rows, ".xlsx", of_sheet(sentences.ROW_MARKS, most=70_000)),
    "4 million styled rows": (h.million_styled_rows, ".xlsx", of_sheet(sentences.ROW_MARKS, most=70_000)),
    "5 three million styled cells": (h.styled_cells, ".xlsx", of_sheet(sentences.CELLS, most=600_000)),
    "6 last cell of all": (h.far_cell, ".xlsx", of_sheet(sentences.ROWS, most=20_100)),
    "6 last column": (h.far_column, ".xlsx", of_sheet(sentences.COLUMNS, most=200)),
    "7 the whole sheet merged": (h.whole_sheet_merge, ".xlsx", of_sheet(sentences.MERGES)),
    "8 200 000 merges": (h.many_merges, ".xlsx", of_sheet(sentences.MERGES)),
    "9 500 000 styles": (h.many_styles, ".xlsx", sentences.STYLES),
    "10 a million texts": (h.many_strings, ".xlsx", sentences.STRINGS),
    "11 100 000 conditional formats": (h.many_conditions, ".xlsx", of_sheet(sentences.CONDITIONS)),
    "12 billion laughs": (h.billion_laughs, ".xlsx", sentences.DTD),
    "13 quadratic entities": (h.quadratic_blowup, ".xlsx", sentences.DTD),
    "14 entity from a file": (h.outside_entity, ".xlsx", sentences.DTD),
    "15 doctype from outside": (h.outside_doctype, ".xlsx", sentences.DTD),
    "16 name up the tree": (h.bad_name("../../etc/cron.d/x"), ".xlsx", sentences.BAD_NAMES),
    "16 name from the root": (h.bad_name("/etc/passwd"), ".xlsx", sentences.BAD_NAMES),
    "16 name with a drive": (h.bad_name("C:/x"), ".xlsx", sentences.BAD_NAMES),
    "16 name with backslashes": (h.bad_name("..\\x"), ".xlsx", sentences.BAD_NAMES),
    "17 the same part twice": (h.same_part_twice, ".xlsx", sentences.TWICE),
    "17 the same part in capitals": (h.same_part_in_other_case, ".xlsx", sentences.TWICE),
    "18 encrypted zip": (h.encrypted_zip, ".xlsx", sentences.PASSWORD),
    "19 password": (h.password, ".xlsx", sentences.PASSWORD),
    "20 macros": (h.macros, ".xlsm", sentences.MACROS),
    "21 binary workbook": (h.binary_workbook, ".xlsb", sentences.XLSB),
    "22 xls with a password": (h.xls_password, ".xls", sentences.PASSWORD),
    "22 xls of Excel 95": (h.xls_of_excel_95, ".xls", sentences.OLD_EXCEL),
    "22 xls with macros": (h.xls_macros, ".xls", sentences.MACROS),
    "22 xls with a far row": (h.xls_rows, ".xls", of_sheet(sentences.ROWS, most=20_100)),
    "22 xls of blank cells": (h.xls_blank_cells, ".xls", of_sheet(sentences.OLD_CELLS, most=250_000)),
    "22 xls of random records": (h.xls_broken, ".xls", sentences.BROKEN),
    "22 Word named xls": (h.old_word, ".xls", sentences.DOCUMENT),
    "23 HTML named xls": (lambda: b"<html><table><tr><td>Nr</td></tr></table></html>", ".xls", sentences.WEB_PAGE),
    "23 XML named xls": (lambda: b'<?xml version="1.0"?><Workbook/>', ".xls", sentences.XML),
    "24 CSV named xlsx": (lambda: b"Nr;Nazwa\n1;Laptop\n", ".xlsx", sentences.TEXT_NAMED_WORKBOOK.format(ending=".xlsx")),
    "25 PDF named xlsx": (lambda: b"%PDF-1.7\n\0", ".xlsx", sentences.PDF),
    "25 PNG named xlsx": (lambda: b"\x89PNG\r\n\x1a\n\0", ".xlsx", sentences.PICTURE),
    "25 program named xlsx": (lambda: b"MZ\0\0", ".xlsx", sentences.PROGRAM),
    "25 nonsense named xlsx": (lambda: b"\1\2\0\3", ".xlsx", sentences.UNKNOWN),
    "25 Word document named xlsx": (h.word, ".xlsx", sentences.DOCUMENT),
    "27 truncated": (h.truncated, ".xlsx", sentences.BROKEN),
    "28 a flipped byte": (h.flipped, ".xlsx", sentences.BROKEN),
    "29 plain zip": (h.plain_zip, ".xlsx", sentences.ARCHIVE),
    "29 empty zip": (lambda: zipped({}), ".xlsx", sentences.OTHER_ARCHIVE),
    "29 rar": (lambda: b"Rar!\x1a\x07\0", ".xlsx", sentences.OTHER_ARCHIVE),
    "30 no worksheet": (h.no_sheet, ".xlsx", sentences.NO_SHEET),
    "30 a sheet that is not there": (h.broken_relation, ".xlsx", sentences.BROKEN),
    "30 a relation that is not there": (h.no_such_relation, ".xlsx", sentences.BROKEN),
    "30 no cells": (h.no_cells, ".xlsx", sentences.NO_CELLS),
    "two values in a cell": (h.two_values, ".xlsx", of_sheet(sentences.TWO_VALUES, place="A1")),
    "a cell of another row": (h.other_place, ".xlsx", sentences.BROKEN),
    "a gigabyte of text": (h.much_text, ".xlsx", sentences.TOO_MUCH_TEXT),
    "a tag of 100 MB": (h.endless_tag, ".xlsx", sentences.BROKEN),
    "ten million nested elements": (h.deep_nesting, ".xlsx", sentences.TOO_SLOW),
    "zeros behind the end": (h.big_of_zeros, ".xlsx", sentences.BROKEN),
    "36 CSV with NUL": (lambda: b"Nr;Nazwa\n1;La\0ptop\n", ".csv", sentences.NUL),
    "37 unclosed quote": (lambda: b'Nr;Nazwa\n1;"Laptop\n2;Monitor\n', ".csv", sentences.QUOTE.format(row=2)),
    "38 field of 200 kB": (
        lambda: b"Nr;Nazwa\n1;" + b"x" * 200_000 + b"\n", ".csv", sentences.LONG_FIELD.format(row=2, most="100\u00a0000"),
    ),
    "39 UTF-16 without its mark": (lambda: "Nr;Nazwa\n1;Laptop\n".encode("utf-16-le"), ".csv", sentences.UTF16),
}  # fmt: skip
