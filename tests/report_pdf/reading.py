"""Reads a PDF back: its text by pdftotext, its structure by pikepdf."""

import re
import subprocess
from typing import Any

import pikepdf

from hdr_portal.lib.pdf_tags import children, elements


def text_of(content: bytes, *, layout: bool = False) -> str:
    """All the text, hard spaces as spaces, every run of white space as one."""
    options = ["-layout"] if layout else []
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=content, capture_output=True, check=True)
    text = done.stdout.decode().replace("\u00a0", " ").replace("\u200b", "")
    return text if layout else re.sub(r"\s+", " ", text)


def pages_of(content: bytes) -> list[str]:
    """The text of each page."""
    return [re.sub(r"\s+", " ", page) for page in text_of(content, layout=True).split("\f")[:-1]]


def named(pdf: pikepdf.Pdf, *names: str) -> list[Any]:
    """Structure elements of these kinds, in reading order."""
    wanted = {f"/{name}" for name in names}
    return [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) in wanted]


def under(element: Any, *names: str) -> list[Any]:
    """Elements of these kinds somewhere under one."""
    wanted = {f"/{name}" for name in names}
    return [one for kid in children(element) for one in elements(kid) if str(one.S) in wanted]
