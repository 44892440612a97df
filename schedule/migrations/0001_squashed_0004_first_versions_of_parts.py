"""All tables of a new database in one step; one that has been brought up to date has them already."""

import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from hdr_portal.lib.newtables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("schedule", "0001_initial"),
        ("schedule", "0002_activity_version"),
        ("schedule", "0003_history_of_parts"),
        ("schedule", "0004_first_versions_of_parts"),
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
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="numer")),
                        ("text", models.TextField(verbose_name="treść")),
                        (
                            "term_text",
                            models.CharField(blank=True, max_length=150, verbose_name="termin wspólny dla kroków"),
                        ),
                        ("resources_text", models.TextField(blank=True, verbose_name="zasoby wspólne dla kroków")),
                        (
                            "responsible_text",
                            models.TextField(blank=True, verbose_name="odpowiedzialni wspólni dla kroków"),
                        ),
                    ],
                    options={
                        "verbose_name": "działanie",
                        "verbose_name_plural": "działania",
                        "ordering": ("plan", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
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
                                    ("audit", "audyt cyberbezpieczeństwa"),
                                    ("team_meeting", "spotkanie grupy roboczej"),
                                    ("directors_meeting", "spotkanie z dyrektorami szkół"),
                                    ("debate", "debata"),
                                    ("conference", "konferencja tematyczna"),
                                    ("closing_conference", "konferencja podsumowująca"),
                                    ("training", "szkolenie"),
                                    ("workshop", "warsztaty"),
                                    ("resolution", "uchwała"),
                                    ("ordinance", "zarządzenie"),
                                    ("grant_application", "wniosek o dofinansowanie"),
                                    ("presentation", "prezentacja lub opis dobrej praktyki"),
                                    ("system_update", "aktualizacja systemu lub sprzętu"),
                                    ("other", "inne zdarzenie"),
                                ],
                                max_length=20,
                                verbose_name="rodzaj zdarzenia",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("digital_tools", "obsługa narzędzi cyfrowych"),
                                    ("online_safety", "bezpieczeństwo w sieci i krytyczna analiza informacji"),
                                    ("ai_and_zpe", "sztuczna inteligencja i Zintegrowana Platforma Edukacyjna"),
                                    ("digital_hygiene", "higiena cyfrowa"),
                                    ("communication", "usprawnienie komunikacji"),
                                    ("other", "inny temat"),
                                ],
                                max_length=20,
                                verbose_name="temat",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="tytuł")),
                        ("day", models.DateField(verbose_name="data")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=100, verbose_name="numer lub znak sprawy"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="kwota (zł)"
                            ),
                        ),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="data złożenia")),
                        ("description", models.TextField(blank=True, max_length=4000, verbose_name="opis")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "szkic"),
                                    ("submitted", "czeka na zatwierdzenie"),
                                    ("returned", "zwrócone do poprawy"),
                                    ("approved", "zatwierdzone"),
                                    ("voided", "unieważnione"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="uwaga Wydziału")),
                        ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dodano")),
                        ("form_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dodał(a)",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_activities",
                                to="schools.school",
                                verbose_name="prowadzi",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zdarzenie",
                        "verbose_name_plural": "zdarzenia",
                        "ordering": ("-day", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ActivityEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proofs",
                                to="schedule.activity",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proofs",
                                to="schools.evidence",
                                verbose_name="dowód",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dowód zdarzenia",
                        "verbose_name_plural": "dowody zdarzeń",
                        "ordering": ("evidence",),
                    },
                ),
                migrations.AddField(
                    model_name="activity",
                    name="evidence",
                    field=models.ManyToManyField(
                        related_name="activities",
                        through="schedule.ActivityEvidence",
                        to="schools.evidence",
                        verbose_name="dowody",
                    ),
                ),
                migrations.CreateModel(
                    name="HeadCount",
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
                        ("count", models.PositiveIntegerField(verbose_name="liczba osób")),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="head_counts",
                                to="schedule.activity",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "liczba uczestników",
                        "verbose_name_plural": "liczby uczestników",
                        "ordering": ("activity", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalActivityEvidence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
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
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.activity",
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
                    ],
                    options={
                        "verbose_name": "historical dowód zdarzenia",
                        "verbose_name_plural": "historical dowody zdarzeń",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHeadCount",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "group",
                            models.CharField(
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
                        ("count", models.PositiveIntegerField(verbose_name="liczba osób")),
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
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.activity",
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
                        "verbose_name": "historical liczba uczestników",
                        "verbose_name_plural": "historical liczby uczestników",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParticipation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
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
                            "activity",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.activity",
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
                    ],
                    options={
                        "verbose_name": "historical udział jednostki",
                        "verbose_name_plural": "historical udział jednostek",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlan",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("title", models.CharField(max_length=200, verbose_name="tytuł")),
                        ("municipality", models.CharField(max_length=150, verbose_name="gmina")),
                        ("area", models.TextField(verbose_name="obszar")),
                        ("goal", models.TextField(verbose_name="cel")),
                        ("task", models.TextField(verbose_name="zadanie")),
                        ("period_text", models.CharField(max_length=100, verbose_name="okres realizacji")),
                        ("start", models.DateField(verbose_name="początek")),
                        ("end", models.DateField(verbose_name="koniec")),
                        (
                            "content",
                            models.JSONField(
                                default=dict,
                                help_text="Zapisy dokumentu, które nie są działaniami ani wskaźnikami.",
                                verbose_name="pozostałe zapisy planu",
                            ),
                        ),
                        (
                            "source_sha256",
                            models.CharField(editable=False, max_length=64, verbose_name="SHA-256 pliku"),
                        ),
                        ("loaded_at", models.DateTimeField(blank=True, editable=False, verbose_name="wczytano")),
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
                        "verbose_name": "historical plan",
                        "verbose_name_plural": "historical plany",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalStep",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("number", models.CharField(max_length=10, verbose_name="numer")),
                        ("unnumbered", models.BooleanField(default=False, verbose_name="bez numeru w planie")),
                        ("text", models.TextField(verbose_name="treść")),
                        (
                            "term_text",
                            models.CharField(blank=True, max_length=150, null=True, verbose_name="termin jak w planie"),
                        ),
                        ("start", models.DateField(blank=True, null=True, verbose_name="początek")),
                        (
                            "start_precision",
                            models.CharField(
                                blank=True,
                                choices=[("day", "dzień"), ("month", "miesiąc"), ("year", "rok")],
                                max_length=5,
                            ),
                        ),
                        ("end", models.DateField(blank=True, null=True, verbose_name="koniec")),
                        (
                            "end_precision",
                            models.CharField(
                                blank=True,
                                choices=[("day", "dzień"), ("month", "miesiąc"), ("year", "rok")],
                                max_length=5,
                            ),
                        ),
                        ("open_end", models.BooleanField(default=False, verbose_name="bez daty końca")),
                        ("as_needed", models.BooleanField(default=False, verbose_name="w razie potrzeby")),
                        ("cyclic", models.BooleanField(default=False, verbose_name="cyklicznie")),
                        (
                            "decision_due",
                            models.DateField(blank=True, null=True, verbose_name="planowane rozstrzygnięcie"),
                        ),
                        (
                            "dates_inherited_from",
                            models.CharField(blank=True, max_length=10, verbose_name="daty jak w kroku"),
                        ),
                        ("resources_text", models.TextField(blank=True, null=True, verbose_name="zasoby")),
                        ("responsible_text", models.TextField(blank=True, null=True, verbose_name="odpowiedzialni")),
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
                    ],
                    options={
                        "verbose_name": "historical krok",
                        "verbose_name_plural": "historical kroki",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="schedule.activity",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "udział jednostki",
                        "verbose_name_plural": "udział jednostek",
                        "ordering": ("school",),
                    },
                ),
                migrations.AddField(
                    model_name="activity",
                    name="schools",
                    field=models.ManyToManyField(
                        related_name="activities",
                        through="schedule.Participation",
                        to="schools.school",
                        verbose_name="jednostki uczestniczące",
                    ),
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="tytuł")),
                        ("municipality", models.CharField(max_length=150, verbose_name="gmina")),
                        ("area", models.TextField(verbose_name="obszar")),
                        ("goal", models.TextField(verbose_name="cel")),
                        ("task", models.TextField(verbose_name="zadanie")),
                        ("period_text", models.CharField(max_length=100, verbose_name="okres realizacji")),
                        ("start", models.DateField(verbose_name="początek")),
                        ("end", models.DateField(verbose_name="koniec")),
                        (
                            "content",
                            models.JSONField(
                                default=dict,
                                help_text="Zapisy dokumentu, które nie są działaniami ani wskaźnikami.",
                                verbose_name="pozostałe zapisy planu",
                            ),
                        ),
                        (
                            "source_sha256",
                            models.CharField(editable=False, max_length=64, verbose_name="SHA-256 pliku"),
                        ),
                        ("loaded_at", models.DateTimeField(auto_now=True, verbose_name="wczytano")),
                    ],
                    options={
                        "verbose_name": "plan",
                        "verbose_name_plural": "plany",
                        "ordering": ("-start",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("municipality", "start"), name="plan_one_per_municipality_and_start"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("start__lte", models.F("end"))), name="plan_starts_before_it_ends"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "row",
                            models.CharField(
                                help_text="Numer działania, kroku lub wskaźnika.",
                                max_length=20,
                                verbose_name="wiersz planu",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="uwaga")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="schedule.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uwaga do planu",
                        "verbose_name_plural": "uwagi do planu",
                        "ordering": ("plan", "position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAction",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="numer")),
                        ("text", models.TextField(verbose_name="treść")),
                        (
                            "term_text",
                            models.CharField(blank=True, max_length=150, verbose_name="termin wspólny dla kroków"),
                        ),
                        ("resources_text", models.TextField(blank=True, verbose_name="zasoby wspólne dla kroków")),
                        (
                            "responsible_text",
                            models.TextField(blank=True, verbose_name="odpowiedzialni wspólni dla kroków"),
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
                        "verbose_name": "historical działanie",
                        "verbose_name_plural": "historical działania",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="action",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="schedule.plan",
                        verbose_name="plan",
                    ),
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="kolejność")),
                        ("number", models.CharField(max_length=10, verbose_name="numer")),
                        ("unnumbered", models.BooleanField(default=False, verbose_name="bez numeru w planie")),
                        ("text", models.TextField(verbose_name="treść")),
                        (
                            "term_text",
                            models.CharField(blank=True, max_length=150, null=True, verbose_name="termin jak w planie"),
                        ),
                        ("start", models.DateField(blank=True, null=True, verbose_name="początek")),
                        (
                            "start_precision",
                            models.CharField(
                                blank=True,
                                choices=[("day", "dzień"), ("month", "miesiąc"), ("year", "rok")],
                                max_length=5,
                            ),
                        ),
                        ("end", models.DateField(blank=True, null=True, verbose_name="koniec")),
                        (
                            "end_precision",
                            models.CharField(
                                blank=True,
                                choices=[("day", "dzień"), ("month", "miesiąc"), ("year", "rok")],
                                max_length=5,
                            ),
                        ),
                        ("open_end", models.BooleanField(default=False, verbose_name="bez daty końca")),
                        ("as_needed", models.BooleanField(default=False, verbose_name="w razie potrzeby")),
                        ("cyclic", models.BooleanField(default=False, verbose_name="cyklicznie")),
                        (
                            "decision_due",
                            models.DateField(blank=True, null=True, verbose_name="planowane rozstrzygnięcie"),
                        ),
                        (
                            "dates_inherited_from",
                            models.CharField(blank=True, max_length=10, verbose_name="daty jak w kroku"),
                        ),
                        ("resources_text", models.TextField(blank=True, null=True, verbose_name="zasoby")),
                        ("responsible_text", models.TextField(blank=True, null=True, verbose_name="odpowiedzialni")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="schedule.action",
                                verbose_name="działanie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "krok",
                        "verbose_name_plural": "kroki",
                        "ordering": ("action", "position"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalActivity",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("audit", "audyt cyberbezpieczeństwa"),
                                    ("team_meeting", "spotkanie grupy roboczej"),
                                    ("directors_meeting", "spotkanie z dyrektorami szkół"),
                                    ("debate", "debata"),
                                    ("conference", "konferencja tematyczna"),
                                    ("closing_conference", "konferencja podsumowująca"),
                                    ("training", "szkolenie"),
                                    ("workshop", "warsztaty"),
                                    ("resolution", "uchwała"),
                                    ("ordinance", "zarządzenie"),
                                    ("grant_application", "wniosek o dofinansowanie"),
                                    ("presentation", "prezentacja lub opis dobrej praktyki"),
                                    ("system_update", "aktualizacja systemu lub sprzętu"),
                                    ("other", "inne zdarzenie"),
                                ],
                                max_length=20,
                                verbose_name="rodzaj zdarzenia",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("digital_tools", "obsługa narzędzi cyfrowych"),
                                    ("online_safety", "bezpieczeństwo w sieci i krytyczna analiza informacji"),
                                    ("ai_and_zpe", "sztuczna inteligencja i Zintegrowana Platforma Edukacyjna"),
                                    ("digital_hygiene", "higiena cyfrowa"),
                                    ("communication", "usprawnienie komunikacji"),
                                    ("other", "inny temat"),
                                ],
                                max_length=20,
                                verbose_name="temat",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="tytuł")),
                        ("day", models.DateField(verbose_name="data")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=100, verbose_name="numer lub znak sprawy"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="kwota (zł)"
                            ),
                        ),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="data złożenia")),
                        ("description", models.TextField(blank=True, max_length=4000, verbose_name="opis")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "szkic"),
                                    ("submitted", "czeka na zatwierdzenie"),
                                    ("returned", "zwrócone do poprawy"),
                                    ("approved", "zatwierdzone"),
                                    ("voided", "unieważnione"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="uwaga Wydziału")),
                        ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="dodano")),
                        ("form_key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dodał(a)",
                            ),
                        ),
                        (
                            "decided_by",
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="prowadzi",
                            ),
                        ),
                        (
                            "submitted_by",
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
                            "step",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schedule.step",
                                verbose_name="krok planu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical zdarzenie",
                        "verbose_name_plural": "historical zdarzenia",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="activity",
                    name="step",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="schedule.step",
                        verbose_name="krok planu",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activityevidence",
                    constraint=models.UniqueConstraint(fields=("activity", "evidence"), name="activity_evidence_once"),
                ),
                migrations.AddConstraint(
                    model_name="headcount",
                    constraint=models.UniqueConstraint(fields=("activity", "group"), name="head_count_once_a_group"),
                ),
                migrations.AddConstraint(
                    model_name="participation",
                    constraint=models.UniqueConstraint(fields=("activity", "school"), name="participation_once"),
                ),
                migrations.AddConstraint(
                    model_name="note",
                    constraint=models.UniqueConstraint(fields=("plan", "row", "text"), name="note_once_a_row"),
                ),
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.UniqueConstraint(fields=("plan", "number"), name="action_number_unique_in_plan"),
                ),
                migrations.AddConstraint(
                    model_name="step",
                    constraint=models.UniqueConstraint(
                        fields=("action", "number"), name="step_number_unique_in_action"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="step",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("end", None), ("start", None), ("start__lte", models.F("end")), _connector="OR"
                        ),
                        name="step_starts_before_it_ends",
                    ),
                ),
                migrations.AddIndex(
                    model_name="activity",
                    index=models.Index(fields=["kind", "state", "day"], name="activity_counted"),
                ),
                migrations.AddIndex(
                    model_name="activity",
                    index=models.Index(fields=["keeper", "state"], name="activity_of_school"),
                ),
                migrations.AddConstraint(
                    model_name="activity",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="activity_approval_is_signed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activity",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "voided"), _negated=True),
                            models.Q(("voided_at__isnull", False), models.Q(("remark", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="activity_voided_with_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="activity",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        name="activity_amount_not_negative",
                    ),
                ),
            ],
        ),
    ]
