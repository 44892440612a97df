"""Texts ready to be sent and hung up, in three languages: for the school's e-diary, for the door, for cards with codes. Pure."""

import datetime
from dataclasses import dataclass

from hdr_portal.lib.polish import long_date
from surveys.models.campaigns_words import Audience, Language

WHO: dict[str, dict[str, str]] = {
    Audience.PUPILS_1_3: {"pl": "Drodzy uczniowie", "uk": "Дорогі учні", "en": "Dear pupils"},
    Audience.PUPILS_4_8: {"pl": "Drodzy uczniowie", "uk": "Дорогі учні", "en": "Dear pupils"},
    Audience.TEACHERS: {"pl": "Szanowni nauczyciele", "uk": "Шановні вчителі", "en": "Dear teachers"},
    Audience.LEADERS: {"pl": "Szanowni dyrektorzy", "uk": "Шановні директори", "en": "Dear school leaders"},
    Audience.STAFF: {"pl": "Szanowni pracownicy", "uk": "Шановні працівники", "en": "Dear colleagues"},
    Audience.PARENTS: {"pl": "Szanowni rodzice", "uk": "Шановні батьки", "en": "Dear parents"},
}
DIARY = {
    "pl": "{who}, do {day} można wypełnić krótką, anonimową ankietę „{title}” (około {minutes} min). Adres: {address}{code} Udział jest dobrowolny. Dziękujemy.",
    "uk": "{who}, до {day} можна заповнити коротке анонімне опитування «{title}» (приблизно {minutes} хв). Адреса: {address}{code} Участь добровільна. Дякуємо.",
    "en": "{who}, until {day} you can fill in a short anonymous survey “{title}” (about {minutes} min). Address: {address}{code} Taking part is voluntary. Thank you.",
}
CODE_IN_DIARY = {
    "pl": ". Potrzebny jest kod z kartki rozdanej w szkole; działa raz i nie mówi, kto odpowiada.",
    "uk": ". Потрібен код із картки, яку роздали в школі; він діє один раз і не вказує, хто відповідає.",
    "en": ". You need the code from the card handed out at school; it works once and does not tell who answers.",
}
NO_CODE = {"pl": ".", "uk": ".", "en": "."}
DOOR_TITLE = {"pl": "Wypełnij ankietę", "uk": "Заповни опитування", "en": "Fill in the survey"}
DOOR_STEPS = {
    "pl": ("Zeskanuj kod QR telefonem albo wpisz adres w przeglądarce.", "Wpisz kod ze swojej kartki.", "Odpowiedz na pytania, to około {minutes} min. Ankieta jest anonimowa."),
    "uk": ("Відскануй QR-код телефоном або введи адресу в браузері.", "Введи код зі своєї картки.", "Дай відповіді на питання, це приблизно {minutes} хв. Опитування анонімне."),
    "en": ("Scan the QR code with a phone or type the address in a browser.", "Type the code from your card.", "Answer the questions, about {minutes} min. The survey is anonymous."),
}  # fmt: skip
CODE_STEP = 1  # left out where the link is enough
CARD = {
    "pl": "Zeskanuj kod QR albo wpisz kod na stronie {address}. Działa raz. Ankieta jest anonimowa.",
    "uk": "Відскануй QR-код або введи код на сторінці {address}. Діє один раз. Опитування анонімне.",
    "en": "Scan the QR code or type the code at {address}. It works once. The survey is anonymous.",
}
CARD_MESSAGE = {
    "pl": "Anonimowa ankieta „{title}”, do {day}. Adres: {address} Kod (działa raz): {code}",
    "uk": "Анонімне опитування «{title}», до {day}. Адреса: {address} Код (діє один раз): {code}",
    "en": "Anonymous survey “{title}”, until {day}. Address: {address} Code (works once): {code}",
}
UKRAINIAN_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
    "грудня",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Invitation:
    """What the texts speak of; `title` by language."""

    audience: str
    title: dict[str, str]
    minutes: int
    closes_on: datetime.date
    address: str
    asks_for_code: bool


@dataclass(frozen=True)
class ReadyText:
    """A text in one language."""

    language: str
    name: str
    text: str


def day_in(language: str, day: datetime.date) -> str:
    """„6 czerwca 2025”, „6 червня 2025”, “6 June 2025”."""
    if language == Language.POLISH:
        return long_date(day)
    months = UKRAINIAN_MONTHS if language == Language.UKRAINIAN else ENGLISH_MONTHS
    return f"{day.day} {months[day.month - 1]} {day.year}"


def diary_texts(invitation: Invitation) -> list[ReadyText]:
    """For the e-diary, a text a language."""
    return [ReadyText(language, name, _diary(invitation, language)) for language, name in Language.choices]


def _diary(given: Invitation, language: str) -> str:
    return DIARY[language].format(
        who=WHO[given.audience][language],
        day=day_in(language, given.closes_on),
        title=title_in(given.title, language),
        minutes=given.minutes,
        address=given.address,
        code=(CODE_IN_DIARY if given.asks_for_code else NO_CODE)[language],
    )


@dataclass(frozen=True)
class DoorText:
    """The poster's words in one language."""

    language: str
    title: str
    steps: tuple[str, ...]
    until: str


UNTIL = {"pl": "do {day}", "uk": "до {day}", "en": "until {day}"}


def door_texts(given: Invitation) -> list[DoorText]:
    """For the door, a part a language."""
    return [_door(given, language) for language in Language.values]


def _door(given: Invitation, language: str) -> DoorText:
    steps = [one.format(minutes=given.minutes) for one in DOOR_STEPS[language]]
    if not given.asks_for_code:
        del steps[CODE_STEP]
    until = UNTIL[language].format(day=day_in(language, given.closes_on))
    return DoorText(language, DOOR_TITLE[language], tuple(steps), until)


def title_in(title: dict[str, str], language: str) -> str:
    """The questionnaire's title in the language, in Polish where there is none."""
    return title.get(language) or title.get("pl", "")


def card_words(address: str) -> list[tuple[str, str]]:
    """Language → what a card with a code says."""
    return [(language, CARD[language].format(address=address)) for language in Language.values]


def card_message(language: str, *, title: dict[str, str], address: str, code: str, until: datetime.date) -> str:
    """What one person is sent with a code."""
    return CARD_MESSAGE[language].format(
        title=title_in(title, language), address=address, code=code, day=day_in(language, until)
    )
