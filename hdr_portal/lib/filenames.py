"""Names of files as people sent them, made fit to be shown, stored in a row and offered for download."""

import re
import unicodedata

MAX_NAME = 120
MAX_ENDING = 10
NAMELESS = "plik"
FORBIDDEN = re.compile(r'[<>:"|?*]')  # Windows could not save such a name
DOTS = re.compile(r"\.(?:\s*\.)+")
EDGES = " ."
SAME = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}
# What a name may claim to be; any other dot is part of the name.
ENDINGS = frozenset(
    {"7z", "apk", "avi", "avif", "bat", "bmp", "cmd", "com", "csv", "dll", "doc", "docm", "docx", "dot", "dotm",
     "dotx", "eml", "exe", "gif", "gz", "heic", "heif", "hta", "htm", "html", "jar", "jpe", "jpeg", "jpg", "js",
     "lnk", "m4v", "mkv", "mov", "mp4", "msg", "msi", "odp", "ods", "odt", "pdf", "php", "pif", "png", "pps",
     "ppsx", "ppt", "pptm", "pptx", "ps1", "rar", "rtf", "scr", "svg", "tif", "tiff", "txt", "vbs", "webp", "wmv",
     "wsf", "xhtml", "xls", "xlsb", "xlsm", "xlsx", "xml", "zip"}
)  # fmt: skip


def clean_name(name: str) -> str:
    """The bare name without folders, control and direction characters, line breaks and `..`: NFC, 1 to 120 characters.

    The ending survives shortening. Cleaning twice changes nothing.
    """
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    spaced = "".join(" " if char.isspace() else char for char in bare)
    # C: control, format (bidi overrides, zero width), lone surrogates, private use, unassigned.
    visible = "".join(char for char in spaced if not unicodedata.category(char).startswith("C"))
    plain = FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible))
    tidy = DOTS.sub(".", " ".join(plain.split())).strip(EDGES)
    return shortened(tidy) or NAMELESS


def shortened(name: str) -> str:
    """At most MAX_NAME characters, taken from the middle: the ending says what the file is."""
    if len(name) <= MAX_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > MAX_ENDING:
        return name[:MAX_NAME].strip(EDGES)
    room = MAX_NAME - len(ending) - 1
    return f"{stem[:room].strip(EDGES)}.{ending}"


def name_with_ending(name: str, extension: str) -> str:
    """A clean name that ends in the extension (without a dot): known endings that say otherwise are taken off."""
    stem = clean_name(name)
    ending = stem.rpartition(".")[2].lower()
    if SAME.get(ending, ending) == extension and not _lies(stem.rpartition(".")[0]):
        return stem
    while _lies(stem):
        stem = stem.rpartition(".")[0].strip(EDGES)
    return shortened(f"{stem or NAMELESS}.{extension}")


def _lies(stem: str) -> bool:
    before, dot, ending = stem.rpartition(".")
    return bool(dot and before) and ending.strip().lower() in ENDINGS
