"""Text of a cell made safe for a database and a page, and told as an error where that would change what it says."""

import re

from .contents import CellError

MOST = 32_767  # characters: Excel takes no more
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Embeddings and overrides of writing direction: invisible, pasted along from Windows' own dialogs.
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile("\r\n?|[\v\f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str | CellError | None:
    """The text; None when there is nothing but white space.

    Line breaks become newlines and controls of writing direction go. NUL and other control characters, and halves of a
    character, make it an error, and so does a text of nothing else: without them the text would be another one, with them no database takes it.
    """
    if not text or text.isspace():
        return None
    if len(text) > MOST:
        return CellError("too-long")
    if not SUSPECT.search(text):
        return text
    plain = DIRECTIONS.sub("", BREAKS.sub("\n", text))
    if CONTROLS.search(plain) or not plain.strip():
        return CellError("control-character")
    return plain


def unescaped(text: str) -> str:
    """XLSX writes characters that XML cannot hold as _x000D_; pairs of them may form one character."""
    if "_x" not in text:
        return text
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
