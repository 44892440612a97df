"""Released results: the only way to figures for a person. The department sees all places; a school itself and the city."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from schools.models import JobState, School, User
from schools.queries import schools_where
from schools.scope import whole_municipality
from surveys.models import Audience, Campaign, CampaignState, Figure, OpenText, OpenTextState, Part, Subject, Tally
from surveys.statistics import quartiles

PERMISSION = "surveys.view_results"
SCHOOLS_FOR_BAND = 4
SCHOOLS_FOR_CITY = 3  # of two schools, the city less the own one would be the other

About = tuple[str, str]  # what a figure is about, its code
COLUMNS = ("hidden", "invited", "n", "na", "mean", "sd", "top", "distribution")


class NotYours(Exception):
    """The person may not see the results of this place."""


class Shown(NamedTuple):
    """One figure, as released; with `hidden` it has no numbers."""

    hidden: str
    invited: int | None
    n: int | None
    na: int | None
    mean: float | None
    sd: float | None
    top: float | None
    distribution: Mapping[str, int]


class Band(NamedTuple):
    """Where the schools lie: quartiles and median of the means of schools that are shown. It names none."""

    low: float
    median: float
    high: float
    schools: int


@dataclass(frozen=True)
class PartResults:
    """Figures of a group at a place, by what they are about and by stage ("": all stages).

    For a school: `city` and `bands` to compare with. For the city: `by_school`, which the department alone gets.
    """

    part: Part
    place: Mapping[tuple[About, str], Shown]
    city: Mapping[About, Shown]
    bands: Mapping[About, Band]
    by_school: Mapping[int, Mapping[About, Shown]]

    def of(self, subject: str, code: str = "", stage: str = "") -> Shown | None:
        """A figure of the place, if there is one."""
        return self.place.get(((subject, code), stage))

    @property
    def stages(self) -> tuple[str, ...]:
        """Stages that figures are split by."""
        return tuple(sorted({stage for _, stage in self.place} - {""}))


# --- Who sees what --------------------------------------------------------------------------------------------------
def sees_city(user: User) -> bool:
    """Whether the person sees the results of all places."""
    return schools_where(user, PERMISSION) is None


def require_place(user: User, school: School | None) -> None:
    """Raises NotYours where the person may not see the results of the place (None: the city)."""
    if not (sees_city(user) if school is None else user.has_perm(PERMISSION, school)):
        raise NotYours


def newest_tally(campaign: Campaign) -> Tally | None:
    """The newest finished counting of a campaign."""
    return Tally.objects.filter(campaign=campaign, state=JobState.DONE).order_by("-revision").first()


def with_tallies(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Each campaign with the key of its newest finished counting: `tally_id`, None without one."""
    newest = Tally.objects.filter(campaign=OuterRef("pk"), state=JobState.DONE).order_by("-revision")
    return campaigns.annotate(tally_id=Subquery(newest.values("pk")[:1]))


def schools_with_results(campaign: Campaign, user: User) -> list[School]:
    """Schools asked in the campaign whose results the person may see."""
    asked = School.objects.filter(pk__in=_asked(campaign)).order_by("kind", "sort_name")
    allowed = schools_where(user, PERMISSION)
    return list(asked if allowed is None else asked.filter(pk__in=allowed))


def _asked(campaign: Campaign) -> list[int]:
    with whole_municipality():  # which schools are asked is no secret; the caller narrows them
        rows = Part.objects.filter(campaign=campaign).values_list("targets__school", flat=True)
        return [pk for pk in rows.distinct() if pk]


# --- Figures --------------------------------------------------------------------------------------------------------
def results_of(
    tally: Tally,
    parts: Iterable[Part],
    *,
    by: User,
    school: School | None = None,
    subjects: Iterable[str] = Subject.values,
) -> list[PartResults]:
    """Released figures of groups at a place: one query for all. Raises NotYours."""
    require_place(by, school)
    return figures_at(tally, parts, school, subjects=subjects)


def figures_at(
    tally: Tally, parts: Iterable[Part], school: School | None, *, subjects: Iterable[str] = Subject.values
) -> list[PartResults]:
    """The same without asking who: for documents, whose makers were asked for their own right."""
    found = {part.pk: part for part in parts}
    rows: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in found}
    # Figures of the city belong to no school, and a school's band is made of all schools' figures: it names none of them.
    with whole_municipality():
        figures = Figure.objects.filter(tally=tally, part__in=found, subject__in=list(subjects)).filter(_needed(school))
        for row in figures.values_list("part_id", "school_id", "subject", "code", "stage", *COLUMNS):
            rows[row[0]].append(row)
    return [_part(part, rows[pk], school) for pk, part in found.items()]


def _needed(school: School | None) -> Q:
    if school is None:
        return Q(school=None) | Q(stage="", subject__in=[Subject.BASE, Subject.SECTION])
    return Q(school=school) | Q(stage="")


def _part(part: Part, rows: list[tuple[Any, ...]], school: School | None) -> PartResults:
    place: dict[tuple[About, str], Shown] = {}
    city: dict[About, Shown] = {}
    by_school: dict[int, dict[About, Shown]] = {}
    own = school.pk if school else None
    for _, at, subject, code, stage, *values in rows:
        shown, about = Shown(*values), (subject, code)
        if at == own:
            place[about, stage] = shown
        if at is None and stage == "":
            city[about] = shown
        elif stage == "":
            by_school.setdefault(at, {})[about] = shown
    if school is None:
        return PartResults(part, place, {}, {}, by_school)
    return PartResults(part, place, _comparable(part, city, by_school), _bands(by_school), {})


def _comparable(
    part: Part, city: dict[About, Shown], by_school: Mapping[int, Mapping[About, Shown]]
) -> dict[About, Shown]:
    """The city's figures that a school may have beside its own."""
    if part.audience == Audience.LEADERS:
        return city if len(by_school) >= SCHOOLS_FOR_CITY else {}
    return {about: shown for about, shown in city.items() if len(_released(about, by_school)) >= SCHOOLS_FOR_CITY}


def _released(about: About, by_school: Mapping[int, Mapping[About, Shown]]) -> list[Shown]:
    found = (figures.get(about) for figures in by_school.values())
    return [one for one in found if one is not None and not one.hidden]


def _bands(by_school: Mapping[int, Mapping[About, Shown]]) -> dict[About, Band]:
    subjects = {about for figures in by_school.values() for about in figures}
    means = {about: [one.mean for one in _released(about, by_school) if one.mean is not None] for about in subjects}
    return {
        about: Band(*quartiles(found), len(found)) for about, found in means.items() if len(found) >= SCHOOLS_FOR_BAND
    }


# --- Neighbours of a campaign ---------------------------------------------------------------------------------------
class Neighbour(NamedTuple):
    """A group of another counted campaign, with that counting."""

    part: Part
    tally: Tally


def same_wave(campaign: Campaign) -> list[Neighbour]:
    """Groups of the campaign and of counted campaigns of the same wave, the campaign's own first."""
    found = _neighbours(Part.objects.filter(campaign__wave=campaign.wave))
    return sorted(found, key=lambda one: (one.part.campaign_id != campaign.pk, -one.part.campaign_id, one.part.pk))


def earlier_waves(part: Part) -> list[Neighbour]:
    """The same group asked with the same instrument (any version), the oldest first, this campaign the last."""
    same = Part.objects.filter(audience=part.audience, instrument__code=part.instrument.code)
    upto = same.filter(Q(campaign__opens_on__lt=part.campaign.opens_on) | Q(pk=part.pk))
    return sorted(
        _neighbours(upto), key=lambda one: (one.part.campaign.opens_on, one.part.campaign_id == part.campaign_id)
    )


def _neighbours(parts: QuerySet[Part]) -> list[Neighbour]:
    closed = parts.filter(campaign__state=CampaignState.CLOSED).select_related("campaign", "instrument")
    found = list(closed.order_by("pk"))
    tallies: dict[int, Tally] = {}
    done = Tally.objects.filter(campaign__in={part.campaign_id for part in found}, state=JobState.DONE)
    for tally in done.order_by("revision"):
        tallies[tally.campaign_id] = tally
    return [Neighbour(part, tallies[part.campaign_id]) for part in found if part.campaign_id in tallies]


# --- Written answers ------------------------------------------------------------------------------------------------
def released_texts(tally: Tally, part: Part, code: str, *, by: User, school: School | None = None) -> list[str]:
    """Texts that somebody has let pass, in alphabetical order; for the city those of all schools, without the schools.

    The caller shows them only where the figure of the item is shown. Raises NotYours.
    """
    require_place(by, school)
    with whole_municipality():  # the place was asked for above; texts of the city stand without a school
        texts = OpenText.objects.filter(tally=tally, part=part, code=code, state=OpenTextState.RELEASED)
        return sorted((texts if school is None else texts.filter(school=school)).values_list("shown", flat=True))


def waiting_texts(tally: Tally) -> int:
    """Texts that wait for their reader, in the open scope."""
    count: int = OpenText.objects.filter(tally=tally, state=OpenTextState.WAITING).count()
    return count
