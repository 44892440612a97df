"""What the municipality's documents wear: names, pictures with their words, who signs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from hdr_portal.lib.uploads import EMPTY, Refused, inspect_upload
from monitoring.letterheads import PICTURES, TEXTS, LetterheadInput
from monitoring.models import Letterhead, ReportKind

LARGEST = 400_000  # bytes: every document carries the picture
WIDEST = 6000  # pixels
ACCEPTED = {"png", "jpg"}
OTHER_KIND = "Wyślij obraz PNG albo JPEG. Rysunek SVG zapisz jako PNG szeroki na co najmniej 1200 pikseli."
TOO_HEAVY = f"Obraz ma ponad {LARGEST // 1000} kB. Zmniejsz go: w dokumencie zajmie kilka centymetrów."
TOO_WIDE = f"Obraz ma ponad {WIDEST} pikseli w jednym wymiarze. Zmniejsz go."
ON_DOCUMENTS = "Pasek wolno umieszczać tylko na dokumentach projektu. Zaznacz te, które nimi są."
PICTURE_HINT = f"PNG albo JPEG, najwyżej {LARGEST // 1000} kB. Wyślij oficjalny plik, nie przerysowany."


class PictureField(forms.FileField):
    """A picture that a document can carry, inspected by content."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
            required=False,
            help_text=PICTURE_HINT,
            error_messages={"empty": EMPTY},
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload; a ValidationError says why it is not taken."""
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            _refuse_unfit(upload)
        return upload


def _refuse_unfit(upload: UploadedFile[Any]) -> None:
    try:
        accepted = inspect_upload(upload)
    except Refused as refusal:
        raise forms.ValidationError(_refusal(upload.name or "", refusal.sentence)) from refusal
    if accepted.extension not in ACCEPTED:
        raise forms.ValidationError(OTHER_KIND)
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError(TOO_HEAVY)
    if max(_dimensions(upload)) > WIDEST:
        raise forms.ValidationError(TOO_WIDE)


def _refusal(name: str, sentence: str) -> str:
    """What the file is, and what to send instead: evidence may come as a PDF, a picture of the letterhead may not."""
    if name.lower().endswith(".svg"):
        return OTHER_KIND
    return f"{sentence.partition('. ')[0]}. {OTHER_KIND}" if "PDF" in sentence else sentence


def _dimensions(upload: UploadedFile[Any]) -> tuple[int, int]:
    from PIL import Image  # slow import, only for pictures

    upload.seek(0)
    with Image.open(upload, formats=["PNG", "JPEG"]) as picture:
        size: tuple[int, int] = picture.size
    upload.seek(0)
    return size


class LetterheadForm(forms.Form):
    """The letterhead as it stands, to be changed. `version`: the one that the person sees."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Nazwa w nagłówku", max_length=150, required=False, help_text="Na przykład Miasto Przykładów."
    )
    office = forms.CharField(label="Wydział", max_length=150, required=False)
    address = forms.CharField(label="Adres", max_length=250, required=False)
    arms = PictureField(label="Herb")
    arms_off = forms.BooleanField(label="Usuń herb z dokumentów", required=False)
    arms_text = forms.CharField(label="Opis herbu dla osób niewidomych", max_length=200, required=False)
    strip = PictureField(label="Pasek znaków Unii Europejskiej")
    strip_off = forms.BooleanField(label="Usuń pasek z dokumentów", required=False)
    strip_text = forms.CharField(label="Opis paska dla osób niewidomych", max_length=300, required=False)
    strip_on = forms.MultipleChoiceField(
        label="Pasek na dokumentach",
        choices=[(kind.value, kind.label) for kind in ReportKind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=ON_DOCUMENTS,
    )
    signatory = forms.CharField(label="Podpisuje (stanowisko)", max_length=150, required=False)
    approver = forms.CharField(label="Zatwierdza (stanowisko)", max_length=150, required=False)

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, letterhead: Letterhead) -> None:
        self.letterhead = letterhead
        stored = {name: getattr(letterhead, name) for name in (*TEXTS, "strip_on", "version")}
        super().__init__(data, files, initial=stored)
        for name in PICTURES:
            if not getattr(letterhead, name):
                del self.fields[f"{name}_off"]

    def clean(self) -> dict[str, Any]:
        """A picture needs its words; a strip switched on needs the strip."""
        cleaned = super().clean() or self.cleaned_data
        for name in PICTURES:
            if self._stays(name) and not cleaned.get(f"{name}_text") and f"{name}_text" not in self.errors:
                self.add_error(
                    f"{name}_text", "Opisz obraz w kilku słowach: czytnik ekranu przeczyta je zamiast niego."
                )
        if cleaned.get("strip_on") and not self._stays("strip") and "strip" not in self.errors:
            self.add_error("strip", "Dodaj plik paska albo odznacz dokumenty, na których ma stać.")
        return cleaned

    def _stays(self, name: str) -> bool:
        """Whether the documents will wear the picture after saving."""
        kept = bool(getattr(self.letterhead, name)) and not self.cleaned_data.get(f"{name}_off")
        return bool(self.cleaned_data.get(name)) or kept

    def as_input(self) -> LetterheadInput:
        """What the person said."""
        given = self.cleaned_data
        return LetterheadInput(
            texts={name: given[name] for name in TEXTS},
            strip_on=given["strip_on"],
            pictures={name: given[name] for name in PICTURES if given.get(name)},
            taken_off=frozenset(name for name in PICTURES if given.get(f"{name}_off")),
        )

    def overtaken_by(self, standing: Letterhead) -> None:
        """Say what somebody has saved meanwhile; saving once more goes over it, knowingly."""
        self.add_error(None, "Ktoś zapisał szatę, zanim to zrobiłeś(-aś). Niżej stoją Twoje wpisy.")
        for name in TEXTS:
            value = getattr(standing, name)
            if value != self.cleaned_data.get(name):
                self.add_error(
                    name, f"W portalu stoi teraz: „{value}”." if value else "W portalu to pole jest teraz puste."
                )
        typed = self.data.copy()  # type: ignore[attr-defined]  # with every tick: a plain dict would keep the last one
        typed["version"] = str(standing.version)
        self.data = typed
