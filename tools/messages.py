"""Translations of respondents' pages: Polish stands in the code, Ukrainian and English in surveys/locale/*/LC_MESSAGES.

    python -m tools.messages           # new sentences into the .po files, gone ones out, .mo files compiled
    python -m tools.messages --check   # nothing is written; 1 when something is missing or out of step

gettext's own programs are not needed. A sentence is what stands in {% translate "…" %}, {% blocktranslate %} of the templates of
templates/surveys/answering, and in gettext("…"), gettext_noop("…") of surveys/.
"""

import argparse
import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.test import ROOT

LOCALE = ROOT / "surveys" / "locale"
LANGUAGES = {
    "en": "nplurals=2; plural=(n != 1);",
    "uk": "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1 && n % 100 != 11 ? 0 : n % 1 == 0 && n % 10 >= 2 && n % 10 <= 4 "
    "&& (n % 100 < 12 || n % 100 > 14) ? 1 : n % 1 == 0 && (n % 10 == 0 || (n % 10 >=5 && n % 10 <=9) || (n % 100 >=11 && "
    "n % 100 <=14 )) ? 2: 3);",
}
TEMPLATES = ROOT / "templates" / "surveys" / "answering"
TRANSLATE = re.compile(r'{%\s*translate\s+"([^"]*)"')
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
CALLS = {"gettext", "gettext_noop", "gettext_lazy"}
ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
Catalogue = dict[str, str]


# --- What the code says ---------------------------------------------------------------------------------------------
def sentences() -> dict[str, list[str]]:
    """Every sentence to be translated, and the files it stands in."""
    found: dict[str, list[str]] = {}
    for path in [*sorted(TEMPLATES.glob("*.html")), *sorted((ROOT / "surveys").rglob("*.py"))]:
        text = path.read_text(encoding="utf-8")
        for sentence in _of_template(text) if path.suffix == ".html" else _of_python(text):
            places = found.setdefault(sentence, [])
            place = str(path.relative_to(ROOT))
            places += [place] if place not in places else []
    return dict(sorted(found.items()))


def _of_template(text: str) -> Iterator[str]:
    yield from TRANSLATE.findall(text)
    for block in BLOCK.findall(text):
        yield VARIABLE.sub(r"%(\1)s", block.replace("%", "%%"))


def _of_python(text: str) -> Iterator[str]:
    if "gettext" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


# --- Files ----------------------------------------------------------------------------------------------------------
def path_of(language: str, ending: str) -> Path:
    """The file of a language: `po` is written by people, `mo` is what Django reads."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def read_po(language: str) -> Catalogue:
    """Sentence → translation, the header (the empty sentence) among them."""
    path = path_of(language, "po")
    if not path.exists():
        return {}
    return {_joined(source): _joined(target) for source, target in ENTRY.findall(path.read_text(encoding="utf-8"))}


def _joined(quoted: str) -> str:
    text = "".join(QUOTED.findall(quoted))
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def header(language: str) -> str:
    """What the empty sentence says: how the file is to be read."""
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {LANGUAGES[language]}",
    )
    return "".join(f"{line}\n" for line in lines)


def written_po(language: str, known: Catalogue, found: dict[str, list[str]]) -> str:
    """The .po file: every sentence of the code with the translation that is known."""
    entries = [f'msgid ""\nmsgstr ""\n{_lines(header(language))}']
    for sentence, places in found.items():
        flag = "#, python-format\n" if "%(" in sentence else ""
        where = "".join(f"#: {place}\n" for place in places)
        entries.append(f"{where}{flag}msgid {_quoted(sentence)}\nmsgstr {_quoted(known.get(sentence, ''))}\n")
    return "\n".join(entries)


def _lines(text: str) -> str:
    return "".join(f"{_quoted(line)}\n" for line in text.splitlines(keepends=True))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(catalogue: Catalogue) -> bytes:
    """The .mo file: sorted, without what is not translated; always the same for the same translations."""
    pairs = sorted((key.encode(), value.encode()) for key, value in catalogue.items() if value)
    start = 7 * 4
    offset = start + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<2I", len(pair[column]), offset + len(texts)))
            texts += pair[column] + b"\0"
    magic = struct.pack("<7I", 0x950412DE, 0, len(pairs), start, start + 8 * len(pairs), 0, offset)
    return magic + b"".join(tables) + texts


def out_of_step(language: str) -> list[str]:
    """What is wrong with the files of a language; nothing when they are in step with the code and with each other."""
    known, found = read_po(language), sentences()
    faults = [f"{language}: not in the .po file: {one!r}" for one in found if one not in known]
    faults += [f"{language}: no longer in the code: {one!r}" for one in known if one and one not in found]
    faults += [f"{language}: not translated: {one!r}" for one, said in known.items() if not said]
    faults += [f"{language}: other placeholders: {one!r}" for one, said in known.items() if _marks(one) != _marks(said)]
    mo = path_of(language, "mo")
    if not mo.exists() or mo.read_bytes() != compiled(known):
        faults.append(f"{language}: the .mo file is not what the .po file says: run python -m tools.messages")
    return faults


def _marks(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s", text))


def main() -> int:
    """See the module."""
    options = argparse.ArgumentParser(description="Tłumaczenia stron dla respondentów.")
    options.add_argument("--check", action="store_true")
    if not options.parse_args().check:
        for language in LANGUAGES:
            path_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
            path_of(language, "po").write_text(written_po(language, read_po(language), sentences()), encoding="utf-8")
            path_of(language, "mo").write_bytes(compiled(read_po(language)))
    faults = [fault for language in LANGUAGES for fault in out_of_step(language)]
    print("\n".join(faults) or "tłumaczenia są w zgodzie z kodem")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
