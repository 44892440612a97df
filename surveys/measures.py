"""What the surveys offer to the indicators: SELFIE cards, and a measure for each binding of a result."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from hdr_portal.lib.links import object_url
from hdr_portal.lib.periods import Period
from hdr_portal.lib.polish import long_date, number
from schools.knowledge import counting, known_at
from schools.measures import Contribution, Measure, evidence_ref, measure, measure_family, read_once
from surveys.models import Binding, BindingValue, CardState, Direction, Hidden, SelfieCard, Statistic

FAMILY = "survey"


# --- SELFIE ---------------------------------------------------------------------------------------------------------
@measure("selfie-cards", label="Karty badania SELFIE", evidence="raport SELFIE albo poświadczenie dyrektora")
def selfie_cards(period: Period) -> list[Contribution]:
    """Confirmed SELFIE cards, one a school and session, proved by the report or the head's attestation (HDR 1.6/1.7)."""
    cards = (
        counting(SelfieCard, state=CardState.CONFIRMED)
        .filter(finished_on__lte=period.end)
        .select_related("school", "evidence")
    )
    if period.start:
        cards = cards.filter(finished_on__gte=period.start)
    return [_contribution(card) for card in cards.order_by("finished_on", "id")]


def _contribution(card: Any) -> Contribution:
    return Contribution(
        record=f"selfiecard:{card.id}",
        day=card.finished_on,
        label=SelfieCard.__str__(card),
        url=object_url("surveys:selfie_card", card.id),
        documented=card.evidence is not None or card.attested,
        school=card.school_id,
        evidence=(evidence_ref(card.evidence),) if card.evidence else (),
        permission="surveys.view_selfie",
    )


# --- Results of campaigns ---------------------------------------------------------------------------------------------
def binding_key(binding: Binding) -> str:
    """The key of the measure that gives the binding's newest value."""
    return f"{FAMILY}:{binding.code}"


@measure_family(FAMILY)
def survey_results() -> list[Measure]:
    """A measure for each binding: its newest value up to the day, as one contribution. One query, and one for all values."""
    return [
        Measure(
            key=binding_key(binding),
            label=f"Ankieta: {binding.name}",
            evidence="zliczone wyniki zamkniętej kampanii",
            contributions=partial(_newest, binding),
            is_level=True,
            downward=binding.direction == Direction.DOWN,
            facts=partial(_facts, binding),
        )
        for binding in Binding.objects.all()
    ]


def _newest(binding: Binding, period: Period) -> list[Contribution]:
    """Nothing where there is no value, or where the newest is hidden: that is no zero, and an older one is no answer."""
    values = _values(binding, period)
    if not values or values[0].value is None:
        return []
    newest = values[0]
    campaign = newest.tally.campaign
    return [
        Contribution(
            record=f"bindingvalue:{newest.pk}",
            day=newest.day,
            label=f"{binding.name}: {value_words(newest)} ({campaign.name})",
            url=object_url("surveys:campaign_results", campaign.pk),
            documented=True,
            amount=int(newest.value.quantize(Decimal(1), ROUND_HALF_UP)) if newest.value is not None else 0,
            exact=newest.value,
            permission="surveys.view_results",
        )
    ]


def _values(binding: Binding, period: Period) -> list[BindingValue]:
    """The binding's values of the days, newest first; those of all bindings are read at once."""
    values = read_once(("binding values",), _values_by_binding)
    return [one for one in values.get(binding.pk, []) if period.holds(one.day)]


def _values_by_binding() -> dict[int, list[BindingValue]]:
    found: dict[int, list[BindingValue]] = defaultdict(list)
    rows = BindingValue.objects.select_related("binding", "tally__campaign").order_by("-day", "-tally__revision", "-pk")
    if moment := known_at():  # a value never changes: what was known is what had been counted
        rows = rows.filter(tally__finished_at__lte=moment)
    for value in rows:
        found[value.binding_id].append(value)
    return found


def value_words(value: BindingValue) -> str:
    """„61,3%”, „3,64” or why there is none."""
    if value.value is None:
        return no_data_words(value)
    shown = number(value.value, 2 if value.binding.statistic == Statistic.MEAN else 1)
    return shown if value.binding.statistic == Statistic.MEAN else f"{shown}%"


def no_data_words(value: BindingValue) -> str:
    """Why a frozen value holds no number."""
    if value.hidden == Hidden.FEW:
        fewest = max(value.binding.minimum, value.tally.campaign.minimum)
        return f"brak danych (n<{fewest})"
    return f"brak danych: {value.get_hidden_display()}"


def _facts(binding: Binding, period: Period) -> list[tuple[str, str]]:
    """What the indicator's page says of the number: value, answers, rate, version, direction, what it was before."""
    direction = ("Kierunek", binding.get_direction_display())
    values = _values(binding, period)
    if not values:
        return [("Wynik ankiety", "brak danych: nie zliczono jeszcze żadnej kampanii"), direction]
    newest, *earlier = values
    campaign = newest.tally.campaign
    facts = [
        ("Wynik ankiety", f"{value_words(newest)}, kampania „{campaign.name}”, zamknięta {long_date(newest.day)}"),
        ("Odpowiedzi", f"n = {number(newest.n)}" if newest.n is not None else no_data_words(newest)),
        ("Odsetek odpowiedzi", f"{number(newest.rate, 1)}%" if newest.rate is not None else "nieznany"),
        ("Kwestionariusz", f"{binding.instrument_code}, wersja {newest.instrument_version}"),
        direction,
    ]
    return [*facts, ("Wcześniej", "; ".join(map(_earlier, earlier)))] if earlier else facts


def _earlier(value: BindingValue) -> str:
    return f"{value.day:%d.%m.%Y}: {value_words(value)} (wersja {value.instrument_version})"
