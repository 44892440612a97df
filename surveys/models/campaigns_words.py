"""The words that instruments and campaigns share."""

from django.db import models


class Audience(models.TextChoices):
    """Who answers."""

    PUPILS_1_3 = "pupils_1_3", "uczniowie klas 1–3"
    PUPILS_4_8 = "pupils_4_8", "uczniowie klas 4–8"
    TEACHERS = "teachers", "nauczyciele"
    LEADERS = "leaders", "dyrektorzy"
    STAFF = "staff", "pracownicy urzędu"
    PARENTS = "parents", "rodzice"


class Stage(models.TextChoices):
    """Stage of a pupil: the only thing asked about one, and it comes from the class's codes."""

    EARLY = "1-3", "klasy 1–3"
    MIDDLE = "4-6", "klasy 4–6"
    UPPER = "7-8", "klasy 7–8"


class Language(models.TextChoices):
    """Languages of respondents."""

    POLISH = "pl", "polski"
    UKRAINIAN = "uk", "українська"
    ENGLISH = "en", "English"
