"""Office files with the same bytes every time."""

import datetime
import io
import zipfile

from hdr_portal.lib.officefile import stable

EPOCH = datetime.datetime(2026, 7, 2, tzinfo=datetime.UTC)
CORE = b'<x><dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified>%s</dcterms:modified></x>'


def zipped(files: dict[str, bytes], *, year: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), content)
    return written.getvalue()


def sample(year: int) -> bytes:
    """A file with a workbook inside, written in a year."""
    moment = b"%d-05-05T05:05:05Z" % year
    core = {"docProps/core.xml": CORE % (moment, moment)}
    inside = zipped({**core, "xl/sheet.xml": b"<s/>"}, year=year)
    return zipped({**core, "ppt/slide.xml": b"<p/>", "ppt/embeddings/sheet.xlsx": inside}, year=year)


def test_the_year_of_writing_leaves_no_trace() -> None:
    assert sample(2025) != sample(2026)
    assert stable(sample(2025), epoch=EPOCH) == stable(sample(2026), epoch=EPOCH)


def test_what_is_inside_stays() -> None:
    with zipfile.ZipFile(io.BytesIO(stable(sample(2025), epoch=EPOCH))) as file:
        assert file.namelist() == ["docProps/core.xml", "ppt/slide.xml", "ppt/embeddings/sheet.xlsx"]
        assert file.read("ppt/slide.xml") == b"<p/>"
        moment = b"2026-07-02T00:00:00Z"
        assert file.read("docProps/core.xml") == CORE % (moment, moment)
        with zipfile.ZipFile(io.BytesIO(file.read("ppt/embeddings/sheet.xlsx"))) as inner:
            assert inner.read("xl/sheet.xml") == b"<s/>"
            assert inner.read("docProps/core.xml") == CORE % (moment, moment)
