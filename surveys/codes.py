"""One-time codes: eight characters, made from the portal's key, kept only as a keyed hash.

I, L, O, S and U are not in the alphabet: whoever types one of them meant 1, 1, 0, 5 or V. Of 31 ** 8 = 8.5e11 codes
5,000 may be in use at a time, so that a guess hits one in 170 million times.

Two keys are drawn from SURVEY_KEY (by itself, or SECRET_KEY): one makes codes from a batch's seed, so that sheets can be
printed again as long as the seed lives; the other makes the hash that is stored. Neither is any use without the portal's
key, so a copy of the database alone gives no code away.
"""

import hashlib
import hmac
import re
from itertools import count, islice

from django.conf import settings

from hdr_portal.lib.plaintext import latin

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
LENGTH = 8
_MEANT = str.maketrans("ILOSU", "1105V")
_NO_CHARACTER = re.compile(r"[\W_]+")


def derive_codes(seed: str, size: int) -> list[str]:
    """The `size` codes of a batch, all different, always the same for a seed; raises ValueError without a seed."""
    if not seed:
        raise ValueError("A batch whose seed was deleted has no codes any more.")
    codes: dict[str, None] = {}
    made = (_code(seed, number) for number in count())
    while len(codes) < size:
        codes.update(dict.fromkeys(islice(made, size - len(codes))))
    return list(codes)


def code_digest(text: str) -> str:
    """The hash that is stored for a code as somebody typed it: capitals, spaces, hyphens, look-alikes do not matter."""
    return _keyed("hash of codes", tidy_code(text)).hex()


def token_digest(token: str) -> str:
    """The hash that is stored for the random token of a browser; never equal to that of a code."""
    return _keyed("hash of tokens", token).hex()


def tidy_code(text: str) -> str:
    """What was typed, as the code that was meant: „abcd-efgh”, „ABCD EFGH”, Cyrillic look-alikes, O for 0 …"""
    return _NO_CHARACTER.sub("", latin(text.upper())).translate(_MEANT)


def is_code(text: str) -> bool:
    """Whether what was typed has the form of a code; only then is it worth asking the database."""
    tidy = tidy_code(text)
    return len(tidy) == LENGTH and not set(tidy) - set(ALPHABET)


def shown(code: str) -> str:
    """The code as it is printed: „ABCD-EFGH”."""
    tidy = tidy_code(code)
    return f"{tidy[: LENGTH // 2]}-{tidy[LENGTH // 2 :]}"


def _code(seed: str, number: int) -> str:
    rest, letters = int.from_bytes(_keyed("codes of batches", f"{seed}:{number}")), ""
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def _keyed(purpose: str, text: str) -> bytes:
    key = hmac.digest(settings.SURVEY_KEY.encode(), f"surveys: {purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)
