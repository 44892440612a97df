"""The shapes of answers. A field is added, never renamed nor taken away, while the address says v1."""

import datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

Day = datetime.date


class ProblemError(Schema):
    """One parameter that was not understood."""

    parameter: str
    message: str


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="Zdanie po polsku: co się stało i co zrobić.")
    errors: list[ProblemError] = Field([], description="Które parametry są błędne.")


class WhichPlan(Schema):
    """The plan that is asked about."""

    plan: int | None = Field(None, ge=1, le=2**31 - 1, description="Identyfikator planu; bez niego plan bieżący.")


class Moment(WhichPlan):
    """What was true on a day as known at a moment."""

    as_of: Day | None = Field(
        None, description="Stan na dzień (RRRR-MM-DD), domyślnie dziś. Dzień przyszły jest błędem."
    )
    known_at: AwareDatetime | None = Field(
        None,
        description="Według wiedzy z chwili, ze strefą czasową (np. 2026-06-30T12:00:00Z). Liczy się tylko to, co do "
        "tej chwili wpisano; domyślnie wszystko, co wpisano do teraz.",
    )


class PlanOut(Schema):
    """The plan."""

    id: int
    title: str
    municipality: str
    area: str
    goal: str
    task: str
    period_text: str
    start: Day
    end: Day
    url: str = Field(description="Strona planu w portalu.")


class ActionOut(Schema):
    """An action of the plan."""

    id: int
    number: int
    text: str
    term_text: str
    resources_text: str
    responsible_text: str
    steps: int = Field(description="Liczba kroków.")
    indicators: list[str] = Field(description="Numery wskaźników tego działania.")


class StepOut(Schema):
    """A step of an action, its term as written and as dates."""

    id: int
    action: int = Field(description="Numer działania.")
    number: str
    label: str
    text: str
    term_text: str | None = Field(description="Termin słowo w słowo z planu.")
    start: Day | None
    start_precision: Literal["day", "month", "year", ""]
    end: Day | None
    end_precision: Literal["day", "month", "year", ""]
    open_end: bool
    as_needed: bool
    cyclic: bool
    decision_due: Day | None
    resources_text: str | None
    responsible_text: str | None
    state: str = Field(description="Gdzie jest termin w dniu „as_of”: ahead, running, over, open, as_needed.")
    state_label: str
    activities: int = Field(description="Zatwierdzone zdarzenia do dnia „as_of”.")
    documented: int = Field(description="Ile z nich ma dowód.")


class ValueOut(Schema):
    """Three numbers always shown together."""

    group: str = Field(description="Grupa osób, gdy cel jest dla grupy; inaczej pusto.")
    declared: float = Field(description="Zgłoszone.")
    evidenced: float = Field(description="Udokumentowane: tylko ta liczba decyduje o stanie.")
    target: int = Field(description="Cel.")
    total: int = Field(description="Suma ze wszystkich wydarzeń grupy (informacyjnie).")
    downward: bool = Field(description="Czy mniej znaczy lepiej.")
    reached: bool


class StandingOut(Schema):
    """Where an indicator stands on the day."""

    status: str = Field(
        description="reached, reached_late, in_progress, at_risk, missed, not_started, no_term albo no_data."
    )
    status_label: str
    reached_on: Day | None
    records: int = Field(description="Ile zapisów policzono.")
    schools_done: int | None = Field(description="Ile szkół ma to, czego trzeba; null, gdy nie liczy się szkół.")
    schools_asked: int | None
    values: list[ValueOut]


class IndicatorOut(Schema):
    """An indicator with its standing. With a token of a school, city-wide indicators have no standing."""

    id: int
    number: str
    action: int
    text: str
    target_text: str = Field(description="Wartość docelowa słowo w słowo z planu.")
    unit: str
    documentation_text: str
    explanation: str = Field(description="Jak liczymy.")
    measure: str
    count_rule: str
    population: str
    due: Day | None
    notes: list[str]
    also_counted: list[str] = Field(description="Numery wskaźników, które liczą te same zapisy.")
    standing: StandingOut | None
    url: str


class SchoolStandingOut(Schema):
    """A school in an indicator that counts schools."""

    school_id: int
    name: str
    declared: int
    evidenced: int
    done: bool


class EvidenceOut(Schema):
    """A file behind a record. The file itself is opened in the portal, by a signed-in person."""

    kind: str
    kind_label: str
    name: str
    sha256: str
    day: Day | None
    url: str


class ContributionOut(Schema):
    """What one record adds to an indicator."""

    indicator: str = Field(description="Numer wskaźnika.")
    record: str = Field(description="Stały klucz zapisu; jeden zapis może mieć kilka wierszy (szkoły, grupy).")
    day: Day
    label: str
    reference: str
    school_id: int | None
    school: str | None
    group: str
    amount: int
    exact: float | None
    documented: bool
    evidence: list[EvidenceOut]
    url: str


class IndicatorDetailOut(IndicatorOut):
    """An indicator with everything it was counted from."""

    schools: list[SchoolStandingOut]
    contributions: list[ContributionOut]


class SchoolOut(Schema):
    """A unit."""

    id: int
    short_name: str
    name: str
    kind: str
    kind_label: str
    rspo: int | None
    closed_on: Day | None


class InventoryOut(Schema):
    """A school's register in totals, as it is now; ages on the day of asking."""

    school_id: int
    school: str
    devices: int = Field(description="Urządzenia na stanie (bez wycofanych i przekazanych).")
    value: float = Field(description="Wartość brutto w zł.")
    computers: int
    pupils: int | None
    pupil_computers: int
    old: int = Field(description="Urządzenia starsze niż norma wieku.")
    unsupported: int = Field(description="Komputery z systemem bez wsparcia producenta.")
    updated_on: Day | None
    sheet_accepted_on: Day | None


class InventoryCountOut(Schema):
    """Devices of a school by one property."""

    school_id: int
    school: str
    dimension: Literal["category", "age", "status"]
    key: str
    label: str
    devices: int


class CampaignOut(Schema):
    """A counted survey campaign."""

    id: int
    name: str
    wave: str
    opens_on: Day
    closes_on: Day
    revision: int = Field(description="Wydanie zliczenia.")
    audiences: list[str]


class FigureOut(Schema):
    """A released number. What was suppressed for few answers is not there at all."""

    campaign_id: int
    audience: str
    instrument: str
    school_id: int | None = Field(description="null: cała gmina.")
    school: str | None
    stage: str
    subject: Literal["base", "section", "item"]
    code: str
    label: str
    invited: int | None
    n: int | None = Field(description="Ilu odpowiedziało.")
    na: int | None = Field(description="Ilu wybrało „nie dotyczy / nie wiem”.")
    mean: float | None
    sd: float | None
    top: float | None = Field(description="Udział dwóch najwyższych odpowiedzi (0–1).")
    distribution: dict[str, int]


class SelfieOut(Schema):
    """SELFIE cards of a school in a school year."""

    school_id: int
    school: str
    school_year: str
    confirmed: int
    submitted: int


class InventoryCountQuery(Schema):
    """Which property."""

    model_config = ConfigDict(extra="ignore")

    dimension: Literal["category", "age", "status"] | None = Field(None, description="Tylko ten podział.")


class FigureQuery(Schema):
    """Which campaign."""

    campaign: int | None = Field(None, ge=1, le=2**31 - 1, description="Tylko ta kampania.")


class ContributionQuery(Schema):
    """Which indicator."""

    indicator: str | None = Field(None, max_length=15, description="Tylko wskaźnik o tym numerze, np. 1.1.")
