"""The form that takes a questionnaire's workbook."""

from django import forms

from hdr_portal.lib.polish import NBSP
from hdr_portal.lib.uploads import EMPTY
from hdr_portal.lib.workbook.contents import Limits
from hdr_portal.lib.workbook.door import read_workbook
from surveys.formbooks.reading import questionnaire_in
from surveys.questionnaire import Questionnaire

LIMITS = Limits(size=5_000_000, rows=5_000, columns=60, cells=100_000, sheets=10, text=5_000_000)


class WorkbookForm(forms.Form):
    """A workbook in the layout that the portal writes."""

    file = forms.FileField(
        label="Plik z kwestionariuszem",
        help_text=f"XLSX w układzie XLSForm: arkusze survey, choices i settings. Najwyżej 5{NBSP}MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={"required": "Wybierz plik.", "empty": EMPTY},
    )

    def questionnaire(self) -> Questionnaire:
        """What the file holds; raises Refused when it cannot be read, WrongBook with every fault when it is wrong."""
        return questionnaire_in(read_workbook(self.cleaned_data["file"], limits=LIMITS))
