"""What goes with a group of respondents: whether it is counted by school, its usual goal, its stages. Pure words."""

from surveys.models.campaigns_words import Audience, Stage

PUPILS = frozenset({Audience.PUPILS_1_3, Audience.PUPILS_4_8})
USUAL_GOALS: dict[str, int] = {
    Audience.TEACHERS: 75,
    Audience.LEADERS: 75,
    Audience.STAFF: 75,
    Audience.PUPILS_1_3: 60,
    Audience.PUPILS_4_8: 60,
    Audience.PARENTS: 30,
}
FEWEST_COUNTED = 5  # of fewer people a count would say what one person did


def has_schools(audience: str) -> bool:
    """Whether the group is asked school by school; municipal staff are not."""
    return audience != Audience.STAFF


def stages_of(audience: str) -> tuple[Stage, ...]:
    """Stages among which a class of the group is: none for adults."""
    if audience == Audience.PUPILS_1_3:
        return (Stage.EARLY,)
    return (Stage.MIDDLE, Stage.UPPER) if audience == Audience.PUPILS_4_8 else ()


def stage_of_class(label: str, audience: str) -> str:
    """The stage that a class's name tells („4b”: classes 4–6); empty when it tells none that the group has."""
    stages = stages_of(audience)
    if len(stages) == 1:
        return stages[0]
    number = int(label[0]) if label[:1].isdigit() and not label[1:2].isdigit() else 0
    for stage in stages:
        first, last = (int(one) for one in stage.split("-"))
        if first <= number <= last:
            return stage
    return ""
