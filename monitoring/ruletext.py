"""How an indicator is counted, in plain words made from its rule, measure, population and targets. Pure."""

from hdr_portal.lib.polish import long_date, number
from monitoring.standing import Question, Rule
from schools.measures import Measure

COUNTED = {
    Rule.RECORDS: "Liczymy zapisy: każdy raz, także gdy dotyczy wielu jednostek.",
    Rule.SCHOOLS: "Liczymy różne jednostki, które mają choć jeden zapis: jednostka liczy się raz, ile by ich nie miała.",
    Rule.LARGEST: "Bierzemy jedno wydarzenie, na którym było najwięcej osób; wydarzeń nie sumujemy.",
    Rule.BEST_BY_GROUP: "Bierzemy jedno wydarzenie, najbliższe celom wszystkich grup; osób z różnych wydarzeń nie łączymy.",
    Rule.MIN_PER_SCHOOL: "Liczymy zapisy w każdej jednostce osobno, a wynikiem jest najmniejsza z tych liczb.",
    Rule.LATEST: "Bierzemy ostatni wynik z dnia nie późniejszego niż ten, na który patrzysz; wyników nie sumujemy.",
}
POPULATIONS = {
    "plan": "Wskaźnik mówi o całej gminie",
    "primary_schools": "Pytamy szkoły podstawowe z rejestru na dany dzień",
    "schools": "Pytamy wszystkie jednostki z rejestru na dany dzień",
    "establishments": "Pytamy wszystkie placówki z rejestru na dany dzień",
}
TARGETS = {
    "exact": "dokładnie",
    "min": "co najmniej",
    "min_per_unit": "co najmniej w każdej jednostce",
    "per_group": "",
}


def rule_sentences(question: Question, measure: Measure | None, population: str, kinds: list[str]) -> list[str]:
    """Sentences in the order of reading; `kinds` are the kinds of the targets, in the targets' order."""
    if measure is None:
        return ["Ten wskaźnik nie ma jeszcze miary, więc portal go nie liczy. Miarę wybiera administrator."]
    return [
        f"Zapisy: {measure.label[:1].lower()}{measure.label[1:]}. {_what_counts(measure)}",
        COUNTED[question.rule],
        _who(question, population),
        _targets(question, kinds),
        _when(question),
    ]


def _what_counts(measure: Measure) -> str:
    if measure.is_level:
        return f"Liczą się po zamknięciu i zliczeniu kampanii; dowodem jest: {measure.evidence}."
    return f"Liczą się zatwierdzone i nieunieważnione; o stanie decydują te z dowodem: {measure.evidence}."


def _who(question: Question, population: str) -> str:
    words = POPULATIONS[population]
    many = len(question.members)
    return f"{words} (tego dnia: {number(many)})." if many else f"{words}."


def _targets(question: Question, kinds: list[str]) -> str:
    if not question.targets:
        return "Plan nie podaje tu liczby, z którą można porównać."
    parts = [
        " ".join(word for word in (TARGETS.get(kind, ""), number(one.value), one.group) if word)
        for one, kind in zip(question.targets, kinds, strict=True)
    ]
    less = " Im mniej, tym lepiej." if question.downward else ""
    return f"Cel: {', '.join(parts)}.{less}"


def _when(question: Question) -> str:
    start, end = question.term.start, question.term.end
    if start is None and end is None:
        return "Termin „w razie potrzeby”: wskaźnik nigdy nie jest spóźniony."
    since = f"od {long_date(start)} " if start else ""
    return f"Termin: {since}do {long_date(end)}." if end else f"Termin: {since}bez daty końca."
