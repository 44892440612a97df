"""Which encoding a Polish text file is in, by its bytes alone."""

import codecs

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# ą ś ź Ą Ś Ź are the Polish letters that stand apart in the two single-byte encodings; the rest are the same.
POLISH_CP1250, POLISH_LATIN2 = b"\xb9\x9c\x9f\xa5\x8c\x8f", b"\xb1\xb6\xbc\xa1\xa6\xac"


def encoding_of(source: bytes) -> str:
    """By its byte order mark, as UTF-8, else as Windows-1250 or ISO-8859-2, whichever Polish letters say."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return encoding
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        windows, latin = (sum(source.count(letter) for letter in letters) for letters in (POLISH_CP1250, POLISH_LATIN2))
        return "iso8859-2" if latin > windows else "cp1250"
    return "utf-8"
