"""Two questionnaires for tests of answering, with everything a page can hold, in three languages."""

from surveys.questionnaire import AGREEMENT, FACES, Item, Point, Questionnaire, Scale, Section, Texts
from surveys.showif import parse_show_if


def say3(polish: str, ukrainian: str, english: str) -> Texts:
    return {"pl": polish, "uk": ukrainian, "en": english}


def agreement(code: str, texts: Texts, *, required: bool = False, condition: str = "") -> Item:
    return Item(code, "agreement", texts, AGREEMENT, required=required, show_if=parse_show_if(condition))


NEEDS = Scale(
    "needs",
    (
        Point("laptop", say3("laptopa", "ноутбука", "a laptop")),
        Point("wifi", say3("dobrego Wi-Fi", "хорошого Wi-Fi", "good Wi-Fi")),
        Point("screen", say3("monitora", "монітора", "a screen")),
    ),
)
YES_NO = Scale("yes_no", (Point("yes", say3("tak", "так", "yes")), Point("no", say3("nie", "ні", "no"))))

TEACHERS = Questionnaire(
    code="sprzet-proba",
    version=1,
    title=say3("Sprzęt w mojej pracy", "Техніка в моїй роботі", "Equipment in my work"),
    audience="teachers",
    minutes=6,
    intro=say3("Pytamy o sprzęt w szkole.", "Питаємо про техніку в школі.", "We ask about equipment at school."),
    sections=(
        Section(
            "room",
            say3("Sprzęt w sali", "Техніка в кабінеті", "Equipment in the room"),
            (
                agreement("works", say3("Sprzęt działa.", "Техніка працює.", "The equipment works."), required=True),
                agreement("enough", say3("Sprzętu jest dość.", "Техніки вистачає.", "There is enough of it.")),
                Item(
                    "slow", "agreement",
                    say3("Sprzęt zabiera mi czas.", "Техніка забирає мій час.", "The equipment costs me time."),
                    AGREEMENT, reverse=True,
                ),
            ),
        ),
        Section(
            "missing",
            say3("Czego brakuje", "Чого бракує", "What is missing"),
            (
                Item(
                    "needs", "multi", say3("Czego brakuje?", "Чого бракує?", "What is missing?"), NEEDS, limit=2,
                    hint=say3("Pomyśl o ostatnim miesiącu.", "Подумай про останній місяць.", "Think of last month."),
                ),
                Item(
                    "fault", "single", say3("Czy coś się zepsuło?", "Чи щось зламалося?", "Has anything broken?"),
                    YES_NO, required=True, allow_na=False,
                ),
                Item(
                    "days", "number", say3("Ile dni trwała naprawa?", "Скільки днів тривав ремонт?", "Days to repair?"),
                    required=True, minimum=0, maximum=365, show_if=parse_show_if("fault = 'yes'"),
                ),
            ),
        ),
        Section(
            "repair",
            say3("Naprawy", "Ремонт", "Repairs"),
            (agreement("quick", say3("Naprawa była szybka.", "Ремонт був швидкий.", "It was quick."), condition="fault = 'yes'"),),
        ),
        Section(
            "words",
            say3("Twoimi słowami", "Твоїми словами", "In your own words"),
            (
                Item("best", "short_text", say3("Co działa najlepiej?", "Що працює найкраще?", "What works best?")),
                Item("change", "long_text", say3("Co zmienić?", "Що змінити?", "What should change?")),
            ),
        ),
    ),
)  # fmt: skip

CHILDREN = Questionnaire(
    code="buzki-proba",
    version=1,
    title=say3("Komputery w klasie", "Комп’ютери в класі", "Computers in class"),
    audience="pupils_1_3",
    easy=True,
    minutes=3,
    sections=(
        Section(
            "class",
            say3("W klasie", "У класі", "In the classroom"),
            (
                Item(
                    "like", "faces",
                    say3("Lubię lekcje z użyciem komputera.", "Мені подобаються уроки з комп’ютером.", "I like lessons."),
                    FACES, easy=say3("Lubię komputer.", "Я люблю комп’ютер.", "I like the computer."),
                ),
                Item(
                    "help", "faces", say3("Wiem, kogo poprosić o pomoc.", "Я знаю, кого попросити.", "I know whom to ask."),
                    FACES, required=True, allow_na=False,
                ),
            ),
        ),
    ),
)  # fmt: skip
