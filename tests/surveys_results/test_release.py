"""Everything shown of a group together, items and sections and totals, gives away nothing of fewer people than the minimum.

The adversary knows more than anybody will: how many people left out which items in every school, and how each number was
worked out. Unknown are the answers. Whatever follows from the shown numbers by adding and taking away is tried.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveys.counting.cells import add_answers, empty_cell, plan_of
from surveys.counting.reading import PartSum
from surveys.counting.releasing import Before, Release, release
from surveys.models import Audience, Campaign, Figure, Part, Subject, Tally
from surveys.questionnaire import AGREEMENT, Item, Questionnaire, Section
from surveys.suppression import ALL, Cell, Key, Table
from tests.surveys_results.adversary import groups_worked_out, rank

MINIMUM = 5
CODES = ("q1", "q2", "q3")
Left = tuple[bool, ...]  # which of the items a person answered
People = dict[Cell, dict[Left, int]]

CONTENT = Questionnaire(
    "proba", 1, {"pl": "Próba"}, "teachers",
    (Section("s1", {"pl": "Część"}, tuple(Item(code, "agreement", {"pl": code}, scale=AGREEMENT) for code in CODES)),),
)  # fmt: skip
PATTERNS: tuple[Left, ...] = (
    (True, True, True), (True, True, False), (True, False, True), (False, False, True), (False, False, False),
)  # fmt: skip


def released(people: People, audience: str = Audience.TEACHERS) -> Release:
    """The figures of these people; the n-th person of all gives point n mod 5 + 1."""
    plan = plan_of(CONTENT)
    cells = {cell: empty_cell(plan) for cell in people}
    number = 0
    for cell, patterns in people.items():
        for left, count in patterns.items():
            for _ in range(count):
                number += 1
                point = str(number % 5 + 1)
                add_answers(
                    cells[cell], plan, {code: point for code, is_in in zip(CODES, left, strict=True) if is_in}, {}
                )
    part = Part(audience=audience)
    found = PartSum(part, plan, cells, {int(cell[0]): 99 for cell in cells})
    return release(Tally(campaign=Campaign(minimum=MINIMUM, open_minimum=10)), found, Before())


def key_of(figure: Figure) -> Key:
    return (figure.school_id or ALL, figure.stage or ALL)


def shown(figures: Sequence[Figure], subject: str, code: str = "") -> dict[Key, Figure]:
    return {key_of(one): one for one in figures if (one.subject, one.code) == (subject, code) and not one.hidden}


# --- What the adversary works with ----------------------------------------------------------------------------------
def classes_of(people: People) -> list[tuple[Cell, Left]]:
    """Groups of people that answered the same items at the same place."""
    return [
        (cell, left) for cell, patterns in people.items() for left, count in patterns.items() if count and any(left)
    ]


def sums_known(people: People, figures: Sequence[Figure]) -> Iterator[dict[tuple[Cell, Left, int], Fraction]]:
    """Each shown mean × n as weights of unknown sums: of an item's answers in a class."""
    table = Table(tuple(sorted(people, key=str)))
    for place, code in enumerate(CODES):
        for key in shown(figures, Subject.ITEM, code):
            cells = table.sums[key]
            yield {
                (cell, left, place): Fraction(1) for cell, left in classes_of(people) if cell in cells and left[place]
            }
    for key, figure in shown(figures, Subject.SECTION, "s1").items():
        if is_of_persons(people, table.sums[key], figure, key, figures):
            yield {
                (cell, left, place): Fraction(1, sum(left))
                for cell, left in classes_of(people)
                for place in range(len(CODES))
                if cell in table.sums[key] and left[place] and sum(left) >= 2
            }


def is_of_persons(people: People, cells: Sequence[Cell], figure: Figure, key: Key, figures: Sequence[Figure]) -> bool:
    """Whether the mean is that of persons' scores; that of the items' shown means adds nothing to them."""
    means = [
        shown(figures, Subject.ITEM, code)[key].mean for code in CODES if key in shown(figures, Subject.ITEM, code)
    ]
    known = [mean for mean in means if mean is not None]
    pooled = sum(known) / len(known) if known else None
    return pooled is None or figure.mean is None or abs(figure.mean - pooled) > 1e-5


def people_given_away(people: People, figures: Sequence[Figure]) -> list[set[tuple[Cell, Left]]]:
    """Sets of classes with one to four people about whose answers alone something follows."""
    classes = classes_of(people)
    unknowns = [(cell, left, place) for cell, left in classes for place in range(len(CODES)) if left[place]]
    rows = [[weights.get(one, Fraction(0)) for one in unknowns] for weights in sums_known(people, figures)]
    whole = rank(rows)
    small = [one for one in classes if people[one[0]][one[1]] < MINIMUM]
    found = []
    for chosen in chain.from_iterable(combinations(small, size) for size in range(1, 5)):
        if sum(people[cell][left] for cell, left in chosen) < MINIMUM:
            others = [place for place, (cell, left, _) in enumerate(unknowns) if (cell, left) not in chosen]
            if rank([[row[place] for place in others] for row in rows]) < whole:
                found.append(set(chosen))
    return found


counts = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20])
at_a_school = st.fixed_dictionaries(dict.fromkeys(PATTERNS, counts))
of_schools = st.lists(at_a_school, min_size=1, max_size=4).map(
    lambda rows: {(number, ""): row for number, row in enumerate(rows, 1)}
)
of_stages = st.lists(st.tuples(at_a_school, at_a_school), min_size=1, max_size=2).map(
    lambda rows: {
        (number, stage): row
        for number, pair in enumerate(rows, 1)
        for stage, row in zip(("4-6", "7-8"), pair, strict=True)
    }
)


# Nobody at the first place has a score, so what was left of a section's mean told of four people at the third.
ONE_PLACE_WITHOUT_SCORES: People = {
    (1, ""): {(False, False, True): 1, (False, False, False): 4},
    (2, ""): {(True, True, True): 5, (True, True, False): 1, (True, False, True): 4},
    (3, ""): {(True, True, True): 5, (False, False, True): 4},
}


@settings(max_examples=120, deadline=None)
@given(st.one_of(of_schools, of_stages))
@example(ONE_PLACE_WITHOUT_SCORES)
def test_nothing_follows_about_the_answers_of_a_few(people: People) -> None:
    assert people_given_away(people, released(people).figures) == []


@settings(max_examples=80, deadline=None)
@given(st.one_of(of_schools, of_stages))
def test_no_count_below_the_minimum_follows(people: People) -> None:
    """Of responses, items and sections, each from what is shown of it."""
    figures = released(people).figures
    asked: list[tuple[str, str, Callable[[Left], bool]]] = [
        (Subject.BASE, "", lambda _: True),
        (Subject.SECTION, "s1", lambda left: sum(left) >= 2),
        (Subject.ITEM, "q1", lambda left: left[0]),
        (Subject.ITEM, "q2", lambda left: left[1]),
        (Subject.ITEM, "q3", lambda left: left[2]),
    ]
    for subject, code, is_in in asked:
        number: Mapping[Cell, int] = {
            cell: sum(count for left, count in patterns.items() if is_in(left)) for cell, patterns in people.items()
        }
        assert groups_worked_out(number, shown(figures, subject, code), MINIMUM) == []


@settings(max_examples=60, deadline=None)
@given(st.one_of(of_schools, of_stages))
def test_where_responses_are_hidden_everything_is(people: People) -> None:
    figures = released(people).figures
    base = set(shown(figures, Subject.BASE))
    for subject, code in ((Subject.SECTION, "s1"), *((Subject.ITEM, code) for code in CODES)):
        assert set(shown(figures, subject, code)) <= base


@settings(max_examples=60, deadline=None)
@given(st.one_of(of_schools, of_stages))
def test_shown_numbers_are_right_and_hidden_ones_are_not_there(people: People) -> None:
    figures = released(people).figures
    table = Table(tuple(sorted(people, key=str)))
    for figure in figures:
        if figure.hidden:
            assert (figure.n, figure.na, figure.mean, figure.sd, figure.top, figure.distribution) == (None,) * 5 + ({},)
        elif figure.subject == Subject.BASE:
            assert figure.n == sum(sum(people[cell].values()) for cell in table.sums[key_of(figure)])


def test_of_leaders_the_city_alone_is_shown_and_safe() -> None:
    people: People = {(number, ""): {(True, True, True): 2, (True, True, False): number % 2} for number in range(1, 8)}
    figures = released(people, Audience.LEADERS).figures
    assert {key_of(one) for one in figures if not one.hidden} == {(ALL, ALL)}
    assert people_given_away(people, figures) == []


def test_the_adversary_finds_what_the_mean_of_persons_would_give_away() -> None:
    """The test itself: with the section's mean of persons beside the items', the one who left an item out is found."""
    people: People = {(1, ""): {(True, True, True): 9, (True, True, False): 1}}
    figures = list(released(people).figures)
    assert people_given_away(people, figures) == []
    section = next(one for one in figures if one.subject == Subject.SECTION and one.school_id is None)
    section.mean = 3.21
    assert people_given_away(people, figures) == [{((1, ""), (True, True, False))}]
