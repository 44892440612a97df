"""Progress is told, equal inputs give equal bytes, the clock is left as it was."""

import datetime
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hdr_portal.lib.pdf import SHIPPED, render_pdf, step_told
from monitoring.report_rendering import render_report_pdf
from tests.report_pdf import samples
from tests.report_pdf.conftest import Rendered

ROOT = Path(__file__).parents[2]
EPOCH = datetime.datetime(2026, 7, 2, tzinfo=datetime.UTC)
PLAIN = '<html lang="pl"><title>Próba</title><p>Treść</p></html>'
ONCE = """
import django; django.setup()
from monitoring.report_rendering import render_report_pdf
from tests.report_pdf import samples
print(render_report_pdf(samples.small_inputs(), lambda percent, phrase: None).sha256)
"""


def digest_in_another_process(seed: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "hdr_portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ONCE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1]


@pytest.mark.slow
def test_equal_inputs_give_equal_bytes_in_different_processes() -> None:
    here = render_report_pdf(samples.small_inputs(), lambda _percent, _phrase: None)
    assert digest_in_another_process("1") == digest_in_another_process("2") == here.sha256


def test_the_digest_is_that_of_the_bytes(rendered: Rendered) -> None:
    assert rendered.file.content.startswith(b"%PDF-1.7")
    assert rendered.file.sha256 == hashlib.sha256(rendered.file.content).hexdigest()


def test_progress_only_grows_and_says_in_polish_what_happens(rendered: Rendered) -> None:
    percents = [percent for percent, _ in rendered.steps]
    assert percents == sorted(set(percents))
    assert percents[0] == 6
    assert percents[-1] == 94
    assert rendered.steps[0] == (6, "Przygotowuję treść raportu")
    assert any(phrase == "Składam stronę 5" for _, phrase in rendered.steps)


def test_a_line_that_is_no_step_tells_nothing() -> None:
    assert step_told("anything else") == (0, "")
    assert step_told("Step 5 - Creating layout - Repagination #1") == (0, "")
    assert step_told("Step 6 - Creating PDF") == (82, "Zapisuję strony")


def test_pages_without_number_of_pages_known_never_pass_the_next_step() -> None:
    assert step_told("Step 5 - Creating layout - Page 1")[0] > step_told("Step 4 - Creating formatting structure")[0]
    assert step_told("Step 5 - Creating layout - Page 5000")[0] < step_told("Step 6 - Creating PDF")[0]


def test_who_listens_may_stop_the_render() -> None:
    class Stopped(Exception):
        pass

    def stop(percent: int, phrase: str) -> None:
        if percent > 10:
            raise Stopped

    with pytest.raises(Stopped):
        render_pdf(PLAIN, shipped=ROOT / "static", epoch=EPOCH, on_progress=stop)


@pytest.mark.parametrize("before", [None, "12345"])
def test_the_clock_of_the_process_is_left_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    seen: set[str | None] = set()
    render_pdf(
        PLAIN,
        shipped=ROOT / "static",
        epoch=EPOCH,
        on_progress=lambda _percent, _phrase: seen.add(os.environ.get("SOURCE_DATE_EPOCH")),
    )
    assert seen == {str(int(EPOCH.timestamp()))}
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


def test_addresses_of_shipped_files_can_never_resolve() -> None:
    assert SHIPPED.split("/")[2].endswith(".invalid")
