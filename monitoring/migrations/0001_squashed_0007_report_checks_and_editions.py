"""All tables of a new database in one step; one that has been brought up to date has them already."""

import datetime
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from hdr_portal.lib.newtables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("monitoring", "0001_initial"),
        ("monitoring", "0002_measure_chosen_in_the_form"),
        ("monitoring", "0003_reports_deliveries_tokens"),
        ("monitoring", "0004_deliveries_told_and_closed"),
        ("monitoring", "0005_reminders"),
        ("monitoring", "0006_practice_text_history"),
        ("monitoring", "0007_report_checks_and_editions"),
    ]

    initial = True

    dependencies = [
        ("schedule", "0001_squashed_0004_first_versions_of_parts"),
        ("schools", "0001_squashed_0004_membership_unique"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name="AllowedDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("domain", models.CharField(max_length=100, unique=True, verbose_name="domena")),
                        ("note", models.CharField(blank=True, max_length=150, verbose_name="czyja")),
                    ],
                    options={
                        "verbose_name": "dozwolona domena odbiorców",
                        "verbose_name_plural": "dozwolone domeny odbiorców",
                        "ordering": ("domain",),
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="do czego służy")),
                        ("prefix", models.CharField(editable=False, max_length=8, verbose_name="początek")),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="utworzony")),
                        ("expires_on", models.DateField(verbose_name="ważny do")),
                        (
                            "used_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="ostatnio użyty"),
                        ),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="unieważniony"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="utworzył(a)",
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
                        "verbose_name": "token API",
                        "verbose_name_plural": "tokeny API",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Commentary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="stan na dzień")),
                        ("text", models.TextField(max_length=4000, verbose_name="komentarz")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="napisano")),
                        ("form_key", models.UUIDField(editable=False, unique=True)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commentaries",
                                to="schedule.action",
                                verbose_name="działanie",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="napisał(a)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "komentarz do działania",
                        "verbose_name_plural": "komentarze do działań",
                        "ordering": ("-day", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("window", models.CharField(max_length=45, verbose_name="okres")),
                        ("as_of", models.DateField(verbose_name="stan na dzień")),
                        ("due_at", models.DateTimeField(verbose_name="termin")),
                        ("recipient", models.EmailField(max_length=254, verbose_name="odbiorca")),
                        ("recipient_key", models.UUIDField(editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "zaplanowana"),
                                    ("claimed", "w przygotowaniu"),
                                    ("rendered", "gotowa do wysłania"),
                                    ("sending", "wysyłana"),
                                    ("sent", "wysłana"),
                                    ("failed", "nie powiodła się"),
                                    ("missed", "przegapiona"),
                                    ("uncertain", "niepewna"),
                                ],
                                default="planned",
                                max_length=9,
                                verbose_name="stan",
                            ),
                        ),
                        ("claim", models.UUIDField(editable=False, null=True)),
                        ("lease_until", models.DateTimeField(editable=False, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="próby")),
                        ("next_try_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "message_id",
                            models.CharField(blank=True, editable=False, max_length=120, verbose_name="Message-ID"),
                        ),
                        (
                            "sha256",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="SHA-256 wiadomości"
                            ),
                        ),
                        (
                            "path",
                            models.CharField(
                                blank=True, editable=False, max_length=100, verbose_name="archiwum wiadomości"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="odpowiedź serwera"
                            ),
                        ),
                        ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="wysłana")),
                        ("told_at", models.DateTimeField(editable=False, null=True, verbose_name="zawiadomiono")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="załatwiono")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="zaplanowana")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="załatwił(a)",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zlecił(a)",
                            ),
                        ),
                        (
                            "resend_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resends",
                                to="monitoring.delivery",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wysyłka raportu",
                        "verbose_name_plural": "wysyłki raportów",
                        "ordering": ("-due_at", "recipient"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalIndicator",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("number", models.CharField(max_length=15, verbose_name="numer")),
                        ("text", models.TextField(verbose_name="wskaźnik")),
                        ("target_text", models.CharField(max_length=60, verbose_name="wartość docelowa jak w planie")),
                        ("unit", models.CharField(max_length=30, verbose_name="jednostka miary")),
                        ("documentation_text", models.CharField(max_length=200, verbose_name="sposób dokumentowania")),
                        ("measure", models.CharField(blank=True, max_length=60, verbose_name="miara")),
                        (
                            "count_rule",
                            models.CharField(
                                choices=[
                                    ("records", "liczba zapisów"),
                                    ("schools", "liczba różnych szkół"),
                                    ("largest", "największa liczba osób na jednym wydarzeniu"),
                                    ("best_by_group", "najlepsze jedno wydarzenie, każda grupa osobno"),
                                    ("min_per_school", "najmniejsza liczba wśród szkół"),
                                ],
                                default="records",
                                max_length=15,
                                verbose_name="sposób liczenia",
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                choices=[
                                    ("plan", "cała gmina"),
                                    ("primary_schools", "szkoły podstawowe"),
                                    ("schools", "wszystkie jednostki"),
                                    ("establishments", "wszystkie placówki"),
                                ],
                                default="plan",
                                max_length=16,
                                verbose_name="zakres",
                            ),
                        ),
                        ("explanation", models.TextField(blank=True, verbose_name="jak liczymy")),
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
                            "action",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.action",
                                verbose_name="działanie",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical wskaźnik",
                        "verbose_name_plural": "historical wskaźniki",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLetterhead",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="nazwa w nagłówku")),
                        ("office", models.CharField(blank=True, max_length=150, verbose_name="wydział")),
                        ("address", models.CharField(blank=True, max_length=250, verbose_name="adres")),
                        ("arms", models.CharField(blank=True, editable=False, max_length=100, verbose_name="herb")),
                        (
                            "arms_text",
                            models.CharField(blank=True, max_length=200, verbose_name="opis herbu dla niewidomych"),
                        ),
                        (
                            "strip",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="pasek UE"),
                        ),
                        (
                            "strip_text",
                            models.CharField(blank=True, max_length=300, verbose_name="opis paska dla niewidomych"),
                        ),
                        ("strip_on", models.JSONField(default=list, verbose_name="pasek UE na dokumentach")),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=150, verbose_name="podpisuje (stanowisko)"),
                        ),
                        (
                            "approver",
                            models.CharField(blank=True, max_length=150, verbose_name="zatwierdza (stanowisko)"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical szata dokumentów",
                        "verbose_name_plural": "historical szaty dokumentów",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPracticeText",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("section", models.SlugField(max_length=30, verbose_name="część")),
                        ("text", models.TextField(blank=True, max_length=8000, verbose_name="treść")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("changed_at", models.DateTimeField(blank=True, editable=False, verbose_name="zmieniono")),
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
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zmienił(a)",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical część opisu dobrej praktyki",
                        "verbose_name_plural": "historical części opisu dobrej praktyki",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSubscription",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("progress", "raport z postępu"),
                                    ("school", "raport jednostki"),
                                    ("tracking", "tabela śledzenia wskaźników"),
                                    ("practice", "opis dobrej praktyki"),
                                    ("slides", "prezentacja"),
                                    ("council", "informacja dla Rady Miejskiej"),
                                    ("closing", "raport końcowy planu"),
                                ],
                                default="progress",
                                max_length=10,
                                verbose_name="raport",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("archive", "PDF/A-3 do archiwum"),
                                    ("xlsx", "XLSX"),
                                    ("docx", "DOCX"),
                                    ("pptx", "PPTX"),
                                ],
                                default="pdf",
                                max_length=8,
                                verbose_name="plik",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("monthly", "co miesiąc"),
                                    ("quarterly", "co kwartał"),
                                    ("term", "co półrocze szkolne"),
                                    ("cron", "według wyrażenia cron"),
                                ],
                                default="monthly",
                                max_length=10,
                                verbose_name="jak często",
                            ),
                        ),
                        ("cron", models.CharField(blank=True, max_length=60, verbose_name="wyrażenie cron")),
                        ("day_of_month", models.PositiveSmallIntegerField(default=5, verbose_name="dzień miesiąca")),
                        ("at", models.TimeField(default=datetime.time(7, 0), verbose_name="godzina")),
                        ("starts_on", models.DateField(verbose_name="od dnia")),
                        (
                            "planned_until",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="zaplanowano do"
                            ),
                        ),
                        (
                            "paused_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wstrzymana"),
                        ),
                        (
                            "paused_because",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="powód wstrzymania"
                            ),
                        ),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opiekun",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.plan",
                                verbose_name="plan",
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
                    ],
                    options={
                        "verbose_name": "historical subskrypcja raportu",
                        "verbose_name_plural": "historical subskrypcje raportów",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("number", models.CharField(max_length=15, verbose_name="numer")),
                        ("text", models.TextField(verbose_name="wskaźnik")),
                        ("target_text", models.CharField(max_length=60, verbose_name="wartość docelowa jak w planie")),
                        ("unit", models.CharField(max_length=30, verbose_name="jednostka miary")),
                        ("documentation_text", models.CharField(max_length=200, verbose_name="sposób dokumentowania")),
                        ("measure", models.CharField(blank=True, max_length=60, verbose_name="miara")),
                        (
                            "count_rule",
                            models.CharField(
                                choices=[
                                    ("records", "liczba zapisów"),
                                    ("schools", "liczba różnych szkół"),
                                    ("largest", "największa liczba osób na jednym wydarzeniu"),
                                    ("best_by_group", "najlepsze jedno wydarzenie, każda grupa osobno"),
                                    ("min_per_school", "najmniejsza liczba wśród szkół"),
                                ],
                                default="records",
                                max_length=15,
                                verbose_name="sposób liczenia",
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                choices=[
                                    ("plan", "cała gmina"),
                                    ("primary_schools", "szkoły podstawowe"),
                                    ("schools", "wszystkie jednostki"),
                                    ("establishments", "wszystkie placówki"),
                                ],
                                default="plan",
                                max_length=16,
                                verbose_name="zakres",
                            ),
                        ),
                        ("explanation", models.TextField(blank=True, verbose_name="jak liczymy")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="schedule.action",
                                verbose_name="działanie",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "steps",
                            models.ManyToManyField(
                                blank=True,
                                related_name="indicators",
                                to="schedule.step",
                                verbose_name="kroki wyznaczające termin",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wskaźnik",
                        "verbose_name_plural": "wskaźniki",
                        "ordering": ("plan", "position"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTarget",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("exact", "dokładnie"),
                                    ("min", "co najmniej"),
                                    ("min_per_unit", "co najmniej w każdej"),
                                    ("per_group", "w każdej grupie"),
                                ],
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("value", models.PositiveIntegerField(verbose_name="wartość")),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uczniowie", "uczniowie"),
                                    ("nauczyciele", "nauczyciele"),
                                    ("rodzice", "rodzice"),
                                    ("dyrektorzy", "dyrektorzy"),
                                    ("inni", "inni uczestnicy"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
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
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="monitoring.indicator",
                                verbose_name="wskaźnik",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical wartość docelowa",
                        "verbose_name_plural": "historical wartości docelowe",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCorrection",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("day", models.DateField(verbose_name="od dnia")),
                        ("amount", models.IntegerField(verbose_name="o ile")),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uczniowie", "uczniowie"),
                                    ("nauczyciele", "nauczyciele"),
                                    ("rodzice", "rodzice"),
                                    ("dyrektorzy", "dyrektorzy"),
                                    ("inni", "inni uczestnicy"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="powód")),
                        ("signed_at", models.DateTimeField(blank=True, editable=False, verbose_name="podpisana")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wycofana"),
                        ),
                        ("form_key", models.UUIDField(db_index=True, editable=False)),
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
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="dowód",
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
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="podpisał(a)",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="monitoring.indicator",
                                verbose_name="wskaźnik",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical korekta wskaźnika",
                        "verbose_name_plural": "historical korekty wskaźników",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="od dnia")),
                        ("amount", models.IntegerField(verbose_name="o ile")),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uczniowie", "uczniowie"),
                                    ("nauczyciele", "nauczyciele"),
                                    ("rodzice", "rodzice"),
                                    ("dyrektorzy", "dyrektorzy"),
                                    ("inni", "inni uczestnicy"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="powód")),
                        ("signed_at", models.DateTimeField(auto_now_add=True, verbose_name="podpisana")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wycofana"),
                        ),
                        ("form_key", models.UUIDField(editable=False, unique=True)),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="dowód",
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
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="podpisał(a)",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="monitoring.indicator",
                                verbose_name="wskaźnik",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "korekta wskaźnika",
                        "verbose_name_plural": "korekty wskaźników",
                        "ordering": ("-signed_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Letterhead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="nazwa w nagłówku")),
                        ("office", models.CharField(blank=True, max_length=150, verbose_name="wydział")),
                        ("address", models.CharField(blank=True, max_length=250, verbose_name="adres")),
                        ("arms", models.CharField(blank=True, editable=False, max_length=100, verbose_name="herb")),
                        (
                            "arms_text",
                            models.CharField(blank=True, max_length=200, verbose_name="opis herbu dla niewidomych"),
                        ),
                        (
                            "strip",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="pasek UE"),
                        ),
                        (
                            "strip_text",
                            models.CharField(blank=True, max_length=300, verbose_name="opis paska dla niewidomych"),
                        ),
                        ("strip_on", models.JSONField(default=list, verbose_name="pasek UE na dokumentach")),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=150, verbose_name="podpisuje (stanowisko)"),
                        ),
                        (
                            "approver",
                            models.CharField(blank=True, max_length=150, verbose_name="zatwierdza (stanowisko)"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "plan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letterhead",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "szata dokumentów",
                        "verbose_name_plural": "szaty dokumentów",
                    },
                ),
                migrations.CreateModel(
                    name="LinkOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="kiedy")),
                        (
                            "delivery",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="link_openings",
                                to="monitoring.delivery",
                                verbose_name="wysyłka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pobranie z odnośnika",
                        "verbose_name_plural": "pobrania z odnośników",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("section", models.SlugField(max_length=30, verbose_name="część")),
                        ("text", models.TextField(blank=True, max_length=8000, verbose_name="treść")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="zmieniono")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zmienił(a)",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practice_texts",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "część opisu dobrej praktyki",
                        "verbose_name_plural": "części opisu dobrej praktyki",
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
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
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="monitoring.indicator",
                                verbose_name="wskaźnik",
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
                        "verbose_name": "przypomnienie",
                        "verbose_name_plural": "przypomnienia",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReminderLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.EmailField(max_length=254, verbose_name="do kogo")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "czeka na wysłanie"),
                                    ("sending", "w trakcie"),
                                    ("sent", "wysłana"),
                                    ("refused", "poczta nie przyjęła"),
                                    ("uncertain", "nie wiadomo, czy dotarła"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(auto_now_add=True, verbose_name="zaplanowana")),
                        ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="rozstrzygnięta")),
                        (
                            "reminder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="monitoring.reminder",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wiadomość z przypomnieniem",
                        "verbose_name_plural": "wiadomości z przypomnieniami",
                        "ordering": ("reminder", "school__sort_name", "address"),
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                                choices=[
                                    ("progress", "raport z postępu"),
                                    ("school", "raport jednostki"),
                                    ("tracking", "tabela śledzenia wskaźników"),
                                    ("practice", "opis dobrej praktyki"),
                                    ("slides", "prezentacja"),
                                    ("council", "informacja dla Rady Miejskiej"),
                                    ("closing", "raport końcowy planu"),
                                ],
                                default="progress",
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("archive", "PDF/A-3 do archiwum"),
                                    ("xlsx", "XLSX"),
                                    ("docx", "DOCX"),
                                    ("pptx", "PPTX"),
                                ],
                                default="pdf",
                                max_length=8,
                                verbose_name="plik",
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="wydanie"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="powód korekty")),
                        ("fonts", models.JSONField(default=dict, editable=False, verbose_name="kroje pisma")),
                        ("as_of", models.DateField(verbose_name="stan na dzień")),
                        (
                            "known_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="według wiedzy z chwili"),
                        ),
                        ("inputs", models.JSONField(editable=False, null=True, verbose_name="dane raportu")),
                        ("versions", models.JSONField(default=dict, editable=False, verbose_name="wersje")),
                        (
                            "path",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="położenie"),
                        ),
                        ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256")),
                        ("size", models.PositiveIntegerField(default=0, editable=False, verbose_name="rozmiar")),
                        ("pages", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="stron")),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="monitoring.report",
                                verbose_name="koryguje",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="schedule.plan",
                                verbose_name="plan",
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
                        "verbose_name": "raport",
                        "verbose_name_plural": "raporty",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="delivery",
                    name="report",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="monitoring.report",
                    ),
                ),
                migrations.CreateModel(
                    name="ReportCheck",
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
                            "file_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("intact", "nienaruszony"),
                                    ("damaged", "zmieniony lub uszkodzony"),
                                    ("missing", "zaginął"),
                                ],
                                editable=False,
                                max_length=8,
                                verbose_name="plik",
                            ),
                        ),
                        (
                            "same_bytes",
                            models.BooleanField(
                                editable=False, null=True, verbose_name="ten sam plik z tych samych danych"
                            ),
                        ),
                        (
                            "same_records",
                            models.BooleanField(editable=False, null=True, verbose_name="zapisy dają te same dane"),
                        ),
                        ("found", models.JSONField(default=dict, editable=False, verbose_name="różnice")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="monitoring.report",
                                verbose_name="raport",
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
                        "verbose_name": "sprawdzenie raportu",
                        "verbose_name_plural": "sprawdzenia raportów",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Subscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("progress", "raport z postępu"),
                                    ("school", "raport jednostki"),
                                    ("tracking", "tabela śledzenia wskaźników"),
                                    ("practice", "opis dobrej praktyki"),
                                    ("slides", "prezentacja"),
                                    ("council", "informacja dla Rady Miejskiej"),
                                    ("closing", "raport końcowy planu"),
                                ],
                                default="progress",
                                max_length=10,
                                verbose_name="raport",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("archive", "PDF/A-3 do archiwum"),
                                    ("xlsx", "XLSX"),
                                    ("docx", "DOCX"),
                                    ("pptx", "PPTX"),
                                ],
                                default="pdf",
                                max_length=8,
                                verbose_name="plik",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("monthly", "co miesiąc"),
                                    ("quarterly", "co kwartał"),
                                    ("term", "co półrocze szkolne"),
                                    ("cron", "według wyrażenia cron"),
                                ],
                                default="monthly",
                                max_length=10,
                                verbose_name="jak często",
                            ),
                        ),
                        ("cron", models.CharField(blank=True, max_length=60, verbose_name="wyrażenie cron")),
                        ("day_of_month", models.PositiveSmallIntegerField(default=5, verbose_name="dzień miesiąca")),
                        ("at", models.TimeField(default=datetime.time(7, 0), verbose_name="godzina")),
                        ("starts_on", models.DateField(verbose_name="od dnia")),
                        (
                            "planned_until",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="zaplanowano do"
                            ),
                        ),
                        (
                            "paused_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wstrzymana"),
                        ),
                        (
                            "paused_because",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="powód wstrzymania"
                            ),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subscriptions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opiekun",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subscriptions",
                                to="schedule.plan",
                                verbose_name="plan",
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
                        "verbose_name": "subskrypcja raportu",
                        "verbose_name_plural": "subskrypcje raportów",
                        "ordering": ("name", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="adres e-mail")),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "unsubscribed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wypisany"),
                        ),
                        (
                            "subscription",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="monitoring.subscription",
                                verbose_name="subskrypcja",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "odbiorca raportu",
                        "verbose_name_plural": "odbiorcy raportów",
                        "ordering": ("email",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRecipient",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("email", models.EmailField(max_length=254, verbose_name="adres e-mail")),
                        ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "unsubscribed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wypisany"),
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
                            "subscription",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="monitoring.subscription",
                                verbose_name="subskrypcja",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical odbiorca raportu",
                        "verbose_name_plural": "historical odbiorcy raportów",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="delivery",
                    name="subscription",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="monitoring.subscription",
                    ),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("exact", "dokładnie"),
                                    ("min", "co najmniej"),
                                    ("min_per_unit", "co najmniej w każdej"),
                                    ("per_group", "w każdej grupie"),
                                ],
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("value", models.PositiveIntegerField(verbose_name="wartość")),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uczniowie", "uczniowie"),
                                    ("nauczyciele", "nauczyciele"),
                                    ("rodzice", "rodzice"),
                                    ("dyrektorzy", "dyrektorzy"),
                                    ("inni", "inni uczestnicy"),
                                ],
                                max_length=12,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="monitoring.indicator",
                                verbose_name="wskaźnik",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wartość docelowa",
                        "verbose_name_plural": "wartości docelowe",
                        "ordering": ("indicator", "pk"),
                    },
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.UniqueConstraint(
                        fields=("plan", "number"), name="indicator_number_unique_in_plan"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="correction_changes_something"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicetext",
                    constraint=models.UniqueConstraint(fields=("plan", "section"), name="practice_section_once"),
                ),
                migrations.AddIndex(
                    model_name="reminder",
                    index=models.Index(fields=["state", "lease_until"], name="reminder_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="reminder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="reminder_progress_is_a_percentage"
                    ),
                ),
                migrations.AddIndex(
                    model_name="reminderletter",
                    index=models.Index(fields=["school", "planned_at"], name="reminder_letter_of_school"),
                ),
                migrations.AddConstraint(
                    model_name="reminderletter",
                    constraint=models.UniqueConstraint(
                        fields=("reminder", "school", "address"), name="reminder_letter_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="report",
                    index=models.Index(fields=["state", "lease_until"], name="report_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="report_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.UniqueConstraint(fields=("corrects", "edition"), name="report_edition_once"),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects", None), ("edition", 1)),
                            models.Q(("corrects__isnull", False), ("edition__gt", 1)),
                            _connector="OR",
                        ),
                        name="report_edition_cites_the_first",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "school"), ("school__isnull", False)),
                            models.Q(models.Q(("kind", "school"), _negated=True), ("school", None)),
                            _connector="OR",
                        ),
                        name="report_of_a_school_names_it",
                    ),
                ),
                migrations.AddIndex(
                    model_name="reportcheck",
                    index=models.Index(fields=["state", "lease_until"], name="reportcheck_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="reportcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="reportcheck_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="subscription",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("day_of_month__gte", 1), ("day_of_month__lte", 28)),
                        name="subscription_day_is_in_every_month",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="subscription",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frequency", "cron"), models.Q(("cron", ""), _negated=True)),
                            models.Q(models.Q(("frequency", "cron"), _negated=True), ("cron", "")),
                            _connector="OR",
                        ),
                        name="subscription_cron_fits_frequency",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recipient",
                    constraint=models.UniqueConstraint(fields=("subscription", "email"), name="recipient_once"),
                ),
                migrations.AddIndex(
                    model_name="delivery",
                    index=models.Index(fields=["state", "due_at"], name="delivery_to_do"),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.UniqueConstraint(
                        fields=("subscription", "window", "recipient"), name="delivery_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="delivery_sent_has_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.UniqueConstraint(fields=("indicator", "group"), name="target_once_a_group"),
                ),
                migrations.AddConstraint(
                    model_name="target",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group__gt", ""), ("kind", "per_group")),
                            models.Q(models.Q(("kind", "per_group"), _negated=True), ("group", "")),
                            _connector="OR",
                        ),
                        name="target_group_fits_its_kind",
                    ),
                ),
            ],
        ),
    ]
