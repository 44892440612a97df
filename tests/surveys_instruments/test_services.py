"""From a draft to ready, to a new version, to retirement; what is ready never changes."""

from dataclasses import replace

import pytest

from surveys.models import Instrument, InstrumentState, Item, Part, Scale
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import questionnaire_of, read_questionnaire
from surveys.services import instruments as services
from tests import factories, surveyrows
from tests.surveys_instruments.questionnaires import small, with_item

pytestmark = pytest.mark.usefixtures("city")


def draft(content: Questionnaire | None = None) -> Instrument:
    """A draft of the author's."""
    return services.add_instrument(content or small(), by=factories.author())


def ready(content: Questionnaire | None = None) -> Instrument:
    """A ready instrument."""
    return services.make_ready(draft(content))


def longer(content: Questionnaire) -> Questionnaire:
    """It takes nine minutes."""
    return replace(content, minutes=9)


def test_a_new_questionnaire_is_a_draft_of_its_author() -> None:
    made = draft()
    assert (made.state, made.version, made.created_by) == (InstrumentState.DRAFT, 1, factories.author())
    assert questionnaire_of(made) == small()


def test_the_same_questionnaire_added_twice_is_one() -> None:
    assert draft() == draft()
    assert Instrument.objects.count() == 1


def test_a_code_belongs_to_one_questionnaire() -> None:
    draft()
    with pytest.raises(services.CodeTaken):
        draft(small(minutes=9))


def test_a_draft_changes_and_a_ready_one_does_not() -> None:
    made = draft()
    services.change_draft(made, longer)
    assert questionnaire_of(made).minutes == 9
    services.make_ready(made)
    with pytest.raises(services.NotAllowed, match="Utwórz nową wersję"):
        services.change_draft(made, lambda now: replace(now, minutes=3))
    assert read_questionnaire(made.pk).minutes == 9


def test_two_changes_made_at_once_both_stay() -> None:
    made = draft()
    services.change_draft(made, longer)
    services.change_draft(made, lambda now: replace(now, easy=True))
    assert (questionnaire_of(made).minutes, questionnaire_of(made).easy) == (9, True)


def test_an_unsound_draft_does_not_become_ready() -> None:
    made = draft(with_item(text={}))
    with pytest.raises(services.Unsound, match="Brakuje tekstu po polsku"):
        services.make_ready(made)
    assert Instrument.objects.get().state == InstrumentState.DRAFT


def test_what_is_done_twice_is_done_once() -> None:
    made = ready()
    assert services.make_ready(made).state == InstrumentState.READY
    assert services.retire(services.retire(made)).state == InstrumentState.RETIRED


def test_a_retired_one_does_not_come_back() -> None:
    made = services.retire(ready())
    with pytest.raises(services.NotAllowed):
        services.make_ready(made)


def test_a_draft_is_not_retired_and_a_ready_one_is_not_deleted() -> None:
    with pytest.raises(services.NotAllowed):
        services.retire(draft())
    made = ready(small(code="other"))
    with pytest.raises(services.NotAllowed):
        services.delete_draft(made)
    assert Instrument.objects.filter(pk=made.pk).exists()


def test_a_draft_is_deleted_with_all_it_holds() -> None:
    services.delete_draft(draft())
    assert not Instrument.objects.exists()
    assert not Item.objects.exists()
    assert not Scale.objects.exists()


def test_a_draft_that_a_campaign_names_is_kept() -> None:
    made = draft()
    Part.objects.create(campaign=surveyrows.campaign(), audience="teachers", instrument=made)
    with pytest.raises(services.NotAllowed, match="wpisany do kampanii"):
        services.delete_draft(made)


def test_a_new_version_begins_as_a_copy_and_leaves_the_first_alone() -> None:
    first = ready()
    second, made = services.new_version(first, by=factories.author())
    assert made
    assert (second.version, second.based_on, second.state) == (2, first, InstrumentState.DRAFT)
    assert questionnaire_of(second) == replace(small(), version=2)
    services.change_draft(second, longer)
    assert read_questionnaire(first.pk) == small()


def test_a_second_new_version_is_the_draft_that_is_there() -> None:
    first = ready()
    draft_of, _ = services.new_version(first, by=factories.author())
    again, made = services.new_version(first, by=factories.person("inny"))
    assert (again, made) == (draft_of, False)


def test_a_version_of_a_retired_one_gets_the_next_number() -> None:
    first = services.retire(ready())
    second = services.make_ready(services.new_version(first, by=factories.author())[0])
    third, _ = services.new_version(first, by=factories.author())
    assert (second.version, third.version, third.based_on) == (2, 3, first)


def test_a_workbook_of_a_new_code_makes_a_first_draft() -> None:
    made, is_new = services.take_content(small(version=7), by=factories.author())
    assert (is_new, made.version, made.based_on, made.state) == (True, 1, None, InstrumentState.DRAFT)


def test_a_workbook_of_a_known_code_makes_a_new_version() -> None:
    first = ready()
    made, is_new = services.take_content(longer(small()), by=factories.author())
    assert (is_new, made.version, made.based_on) == (True, 2, first)
    assert read_questionnaire(first.pk) == small()


def test_a_workbook_that_says_what_is_there_makes_nothing() -> None:
    first = ready()
    assert services.take_content(small(), by=factories.author()) == (first, False)
    assert Instrument.objects.count() == 1


def test_a_workbook_does_not_write_over_a_draft() -> None:
    made = draft()
    with pytest.raises(services.HasDraft) as refused:
        services.take_content(longer(small()), by=factories.author())
    assert refused.value.draft == made
    assert questionnaire_of(made) == small()


def test_two_clicks_at_the_same_moment_make_one_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either wrote: the second one's first look is what the first one saw."""
    first = ready()
    looks = [services._versions(first.code)]
    look = services._versions
    draft_of, _ = services.new_version(first, by=factories.author())
    monkeypatch.setattr(services, "_versions", lambda code: looks.pop() if looks else look(code))
    assert services.new_version(first, by=factories.author()) == (draft_of, False)
    assert Instrument.objects.count() == 2
