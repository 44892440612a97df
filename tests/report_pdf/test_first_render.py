"""A render stopped by its very first word of progress leaves the process able to render."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TWICE = """
import datetime, pathlib
from hdr_portal.lib.pdf import render_pdf
def stop(percent, step):
    raise ConnectionError("the database is away")
def render(on_progress):
    epoch = datetime.datetime(2026, 6, 30, tzinfo=datetime.UTC)
    html = "<html lang=pl><title>x</title><p>tekst</p></html>"
    return render_pdf(html, shipped=pathlib.Path("static"), epoch=epoch, on_progress=on_progress)
try:
    render(stop)
except ConnectionError:
    print(render(lambda percent, step: None).pages)
"""


def test_a_process_whose_first_render_was_stopped_still_renders() -> None:
    done = subprocess.run([sys.executable, "-c", TWICE], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "1\n"
