"""The demonstration: written once, counted by the portal's own counting, with a school too small to be shown."""

from types import SimpleNamespace

from schools.models import School
from schools.roles import Role
from surveys.demo.campaigns import FEW_ANSWER_AT, SENT_ALREADY, DemoCampaigns
from surveys.demo.selfie import DemoSelfie
from surveys.models import (
    AccessCode,
    BindingValue,
    Campaign,
    CampaignState,
    Figure,
    Hidden,
    Response,
    SelfieCard,
    Subject,
    Tally,
)
from tests import factories


def test_the_campaigns_are_written_once_and_counted(cast: SimpleNamespace) -> None:
    schools: list[School] = factories.SchoolFactory.create_batch(FEW_ANSWER_AT + 2)
    for _ in range(2):
        DemoCampaigns(cast.department).write(schools)
    closed, running = (Campaign.objects.get(state=state) for state in (CampaignState.CLOSED, CampaignState.ANNOUNCED))
    tally = Tally.objects.get(campaign=closed)
    assert (tally.state, tally.responses) == ("done", Response.objects.filter(target__part__campaign=closed).count())
    few = Figure.objects.filter(tally=tally, school=schools[FEW_ANSWER_AT], subject=Subject.BASE)
    assert set(few.values_list("hidden", flat=True)) == {Hidden.FEW}
    assert all(value.value is not None for value in BindingValue.objects.all())
    assert BindingValue.objects.count() == 3
    assert AccessCode.objects.filter(used=True).count() == SENT_ALREADY
    assert Response.objects.filter(target__part__campaign=running).count() == SENT_ALREADY


def test_selfie_cards_are_confirmed_by_a_second_person_and_one_waits(cast: SimpleNamespace) -> None:
    schools: list[School] = factories.SchoolFactory.create_batch(3)
    second = factories.person("wydzial2", Role.DEPARTMENT)

    def prove(school: School, _: object) -> object:
        return factories.EvidenceFactory(school=school, kind="report")

    DemoSelfie(by=cast.department, second=second, prove=prove).write(schools)  # type: ignore[arg-type]

    cards = SelfieCard.objects.order_by("pk")
    assert [(card.state, card.is_demo) for card in cards] == [("confirmed", True)] * 3 + [("submitted", True)]
    assert {card.confirmed_by for card in cards} == {second, None}
