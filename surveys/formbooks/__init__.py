"""A questionnaire as a workbook in the manner of XLSForm: sheets survey, choices and settings. Written and read as values.

`layout.py` names the columns, `writing.py` makes the workbook, `reading.py` reads one whole or says, with sheet and row,
everything that is wrong with it. What is written and read again is the same questionnaire.
"""
