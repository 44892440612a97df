"""Pictures: decoded to the last row, but never more than MAX_PIXELS."""

import warnings
from typing import BinaryIO

from .verdicts import BROKEN, Accepted, Refused

MAX_PIXELS = 50_000_000
TOO_MANY_PIXELS = "Zdjęcie ma ponad 50 megapikseli. Zmniejsz jego wymiary i wyślij ponownie."
FORMATS = {
    b"\xff\xd8": ("JPEG", Accepted("picture", "image/jpeg", "jpg")),
    b"\x89P": ("PNG", Accepted("picture", "image/png", "png")),
    b"RI": ("WEBP", Accepted("picture", "image/webp", "webp")),
}


def check_picture(file: BinaryIO, head: bytes) -> Accepted:
    """A whole picture of a bearable size; raises Refused."""
    name, accepted = FORMATS[head[:2]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Phones write second pictures badly; they are cut off before the file is stored.
        warnings.filterwarnings("ignore", message="Image appears to be a malformed MPO")
        _decode(file, name)
    return accepted


def _decode(file: BinaryIO, name: str) -> None:
    from PIL import Image, ImageFile  # slow import, only for pictures

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the PDF library turns it on for its whole process
    try:
        with Image.open(file, formats=[name]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (Refused, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever a damaged file leads them to
        raise Refused(BROKEN) from error
