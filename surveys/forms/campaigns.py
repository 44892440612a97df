"""Forms of a campaign: its basics, groups, schools, notice, the closing day."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.periods import months_later
from hdr_portal.lib.polish import long_date
from schools.models import School
from surveys.models import Anonymity, Audience, Campaign, Instrument, InstrumentState, Language
from surveys.queries.populations import primary_school_ids
from surveys.services.campaigns import NAME_TAKEN, Basics, Notice

LONGEST_MONTHS = 12
ANONYMITY_WORDS = (
    (
        Anonymity.CODES,
        "Jednorazowe kody: każda osoba odpowiada raz. Szkoła drukuje kartki z kodami i rozdaje je losowo.",
    ),
    (Anonymity.LINK, "Wspólny link: nic nie trzeba rozdawać, ale jedna osoba może odpowiedzieć kilka razy."),
)


class BasicsForm(forms.Form):
    """Name, wave, days; for a new campaign also how anonymity is kept, which is never changed later."""

    name = forms.CharField(
        label="Nazwa",
        max_length=120,
        help_text="Zobaczą ją szkoły i odpowiadający. Na przykład: Cyfrowa szkoła 2026.",
        error_messages={"required": "Nazwij kampanię."},
    )
    wave = forms.CharField(
        label="Fala",
        max_length=40,
        help_text="Po niej wyniki układają się w czasie. Na przykład: jesień 2026.",
        error_messages={"required": "Podaj falę, na przykład jesień 2026."},
    )
    opens_on = PolishDateField(label="Pierwszy dzień", help_text="Od tego dnia można odpowiadać.")
    closes_on = PolishDateField(
        label="Ostatni dzień", help_text="Po nim kampania zamknie się sama. Później można go tylko przesunąć dalej."
    )
    keep_until = PolishDateField(
        label="Odpowiedzi przechowywane do",
        help_text="Po tym dniu portal usunie pojedyncze odpowiedzi. Policzone wyniki zostaną.",
    )
    anonymity = forms.ChoiceField(
        label="Jak zapewniamy anonimowość",
        choices=ANONYMITY_WORDS,
        initial=Anonymity.CODES,
        widget=forms.RadioSelect,
        help_text="Anonimowo jest zawsze: portal nie zapisuje, kto odpowiedział. Tego wyboru nie da się później zmienić.",
    )

    def __init__(self, data: Any = None, *, campaign: Campaign | None = None, initial: Any = None) -> None:
        self.campaign = campaign
        names = ("name", "wave", "opens_on", "closes_on", "keep_until")
        super().__init__(data, initial={name: getattr(campaign, name) for name in names} if campaign else initial)
        if campaign:
            del self.fields["anonymity"]

    def clean_name(self) -> str:
        """Names tell campaigns apart; of a new one the service says it, which knows a second click."""
        name: str = " ".join(self.cleaned_data["name"].split())
        if self.campaign and Campaign.objects.exclude(pk=self.campaign.pk).filter(name=name).exists():
            raise forms.ValidationError(NAME_TAKEN)
        return name

    def clean(self) -> dict[str, Any]:
        """The days follow one another."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes, keep = (given.get(name) for name in ("opens_on", "closes_on", "keep_until"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Ostatni dzień nie może być przed pierwszym.")
        elif opens and closes and closes > months_later(opens, LONGEST_MONTHS):
            self.add_error("closes_on", "Kampania może trwać najwyżej rok. Sprawdź rok w dacie.")
        elif closes and closes < timezone.localdate():
            self.add_error("closes_on", f"Ten dzień już minął. Dzisiaj jest {long_date(timezone.localdate())}.")
        if closes and keep and keep <= closes:
            self.add_error("keep_until", "Podaj dzień po zamknięciu kampanii: wcześniej wyniki nie byłyby policzone.")
        return given

    def as_input(self) -> Basics:
        """The cleaned form."""
        given = self.cleaned_data
        days = given["opens_on"], given["closes_on"], given["keep_until"]
        return Basics(given["name"], " ".join(given["wave"].split()), *days)


class GroupsForm(forms.Form):
    """For each group that a ready instrument is written for: the instrument, or none."""

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data)
        chosen = dict(campaign.parts.values_list("audience", "instrument_id"))
        ready = Instrument.objects.filter(state=InstrumentState.READY).order_by("code", "-version")
        by_audience: dict[str, list[Instrument]] = {}
        for one in ready:
            by_audience.setdefault(one.audience, []).append(one)
        for audience, label in Audience.choices:
            if found := by_audience.get(audience):
                self.fields[audience] = _instrument_field(label, found, chosen.get(audience))

    def clean(self) -> dict[str, Any]:
        """At least one group is asked."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Wybierz kwestionariusz przynajmniej dla jednej grupy.")
        return given

    def chosen(self) -> dict[str, Instrument]:
        """Audience → instrument."""
        return {audience: one for audience, one in self.cleaned_data.items() if one}


class InstrumentField(forms.ModelChoiceField[Instrument]):
    """An instrument by its Polish title, with what matters when choosing."""

    def label_from_instance(self, obj: Any) -> str:
        """„Korzystanie ze sprzętu (wersja 1, około 8 minut)”."""
        return f"{obj.title.get('pl') or obj.code} (wersja {obj.version}, około {obj.minutes} min)"


def _instrument_field(label: str, found: list[Instrument], chosen: int | None) -> InstrumentField:
    return InstrumentField(
        Instrument.objects.filter(pk__in=[one.pk for one in found]).order_by("code", "-version"),
        label=label.capitalize(),
        required=False,
        initial=chosen,
        empty_label="Nie pytamy tej grupy",
    )


class SchoolsForm(forms.Form):
    """Which units are asked; at first all primary schools."""

    def __init__(self, data: Any = None, *, asked: list[School]) -> None:
        super().__init__(data)
        known = {one.pk for one in asked}
        schools = School.objects.open_on(timezone.localdate()) | School.objects.filter(pk__in=known)
        self.fields["schools"] = forms.ModelMultipleChoiceField(
            schools.order_by("kind", "sort_name"),
            label="Jednostki",
            initial=sorted(known or primary_school_ids()),
            widget=forms.CheckboxSelectMultiple,
            help_text="Zaznaczyliśmy wszystkie szkoły podstawowe. Odznacz te, których kampania nie dotyczy.",
            error_messages={"required": "Zaznacz przynajmniej jedną jednostkę."},
        )


class NoticeForm(forms.Form):
    """What respondents are told of their data, in three languages, and who agreed."""

    dpo_agreed_on = PolishDateField(
        label="Dzień uzgodnienia z inspektorem ochrony danych",
        required=False,
        help_text="Bez tego dnia kampanii nie da się ogłosić.",
    )

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial={"dpo_agreed_on": campaign.dpo_agreed_on})
        for language, label in Language.choices:
            self.fields[language] = forms.CharField(
                label=f"Treść: {label}",
                max_length=6000,
                initial=campaign.notice.get(language, ""),
                widget=forms.Textarea(attrs={"rows": 12, "lang": language}),
                error_messages={"required": "Bez tej treści kampanii nie da się ogłosić."},
            )
        self.order_fields([*Language.values, "dpo_agreed_on"])

    def clean_dpo_agreed_on(self) -> datetime.date | None:
        """An agreement has happened."""
        day: datetime.date | None = self.cleaned_data["dpo_agreed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Ten dzień jeszcze nie nadszedł. Wpisz go po uzgodnieniu.")
        return day

    def as_input(self) -> Notice:
        """The cleaned form."""
        texts = {language: self.cleaned_data[language].strip() for language in Language.values}
        return Notice(texts, self.cleaned_data["dpo_agreed_on"])


class ProlongForm(forms.Form):
    """A later last day."""

    closes_on = PolishDateField(label="Nowy ostatni dzień")

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        self.campaign = campaign
        super().__init__(data)

    def clean_closes_on(self) -> datetime.date:
        """Later than now, before the answers are deleted, within a year."""
        day: datetime.date = self.cleaned_data["closes_on"]
        last = min(self.campaign.keep_until, months_later(self.campaign.opens_on, LONGEST_MONTHS))
        if not self.campaign.closes_on < day <= last:
            first = self.campaign.closes_on + datetime.timedelta(days=1)
            raise forms.ValidationError(f"Podaj dzień od {long_date(first)} do {long_date(last)}.")
        return day
