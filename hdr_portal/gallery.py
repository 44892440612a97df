"""Sample data for templates/components/gallery.html, the page that shows every component live."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

PAGE_OF_SAMPLE = 4


@dataclass(frozen=True)
class Entry:
    """One line of a sample history."""

    title: str
    when: date
    who: str = ""
    note: str = ""
    tone: str = ""
    icon: str = ""


class SampleForm(forms.Form):
    """Every kind of control."""

    name = forms.CharField(label="Nazwa zdarzenia", help_text="Tak, jak ma się pojawić w raporcie.")
    day = forms.DateField(label="Data", help_text="Na przykład 3.05.2025.")
    place = forms.CharField(label="Miejsce", required=False)
    kind = forms.ChoiceField(
        label="Rodzaj", choices=[("", "Wybierz"), ("audit", "Audyt"), ("debate", "Debata"), ("training", "Szkolenie")]
    )
    teachers = forms.IntegerField(
        label="Liczba nauczycieli", required=False, min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    about = forms.CharField(label="Opis", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    mode = forms.ChoiceField(
        label="Forma", widget=forms.RadioSelect, choices=[("on-site", "stacjonarna"), ("online", "zdalna")]
    )
    groups = forms.MultipleChoiceField(
        label="Uczestnicy",
        help_text="Zaznacz wszystkie grupy, które wzięły udział.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("pupils", "uczniowie"), ("teachers", "nauczyciele"), ("parents", "rodzice")],
    )
    file = forms.FileField(label="Plik z dowodem", required=False, help_text="PDF, JPG albo PNG, najwyżej 25 MB.")
    public = forms.BooleanField(
        label="Zdjęcia wolno opublikować", required=False, help_text="Zaznacz tylko wtedy, gdy masz zgody uczestników."
    )


def sample_context() -> dict[str, Any]:
    """Everything the gallery page needs besides the frame."""
    wrong = SampleForm({"name": "", "day": "31 lutego", "mode": "x", "teachers": "sto"})
    return {
        "sample_form": SampleForm(auto_id="sample_%s"),
        "wrong_form": wrong,
        "history": [
            Entry("Zatwierdzono", date(2025, 6, 9), "Wydział Edukacji", tone="green", icon="check-circle-fill"),
            Entry("Wysłano do zatwierdzenia", date(2025, 6, 6), "dyrektor szkoły", tone="blue", icon="send"),
            Entry("Zwrócono do poprawy", date(2025, 6, 4), "Wydział Edukacji",
                  "Brakuje listy obecności. Dołącz ją i wyślij ponownie.", "amber", "arrow-counterclockwise"),
            Entry("Utworzono wersję roboczą", date(2025, 6, 2), "dyrektor szkoły"),
        ],
        "way": [
            {"label": "Opis", "state": "done"},
            {"label": "Dowody", "state": "current", "note": "1 z 2 plików"},
            {"label": "Wysłanie", "state": "todo"},
        ],
        "chips": [
            {"label": "Rodzaj", "value": "audyt", "url": "?"},
            {"label": "Rok", "value": "2025", "url": "?"},
        ],
        "sample_page": Paginator(range(90), 10).page(PAGE_OF_SAMPLE),
        "today": date(2025, 6, 6),
        "rows": [
            {"number": "1.1", "name": "Audyty cyberbezpieczeństwa", "declared": 11, "evidenced": 9, "target": 11,
             "tone": "blue", "state": "w toku"},
            {"number": "5.1", "name": "Debata z uczniami, nauczycielami i rodzicami", "declared": 62, "evidenced": 62,
             "target": 33, "tone": "green", "state": "osiągnięty"},
            {"number": "8.1", "name": "Arkusze inwentaryzacyjne", "declared": 4, "evidenced": 3, "target": 11,
             "tone": "amber", "state": "zagrożony"},
            {"number": "10.1", "name": "Aktualizacje systemów", "declared": 12, "evidenced": 1, "target": 12,
             "tone": "red", "state": "nieosiągnięty w terminie"},
            {"number": "10.2", "name": "Dokumenty działania 10", "declared": 0, "evidenced": 0, "target": 12,
             "tone": "grey", "state": "brak danych"},
        ],
    }  # fmt: skip
