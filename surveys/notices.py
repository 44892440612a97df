"""The notice on personal data that a new campaign proposes, in three languages. The department edits it with the officer.

The sentences say what the portal does: no name, no address of a computer, no moment beside an answer, codes gone after 30 days.
"""

import datetime

from surveys.ready_texts import day_in

KEPT = {"pl": "{day}", "uk": "{day} року", "en": "on {day}"}

POLISH = """\
Ankietę prowadzi {municipality} (administrator danych), aby sprawdzić, jak szkoły korzystają ze sprzętu i zasobów cyfrowych, i lepiej zaplanować ich rozwój.

Udział jest dobrowolny. Można przerwać w każdej chwili i pominąć pytanie, na które nie chce się odpowiadać.

Odpowiedzi są anonimowe. Nie pytamy o imię i nazwisko. Nie zapisujemy adresu komputera, rodzaju urządzenia ani godziny wysłania. Jednorazowy kod sprawdza tylko, czy nikt nie odpowiada dwa razy: nie jest połączony z odpowiedzią.

W odpowiedziach pisanych własnymi słowami nie podawaj nazwisk ani innych danych, po których można kogoś rozpoznać. Zanim ktokolwiek je zobaczy w wynikach, czyta je pracownik wydziału i usuwa takie dane.

Wyniki pokazujemy tylko zbiorczo, gdy odpowiedziało co najmniej 5 osób. Kody usuwamy 30 dni po zamknięciu ankiety, odpowiedzi {kept}. Zostają zestawienia, z których nie da się rozpoznać osób.

Pytania o dane osobowe można kierować do inspektora ochrony danych administratora. Można też złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych. Ponieważ odpowiedzi są anonimowe, nie możemy odnaleźć ani zmienić pojedynczej odpowiedzi po jej wysłaniu."""

UKRAINIAN = """\
Опитування проводить {municipality} (адміністратор даних), щоб дізнатися, як школи користуються обладнанням і цифровими ресурсами, і краще спланувати їхній розвиток.

Участь добровільна. Можна будь-коли зупинитися й пропустити питання, на яке не хочеться відповідати.

Відповіді анонімні. Ми не питаємо ім'я та прізвище. Не записуємо адресу комп'ютера, тип пристрою чи час надсилання. Одноразовий код лише перевіряє, чи хтось не відповідає двічі: він не пов'язаний із відповіддю.

У відповідях своїми словами не вказуйте прізвищ та інших даних, за якими можна когось упізнати. Перш ніж хтось побачить їх у результатах, їх читає працівник відділу й вилучає такі дані.

Результати показуємо лише узагальнено, коли відповіло щонайменше 5 осіб. Коди видаляємо через 30 днів після закриття опитування, відповіді {kept}. Залишаються зведення, з яких неможливо впізнати людей.

З питаннями про персональні дані можна звернутися до інспектора із захисту даних адміністратора. Можна також подати скаргу до Голови Управління захисту персональних даних (UODO). Оскільки відповіді анонімні, ми не можемо знайти або змінити окрему відповідь після надсилання."""

ENGLISH = """\
This survey is run by {municipality} (the data controller) to learn how schools use equipment and digital resources, and to plan their development better.

Taking part is voluntary. You may stop at any time and skip any question you do not want to answer.

Answers are anonymous. We do not ask for your name. We do not record the address of your computer, the kind of device or the time of sending. The one-time code only checks that nobody answers twice: it is not connected with the answer.

In answers in your own words please do not give names or anything else by which a person could be recognised. Before anybody sees them in the results, a member of the department reads them and removes such data.

Results are shown only in summary, when at least 5 people have answered. Codes are deleted 30 days after the survey closes, answers {kept}. What stays are summaries from which nobody can be recognised.

Questions about personal data may be sent to the controller's data protection officer. You may also complain to the President of the Personal Data Protection Office (UODO). As answers are anonymous, we cannot find or change a single answer once it has been sent."""


def proposed_notice(municipality: str, keep_until: datetime.date) -> dict[str, str]:
    """Language → the notice of a new campaign."""
    texts = {"pl": POLISH, "uk": UKRAINIAN, "en": ENGLISH}
    return {
        language: text.format(municipality=municipality, kept=KEPT[language].format(day=day_in(language, keep_until)))
        for language, text in texts.items()
    }
