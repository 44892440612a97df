"""Checks of a SELFIE session: what cannot be, what is missing before it is sent, what only looks odd. In Polish."""

import datetime
from collections.abc import Collection, Iterator

from hdr_portal.lib.periods import school_year_start
from hdr_portal.lib.polish import counted, long_date, number
from surveys.models import Area, SelfieGroup
from surveys.selfie.values import AREAS, FEWEST, GROUPS, Session

FIRST_DAY = datetime.date(2018, 10, 25)  # SELFIE opened
MOST_SESSIONS = 3  # a school year: SELFIE's own rule
LONG_SESSION = datetime.timedelta(days=92)
MANY_LEADERS = 15
FEW_ANSWERED = 0.3
Fault = tuple[str, str]  # name of the form's field, sentence

IN_FUTURE = "Ten dzień jeszcze nie nadszedł. Kartę wpisuje się po zakończeniu sesji."
BEFORE_SELFIE = "Narzędzie SELFIE działa od 25 października 2018 r. Sprawdź rok."
ENDS_FIRST = "Sesja nie może kończyć się przed swoim początkiem. Sprawdź obie daty."
MORE_ANSWERED = "Odpowiedziało więcej osób, niż zaproszono. Sprawdź obie liczby."
NOBODY_ANSWERED = "Podano, że nikt z grupy nie odpowiedział, a są jej średnie. Popraw liczbę albo usuń średnie."
ATTESTATION_MISSING = (
    "Bez pliku raportu karta potrzebuje poświadczenia dyrektora. Wpisz „tak”, gdy Wydział je ma, albo dodaj kartę osobno, "
    "z raportem."
)
SAME_DAY = "Szkoła ma już kartę SELFIE z sesji zakończonej tego dnia. Otwórz tamtą kartę albo popraw datę."
THREE_ALREADY = "W tym roku szkolnym szkoła ma już trzy karty, a SELFIE pozwala na trzy sesje. Popraw datę albo wycofaj zbędną kartę."


def faults(session: Session, today: datetime.date) -> Iterator[Fault]:
    """What contradicts itself: not even a draft is kept with it."""
    if session.finished_on > today:
        yield "finished_on", IN_FUTURE
    elif session.finished_on < FIRST_DAY:
        yield "finished_on", BEFORE_SELFIE
    if session.started_on and session.started_on > session.finished_on:
        yield "started_on", ENDS_FIRST
    for group in GROUPS:
        count = session.count(group)
        if count.invited is not None and count.answered is not None and count.answered > count.invited:
            yield f"answered_{group}", MORE_ANSWERED
        if count.answered == 0 and session.of_group(group):
            yield f"answered_{group}", NOBODY_ANSWERED


def session_fault(finished_on: datetime.date, others: Collection[datetime.date]) -> str:
    """Why a session cannot end that day beside the school's other cards (their last days); empty when it can."""
    if finished_on in others:
        return SAME_DAY
    year = school_year_start(finished_on)
    return THREE_ALREADY if sum(school_year_start(one) == year for one in others) >= MOST_SESSIONS else ""


def gaps(session: Session) -> Iterator[Fault]:
    """What is still missing before the card may be sent."""
    if session.started_on is None:
        yield "started_on", "Podaj dzień rozpoczęcia sesji."
    for group in GROUPS:
        yield from _gaps_of(session, group)
    if not session.means:
        yield "answered_teachers", "Wpisz średnie przynajmniej jednej grupy."


def _gaps_of(session: Session, group: str) -> Iterator[Fault]:
    name, count = SelfieGroup(group).label, session.count(group)
    if count.invited is None:
        yield f"invited_{group}", f"Podaj, ile osób zaproszono w grupie „{name}” (0, jeśli nikogo)."
    if count.answered is None:
        yield f"answered_{group}", f"Podaj, ile osób odpowiedziało w grupie „{name}” (0, jeśli nikt)."
    empty = [area for area in AREAS if (area, group) not in session.means]
    if not count.answered or not empty:
        return
    if len(empty) == len(AREAS):
        yield (
            f"mean_A_{group}",
            f"Grupa „{name}” odpowiadała, a nie ma ani jednej jej średniej. Wpisz średnie z raportu.",
        )
    elif not count.gaps_meant:
        yield f"gaps_{group}", _gap_words(name, empty)


def _gap_words(name: str, empty: list[str]) -> str:
    areas = f"{'obszaru' if len(empty) == 1 else 'obszarów'} {', '.join(empty)}"
    return f"W grupie „{name}” brakuje {areas}. Wpisz średnie albo zaznacz, że grupa na nie nie odpowiadała."


def oddities(session: Session, *, pupils: int | None = None, before: Session | None = None) -> Iterator[str]:
    """What is possible and yet worth a second look. `pupils`: on the register; `before`: the school's session before."""
    if session.started_on and session.finished_on - session.started_on > LONG_SESSION:
        yield f"Sesja trwała ponad trzy miesiące (od {long_date(session.started_on)}). Sprawdź daty."
    if before and session.started_on and session.started_on <= before.finished_on:
        yield f"Sesja zaczęła się przed końcem poprzedniej ({long_date(before.finished_on)}). Sprawdź daty."
    for group in GROUPS:
        yield from _odd_in_group(session, group)
    leaders = session.count(SelfieGroup.LEADERS).invited or 0
    if leaders > MANY_LEADERS:
        yield f"Zaproszono {counted(leaders, 'osobę,osoby,osób')} z kadry kierowniczej: to więcej niż zwykle w jednej szkole."
    invited = session.count(SelfieGroup.PUPILS).invited
    if pupils and invited and invited > pupils:
        yield f"Zaproszono więcej uczniów ({number(invited)}), niż szkoła ma według danych portalu ({number(pupils)})."


def _odd_in_group(session: Session, group: str) -> Iterator[str]:
    name, means, count = SelfieGroup(group).label, session.of_group(group), session.count(group)
    if len(means) > 2 and len(set(means.values())) == 1:
        yield f"Grupa „{name}” ma w każdym obszarze tę samą średnią ({number(next(iter(means.values())), 2)})."
    extreme = [area for area, mean in means.items() if mean in {1, 5} and (count.answered or 0) >= FEWEST]
    if extreme:
        labels = ", ".join(f"{area} {Area(area).label}" for area in extreme)
        yield f"Grupa „{name}” odpowiedziała jednomyślnie (dokładnie 1 albo 5): {labels}. Sprawdź w raporcie."
    if not count.answered or not count.invited:
        return
    if group != SelfieGroup.LEADERS and count.answered < FEWEST:
        yield f"W grupie „{name}” odpowiedziało mniej niż 5 osób: poza szkołą jej średnich nie pokażemy."
    elif count.answered / count.invited < FEW_ANSWERED:
        yield f"W grupie „{name}” odpowiedziało mniej niż 30% zaproszonych: średnie mogą nie oddawać zdania grupy."
