"""Names of files are made fit to show; what they cannot carry, they lose."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hdr_portal.lib.uploads import clean_name, name_with_ending


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Lista obecności.pdf", "Lista obecności.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\Users\\Szkoła\\raport.pdf", "raport.pdf"),
        ("a.pdf\r\nSet-Cookie: x=1", "a.pdf Set-Cookie_ x=1"),
        ("a\x00b\x07.pdf", "ab.pdf"),
        ("raport\u202efdp.exe", "raportfdp.exe"),
        ("a\u200bb\u2066c.pdf", "abc.pdf"),
        ("z\u0307o\u0301\u0142ty.pdf", "żółty.pdf"),
        ('a<b>"c|d?*.pdf', "a_b__c_d__.pdf"),
        ("raport..pdf", "raport.pdf"),
        (" . .raport.pdf. ", "raport.pdf"),
        ("", "plik"),
        ("..", "plik"),
        ("\u202e\r\n", "plik"),
        ("folder/", "plik"),
        ("\ud800.pdf", "pdf"),
        ("a\u2028b\u00a0c.pdf", "a b c.pdf"),
    ],
)
def test_names(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("ż" * 300 + ".pdf") == "ż" * 116 + ".pdf"


def test_a_long_name_without_an_ending_is_cut() -> None:
    assert clean_name("a" * 300) == "a" * 120


@given(st.text() | st.text(alphabet="./\\ \u202e\r\n\u0301abż\ud800<"))
@example("a. . .b")
@example("\u0344" * 119 + ".pdf")
@example("." + "a" * 200)
@example("a" * 115 + " ." * 4 + ".pdf")
def test_whatever_is_sent_the_name_is_fit_to_show(sent: str) -> None:
    name = clean_name(sent)
    assert 1 <= len(name) <= 120
    assert ".." not in name
    assert not set("/\\\r\n") & set(name)
    assert not [char for char in name if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert unicodedata.is_normalized("NFC", name)
    assert name == name.strip()
    assert name.encode()
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("sent", "extension", "kept"),
    [
        ("raport.pdf", "pdf", "raport.pdf"),
        ("zdjęcie.JPEG", "jpg", "zdjęcie.JPEG"),
        ("zdjęcie.jpg", "pdf", "zdjęcie.pdf"),
        ("faktura.pdf.exe", "pdf", "faktura.pdf"),
        ("faktura.exe.pdf", "pdf", "faktura.pdf"),
        ("raport", "pdf", "raport.pdf"),
        ("Uchwała nr XII.89.2024", "pdf", "Uchwała nr XII.89.2024.pdf"),
        (".exe", "pdf", "exe.pdf"),
        ("../../x", "docx", "x.docx"),
        ("ż" * 300, "pdf", "ż" * 116 + ".pdf"),
    ],
)
def test_the_ending_says_what_the_file_is(sent: str, extension: str, kept: str) -> None:
    assert name_with_ending(sent, extension) == kept


@given(st.text())
def test_a_name_always_ends_in_what_the_file_is(sent: str) -> None:
    name = name_with_ending(sent, "pdf")
    assert name.lower().endswith(".pdf")
    assert len(name) <= 120
    assert name_with_ending(name, "pdf") == name
