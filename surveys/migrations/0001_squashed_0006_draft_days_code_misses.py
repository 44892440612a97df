"""All tables of a new database in one step; one that has been brought up to date has them already."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from hdr_portal.lib.newtables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("surveys", "0001_initial"),
        ("surveys", "0002_instruments_campaigns_results"),
        ("surveys", "0003_confirm_cards"),
        ("surveys", "0004_selfie_card_writing"),
        ("surveys", "0005_campaign_log_and_paper"),
        ("surveys", "0006_draft_days_code_misses"),
    ]

    initial = True

    dependencies = [
        ("schools", "0001_squashed_0004_membership_unique"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Binding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                        ("instrument_code", models.SlugField(max_length=40, verbose_name="kod kwestionariusza")),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("pupils_1_3", "uczniowie klas 1–3"),
                                    ("pupils_4_8", "uczniowie klas 4–8"),
                                    ("teachers", "nauczyciele"),
                                    ("leaders", "dyrektorzy"),
                                    ("staff", "pracownicy urzędu"),
                                    ("parents", "rodzice"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[("base", "odpowiedzi"), ("section", "część"), ("item", "pytanie")],
                                max_length=7,
                                verbose_name="przedmiot",
                            ),
                        ),
                        (
                            "subject_code",
                            models.SlugField(blank=True, max_length=40, verbose_name="kod pytania lub części"),
                        ),
                        (
                            "statistic",
                            models.CharField(
                                choices=[
                                    ("mean", "średnia"),
                                    ("share", "udział najwyższych odpowiedzi w %"),
                                    ("rate", "odsetek odpowiedzi w %"),
                                ],
                                max_length=5,
                                verbose_name="wielkość",
                            ),
                        ),
                        ("minimum", models.PositiveSmallIntegerField(default=5, verbose_name="najmniej odpowiedzi")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("up", "im więcej, tym lepiej"), ("down", "im mniej, tym lepiej")],
                                default="up",
                                max_length=4,
                                verbose_name="kierunek",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "powiązanie ze wskaźnikiem",
                        "verbose_name_plural": "powiązania ze wskaźnikami",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="nazwa")),
                        (
                            "wave",
                            models.CharField(
                                help_text="Na przykład „jesień 2026”.", max_length=40, verbose_name="fala"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "w przygotowaniu"),
                                    ("announced", "ogłoszona"),
                                    ("closed", "zamknięta"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "anonymity",
                            models.CharField(
                                choices=[
                                    ("codes", "anonimowa, z jednorazowymi kodami"),
                                    (
                                        "link",
                                        "anonimowa, ze wspólnym linkiem (bez ochrony przed powtórnym wypełnieniem)",
                                    ),
                                ],
                                default="codes",
                                max_length=5,
                                verbose_name="anonimowość",
                            ),
                        ),
                        ("opens_on", models.DateField(verbose_name="otwarta od")),
                        ("closes_on", models.DateField(verbose_name="otwarta do")),
                        ("minimum", models.PositiveSmallIntegerField(default=5, verbose_name="najmniej odpowiedzi")),
                        (
                            "open_minimum",
                            models.PositiveSmallIntegerField(
                                default=10, verbose_name="najmniej odpowiedzi do pokazania tekstów"
                            ),
                        ),
                        ("notice", models.JSONField(default=dict, verbose_name="informacja o danych (RODO)")),
                        (
                            "dpo_agreed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="uzgodniono z inspektorem ochrony danych"
                            ),
                        ),
                        ("keep_until", models.DateField(verbose_name="odpowiedzi przechowywane do")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="zamknięta"),
                        ),
                        (
                            "codes_deleted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="kody usunięte"),
                        ),
                        (
                            "answers_deleted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="odpowiedzi usunięte"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="utworzona")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="utworzył(a)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kampania ankietowa",
                        "verbose_name_plural": "kampanie ankietowe",
                        "ordering": ("-opens_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="CampaignEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("population", "Poprawiono liczebność"),
                                    ("reminded", "Przypomniano szkołom"),
                                    ("codes_made", "Przygotowano kody"),
                                    ("codes_cancelled", "Unieważniono pakiet kodów"),
                                    ("paper", "Wprowadzono ankiety papierowe"),
                                    ("codes_deleted", "Usunięto kody"),
                                    ("drafts_deleted", "Usunięto niewysłane szkice"),
                                    ("answers_deleted", "Usunięto odpowiedzi"),
                                ],
                                max_length=15,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="opis")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="kiedy")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="surveys.campaign",
                                verbose_name="kampania",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kto",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zdarzenie kampanii",
                        "verbose_name_plural": "zdarzenia kampanii",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="CodeBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=40, verbose_name="klasa lub grupa")),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("1-3", "klasy 1–3"), ("4-6", "klasy 4–6"), ("7-8", "klasy 7–8")],
                                max_length=3,
                                verbose_name="etap",
                            ),
                        ),
                        ("size", models.PositiveSmallIntegerField(verbose_name="liczba kodów")),
                        ("seed", models.CharField(blank=True, editable=False, max_length=32)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="utworzony")),
                        ("request_key", models.UUIDField(editable=False, unique=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="utworzył(a)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pakiet kodów",
                        "verbose_name_plural": "pakiety kodów",
                        "ordering": ("target", "label", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="AccessCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("used", models.BooleanField(default=False, editable=False)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="codes",
                                to="surveys.codebatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kod jednorazowy",
                        "verbose_name_plural": "kody jednorazowe",
                    },
                ),
                migrations.CreateModel(
                    name="CodeMiss",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("door", models.CharField(max_length=40)),
                        ("window", models.PositiveIntegerField()),
                        ("count", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "pomyłki przy kodach",
                        "verbose_name_plural": "pomyłki przy kodach",
                        "constraints": [
                            models.UniqueConstraint(fields=("door", "window"), name="code_miss_door_once_a_window")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBinding",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="nazwa")),
                        ("instrument_code", models.SlugField(max_length=40, verbose_name="kod kwestionariusza")),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("pupils_1_3", "uczniowie klas 1–3"),
                                    ("pupils_4_8", "uczniowie klas 4–8"),
                                    ("teachers", "nauczyciele"),
                                    ("leaders", "dyrektorzy"),
                                    ("staff", "pracownicy urzędu"),
                                    ("parents", "rodzice"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[("base", "odpowiedzi"), ("section", "część"), ("item", "pytanie")],
                                max_length=7,
                                verbose_name="przedmiot",
                            ),
                        ),
                        (
                            "subject_code",
                            models.SlugField(blank=True, max_length=40, verbose_name="kod pytania lub części"),
                        ),
                        (
                            "statistic",
                            models.CharField(
                                choices=[
                                    ("mean", "średnia"),
                                    ("share", "udział najwyższych odpowiedzi w %"),
                                    ("rate", "odsetek odpowiedzi w %"),
                                ],
                                max_length=5,
                                verbose_name="wielkość",
                            ),
                        ),
                        ("minimum", models.PositiveSmallIntegerField(default=5, verbose_name="najmniej odpowiedzi")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("up", "im więcej, tym lepiej"), ("down", "im mniej, tym lepiej")],
                                default="up",
                                max_length=4,
                                verbose_name="kierunek",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical powiązanie ze wskaźnikiem",
                        "verbose_name_plural": "historical powiązania ze wskaźnikami",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCampaign",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(db_index=True, max_length=120, verbose_name="nazwa")),
                        (
                            "wave",
                            models.CharField(
                                help_text="Na przykład „jesień 2026”.", max_length=40, verbose_name="fala"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "w przygotowaniu"),
                                    ("announced", "ogłoszona"),
                                    ("closed", "zamknięta"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "anonymity",
                            models.CharField(
                                choices=[
                                    ("codes", "anonimowa, z jednorazowymi kodami"),
                                    (
                                        "link",
                                        "anonimowa, ze wspólnym linkiem (bez ochrony przed powtórnym wypełnieniem)",
                                    ),
                                ],
                                default="codes",
                                max_length=5,
                                verbose_name="anonimowość",
                            ),
                        ),
                        ("opens_on", models.DateField(verbose_name="otwarta od")),
                        ("closes_on", models.DateField(verbose_name="otwarta do")),
                        ("minimum", models.PositiveSmallIntegerField(default=5, verbose_name="najmniej odpowiedzi")),
                        (
                            "open_minimum",
                            models.PositiveSmallIntegerField(
                                default=10, verbose_name="najmniej odpowiedzi do pokazania tekstów"
                            ),
                        ),
                        ("notice", models.JSONField(default=dict, verbose_name="informacja o danych (RODO)")),
                        (
                            "dpo_agreed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="uzgodniono z inspektorem ochrony danych"
                            ),
                        ),
                        ("keep_until", models.DateField(verbose_name="odpowiedzi przechowywane do")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="zamknięta"),
                        ),
                        (
                            "codes_deleted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="kody usunięte"),
                        ),
                        (
                            "answers_deleted_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="odpowiedzi usunięte"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="utworzona")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="utworzył(a)",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kampania ankietowa",
                        "verbose_name_plural": "historical kampanie ankietowe",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSelfieCard",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "szkic"),
                                    ("submitted", "do potwierdzenia"),
                                    ("confirmed", "potwierdzona"),
                                    ("withdrawn", "wycofana"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="stan",
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="sesja rozpoczęta")),
                        ("finished_on", models.DateField(verbose_name="sesja zakończona")),
                        (
                            "attested",
                            models.BooleanField(default=False, verbose_name="poświadczona przez dyrektora bez pliku"),
                        ),
                        (
                            "consent",
                            models.BooleanField(
                                default=False, verbose_name="dyrektor zgadza się udostępnić raport gminie"
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="potwierdzona")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="złożona")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="uwaga")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("form_key", models.UUIDField(db_index=True, editable=False, null=True)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="potwierdził(a)",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="raport SELFIE",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="złożył(a)",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wpisał(a) liczby",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical karta SELFIE",
                        "verbose_name_plural": "historical karty SELFIE",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="wersja")),
                        (
                            "framework",
                            models.CharField(
                                choices=[
                                    ("own", "własny"),
                                    ("selfie", "obszary SELFIE A–H"),
                                    ("digcompedu", "DigCompEdu (22 kompetencje)"),
                                    ("digcomp22", "DigComp 2.2"),
                                    ("digcomp30", "DigComp 3.0"),
                                ],
                                default="own",
                                max_length=12,
                                verbose_name="rama",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("pupils_1_3", "uczniowie klas 1–3"),
                                    ("pupils_4_8", "uczniowie klas 4–8"),
                                    ("teachers", "nauczyciele"),
                                    ("leaders", "dyrektorzy"),
                                    ("staff", "pracownicy urzędu"),
                                    ("parents", "rodzice"),
                                ],
                                max_length=12,
                                verbose_name="dla kogo",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "szkic"), ("ready", "gotowy"), ("retired", "wycofany")],
                                default="draft",
                                max_length=8,
                                verbose_name="stan",
                            ),
                        ),
                        ("easy", models.BooleanField(default=False, verbose_name="proste brzmienie dla małych dzieci")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(default=5, verbose_name="czas wypełniania w minutach"),
                        ),
                        ("title", models.JSONField(default=dict, verbose_name="tytuł")),
                        ("intro", models.JSONField(blank=True, default=dict, verbose_name="wstęp")),
                        ("source_note", models.CharField(blank=True, max_length=300, verbose_name="pochodzenie")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="utworzony")),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="surveys.instrument",
                                verbose_name="powstał z",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="autor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kwestionariusz",
                        "verbose_name_plural": "kwestionariusze",
                        "ordering": ("code", "-version"),
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("pupils_1_3", "uczniowie klas 1–3"),
                                    ("pupils_4_8", "uczniowie klas 4–8"),
                                    ("teachers", "nauczyciele"),
                                    ("leaders", "dyrektorzy"),
                                    ("staff", "pracownicy urzędu"),
                                    ("parents", "rodzice"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="surveys.campaign",
                                verbose_name="kampania",
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="surveys.instrument",
                                verbose_name="kwestionariusz",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "grupa kampanii",
                        "verbose_name_plural": "grupy kampanii",
                        "ordering": ("campaign", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ResultAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=60, verbose_name="co")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="kiedy")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="accesses",
                                to="surveys.campaign",
                                verbose_name="kampania",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="osoba",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wgląd w wyniki",
                        "verbose_name_plural": "wglądy w wyniki",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Scale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scales",
                                to="surveys.instrument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "skala",
                        "verbose_name_plural": "skale",
                        "ordering": ("instrument", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="ScalePoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        ("value", models.SmallIntegerField(blank=True, null=True, verbose_name="wartość")),
                        ("label", models.JSONField(default=dict, verbose_name="etykieta")),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="points", to="surveys.scale"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "punkt skali",
                        "verbose_name_plural": "punkty skal",
                        "ordering": ("scale", "position"),
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        ("construct", models.SlugField(blank=True, max_length=40, verbose_name="konstrukt")),
                        ("title", models.JSONField(default=dict, verbose_name="tytuł")),
                        ("intro", models.JSONField(blank=True, default=dict, verbose_name="wstęp")),
                        (
                            "instrument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="surveys.instrument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "część kwestionariusza",
                        "verbose_name_plural": "części kwestionariuszy",
                        "ordering": ("instrument", "position"),
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("agreement", "zgoda w 5 stopniach"),
                                    ("frequency", "częstość w 5 stopniach"),
                                    ("levels", "opisane poziomy A1–C2"),
                                    ("single", "jedna odpowiedź z listy"),
                                    ("multi", "kilka odpowiedzi z listy"),
                                    ("number", "liczba"),
                                    ("short_text", "krótki tekst"),
                                    ("long_text", "długi tekst"),
                                    ("faces", "trzy buźki (klasy 1–3)"),
                                ],
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("tag", models.CharField(blank=True, max_length=20, verbose_name="oznaczenie w ramie")),
                        ("category", models.CharField(blank=True, max_length=40, verbose_name="kategoria sprzętu")),
                        ("required", models.BooleanField(default=False, verbose_name="wymagane")),
                        (
                            "allow_na",
                            models.BooleanField(
                                default=True, verbose_name="można odpowiedzieć „nie dotyczy / nie wiem”"
                            ),
                        ),
                        ("reverse", models.BooleanField(default=False, verbose_name="pytanie odwrócone")),
                        (
                            "limit",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="najwyżej odpowiedzi"),
                        ),
                        ("minimum", models.IntegerField(blank=True, null=True, verbose_name="najmniej")),
                        ("maximum", models.IntegerField(blank=True, null=True, verbose_name="najwięcej")),
                        ("show_if", models.CharField(blank=True, max_length=300, verbose_name="pokaż, gdy")),
                        ("text", models.JSONField(default=dict, verbose_name="treść")),
                        ("easy", models.JSONField(blank=True, default=dict, verbose_name="treść prosta")),
                        ("hint", models.JSONField(blank=True, default=dict, verbose_name="wskazówka")),
                        (
                            "scale",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="surveys.scale",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="surveys.section"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pytanie",
                        "verbose_name_plural": "pytania",
                        "ordering": ("section", "position"),
                    },
                ),
                migrations.CreateModel(
                    name="SelfieCard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "szkic"),
                                    ("submitted", "do potwierdzenia"),
                                    ("confirmed", "potwierdzona"),
                                    ("withdrawn", "wycofana"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="stan",
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="sesja rozpoczęta")),
                        ("finished_on", models.DateField(verbose_name="sesja zakończona")),
                        (
                            "attested",
                            models.BooleanField(default=False, verbose_name="poświadczona przez dyrektora bez pliku"),
                        ),
                        (
                            "consent",
                            models.BooleanField(
                                default=False, verbose_name="dyrektor zgadza się udostępnić raport gminie"
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="potwierdzona")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="złożona")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="uwaga")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="potwierdził(a)",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="raport SELFIE",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="selfie_cards",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="złożył(a)",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wpisał(a) liczby",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "karta SELFIE",
                        "verbose_name_plural": "karty SELFIE",
                        "ordering": ("-finished_on", "school"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSelfieMean",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("A", "Przywództwo"),
                                    ("B", "Współpraca i tworzenie sieci"),
                                    ("C", "Infrastruktura i sprzęt"),
                                    ("D", "Ciągłe doskonalenie zawodowe"),
                                    ("E", "Pedagogika: wsparcie i zasoby"),
                                    ("F", "Pedagogika: praca w klasie"),
                                    ("G", "Praktyki oceniania"),
                                    ("H", "Kompetencje cyfrowe uczniów"),
                                ],
                                max_length=1,
                                verbose_name="obszar",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("leaders", "kadra kierownicza"),
                                    ("teachers", "nauczyciele"),
                                    ("pupils", "uczniowie"),
                                ],
                                max_length=8,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "mean",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="średnia",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="surveys.selfiecard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical średnia SELFIE",
                        "verbose_name_plural": "historical średnie SELFIE",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSelfieCount",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("leaders", "kadra kierownicza"),
                                    ("teachers", "nauczyciele"),
                                    ("pupils", "uczniowie"),
                                ],
                                max_length=8,
                                verbose_name="grupa",
                            ),
                        ),
                        ("invited", models.PositiveIntegerField(null=True, verbose_name="zaproszeni")),
                        ("answered", models.PositiveIntegerField(null=True, verbose_name="odpowiedzieli")),
                        ("gaps_meant", models.BooleanField(default=False, verbose_name="puste obszary są zamierzone")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="surveys.selfiecard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical liczebność SELFIE",
                        "verbose_name_plural": "historical liczebności SELFIE",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SelfieCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("leaders", "kadra kierownicza"),
                                    ("teachers", "nauczyciele"),
                                    ("pupils", "uczniowie"),
                                ],
                                max_length=8,
                                verbose_name="grupa",
                            ),
                        ),
                        ("invited", models.PositiveIntegerField(null=True, verbose_name="zaproszeni")),
                        ("answered", models.PositiveIntegerField(null=True, verbose_name="odpowiedzieli")),
                        ("gaps_meant", models.BooleanField(default=False, verbose_name="puste obszary są zamierzone")),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counts",
                                to="surveys.selfiecard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "liczebność SELFIE",
                        "verbose_name_plural": "liczebności SELFIE",
                        "ordering": ("card", "group"),
                    },
                ),
                migrations.CreateModel(
                    name="SelfieMean",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("A", "Przywództwo"),
                                    ("B", "Współpraca i tworzenie sieci"),
                                    ("C", "Infrastruktura i sprzęt"),
                                    ("D", "Ciągłe doskonalenie zawodowe"),
                                    ("E", "Pedagogika: wsparcie i zasoby"),
                                    ("F", "Pedagogika: praca w klasie"),
                                    ("G", "Praktyki oceniania"),
                                    ("H", "Kompetencje cyfrowe uczniów"),
                                ],
                                max_length=1,
                                verbose_name="obszar",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("leaders", "kadra kierownicza"),
                                    ("teachers", "nauczyciele"),
                                    ("pupils", "uczniowie"),
                                ],
                                max_length=8,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "mean",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="średnia",
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="means",
                                to="surveys.selfiecard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "średnia SELFIE",
                        "verbose_name_plural": "średnie SELFIE",
                        "ordering": ("card", "area", "group"),
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "czeka w kolejce"),
                                    ("running", "w toku"),
                                    ("done", "gotowe"),
                                    ("failed", "nie powiodło się"),
                                ],
                                default="queued",
                                editable=False,
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="próby")),
                        ("claim", models.UUIDField(editable=False, null=True)),
                        ("lease_until", models.DateTimeField(editable=False, null=True, verbose_name="zajęte do")),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="postęp w %"),
                        ),
                        ("step", models.CharField(blank=True, editable=False, max_length=120, verbose_name="etap")),
                        ("error", models.CharField(blank=True, editable=False, max_length=500, verbose_name="błąd")),
                        ("request_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="zlecono")),
                        ("woken_at", models.DateTimeField(editable=False, null=True)),
                        ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="zakończono")),
                        ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="wydanie")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="powód ponownego liczenia"),
                        ),
                        (
                            "responses",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="odpowiedzi"),
                        ),
                        ("notes", models.JSONField(default=dict, editable=False, verbose_name="uwagi o jakości")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tallies",
                                to="surveys.campaign",
                                verbose_name="kampania",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zlecił(a)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zliczenie wyników",
                        "verbose_name_plural": "zliczenia wyników",
                        "ordering": ("campaign", "-revision"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ResultFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "czeka w kolejce"),
                                    ("running", "w toku"),
                                    ("done", "gotowe"),
                                    ("failed", "nie powiodło się"),
                                ],
                                default="queued",
                                editable=False,
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="próby")),
                        ("claim", models.UUIDField(editable=False, null=True)),
                        ("lease_until", models.DateTimeField(editable=False, null=True, verbose_name="zajęte do")),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="postęp w %"),
                        ),
                        ("step", models.CharField(blank=True, editable=False, max_length=120, verbose_name="etap")),
                        ("error", models.CharField(blank=True, editable=False, max_length=500, verbose_name="błąd")),
                        ("request_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="zlecono")),
                        ("woken_at", models.DateTimeField(editable=False, null=True)),
                        ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="zakończono")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("pdf", "raport PDF"), ("xlsx", "arkusz XLSX")],
                                max_length=4,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "path",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="położenie"),
                        ),
                        ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256")),
                        ("size", models.PositiveIntegerField(default=0, editable=False, verbose_name="rozmiar")),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zlecił(a)",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                            ),
                        ),
                        (
                            "tally",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="surveys.tally"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plik z wynikami",
                        "verbose_name_plural": "pliki z wynikami",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OpenText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="kod pytania")),
                        ("text", models.TextField(verbose_name="odpowiedź")),
                        ("shown", models.TextField(blank=True, verbose_name="do pokazania")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "do przejrzenia"),
                                    ("released", "do pokazania"),
                                    ("withheld", "wstrzymany"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="surveys.part"
                            ),
                        ),
                        (
                            "tally",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="surveys.tally"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "odpowiedź otwarta",
                        "verbose_name_plural": "odpowiedzi otwarte",
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("1-3", "klasy 1–3"), ("4-6", "klasy 4–6"), ("7-8", "klasy 7–8")],
                                max_length=3,
                                verbose_name="etap",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[("base", "odpowiedzi"), ("section", "część"), ("item", "pytanie")],
                                max_length=7,
                                verbose_name="przedmiot",
                            ),
                        ),
                        ("code", models.SlugField(blank=True, max_length=40, verbose_name="kod")),
                        (
                            "hidden",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("few", "za mało odpowiedzi"),
                                    ("linked", "ukryte, bo z różnicy dałoby się odczytać inną małą grupę"),
                                    ("leaders", "dyrektorów pokazujemy tylko razem dla gminy"),
                                ],
                                max_length=7,
                                verbose_name="ukryte",
                            ),
                        ),
                        ("invited", models.PositiveIntegerField(null=True, verbose_name="zaproszeni")),
                        ("n", models.PositiveIntegerField(null=True, verbose_name="odpowiedzi")),
                        ("na", models.PositiveIntegerField(null=True, verbose_name="nie dotyczy / nie wiem")),
                        ("mean", models.FloatField(null=True, verbose_name="średnia")),
                        ("sd", models.FloatField(null=True, verbose_name="odchylenie standardowe")),
                        ("top", models.FloatField(null=True, verbose_name="udział najwyższych odpowiedzi")),
                        ("distribution", models.JSONField(default=dict, verbose_name="rozkład")),
                        (
                            "school",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="surveys.part"
                            ),
                        ),
                        (
                            "tally",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="surveys.tally"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wynik",
                        "verbose_name_plural": "wyniki",
                    },
                ),
                migrations.CreateModel(
                    name="BindingValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="dzień zamknięcia")),
                        (
                            "value",
                            models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name="wartość"),
                        ),
                        ("n", models.PositiveIntegerField(null=True, verbose_name="odpowiedzi")),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="odsetek odpowiedzi w %"
                            ),
                        ),
                        ("instrument_version", models.PositiveSmallIntegerField(verbose_name="wersja kwestionariusza")),
                        (
                            "hidden",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("few", "za mało odpowiedzi"),
                                    ("linked", "ukryte, bo z różnicy dałoby się odczytać inną małą grupę"),
                                    ("leaders", "dyrektorów pokazujemy tylko razem dla gminy"),
                                ],
                                max_length=7,
                                verbose_name="ukryte",
                            ),
                        ),
                        (
                            "binding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="values", to="surveys.binding"
                            ),
                        ),
                        (
                            "tally",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="binding_values",
                                to="surveys.tally",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wartość powiązania",
                        "verbose_name_plural": "wartości powiązań",
                        "ordering": ("binding", "-day", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("population", models.PositiveIntegerField(default=0, verbose_name="liczebność")),
                        (
                            "goal",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="oczekiwany odsetek odpowiedzi w %"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(editable=False, max_length=16, unique=True, verbose_name="klucz linku"),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="surveys.part",
                                verbose_name="grupa kampanii",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "adresat kampanii",
                        "verbose_name_plural": "adresaci kampanii",
                        "ordering": ("part", "school__kind", "school__sort_name"),
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("1-3", "klasy 1–3"), ("4-6", "klasy 4–6"), ("7-8", "klasy 7–8")],
                                editable=False,
                                max_length=3,
                                verbose_name="etap",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("pl", "polski"), ("uk", "українська"), ("en", "English")],
                                editable=False,
                                max_length=2,
                                verbose_name="język",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[("online", "w przeglądarce"), ("paper", "papier")],
                                default="online",
                                editable=False,
                                max_length=6,
                                verbose_name="sposób",
                            ),
                        ),
                        ("answers", models.JSONField(default=dict, editable=False, verbose_name="odpowiedzi")),
                        ("too_fast", models.BooleanField(default=False, editable=False, verbose_name="zbyt szybka")),
                        (
                            "straight",
                            models.BooleanField(default=False, editable=False, verbose_name="stale ta sama odpowiedź"),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="surveys.target",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "odpowiedź",
                        "verbose_name_plural": "odpowiedzi",
                    },
                ),
                migrations.CreateModel(
                    name="PaperFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "czeka na potwierdzenie"), ("entered", "wprowadzony")],
                                default="waiting",
                                editable=False,
                                max_length=7,
                                verbose_name="stan",
                            ),
                        ),
                        ("name", models.CharField(editable=False, max_length=150, verbose_name="plik")),
                        ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                        ("content", models.CharField(editable=False, max_length=64)),
                        ("count", models.PositiveIntegerField(editable=False, verbose_name="ankiet")),
                        ("rows", models.JSONField(default=list, editable=False)),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="przesłano")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wprowadził(a)",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="surveys.target",
                                verbose_name="adresat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plik ankiet papierowych",
                        "verbose_name_plural": "pliki ankiet papierowych",
                        "ordering": ("-uploaded_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("1-3", "klasy 1–3"), ("4-6", "klasy 4–6"), ("7-8", "klasy 7–8")],
                                editable=False,
                                max_length=3,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("pl", "polski"), ("uk", "українська"), ("en", "English")],
                                default="pl",
                                editable=False,
                                max_length=2,
                            ),
                        ),
                        ("answers", models.JSONField(default=dict, editable=False)),
                        ("seconds", models.PositiveIntegerField(default=0, editable=False)),
                        ("revision", models.PositiveIntegerField(default=0, editable=False)),
                        ("touched_on", models.DateField(auto_now=True)),
                        (
                            "code",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draft",
                                to="surveys.accesscode",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="surveys.target",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "szkic odpowiedzi",
                        "verbose_name_plural": "szkice odpowiedzi",
                    },
                ),
                migrations.CreateModel(
                    name="CodeSheets",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "czeka w kolejce"),
                                    ("running", "w toku"),
                                    ("done", "gotowe"),
                                    ("failed", "nie powiodło się"),
                                ],
                                default="queued",
                                editable=False,
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="próby")),
                        ("claim", models.UUIDField(editable=False, null=True)),
                        ("lease_until", models.DateTimeField(editable=False, null=True, verbose_name="zajęte do")),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="postęp w %"),
                        ),
                        ("step", models.CharField(blank=True, editable=False, max_length=120, verbose_name="etap")),
                        ("error", models.CharField(blank=True, editable=False, max_length=500, verbose_name="błąd")),
                        ("request_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="zlecono")),
                        ("woken_at", models.DateTimeField(editable=False, null=True)),
                        ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="zakończono")),
                        ("codes", models.PositiveIntegerField(default=0, editable=False, verbose_name="liczba kodów")),
                        (
                            "path",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="położenie"),
                        ),
                        ("size", models.PositiveIntegerField(default=0, editable=False, verbose_name="rozmiar")),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zlecił(a)",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="code_sheets",
                                to="surveys.target",
                                verbose_name="adresat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plik kartek z kodami",
                        "verbose_name_plural": "pliki kartek z kodami",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="codebatch",
                    name="target",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="surveys.target",
                        verbose_name="adresat",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="campaign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="campaign_closes_after_opening",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="campaign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("minimum__gte", 5)), name="campaign_shows_five_at_least"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="campaign",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("open_minimum__gte", 10)), name="campaign_shows_texts_of_ten_at_least"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="instrument",
                    constraint=models.UniqueConstraint(fields=("code", "version"), name="instrument_version_once"),
                ),
                migrations.AddConstraint(
                    model_name="part",
                    constraint=models.UniqueConstraint(
                        fields=("campaign", "audience"), name="campaign_asks_a_group_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scale",
                    constraint=models.UniqueConstraint(fields=("instrument", "code"), name="scale_code_once"),
                ),
                migrations.AddConstraint(
                    model_name="scalepoint",
                    constraint=models.UniqueConstraint(fields=("scale", "code"), name="scale_point_code_once"),
                ),
                migrations.AddConstraint(
                    model_name="section",
                    constraint=models.UniqueConstraint(fields=("instrument", "code"), name="section_code_once"),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("minimum", None), ("maximum", None), ("minimum__lte", models.F("maximum")), _connector="OR"
                        ),
                        name="item_minimum_under_maximum",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selfiecard",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("school", "finished_on"),
                        name="selfie_card_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selfiecard",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None), ("started_on__lte", models.F("finished_on")), _connector="OR"
                        ),
                        name="selfie_session_starts_first",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selfiecount",
                    constraint=models.UniqueConstraint(fields=("card", "group"), name="selfie_count_once"),
                ),
                migrations.AddConstraint(
                    model_name="selfiecount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("answered__lte", models.F("invited"))), name="selfie_answered_of_invited"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="selfiemean",
                    constraint=models.UniqueConstraint(fields=("card", "area", "group"), name="selfie_mean_once"),
                ),
                migrations.AddConstraint(
                    model_name="selfiemean",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mean__gte", 1), ("mean__lte", 5)), name="selfie_mean_from_1_to_5"
                    ),
                ),
                migrations.AddIndex(
                    model_name="tally",
                    index=models.Index(fields=["state", "lease_until"], name="tally_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="tally",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="tally_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="tally",
                    constraint=models.UniqueConstraint(fields=("campaign", "revision"), name="tally_revision_once"),
                ),
                migrations.AddIndex(
                    model_name="resultfile",
                    index=models.Index(fields=["state", "lease_until"], name="resultfile_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="resultfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="resultfile_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.UniqueConstraint(
                        fields=("tally", "part", "school", "stage", "subject", "code"), name="figure_of_a_school_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("school", None)),
                        fields=("tally", "part", "stage", "subject", "code"),
                        name="figure_of_the_city_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="figure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("hidden", ""),
                            models.Q(
                                ("distribution", {}),
                                ("mean", None),
                                ("n", None),
                                ("na", None),
                                ("sd", None),
                                ("top", None),
                            ),
                            _connector="OR",
                        ),
                        name="hidden_figure_holds_no_number",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bindingvalue",
                    constraint=models.UniqueConstraint(fields=("binding", "tally"), name="binding_value_once"),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.UniqueConstraint(fields=("part", "school"), name="target_once_a_school"),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("school", None)), fields=("part",), name="target_of_the_municipality_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("goal__lte", 100)), name="target_goal_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paperfile",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "entered")),
                        fields=("target", "sha256"),
                        name="paper_file_entered_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paperfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("state", "waiting"), ("rows", []), _connector="OR"),
                        name="paper_entered_keeps_no_answers",
                    ),
                ),
                migrations.AddIndex(
                    model_name="codesheets",
                    index=models.Index(fields=["state", "lease_until"], name="codesheets_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="codesheets",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="codesheets_progress_is_a_percentage"
                    ),
                ),
            ],
        ),
    ]
