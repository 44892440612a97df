"""Serial numbers: what makers write when there is none says nothing about a device."""

import re

from hdr_portal.lib.plaintext import number_key

# Source: the lists that inventory agents keep of serials that mean nothing; compared without case and spaces.
JUNK = frozenset(
    {
        "tobefilledbyo.e.m.", "tobefilledbyoem", "o.e.m.", "oem", "oem_serial", "systemserialnumber", "defaultstring", "notapplicable",
        "notspecified", "notavailable", "none", "n/a", "na", "nd", "n.d.", "nd.", "brak", "bezsn", "bezs/n", "bn", "b.n.", "b/n", "bd", "b/d",
        "niedotyczy", "nieznany", "unknown", "invalid", "null", "empty", "123456789", "1234567890", "0123456789", "xxxxxxxxxx", "systemproductname",
        "chassisserialnumber", "serialnumber", "sn", "s/n", "-", "--", "---", ".", "x", "xx", "xxx", "?",
    }
)  # fmt: skip
ONE_LETTER = re.compile(r"(.)\1*")


def serial_key(serial: str) -> str:
    """A serial for matching; empty when it says nothing (a maker's placeholder, one character repeated, shorter than three)."""
    key = number_key(serial)
    return "" if key in JUNK or len(key) < 3 or ONE_LETTER.fullmatch(key) else key
