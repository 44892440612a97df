import datetime
from collections.abc import Iterator, Mapping

import pytest

from schools import rspo
from schools.models import Establishment, EstablishmentKind, School, SchoolKind, Statistic
from schools.rspo_choice import Operator, operators
from schools.rspo_import import apply_preview
from schools.rspo_plan import Absent, Change, Preview, Verdict
from schools.rspo_preview import make_preview, short_name
from schools.scope import whole_municipality
from tests.rspo.registerfile import (
    COMPLEX,
    OPERATOR,
    OTHER_OPERATOR,
    PRESCHOOL,
    PRIMARY,
    RUN_BY_OTHERS,
    RegisterRow,
    as_csv,
    institution,
    town,
)
from tests.units.rows import establishment, pupils, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _everything_in_scope() -> Iterator[None]:
    with whole_municipality():
        yield


def preview(
    rows: list[RegisterRow],
    by_hand: Mapping[int, int] | None = None,
    operator: str = OPERATOR,
    day: datetime.date = DAY,
) -> Preview:
    register = rspo.parse(rspo.read(as_csv(rows)))
    return make_preview(register, operator=rspo.fold(operator), day=day, by_hand=by_hand)


def import_rows(rows: list[RegisterRow], by_hand: Mapping[int, int] | None = None) -> Preview:
    seen = preview(rows, by_hand)
    apply_preview(seen, reason="test", by=None)
    return seen


def skips(seen: Preview) -> list[tuple[str, str]]:
    return [(skip.name, skip.reason) for skip in seen.skipped]


# --- What is ours ---------------------------------------------------------------------------------------------------
def test_operators_of_the_file_are_offered_with_the_municipality_first() -> None:
    rows = [*town(), *(institution(number, PRIMARY, "S", **RUN_BY_OTHERS) for number in range(700, 720))]
    assert operators(rspo.parse(rspo.read(as_csv(rows)))) == [
        Operator("gmina miasto zielone wzgorza", OPERATOR, "Gmina", 7),
        Operator("stowarzyszenie dzieciol", OTHER_OPERATOR, "Stowarzyszenie", 21),
    ]


def test_schools_and_preschools_are_tied_to_their_zespol() -> None:
    import_rows(town())
    tied = Establishment.objects.order_by("rspo").values_list("rspo", "school__rspo", "school__kind", "kind")
    assert list(tied) == [
        (101, 100, SchoolKind.ZSP, EstablishmentKind.PRIMARY),
        (102, 100, SchoolKind.ZSP, EstablishmentKind.PRESCHOOL),
        (201, 200, SchoolKind.ZP, EstablishmentKind.PRESCHOOL),
        (202, 200, SchoolKind.ZP, EstablishmentKind.PRESCHOOL),
        (300, 300, SchoolKind.SP, EstablishmentKind.PRIMARY),
    ]
    assert list(School.objects.order_by("rspo").values_list("short_name", flat=True)) == [
        "ZSP nr 4",
        'ZP "Pod Świerkiem"',
        "SP nr 8",
    ]


def test_what_is_not_ours_is_skipped_with_the_reason() -> None:
    assert skips(preview(town())) == [
        (
            "Punkt Przedszkolny „Żuczek”",
            "typ „Punkt przedszkolny”: portal prowadzi zespoły, szkoły podstawowe i przedszkola",
        ),
        ("Prywatna Szkoła Podstawowa", "placówka niepubliczna"),
        ("Szkoła Podstawowa Stowarzyszenia", "inny organ prowadzący"),
    ]


def test_another_operator_may_be_chosen() -> None:
    assert [one.name for one in preview(town(), operator=OTHER_OPERATOR).units] == ["Szkoła Podstawowa Stowarzyszenia"]


def test_a_school_whose_zespol_is_not_in_the_file_is_tied_by_the_parents_columns() -> None:
    (only,) = preview(town()[1:2]).units
    assert (only.rspo, only.name, only.kind, only.row) == (
        100,
        "Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach",
        SchoolKind.ZSP,
        0,
    )


def test_a_branch_school_belongs_to_the_unit_of_its_parent_school() -> None:
    school = institution(300, PRIMARY, "Szkoła Podstawowa nr 8")
    branch = institution(301, PRIMARY, "Szkoła Filialna", parent=school)
    (only,) = preview([branch, school]).units
    assert [(member.rspo, only.kind) for member in only.members] == [(301, SchoolKind.SP), (300, SchoolKind.SP)]


def test_parents_that_point_at_each_other_are_an_error() -> None:
    one, two = institution(1, PRIMARY, "Jedna"), institution(2, PRIMARY, "Druga")
    one["RSPO podmiotu nadrzędnego"], two["RSPO podmiotu nadrzędnego"] = "2", "1"
    assert [str(fault) for fault in preview([one, two]).faults] == [
        "Wiersz 2, kolumna „RSPO podmiotu nadrzędnego”: podmioty nadrzędne wskazują na siebie nawzajem.",
        "Wiersz 3, kolumna „RSPO podmiotu nadrzędnego”: podmioty nadrzędne wskazują na siebie nawzajem.",
    ]


def test_a_preschool_by_itself_and_an_empty_zespol_are_skipped() -> None:
    rows = [institution(1, PRESCHOOL, "Przedszkole"), institution(2, COMPLEX, "Zespół Szkół Zawodowych")]
    assert skips(preview(rows)) == [
        ("Przedszkole", "przedszkole samodzielne: w portalu przedszkola należą do zespołów"),
        ("Zespół Szkół Zawodowych", "zespół bez szkoły podstawowej i bez przedszkola tego organu"),
    ]


def test_a_bad_row_is_left_out_and_told_and_the_rest_is_imported() -> None:
    rows = town()
    rows[6]["Data likwidacji"] = "kiedyś"
    seen = import_rows(rows)
    assert [str(fault) for fault in seen.faults] == [
        "Wiersz 8, kolumna „Data likwidacji”: „kiedyś” nie jest datą. Wpisz ją jako 2024-09-01 albo 01.09.2024."
    ]
    assert list(School.objects.order_by("rspo").values_list("rspo", flat=True)) == [100, 200]


def test_a_bad_row_of_another_operator_is_no_error_of_ours() -> None:
    rows = [*town(), institution(7, PRIMARY, "", **{"Nazwa organu prowadzącego": OTHER_OPERATOR})]
    assert preview(rows).faults == ()


def test_establishments_of_a_broken_zespol_are_left_out() -> None:
    rows = town()
    rows[0]["Nazwa"] = ""
    seen = preview(rows)
    assert [unit.rspo for unit in seen.units] == [200, 300]
    assert skips(seen)[:2] == [
        ("Szkoła Podstawowa nr 1 im. Czterech Wiatrów", "podmiot nadrzędny jest pominięty albo ma błąd"),
        ("Przedszkole nr 7", "podmiot nadrzędny jest pominięty albo ma błąd"),
    ]


def test_an_unreadable_email_costs_the_email_not_the_school() -> None:
    rows = town()
    rows[1]["E-mail"] = "brak"
    seen = import_rows(rows)
    assert [fault.fatal for fault in seen.faults] == [False]
    assert Establishment.objects.get(rspo=101).email == ""


# --- Matching -------------------------------------------------------------------------------------------------------
def test_a_second_import_of_the_same_file_changes_nothing_and_writes_no_history() -> None:
    import_rows(town())
    versions = School.history.count() + Establishment.history.count() + Statistic.objects.count()
    seen = import_rows(town())
    assert seen.changes_nothing
    assert {one.verdict for one in seen.units} == {Verdict.SAME}
    assert School.history.count() + Establishment.history.count() + Statistic.objects.count() == versions


def test_a_unit_is_matched_by_rspo_and_its_change_is_told_old_to_new() -> None:
    import_rows(town())
    rows = town()
    rows[0]["Nazwa"] = "Zespół Szkolno-Przedszkolny nr 40"
    (changed,) = preview(rows).of(Verdict.CHANGED)
    assert changed.matched_by == "po numerze RSPO"
    assert changed.changes == (
        Change("nazwa", "Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach", "Zespół Szkolno-Przedszkolny nr 40"),
    )


def test_a_unit_is_matched_by_regon_when_it_has_no_register_number() -> None:
    ours = unit("Ósemka", SchoolKind.SP, regon="000000300")
    seen = preview(town())
    assert [(one.pk, one.matched_by) for one in seen.units if one.rspo == 300] == [(ours.pk, "po numerze REGON")]


@pytest.mark.parametrize(
    "name",
    [
        "Zespół Szkolno-Przedszkolny nr 4",
        "zespol  szkolno - przedszkolny NR 4 w Zielonych Wzgorzach",
        "„Zespół Szkolno-Przedszkolny nr 4”",
    ],
)
def test_a_unit_is_matched_by_name_whatever_case_quotes_marks_and_town(name: str) -> None:
    ours = unit("ZSP nr 4", name=name)
    seen = import_rows(town())
    assert [(one.pk, one.matched_by) for one in seen.units if one.rspo == 100] == [(ours.pk, "po nazwie")]


def test_our_writing_of_a_name_stays_when_only_case_and_marks_differ() -> None:
    ours = unit("ZSP nr 4", name="Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach")
    import_rows(town())
    ours.refresh_from_db()
    assert (ours.name, ours.rspo) == ("Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach", 100)


def test_two_units_of_one_name_match_nobody() -> None:
    unit("A", name="Zespół Szkolno-Przedszkolny nr 4")
    unit("B", name="Zespół Szkolno-Przedszkolny nr 4")
    assert next(one for one in preview(town()).units if one.rspo == 100).verdict == Verdict.ADDED


def test_an_incomplete_unit_is_matched_by_hand_and_completed_with_its_establishments() -> None:
    ours = unit("ZSP (5)", name_incomplete=True, note="nazwa do uzupełnienia")
    school = establishment(ours, name="Szkoła podstawowa w ZSP (5)", name_incomplete=True)
    preschool = establishment(ours, EstablishmentKind.PRESCHOOL, name="Przedszkole w ZSP (5)", name_incomplete=True)
    seen = import_rows(town(), {100: ours.pk})
    assert next(one for one in seen.units if one.rspo == 100).matched_by == "ręcznie"
    ours.refresh_from_db()
    assert (ours.short_name, ours.rspo, ours.name_incomplete, ours.note) == ("ZSP nr 4", 100, False, "")
    completed = Establishment.objects.filter(school=ours).order_by("rspo").values_list("pk", "rspo", "name_incomplete")
    assert list(completed) == [(school.pk, 101, False), (preschool.pk, 102, False)]


def test_units_without_a_number_are_offered_and_one_of_another_kind_or_taken_is_refused() -> None:
    zp = unit("ZP", SchoolKind.ZP, name_incomplete=True)
    seen = preview(town(), {100: zp.pk})
    assert next(one for one in seen.units if one.rspo == 100).verdict == Verdict.ADDED
    assert [(one.pk, one.kind, one.label) for one in seen.free_units] == [(zp.pk, "zp", "ZP")]


def test_an_establishment_that_moved_takes_its_unit_along() -> None:
    import_rows(town())
    rows = town()
    rows[2] |= {"RSPO podmiotu nadrzędnego": "200"}
    import_rows(rows)
    assert Establishment.objects.get(rspo=102).school.rspo == 200


def test_empty_cells_erase_nothing() -> None:
    import_rows(town())
    rows = [row | {"Telefon": "", "E-mail": "", "Ulica": "", "Numer budynku": ""} for row in town()]
    assert preview(rows).changes_nothing


def test_a_short_name_that_is_taken_gets_the_register_number() -> None:
    unit("ZSP nr 4", name="Inny zespół", rspo=999)
    import_rows(town())
    assert School.objects.get(rspo=100).short_name == "ZSP nr 4 (RSPO 100)"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Zespół Szkolno-Przedszkolny nr 12 im. Wiatru w Lesie", "ZSP nr 12"),
        ("SZKOŁA PODSTAWOWA NR 3 W LESIE", "SP nr 3"),
        ("Szkoła Podstawowa im. Wiatru w Lesie", "SP"),
        ("Zespół Przedszkolny w Lesie", "ZP"),
        ("Placówka " + "x" * 80, "Placówka " + "x" * 51),
    ],
)
def test_a_short_name_is_made_from_the_name(name: str, short: str) -> None:
    assert short_name(name) == short


# --- Closed and absent ----------------------------------------------------------------------------------------------
def test_a_closed_school_of_ours_is_closed_and_an_unknown_one_is_not_added() -> None:
    import_rows(town())
    rows = [*town(), institution(900, PRIMARY, "Dawna szkoła", **{"Data likwidacji": "2020-08-31"})]
    rows[6]["Data likwidacji"] = "2026-08-31"
    seen = import_rows(rows)
    assert [one.rspo for one in seen.of(Verdict.CLOSED)] == [300]
    assert School.objects.get(rspo=300).closed_on == datetime.date(2026, 8, 31)
    assert Establishment.objects.get(rspo=300).closed_on == datetime.date(2026, 8, 31)
    assert ("Dawna szkoła", "zlikwidowana 31 sierpnia 2020, a w portalu jej nie ma") in skips(seen)


def test_a_unit_absent_from_the_file_is_told_and_not_closed() -> None:
    import_rows(town())
    seen = import_rows(town()[:6])
    assert seen.absent == (
        Absent("Szkoła Podstawowa nr 8", 300, "brak w pliku"),
        Absent("Szkoła Podstawowa nr 8", 300, "brak w pliku"),
    )
    assert School.objects.get(rspo=300).closed_on is None


def test_a_unit_that_another_operator_took_over_is_told_so() -> None:
    import_rows(town())
    rows = town()
    rows[6]["Nazwa organu prowadzącego"] = OTHER_OPERATOR
    assert preview(rows).absent[0].reason == "jest w pliku, ale pominięta: inny organ prowadzący"


# --- Pupils ---------------------------------------------------------------------------------------------------------
def test_numbers_of_pupils_are_stored_for_the_day() -> None:
    import_rows(town())
    stored = Statistic.objects.order_by("establishment__rspo").values_list(
        "establishment__rspo", "day", "pupils", "classes", "source"
    )
    assert list(stored) == [
        (101, DAY, 321, None, "rejestr RSPO"),
        (102, DAY, 75, None, "rejestr RSPO"),
        (201, DAY, 50, None, "rejestr RSPO"),
        (300, DAY, 410, None, "rejestr RSPO"),
    ]


def test_a_number_of_the_same_day_is_replaced_and_keeps_its_classes() -> None:
    import_rows(town())
    place = Establishment.objects.get(rspo=202)
    pupils(place, DAY, 40, classes=2)
    rows = town()
    rows[5]["Liczba uczniów"] = "44"
    member = next(one for one in preview(rows).members if one.rspo == 202)
    assert (member.pupils_before, member.pupils, member.counts_pupils) == (40, 44, True)
    import_rows(rows)
    assert list(Statistic.objects.filter(establishment=place).values_list("pupils", "classes")) == [(44, 2)]


def test_a_file_without_numbers_of_pupils_is_imported_without_them() -> None:
    header = tuple(name for name in town()[0] if name != "Liczba uczniów")
    register = rspo.parse(rspo.read(as_csv(town(), header=header)))
    seen = make_preview(register, operator=rspo.fold(OPERATOR), day=DAY)
    assert (seen.has_pupils, seen.pupil_counts, len(seen.units)) == (False, 0, 3)


def test_the_number_of_queries_does_not_grow_with_the_file(django_assert_num_queries: object) -> None:
    for rows in (town()[:3], town()):
        with django_assert_num_queries(3):  # type: ignore[operator]
            preview(rows)
