"""Two hundred spoilt workbooks, always the same; `make fuzz` tries as many as one likes."""

from tools.fuzz_workbooks import fuzz


def test_a_spoilt_workbook_is_refused_in_words_or_read_whole() -> None:
    report = fuzz(200, seed=20_261_122)
    assert report.failures() == []
    assert report.refused + report.read + sum(report.died.values()) == 200
    assert report.read > 40
    assert report.compared > 20
