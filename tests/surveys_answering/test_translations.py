"""What respondents read is there in Polish, Ukrainian and English, and the compiled files are in step."""

import gettext
from pathlib import Path

import pytest
from django.utils import translation

from tools import messages


@pytest.mark.parametrize("language", sorted(messages.LANGUAGES))
def test_every_sentence_is_translated_and_compiled(language: str) -> None:
    assert messages.out_of_step(language) == []


def test_the_sentences_of_pages_and_of_code_are_found() -> None:
    found = messages.sentences()
    assert found["Dziękujemy!"] == ["templates/surveys/answering/done.html"]
    assert found["Skróć tekst do %(longest)s znaków."] == ["surveys/forms/pages.py"]
    assert "templates/surveys/answering/page.html" in found["Część %(number)s z %(total)s"]


def test_what_was_compiled_is_what_python_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.mo"
    path.write_bytes(messages.compiled({"": messages.header("uk"), "Dalej": "Далі", "Nic": ""}))
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert (catalogue.gettext("Dalej"), catalogue.gettext("Nic")) == ("Далі", "Nic")


def test_a_po_file_is_read_as_it_is_written() -> None:
    known = {'a "b" \\ c': "x\ny", "%(n)s z": "%(n)s of"}
    text = messages.written_po("en", known, {one: ["a.html"] for one in known})
    found = {messages._joined(source): messages._joined(target) for source, target in messages.ENTRY.findall(text)}
    assert found == {"": messages.header("en"), **known}


def test_faults_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "sentences", lambda: {"Nowe zdanie": ["a.html"]})
    faults = messages.out_of_step("uk")
    assert "uk: not in the .po file: 'Nowe zdanie'" in faults
    assert "uk: no longer in the code: 'Dziękujemy!'" in faults


@pytest.mark.parametrize(
    ("language", "said"), [("pl", "Zapisz i dalej"), ("uk", "Зберегти і далі"), ("en", "Save and continue")]
)
def test_django_speaks_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert translation.gettext("Zapisz i dalej") == said
