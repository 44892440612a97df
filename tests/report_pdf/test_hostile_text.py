"""Text of users is text: while the PDF is made it opens no file, no socket, and is no markup."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hdr_portal.lib.pdf import SHIPPED, PdfRefused, render_pdf, shipped_file
from monitoring.report_rendering import render_report_html
from tests.report_pdf import samples
from tests.report_pdf.conftest import render
from tests.report_pdf.reading import text_of
from tests.report_pdf.test_rendering import EPOCH

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
NO_TEXT = {"key", "tone", "icon", "state_tone", "as_of", "made_on", "day", "due", "reached_on", "marks", "url"}
NO_TEXT |= {
    "content",
    "start",
    "end",
    "decision",
    "recorded",
    "proved",
    "first",
    "last",
    "months",
    "closed_on",
    "until",
    "plan_start",
    "plan_end",
    "kept",
    "days",
}
WATCHED = """
import json, os, sys
import django; django.setup()
from monitoring.report_rendering import render_report_pdf
from tests.report_pdf import samples
from tests.report_pdf.test_hostile_text import spoiled

quiet = lambda percent, phrase: None
hostile = spoiled(samples.small_inputs(), int(sys.argv[1]))
render_report_pdf(samples.small_inputs(), quiet)  # loads what Python, Django and the libraries load on first use
seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        seen.append(["open", os.fsdecode(arguments[0])])
    elif event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "http.", "ftplib.")):
        seen.append([event, repr(arguments)])
sys.addaudithook(watch)
file = render_report_pdf(hostile, quiet)
print(json.dumps([len(file.content), seen]))
"""


def payload(port: int) -> str:
    return (
        f"<img src=file:///etc/hostname><img src='http://127.0.0.1:{port}/a.png'/>"
        f'</style><style>@import url(http://127.0.0.1:{port}/b.css); p{{background:url("file:///etc/passwd")}}</style>'
        f"<link rel=stylesheet href=http://127.0.0.1:{port}/c.css><link rel=attachment href=file:///etc/passwd>"
        f"<svg><image href='http://127.0.0.1:{port}/d.svg'/></svg>\"'>{{% include '/etc/passwd' %}}{{{{ settings }}}}"
    )


def spoiled(value: Any, port: int, key: str = "") -> Any:
    """The same JSON with the payload in every text that a person can write, and addresses that point home."""
    if isinstance(value, dict):
        picture = "content" in value  # its name is the digest of its bytes
        return {
            name: inner if picture and name == "name" else spoiled(inner, port, name) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [spoiled(inner, port, key) for inner in value]
    if key == "url":
        return f"http://127.0.0.1:{port}/dowod"
    return f"{value} {payload(port)}" if isinstance(value, str) and key not in NO_TEXT else value


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


@pytest.mark.slow
def test_hostile_text_in_every_field_opens_no_file_and_no_socket(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hdr_portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(port)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    size, seen = json.loads(done.stdout.splitlines()[-1])
    assert size > 10_000
    assert [event for event in seen if event[0] != "open"] == []
    opened = {Path(path).resolve() for _, path in seen}
    kinds = {path.suffix for path in opened if path.is_relative_to(STATIC)}
    assert kinds == {
        ".css",
        ".svg",
    }  # the watch works: it saw what is shipped; fonts were unpacked for the first document
    fonts = re.compile(r"^/tmp/[^/]*weasyprint[^/]*/|/weasyprint-[^/]+/")
    assert [str(path) for path in opened if not path.is_relative_to(STATIC) and not fonts.search(str(path))] == []
    with pytest.raises(TimeoutError):
        listener.accept()


def test_hostile_text_is_printed_as_it_was_written() -> None:
    inputs = samples.small_inputs() | {"headline": "<img src=file:///etc/hostname> i <b>"}
    assert "<img src=file:///etc/hostname> i <b>" in text_of(render(inputs).file.content)


def test_hostile_text_adds_no_element_to_the_page() -> None:
    plain, hostile = (render_report_html(one) for one in (samples.inputs(), spoiled(samples.inputs(), 1)))

    def tags(html: str) -> dict[str, int]:
        return {
            tag: len(re.findall(rf"<{tag}[\s>]", html)) for tag in ("img", "style", "script", "link", "svg", "image")
        }

    assert tags(hostile) == tags(plain)
    assert tags(plain)["style"] == tags(plain)["script"] == 0


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.pl/", ""]
)
def test_a_stored_address_that_is_not_of_the_web_becomes_no_link(address: str) -> None:
    inputs = samples.inputs()
    inputs["annex"] = [file | {"url": address} for file in inputs["annex"]]
    assert 'class="address"' not in render_report_html(inputs)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://example.pl/x.css",
        "ftp://127.0.0.1/x.png",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        SHIPPED + "../manage.py",
        SHIPPED + "%2e%2e/manage.py",
        SHIPPED + "css/../../pyproject.toml",
        SHIPPED + "/etc/hostname.css",
        SHIPPED + "js/theme.js",
        SHIPPED + "css",
        "https://shipped.invalid.example.pl/css/tokens.css",
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        '<img alt="x" src="{}">',
        '<link rel="stylesheet" href="{}"><p>x',
        '<style>@import url("{}")</style><p>x',
        '<style>p {{ background: url("{}") }}</style><p>x',
        '<svg role="img"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    ],
)
def test_a_document_that_asks_for_anything_else_is_refused(page: str, address: str) -> None:
    html = f'<html lang="pl"><head><title>Próba</title></head><body>{page.format(address)}</body></html>'
    with pytest.raises(PdfRefused):
        render_pdf(html, shipped=STATIC, epoch=EPOCH, on_progress=lambda _percent, _phrase: None)


def test_a_shipped_file_is_found_by_its_address() -> None:
    assert shipped_file(SHIPPED + "css/tokens.css", STATIC) == STATIC / "css" / "tokens.css"


def test_a_link_out_of_the_folder_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "out.css").symlink_to(STATIC.parent / "pyproject.toml")
    with pytest.raises(PdfRefused):
        shipped_file(SHIPPED + "out.css", tmp_path)


ODD = {
    "nul": "przed\x00po",
    "control": "a\x07\x1b[31mb\x9fc",
    "emoji": "👩‍👩‍👧 🇵🇱 😀",
    "right-to-left": "مرحبا עברית",
    "override": "raport\u202efdp.exe\u2066x",
    "surrogate": "\ud800 samotny",
    "long word": "x" * 10_000,
    "combining": "z" + "\u0301" * 500,
    "line breaks": "a\r\nb\u2028c\n\n\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_text_does_not_break_the_render(odd: str) -> None:
    inputs = samples.small_inputs()
    inputs |= {"headline": odd, "municipality": odd, "report_title": odd, "notes": [odd], "highlights": [odd]}
    inputs["indicators"] = [one | {"text": f"{one['text']} {odd}", "missing": [odd]} for one in inputs["indicators"]]
    done = render(inputs)
    assert [line for line in done.complaints if line.startswith("ERROR")] == []
    text = text_of(done.file.content)
    assert not re.search(r"[\x00-\x08\x0e-\x1f\u202d\u202e\u2066-\u2069]", text)
