"""What the schedule offers to the indicators: approved activities of a kind, with the evidence their plan row asks for."""

from collections.abc import Callable, Iterator

from hdr_portal.lib.links import object_url
from hdr_portal.lib.periods import Period
from schedule.models import ActivityKind, Topic
from schedule.queries import CountedActivity, counted_activities
from schools.measures import Contribution, find_measure, measure, read_once

Spread = Callable[[CountedActivity], Iterator[Contribution]]


def _contribution(
    activity: CountedActivity, *, school: int | None = None, amount: int = 1, group: str = ""
) -> Contribution:
    return Contribution(
        record=f"activity:{activity.id}",
        day=activity.day,
        label=activity.title,
        url=object_url("schedule:activity", activity.id),
        documented=activity.documented,
        school=school,
        amount=amount,
        group=group,
        reference=activity.reference,
        evidence=activity.evidence,
    )


def _per_school(activity: CountedActivity) -> Iterator[Contribution]:
    """One contribution a school; one of the municipality when no school took part."""
    return (_contribution(activity, school=school) for school in activity.schools or (None,))


def _per_group(activity: CountedActivity) -> Iterator[Contribution]:
    """One contribution a group of people counted."""
    return (_contribution(activity, amount=count, group=group) for group, count in activity.heads)


def _collect(kinds: set[str], period: Period, spread: Spread, topic: str = "") -> list[Contribution]:
    activities = read_once(("schedule", period), lambda: counted_activities(period))
    chosen = (one for one in activities if one.kind in kinds and topic in {"", one.topic})
    return [contribution for activity in chosen for contribution in spread(activity)]


@measure("audits", label="Audyty cyberbezpieczeństwa", evidence="raport z audytu")
def audits(period: Period) -> list[Contribution]:
    """Cybersecurity audits, one contribution a school audited (HDR 1.1: audits and distinct schools)."""
    return _collect({ActivityKind.AUDIT}, period, _per_school)


@measure("team-meetings", label="Spotkania grupy roboczej", evidence="lista obecności")
def team_meetings(period: Period) -> list[Contribution]:
    """Meetings of the working group (HDR 1.3)."""
    return _collect({ActivityKind.TEAM_MEETING}, period, _per_school)


@measure("directors-meetings", label="Spotkania z dyrektorami szkół", evidence="notatka ze spotkania")
def directors_meetings(period: Period) -> list[Contribution]:
    """Meetings with directors (HDR 1.4)."""
    return _collect({ActivityKind.DIRECTORS_MEETING}, period, _per_school)


@measure("resolutions", label="Uchwały Rady Miejskiej", evidence="uchwała")
def resolutions(period: Period) -> list[Contribution]:
    """Resolutions of the council (HDR 2.1)."""
    return _collect({ActivityKind.RESOLUTION}, period, _per_school)


@measure("ordinances", label="Zarządzenia Prezydenta Miasta", evidence="zarządzenie")
def ordinances(period: Period) -> list[Contribution]:
    """Ordinances of the mayor (HDR 2.2)."""
    return _collect({ActivityKind.ORDINANCE}, period, _per_school)


@measure("trainings", label="Szkolenia", evidence="certyfikaty")
def trainings(period: Period) -> list[Contribution]:
    """Trainings on any topic, proved by at least one certificate (HDR 2.3/2.4)."""
    return _collect({ActivityKind.TRAINING}, period, _per_school)


@measure("trainings-digital-tools", label="Szkolenia z obsługi narzędzi cyfrowych", evidence="certyfikaty")
def trainings_digital_tools(period: Period) -> list[Contribution]:
    """Trainings in digital tools (HDR 4.1–4.4)."""
    return _collect({ActivityKind.TRAINING}, period, _per_school, topic=Topic.DIGITAL_TOOLS)


@measure("trainings-by-school", label="Szkolenia w poszczególnych szkołach", evidence="certyfikaty")
def trainings_by_school(period: Period) -> list[Contribution]:
    """Trainings, one contribution a school that took part (HDR 10.3)."""
    return [one for one in trainings(period) if one.school is not None]


@measure("grant-applications", label="Wnioski o dofinansowanie", evidence="formularz wniosku")
def grant_applications(period: Period) -> list[Contribution]:
    """Grant applications prepared (HDR 3.1); the day of filing stands at the record."""
    return _collect({ActivityKind.GRANT_APPLICATION}, period, _per_school)


@measure("debate-attendance", label="Uczestnicy debat według grup", evidence="zdjęcia lub film")
def debate_attendance(period: Period) -> list[Contribution]:
    """Heads at debates, one contribution a group (HDR 5.1)."""
    return _collect({ActivityKind.DEBATE}, period, _per_group)


@measure("debates-and-conferences", label="Debaty i konferencje tematyczne", evidence="zdjęcia lub film")
def debates_and_conferences(period: Period) -> list[Contribution]:
    """Debates and conferences without the closing one (HDR 5.2)."""
    return _collect({ActivityKind.DEBATE, ActivityKind.CONFERENCE}, period, _per_school)


@measure(
    "debates-and-all-conferences",
    label="Debaty i konferencje, także podsumowująca",
    evidence="zdjęcia lub film",
)
def debates_and_all_conferences(period: Period) -> list[Contribution]:
    """Debates and conferences with the closing one: the other reading of HDR 5.2."""
    kinds = {ActivityKind.DEBATE, ActivityKind.CONFERENCE, ActivityKind.CLOSING_CONFERENCE}
    return _collect(set(kinds), period, _per_school)


@measure("workshops", label="Warsztaty", evidence="lista obecności lub zdjęcia")
def workshops(period: Period) -> list[Contribution]:
    """Workshops (HDR 6.1/6.2)."""
    return _collect({ActivityKind.WORKSHOP}, period, _per_school)


@measure(
    "closing-conference-attendance",
    label="Uczestnicy konferencji podsumowującej",
    evidence="lista obecności lub zdjęcia",
)
def closing_conference_attendance(period: Period) -> list[Contribution]:
    """Heads at the closing conference, one contribution a group (HDR 7.2)."""
    return _collect({ActivityKind.CLOSING_CONFERENCE}, period, _per_group)


@measure("presentations", label="Prezentacje i opisy dobrej praktyki", evidence="prezentacja lub opis")
def presentations(period: Period) -> list[Contribution]:
    """Presentations of the plan's solutions (HDR 9.1)."""
    return _collect({ActivityKind.PRESENTATION}, period, _per_school)


@measure(
    "system-updates", label="Aktualizacje systemów i sprzętu", evidence="protokół, notatka lub raport z aktualizacji"
)
def system_updates(period: Period) -> list[Contribution]:
    """Updates of systems or equipment, one contribution a school (HDR 10.1)."""
    return [one for one in _collect({ActivityKind.SYSTEM_UPDATE}, period, _per_school) if one.school is not None]


def is_recorded_as_activity(key: str) -> bool:
    """Whether what a measure counts is recorded as an activity."""
    return bool(key) and find_measure(key).contributions.__module__ == __name__
