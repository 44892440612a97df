"""The words around the questions on paper, in three languages, and conditions said in words."""

from surveys.questionnaire import Questionnaire, say
from surveys.showif import Comparison, Joined, ShowIf

WORDS: dict[str, dict[str, str]] = {
    "pl": {
        "how": "Zaznacz krzyżykiem jedną odpowiedź w każdym pytaniu, chyba że napisano inaczej. Pytanie można pominąć. Nie podpisuj kartki.",
        "several": "Możesz zaznaczyć kilka odpowiedzi.",
        "most": "Zaznacz najwyżej {limit}.",
        "anonymous": "Ankieta jest anonimowa.",
        "until": "Oddaj kartkę do",
        "thanks": "Dziękujemy.",
        "if": "Odpowiedz tylko wtedy, gdy {what}.",
        "chosen": "w pytaniu {number} zaznaczono „{answer}”",
        "not_chosen": "w pytaniu {number} nie zaznaczono „{answer}”",
        "at_least": "w pytaniu {number} zaznaczono co najmniej {answer}",
        "at_most": "w pytaniu {number} zaznaczono najwyżej {answer}",
        "and": " i ",
        "or": " albo ",
        "stage": "Klasa",
        "notice": "Informacja o danych osobowych",
    },
    "uk": {
        "how": "Познач хрестиком одну відповідь у кожному питанні, якщо не написано інакше. Питання можна пропустити. Не підписуй аркуш.",
        "several": "Можна позначити кілька відповідей.",
        "most": "Познач не більше {limit}.",
        "anonymous": "Опитування анонімне.",
        "until": "Віддай аркуш до",
        "thanks": "Дякуємо.",
        "if": "Відповідай лише тоді, коли {what}.",
        "chosen": "у питанні {number} позначено «{answer}»",
        "not_chosen": "у питанні {number} не позначено «{answer}»",
        "at_least": "у питанні {number} позначено щонайменше {answer}",
        "at_most": "у питанні {number} позначено щонайбільше {answer}",
        "and": " і ",
        "or": " або ",
        "stage": "Клас",
        "notice": "Інформація про персональні дані",
    },
    "en": {
        "how": "Put a cross at one answer in each question, unless it says otherwise. You may skip a question. Do not sign the sheet.",
        "several": "You may choose several answers.",
        "most": "Choose {limit} at most.",
        "anonymous": "The survey is anonymous.",
        "until": "Hand the sheet in by",
        "thanks": "Thank you.",
        "if": "Answer only if {what}.",
        "chosen": "you chose “{answer}” in question {number}",
        "not_chosen": "you did not choose “{answer}” in question {number}",
        "at_least": "you chose at least {answer} in question {number}",
        "at_most": "you chose at most {answer} in question {number}",
        "and": " and ",
        "or": " or ",
        "stage": "Class",
        "notice": "Information on personal data",
    },
}
MANNER = {
    "=": "chosen",
    "selected": "chosen",
    "!=": "not_chosen",
    ">=": "at_least",
    ">": "at_least",
    "<=": "at_most",
    "<": "at_most",
}
STEP = {">": 1, "<": -1}


def condition_words(asked: Questionnaire, show_if: ShowIf, numbers: dict[str, int], language: str) -> str:
    """„Odpowiedz tylko wtedy, gdy w pytaniu 3 zaznaczono „nigdy”.”"""
    what = _said(asked, show_if.condition, numbers, language)
    return WORDS[language]["if"].format(what=what)


def _said(asked: Questionnaire, condition: Comparison | Joined, numbers: dict[str, int], language: str) -> str:
    if isinstance(condition, Joined):
        word = WORDS[language][condition.word]
        return word.join(_said(asked, part, numbers, language) for part in condition.parts)
    answer = _answer(asked, condition, language)
    return WORDS[language][MANNER[condition.operator]].format(number=numbers.get(condition.item, "?"), answer=answer)


def _answer(asked: Questionnaire, condition: Comparison, language: str) -> str:
    value = condition.value
    if condition.operator in STEP:
        value = str(int(value) + STEP[condition.operator])
    item = asked.item.get(condition.item)
    point = item.scale.by_code.get(value) if item and item.scale else None
    return say(point.label, language) if point else value
