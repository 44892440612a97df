"""`manage.py load_instruments`: loaded once, never changed behind a campaign's back."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hdr_portal.lib.yamlentry import FileFaults
from surveys.instrument_loading import Loaded, load_instruments, read_instrument
from surveys.models import Instrument, InstrumentState, Part
from surveys.questionnaires import questionnaire_of, read_questionnaire
from surveys.services.instruments import change_draft, new_version
from tests import factories, surveyrows
from tests.surveys_instruments.questionnaires import FILES, READY, ready_sets, small

pytestmark = pytest.mark.usefixtures("city")
FILE = READY / "satisfaction-pupils.yaml"


def changed(text: str, before: str, after: str) -> bytes:
    """The file's bytes with one thing changed."""
    assert text.count(before) == 1
    return text.replace(before, after).encode()


def used(instrument: Instrument) -> None:
    """A campaign names the instrument."""
    Part.objects.create(campaign=surveyrows.campaign(), audience=instrument.audience, instrument=instrument)


def test_the_ready_sets_are_loaded_once_and_are_ready(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_instruments")
    assert capsys.readouterr().out.splitlines()[-1] == "Sprawdzono 10\u00a0plików, zmian: 10."
    assert set(Instrument.objects.values_list("state", "version")) == {(InstrumentState.READY, 1)}
    before = list(Instrument.objects.order_by("pk").values())
    call_command("load_instruments")
    assert capsys.readouterr().out == "Sprawdzono 10\u00a0plików, zmian: 0.\n"
    assert list(Instrument.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_loaded_says_what_the_file_says(path: Path) -> None:
    content = ready_sets()[path.stem]
    load_instruments([content])
    assert questionnaire_of(Instrument.objects.get()) == content


def test_a_changed_file_takes_the_place_of_a_version_that_nobody_used() -> None:
    load_instruments([small()])
    first = Instrument.objects.get()
    assert load_instruments([small(minutes=9)]) == [Loaded("small", 1, "changed")]
    only = Instrument.objects.get()
    assert (only.version, only.minutes, only.state) == (1, 9, InstrumentState.READY)
    assert only.pk != first.pk  # a server that remembers the first under its key says nothing wrong of the second


def test_a_changed_file_of_a_used_questionnaire_makes_a_new_version() -> None:
    load_instruments([small()])
    first = Instrument.objects.get()
    used(first)
    assert load_instruments([small(minutes=9)]) == [Loaded("small", 2, "version")]
    second = Instrument.objects.get(version=2)
    assert (second.based_on, second.state) == (first, InstrumentState.READY)
    assert read_questionnaire(first.pk) == small()
    assert load_instruments([small(minutes=9)]) == [Loaded("small", 2, "same")]


def test_a_file_that_went_back_to_what_it_was_changes_nothing() -> None:
    load_instruments([small()])
    used(Instrument.objects.get())
    load_instruments([small(minutes=9)])
    used(Instrument.objects.get(version=2))
    assert load_instruments([small()]) == [Loaded("small", 1, "same")]
    assert Instrument.objects.count() == 2


def test_the_departments_draft_is_left_alone() -> None:
    load_instruments([small()])
    draft, _ = new_version(Instrument.objects.get(), by=factories.author())
    change_draft(draft, lambda now: replace(now, minutes=30))
    assert load_instruments([small(minutes=9)]) == [Loaded("small", 3, "version")]
    assert read_questionnaire(draft.pk).minutes == 30
    assert Instrument.objects.get(version=1).minutes == 5


def test_the_departments_own_version_stays_what_the_file_is_compared_with() -> None:
    load_instruments([small()])
    new_version(Instrument.objects.get(), by=factories.author())
    assert load_instruments([small()]) == [Loaded("small", 2, "same")]


DAMAGES = {
    "an unknown key": (
        ("minutes: 5", "minuty: 5"),
        "wiersz 4, minuty: Nieznany klucz „minuty”. Czy chodziło o „minutes”?",
    ),
    "no Polish": (
        ("    title: {pl: Internet, uk: Інтернет", "    title: {uk: Інтернет"),
        "Brakuje klucza „pl”. Dopisz go.",
    ),
    "an unknown kind": (
        ("      - code: internet-works\n        kind: agreement", "      - code: internet-works\n        kind: agrement"),
        "„agrement” nie jest tu znane.",
    ),
    "a repeated code": (
        ("- code: internet-works", "- code: equipment-works"),
        "część 2, pytanie 1 (equipment-works): Kod pytania „equipment-works” się powtarza.",
    ),
    "a condition that cannot be read": (
        (
            "      - code: voice-heard\n        kind: agreement",
            "      - code: voice-heard\n        show_if: lessons-good = \n        kind: agreement",
        ),
        "Wpisz warunek w postaci: kod_pytania = 'kod_odpowiedzi'.",
    ),
    "a condition on what is not there": (
        (
            "      - code: voice-heard\n        kind: agreement",
            "      - code: voice-heard\n        show_if: nobody = 1\n        kind: agreement",
        ),
        "część 7, pytanie 1 (voice-heard): Warunek pyta o „nobody”, a takiego pytania nie ma.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_told_by_line_and_changes_nothing(name: str, tmp_path: Path) -> None:
    (before, after), sentence = DAMAGES[name]
    damaged = tmp_path / "damaged.yaml"
    damaged.write_bytes(changed(FILE.read_text(), before, after))
    with pytest.raises(CommandError) as problem:
        call_command("load_instruments", READY / "pupils.yaml", damaged)
    assert str(problem.value).startswith("Plik damaged.yaml ma błędy. W bazie nic się nie zmieniło.\nwiersz ")
    assert sentence in str(problem.value)
    assert not Instrument.objects.exists()


def test_a_fault_of_an_answer_is_told_on_its_line() -> None:
    text = (READY / "training-effect.yaml").read_text()
    line = text[: text.index("{code: later")].count("\n") + 1
    with pytest.raises(FileFaults) as problem:
        read_instrument(changed(text, "{code: later", '{code: "za późno"'))
    assert f"wiersz {line}, lista odpowiedzi „moment”, odpowiedź 2: Kod „za późno” jest zły" in str(problem.value)


def test_two_files_of_one_code_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(FILE.read_bytes())
    with pytest.raises(CommandError, match=r"^Kod „satisfaction-pupils” mają dwa pliki\.$"):
        call_command("load_instruments", FILE, copy)
