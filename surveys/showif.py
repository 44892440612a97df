"""Show-if: a condition on earlier answers of the same questionnaire. Pure; the server works it out for every page.

    stage = '1-3'            equal          a1 != '5'         not equal
    use_tablet >= 4          the point's number is compared (also <, >, <=)
    selected(needs, 'wifi')  one of several chosen
    c1 = 'yes' and (c2 = 'no' or c3 = 'no')

An item that was skipped or answered "not applicable" fulfils no comparison but !=.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

TOKEN = re.compile(
    r"\s*(?:(?P<op><=|>=|!=|=|<|>)|(?P<mark>[(),])|(?P<text>'[^']*')|(?P<number>-?\d+)|(?P<name>[A-Za-z][\w-]*))"
)
OPERATORS = {"=", "!=", "<", ">", "<=", ">="}
MAX_DEPTH = 20

Answers = Mapping[str, object]


class WrongCondition(ValueError):
    """The condition cannot be read; the message is a Polish sentence."""


@dataclass(frozen=True)
class Comparison:
    """item op value; `several`: the value is one of the chosen."""

    item: str
    operator: str
    value: str

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil it."""
        answer = answers.get(self.item)
        if isinstance(answer, list):
            chosen = self.value in {str(one) for one in answer}
            return chosen if self.operator in {"selected", "="} else self.operator == "!=" and not chosen
        if answer is None or isinstance(answer, dict):
            return self.operator == "!="
        if self.operator in {"=", "selected"}:
            return str(answer) == self.value
        if self.operator == "!=":
            return str(answer) != self.value
        return _ordered(str(answer), self.operator, self.value)

    def names(self) -> frozenset[str]:
        """The items asked about."""
        return frozenset({self.item})


@dataclass(frozen=True)
class Joined:
    """Several conditions, all of them (`and`) or one of them (`or`)."""

    word: str
    parts: "tuple[Comparison | Joined, ...]"

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil it."""
        return (all if self.word == "and" else any)(part.holds(answers) for part in self.parts)

    def names(self) -> frozenset[str]:
        """The items asked about."""
        return frozenset().union(*(part.names() for part in self.parts))


@dataclass(frozen=True)
class ShowIf:
    """A condition as written, and as understood."""

    source: str
    condition: Comparison | Joined

    def holds(self, answers: Answers) -> bool:
        """Whether the answers (item code → value) fulfil it."""
        return self.condition.holds(answers)

    def names(self) -> frozenset[str]:
        """Codes of the items it asks about."""
        return self.condition.names()


def parse_show_if(source: str) -> ShowIf | None:
    """The condition of a text, None for an empty one; raises WrongCondition with a Polish sentence."""
    if not source.strip():
        return None
    tokens = _tokens(source)
    condition, rest = _any_of(tokens, 0)
    if rest:
        raise WrongCondition(f"Za warunkiem stoi coś, czego nie rozumiemy: „{rest[0]}”.")
    return ShowIf(source.strip(), condition)


def _tokens(source: str) -> list[str]:
    tokens, at, source = [], 0, source.strip()
    while at < len(source):
        match = TOKEN.match(source, at)
        if match is None:
            raise WrongCondition(f"Warunek nie daje się odczytać od miejsca „{source[at : at + 20]}”.")
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _any_of(tokens: list[str], depth: int) -> tuple[Comparison | Joined, list[str]]:
    return _joined("or", tokens, depth)


def _joined(word: str, tokens: list[str], depth: int) -> tuple[Comparison | Joined, list[str]]:
    if depth > MAX_DEPTH:
        raise WrongCondition("Warunek ma zbyt wiele nawiasów.")
    parts: list[Comparison | Joined] = []
    while True:
        part, tokens = _joined("and", tokens, depth) if word == "or" else _single(tokens, depth)
        parts.append(part)
        if not tokens or tokens[0] != word:
            break
        tokens = tokens[1:]
    return (parts[0] if len(parts) == 1 else Joined(word, tuple(parts))), tokens


def _single(tokens: list[str], depth: int) -> tuple[Comparison | Joined, list[str]]:
    if tokens[:1] == ["("]:
        inner, rest = _any_of(tokens[1:], depth + 1)
        if rest[:1] != [")"]:
            raise WrongCondition("W warunku brakuje nawiasu zamykającego.")
        return inner, rest[1:]
    if tokens[:2] == ["selected", "("]:
        if len(tokens) < 6 or tokens[3] != "," or tokens[5] != ")":
            raise WrongCondition("Wpisz: selected(kod_pytania, 'kod_odpowiedzi').")
        return Comparison(_name(tokens[2]), "selected", _value(tokens[4])), tokens[6:]
    if len(tokens) < 3 or tokens[1] not in OPERATORS:
        raise WrongCondition("Wpisz warunek w postaci: kod_pytania = 'kod_odpowiedzi'.")
    return Comparison(_name(tokens[0]), tokens[1], _value(tokens[2])), tokens[3:]


def _name(token: str) -> str:
    if not re.fullmatch(r"[A-Za-z][\w-]*", token):
        raise WrongCondition(f"„{token}” nie jest kodem pytania.")
    return token


def _value(token: str) -> str:
    if token.startswith("'"):
        return token[1:-1]
    if re.fullmatch(r"-?\d+", token):
        return token
    raise WrongCondition(f"Wartość {token} wpisz w apostrofach: '{token}'.")


def _ordered(answer: str, operator: str, value: str) -> bool:
    try:
        left, right = int(answer), int(value)
    except ValueError:
        return False
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[operator]
