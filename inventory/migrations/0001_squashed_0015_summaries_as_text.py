"""All tables of a new database in one step; one that has been brought up to date has them already."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import inventory.models.devices
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from hdr_portal.lib.newtables import CreateTables


def make_search_index(apps, schema_editor):
    """A trigram index, so that any part of a number or name is found at once. PostgreSQL alone knows it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX device_search ON inventory_device USING gin (search_text gin_trgm_ops) WITH (fastupdate = on)"
        )


def drop_search_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX device_search")


class Migration(migrations.Migration):
    replaces = [
        ("inventory", "0001_initial"),
        ("inventory", "0002_register"),
        ("inventory", "0003_fill_register"),
        ("inventory", "0004_require_register"),
        ("inventory", "0005_device_search"),
        ("inventory", "0006_licence_form_key_zszo_in_use"),
        ("inventory", "0007_norm"),
        ("inventory", "0008_sheet_acceptance"),
        ("inventory", "0009_device_facts"),
        ("inventory", "0010_device_warranty_value"),
        ("inventory", "0011_warranty_index_covers_dashboards"),
        ("inventory", "0012_fewer_indexes"),
        ("inventory", "0013_export_labels"),
        ("inventory", "0014_history_without_a_check_of_its_person"),
        ("inventory", "0015_summaries_as_text"),
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
                    name="Norm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("pupils_per_computer", "uczniów na jeden komputer, najwyżej"),
                                    ("old_years", "lat, od których urządzenie uważa się za stare"),
                                    ("fresh_days", "dni od ostatniej aktualizacji ewidencji, najwyżej"),
                                    ("ending_days", "dni naprzód, w których wypatruje się końca gwarancji i licencji"),
                                ],
                                max_length=30,
                                unique=True,
                                verbose_name="czego dotyczy",
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="wartość"
                            ),
                        ),
                        ("binds_from", models.DateField(blank=True, null=True, verbose_name="obowiązuje od")),
                        ("source", models.CharField(max_length=250, verbose_name="źródło")),
                    ],
                    options={
                        "verbose_name": "norma",
                        "verbose_name_plural": "normy",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="Category",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="kod")),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("computers", "komputery i tablety"),
                                    ("screens", "monitory i projektory"),
                                    ("printing", "druk"),
                                    ("network", "sieć"),
                                    ("servers", "serwery i kopie zapasowe"),
                                    ("security", "monitoring wizyjny"),
                                    ("other", "inne"),
                                ],
                                default="other",
                                max_length=10,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "is_computer",
                            models.BooleanField(
                                default=False,
                                help_text="Ma procesor, pamięć, dysk i system; liczy się do liczby uczniów na komputer.",
                                verbose_name="liczona jako komputer",
                            ),
                        ),
                        (
                            "own_fields",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='Lista: {"key": "ports", "label": "Liczba portów", "kind": "count"}; rodzaje: text, count, date, bool.',
                                verbose_name="własne pola",
                            ),
                        ),
                        (
                            "life_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="trwałość w latach",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kategoria",
                        "verbose_name_plural": "kategorie",
                        "ordering": ("name",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("headers", models.JSONField(default=dict, verbose_name="nagłówki")),
                        (
                            "school",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dopasowanie kolumn",
                        "verbose_name_plural": "dopasowania kolumn",
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="nazwa")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("diagnosis", "diagnoza"), ("current", "bieżąca aktualizacja")],
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="wskazówki dla szkół")),
                        ("opened_on", models.DateField(verbose_name="otwarta")),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="termin")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zamknięta")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "schools",
                            models.ManyToManyField(related_name="+", to="schools.school", verbose_name="jednostki"),
                        ),
                    ],
                    options={
                        "verbose_name": "edycja arkuszy",
                        "verbose_name_plural": "edycje arkuszy",
                        "ordering": ("-opened_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Export",
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
                            "file_format",
                            models.CharField(
                                choices=[
                                    ("xlsx", "Excel (XLSX)"),
                                    ("csv", "CSV"),
                                    ("pdf", "PDF"),
                                    ("edit", "Excel do uzupełnienia i odesłania"),
                                    ("label", "Etykiety (PDF)"),
                                ],
                                max_length=5,
                                verbose_name="format",
                            ),
                        ),
                        ("query", models.CharField(blank=True, max_length=2000, verbose_name="zapytanie")),
                        ("columns", models.JSONField(default=list, verbose_name="kolumny")),
                        ("school_ids", models.JSONField(null=True, verbose_name="jednostki")),
                        ("rows", models.PositiveIntegerField(default=0, editable=False, verbose_name="wierszy")),
                        (
                            "path",
                            models.CharField(blank=True, editable=False, max_length=100, verbose_name="położenie"),
                        ),
                        ("size", models.PositiveIntegerField(default=0, editable=False, verbose_name="rozmiar")),
                        ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256")),
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
                        "verbose_name": "eksport",
                        "verbose_name_plural": "eksporty",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FixedAssetClass",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True, verbose_name="symbol")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pozycja KŚT",
                        "verbose_name_plural": "pozycje KŚT",
                        "ordering": ("code",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Forecast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="rok")),
                        ("approved_on", models.DateField(verbose_name="zatwierdzona")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "prognoza zapotrzebowania",
                        "verbose_name_plural": "prognozy zapotrzebowania",
                        "ordering": ("-year", "school"),
                    },
                ),
                migrations.CreateModel(
                    name="FundingSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("agreement_number", models.CharField(blank=True, max_length=60, verbose_name="numer umowy")),
                        (
                            "durability_until",
                            models.DateField(
                                blank=True,
                                help_text="Podpowiadany urządzeniom kupionym z tego źródła.",
                                null=True,
                                verbose_name="koniec trwałości",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "źródło finansowania",
                        "verbose_name_plural": "źródła finansowania",
                        "ordering": ("name",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCategory",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("computers", "komputery i tablety"),
                                    ("screens", "monitory i projektory"),
                                    ("printing", "druk"),
                                    ("network", "sieć"),
                                    ("servers", "serwery i kopie zapasowe"),
                                    ("security", "monitoring wizyjny"),
                                    ("other", "inne"),
                                ],
                                default="other",
                                max_length=10,
                                verbose_name="grupa",
                            ),
                        ),
                        (
                            "is_computer",
                            models.BooleanField(
                                default=False,
                                help_text="Ma procesor, pamięć, dysk i system; liczy się do liczby uczniów na komputer.",
                                verbose_name="liczona jako komputer",
                            ),
                        ),
                        (
                            "own_fields",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='Lista: {"key": "ports", "label": "Liczba portów", "kind": "count"}; rodzaje: text, count, date, bool.',
                                verbose_name="własne pola",
                            ),
                        ),
                        (
                            "life_years",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(40),
                                ],
                                verbose_name="trwałość w latach",
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kategoria",
                        "verbose_name_plural": "historical kategorie",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalColumnMapping",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("headers", models.JSONField(default=dict, verbose_name="nagłówki")),
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
                        "verbose_name": "historical dopasowanie kolumn",
                        "verbose_name_plural": "historical dopasowania kolumn",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEdition",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(db_index=True, max_length=80, verbose_name="nazwa")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("diagnosis", "diagnoza"), ("current", "bieżąca aktualizacja")],
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="wskazówki dla szkół")),
                        ("opened_on", models.DateField(verbose_name="otwarta")),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="termin")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zamknięta")),
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
                    ],
                    options={
                        "verbose_name": "historical edycja arkuszy",
                        "verbose_name_plural": "historical edycje arkuszy",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFixedAssetClass",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("code", models.CharField(db_index=True, max_length=10, verbose_name="symbol")),
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical pozycja KŚT",
                        "verbose_name_plural": "historical pozycje KŚT",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalForecast",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="rok")),
                        ("approved_on", models.DateField(verbose_name="zatwierdzona")),
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
                    ],
                    options={
                        "verbose_name": "historical prognoza zapotrzebowania",
                        "verbose_name_plural": "historical prognozy zapotrzebowania",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFundingSource",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("agreement_number", models.CharField(blank=True, max_length=60, verbose_name="numer umowy")),
                        (
                            "durability_until",
                            models.DateField(
                                blank=True,
                                help_text="Podpowiadany urządzeniom kupionym z tego źródła.",
                                null=True,
                                verbose_name="koniec trwałości",
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical źródło finansowania",
                        "verbose_name_plural": "historical źródła finansowania",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalManufacturer",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical producent",
                        "verbose_name_plural": "historical producenci",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNorm",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("pupils_per_computer", "uczniów na jeden komputer, najwyżej"),
                                    ("old_years", "lat, od których urządzenie uważa się za stare"),
                                    ("fresh_days", "dni od ostatniej aktualizacji ewidencji, najwyżej"),
                                    ("ending_days", "dni naprzód, w których wypatruje się końca gwarancji i licencji"),
                                ],
                                db_index=True,
                                max_length=30,
                                verbose_name="czego dotyczy",
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="wartość"
                            ),
                        ),
                        ("binds_from", models.DateField(blank=True, null=True, verbose_name="obowiązuje od")),
                        ("source", models.CharField(max_length=250, verbose_name="źródło")),
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
                        "verbose_name": "historical norma",
                        "verbose_name_plural": "historical normy",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOperatingSystem",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                help_text="Na przykład Windows 10, Windows 11, ChromeOS.",
                                max_length=40,
                                verbose_name="rodzina",
                            ),
                        ),
                        ("supported_until", models.DateField(blank=True, null=True, verbose_name="wsparcie do")),
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical system operacyjny",
                        "verbose_name_plural": "historical systemy operacyjne",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProduct",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("publisher", models.CharField(blank=True, max_length=80, verbose_name="wydawca")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "pakiet biurowy"),
                                    ("system", "system operacyjny"),
                                    ("security", "ochrona"),
                                    ("teaching", "dydaktyka"),
                                    ("management", "zarządzanie szkołą"),
                                    ("other", "inne"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "is_standard",
                            models.BooleanField(
                                default=False,
                                help_text="Na tej liście opiera się wskaźnik jednolitości oprogramowania.",
                                verbose_name="standard gminy",
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical oprogramowanie",
                        "verbose_name_plural": "historical oprogramowanie",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRoom",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=80, verbose_name="nazwa lub numer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("computer_lab", "pracownia komputerowa"),
                                    ("classroom", "sala lekcyjna"),
                                    ("library", "biblioteka"),
                                    ("server_room", "serwerownia"),
                                    ("office", "sekretariat lub administracja"),
                                    ("staff_room", "pokój nauczycielski"),
                                    ("sports", "sala gimnastyczna"),
                                    ("preschool", "sala przedszkolna"),
                                    ("store", "magazyn"),
                                    ("other", "inne"),
                                ],
                                default="classroom",
                                max_length=15,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("building", models.CharField(blank=True, max_length=80, verbose_name="budynek")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak sala bywa nazywana w arkuszach.",
                                verbose_name="inne nazwy",
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
                        "verbose_name": "historical pomieszczenie",
                        "verbose_name_plural": "historical pomieszczenia",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSheet",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "do złożenia"),
                                    ("submitted", "złożony"),
                                    ("returned", "zwrócony"),
                                    ("accepted", "przyjęty"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="złożony")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="rozpatrzony")),
                        ("remark", models.CharField(blank=True, max_length=1000, verbose_name="uwaga wydziału")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="przyjęty")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="rozpatrzył(a)",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.edition",
                                verbose_name="edycja",
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
                            "workbook",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="arkusz XLSX",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical arkusz inwentaryzacyjny",
                        "verbose_name_plural": "historical arkusze inwentaryzacyjne",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalZszoCost",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("first_year", models.PositiveSmallIntegerField(verbose_name="od roku")),
                        ("last_year", models.PositiveSmallIntegerField(verbose_name="do roku")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="kwota",
                            ),
                        ),
                        ("source", models.CharField(max_length=250, verbose_name="źródło")),
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
                        "verbose_name": "historical koszt ZSZO",
                        "verbose_name_plural": "historical koszty ZSZO",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalZszoModule",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(db_index=True, editable=False, max_length=120)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
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
                            "proposed_by",
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
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical moduł ZSZO",
                        "verbose_name_plural": "historical moduły ZSZO",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalZszoUse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("in_use", models.BooleanField(default=True, verbose_name="korzysta")),
                        ("confirmed_on", models.DateField(verbose_name="potwierdzone")),
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
                    ],
                    options={
                        "verbose_name": "historical korzystanie z ZSZO",
                        "verbose_name_plural": "historical korzystanie z ZSZO",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Import",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("mapping", "dopasowanie kolumn"),
                                    ("preview", "podgląd"),
                                    ("confirmed", "w trakcie zapisu"),
                                    ("done", "zapisany"),
                                    ("undone", "cofnięty"),
                                    ("dropped", "porzucony"),
                                ],
                                default="mapping",
                                max_length=10,
                                verbose_name="etap",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa pliku")),
                        ("kind", models.CharField(max_length=5, verbose_name="rodzaj pliku")),
                        (
                            "path",
                            models.CharField(editable=False, max_length=100, unique=True, verbose_name="położenie"),
                        ),
                        ("size", models.PositiveIntegerField(editable=False, verbose_name="rozmiar")),
                        ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                        (
                            "contents_path",
                            models.CharField(editable=False, max_length=100, verbose_name="położenie treści"),
                        ),
                        ("choices", models.JSONField(default=dict, editable=False, verbose_name="decyzje")),
                        ("choices_version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "diff_path",
                            models.CharField(
                                blank=True, editable=False, max_length=100, verbose_name="położenie różnic"
                            ),
                        ),
                        ("counts", models.JSONField(default=dict, editable=False, verbose_name="liczby wierszy")),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[("all", "wszystko albo nic"), ("good", "tylko poprawne wiersze")],
                                max_length=5,
                                verbose_name="tryb",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="zatwierdzono")),
                        ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="cofnięto")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cofnął(-ęła)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "importy",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Manufacturer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "producent",
                        "verbose_name_plural": "producenci",
                        "ordering": ("name",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OperatingSystem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                help_text="Na przykład Windows 10, Windows 11, ChromeOS.",
                                max_length=40,
                                verbose_name="rodzina",
                            ),
                        ),
                        ("supported_until", models.DateField(blank=True, null=True, verbose_name="wsparcie do")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "system operacyjny",
                        "verbose_name_plural": "systemy operacyjne",
                        "ordering": ("name",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("publisher", models.CharField(blank=True, max_length=80, verbose_name="wydawca")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "pakiet biurowy"),
                                    ("system", "system operacyjny"),
                                    ("security", "ochrona"),
                                    ("teaching", "dydaktyka"),
                                    ("management", "zarządzanie szkołą"),
                                    ("other", "inne"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "is_standard",
                            models.BooleanField(
                                default=False,
                                help_text="Na tej liście opiera się wskaźnik jednolitości oprogramowania.",
                                verbose_name="standard gminy",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "oprogramowanie",
                        "verbose_name_plural": "oprogramowanie",
                        "ordering": ("name",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Licence",
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
                                    ("oem", "OEM"),
                                    ("mak", "zbiorcza (MAK)"),
                                    ("subscription", "subskrypcja"),
                                    ("edu", "edukacyjna (EDU)"),
                                    ("box", "pudełkowa"),
                                    ("free", "bezpłatna"),
                                ],
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "inventory_number",
                            models.CharField(blank=True, max_length=60, verbose_name="numer inwentarzowy"),
                        ),
                        (
                            "seats",
                            models.PositiveIntegerField(
                                blank=True, help_text="Puste: bez ograniczeń.", null=True, verbose_name="stanowiska"
                            ),
                        ),
                        ("in_use", models.PositiveIntegerField(default=0, verbose_name="w użyciu")),
                        ("bought_on", models.DateField(blank=True, null=True, verbose_name="data zakupu")),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True, help_text="Puste: bezterminowa.", null=True, verbose_name="ważna do"
                            ),
                        ),
                        ("invoice", models.CharField(blank=True, max_length=60, verbose_name="numer faktury")),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="koszt brutto",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="uwagi")),
                        ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "funding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.fundingsource",
                                verbose_name="źródło finansowania",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licences",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licences",
                                to="inventory.product",
                                verbose_name="oprogramowanie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "licencja",
                        "verbose_name_plural": "licencje",
                        "ordering": ("school", "product__name", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLicence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("oem", "OEM"),
                                    ("mak", "zbiorcza (MAK)"),
                                    ("subscription", "subskrypcja"),
                                    ("edu", "edukacyjna (EDU)"),
                                    ("box", "pudełkowa"),
                                    ("free", "bezpłatna"),
                                ],
                                max_length=12,
                                verbose_name="rodzaj",
                            ),
                        ),
                        (
                            "inventory_number",
                            models.CharField(blank=True, max_length=60, verbose_name="numer inwentarzowy"),
                        ),
                        (
                            "seats",
                            models.PositiveIntegerField(
                                blank=True, help_text="Puste: bez ograniczeń.", null=True, verbose_name="stanowiska"
                            ),
                        ),
                        ("in_use", models.PositiveIntegerField(default=0, verbose_name="w użyciu")),
                        ("bought_on", models.DateField(blank=True, null=True, verbose_name="data zakupu")),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True, help_text="Puste: bezterminowa.", null=True, verbose_name="ważna do"
                            ),
                        ),
                        ("invoice", models.CharField(blank=True, max_length=60, verbose_name="numer faktury")),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="koszt brutto",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="uwagi")),
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
                            "funding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.fundingsource",
                                verbose_name="źródło finansowania",
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
                            "product",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.product",
                                verbose_name="oprogramowanie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical licencja",
                        "verbose_name_plural": "historical licencje",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RegisterSummary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(default="", editable=False)),
                        ("devices", models.PositiveIntegerField(default=0, verbose_name="urządzeń")),
                        ("changed_at", models.DateTimeField(null=True, verbose_name="ostatnia zmiana")),
                        ("confirmed_on", models.DateField(null=True, verbose_name="ostatnio potwierdzono")),
                        ("stale", models.BooleanField(default=True)),
                        (
                            "school",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "podsumowanie ewidencji",
                        "verbose_name_plural": "podsumowania ewidencji",
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="nazwa lub numer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("computer_lab", "pracownia komputerowa"),
                                    ("classroom", "sala lekcyjna"),
                                    ("library", "biblioteka"),
                                    ("server_room", "serwerownia"),
                                    ("office", "sekretariat lub administracja"),
                                    ("staff_room", "pokój nauczycielski"),
                                    ("sports", "sala gimnastyczna"),
                                    ("preschool", "sala przedszkolna"),
                                    ("store", "magazyn"),
                                    ("other", "inne"),
                                ],
                                default="classroom",
                                max_length=15,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("building", models.CharField(blank=True, max_length=80, verbose_name="budynek")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak sala bywa nazywana w arkuszach.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=80)),
                        ("sort_name", models.CharField(default="", editable=False, max_length=100)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rooms",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pomieszczenie",
                        "verbose_name_plural": "pomieszczenia",
                        "ordering": ("school", "sort_name"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDevice",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("inventory_number", models.CharField(max_length=60, verbose_name="numer inwentarzowy")),
                        (
                            "label_code",
                            models.CharField(
                                default=inventory.models.devices.new_label_code,
                                editable=False,
                                max_length=12,
                                verbose_name="kod etykiety",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa")),
                        ("serial", models.CharField(blank=True, max_length=100, verbose_name="numer seryjny")),
                        ("model", models.CharField(blank=True, max_length=100, verbose_name="model")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("in_use", "w użyciu"),
                                    ("stored", "w magazynie"),
                                    ("repair", "w naprawie"),
                                    ("lent", "wypożyczone"),
                                    ("to_dispose", "do likwidacji"),
                                    ("disposed", "zlikwidowane"),
                                    ("handed_over", "przekazane"),
                                    ("missing", "brak"),
                                ],
                                default="in_use",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "nowe"),
                                    ("good", "dobre"),
                                    ("worn", "zużyte"),
                                    ("broken", "uszkodzone"),
                                ],
                                max_length=10,
                                verbose_name="stan techniczny",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pupil", "uczniowie"),
                                    ("teacher", "nauczyciele"),
                                    ("administration", "administracja"),
                                ],
                                max_length=15,
                                verbose_name="dla kogo",
                            ),
                        ),
                        ("purchased_on", models.DateField(blank=True, null=True, verbose_name="data zakupu")),
                        ("invoice", models.CharField(blank=True, max_length=60, verbose_name="numer faktury")),
                        ("supplier", models.CharField(blank=True, max_length=120, verbose_name="dostawca")),
                        (
                            "gross_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="wartość brutto",
                            ),
                        ),
                        ("durability_until", models.DateField(blank=True, null=True, verbose_name="koniec trwałości")),
                        ("warranty_until", models.DateField(blank=True, null=True, verbose_name="koniec gwarancji")),
                        (
                            "accounting_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("011", "011 środki trwałe"),
                                    ("013", "013 pozostałe środki trwałe"),
                                    ("020", "020 wartości niematerialne i prawne"),
                                    ("qty", "ewidencja ilościowa"),
                                ],
                                max_length=3,
                                verbose_name="konto",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                choices=[("school", "szkoła"), ("municipality", "gmina"), ("other", "inny podmiot")],
                                max_length=12,
                                verbose_name="właściciel",
                            ),
                        ),
                        ("cpu", models.CharField(blank=True, max_length=120, verbose_name="procesor")),
                        ("ram_gb", models.PositiveIntegerField(blank=True, null=True, verbose_name="RAM w GB")),
                        ("disk_gb", models.PositiveIntegerField(blank=True, null=True, verbose_name="dysk w GB")),
                        (
                            "disk_kind",
                            models.CharField(
                                blank=True,
                                choices=[("ssd", "SSD"), ("hdd", "HDD"), ("emmc", "eMMC")],
                                max_length=4,
                                verbose_name="rodzaj dysku",
                            ),
                        ),
                        (
                            "windows11",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("installed", "zainstalowany"),
                                    ("ready", "spełnia wymagania"),
                                    ("upgrade", "po rozbudowie"),
                                    ("check", "do sprawdzenia"),
                                    ("no", "nie spełnia wymagań"),
                                ],
                                max_length=10,
                                verbose_name="Windows 11",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="uwagi")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="pola kategorii")),
                        (
                            "confirmed_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="stan potwierdzony"),
                        ),
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
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.category",
                                verbose_name="kategoria",
                            ),
                        ),
                        (
                            "fixed_asset_class",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.fixedassetclass",
                                verbose_name="KŚT",
                            ),
                        ),
                        (
                            "funding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.fundingsource",
                                verbose_name="źródło finansowania",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
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
                            "manufacturer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.manufacturer",
                                verbose_name="producent",
                            ),
                        ),
                        (
                            "operating_system",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.operatingsystem",
                                verbose_name="system operacyjny",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.room",
                                verbose_name="pomieszczenie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical urządzenie",
                        "verbose_name_plural": "historical urządzenia",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Device",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("inventory_number", models.CharField(max_length=60, verbose_name="numer inwentarzowy")),
                        (
                            "label_code",
                            models.CharField(
                                default=inventory.models.devices.new_label_code,
                                editable=False,
                                max_length=12,
                                unique=True,
                                verbose_name="kod etykiety",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa")),
                        ("serial", models.CharField(blank=True, max_length=100, verbose_name="numer seryjny")),
                        ("model", models.CharField(blank=True, max_length=100, verbose_name="model")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("in_use", "w użyciu"),
                                    ("stored", "w magazynie"),
                                    ("repair", "w naprawie"),
                                    ("lent", "wypożyczone"),
                                    ("to_dispose", "do likwidacji"),
                                    ("disposed", "zlikwidowane"),
                                    ("handed_over", "przekazane"),
                                    ("missing", "brak"),
                                ],
                                default="in_use",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "nowe"),
                                    ("good", "dobre"),
                                    ("worn", "zużyte"),
                                    ("broken", "uszkodzone"),
                                ],
                                max_length=10,
                                verbose_name="stan techniczny",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pupil", "uczniowie"),
                                    ("teacher", "nauczyciele"),
                                    ("administration", "administracja"),
                                ],
                                max_length=15,
                                verbose_name="dla kogo",
                            ),
                        ),
                        ("purchased_on", models.DateField(blank=True, null=True, verbose_name="data zakupu")),
                        ("invoice", models.CharField(blank=True, max_length=60, verbose_name="numer faktury")),
                        ("supplier", models.CharField(blank=True, max_length=120, verbose_name="dostawca")),
                        (
                            "gross_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="wartość brutto",
                            ),
                        ),
                        ("durability_until", models.DateField(blank=True, null=True, verbose_name="koniec trwałości")),
                        ("warranty_until", models.DateField(blank=True, null=True, verbose_name="koniec gwarancji")),
                        (
                            "accounting_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("011", "011 środki trwałe"),
                                    ("013", "013 pozostałe środki trwałe"),
                                    ("020", "020 wartości niematerialne i prawne"),
                                    ("qty", "ewidencja ilościowa"),
                                ],
                                max_length=3,
                                verbose_name="konto",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(
                                blank=True,
                                choices=[("school", "szkoła"), ("municipality", "gmina"), ("other", "inny podmiot")],
                                max_length=12,
                                verbose_name="właściciel",
                            ),
                        ),
                        ("cpu", models.CharField(blank=True, max_length=120, verbose_name="procesor")),
                        ("ram_gb", models.PositiveIntegerField(blank=True, null=True, verbose_name="RAM w GB")),
                        ("disk_gb", models.PositiveIntegerField(blank=True, null=True, verbose_name="dysk w GB")),
                        (
                            "disk_kind",
                            models.CharField(
                                blank=True,
                                choices=[("ssd", "SSD"), ("hdd", "HDD"), ("emmc", "eMMC")],
                                max_length=4,
                                verbose_name="rodzaj dysku",
                            ),
                        ),
                        (
                            "windows11",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("installed", "zainstalowany"),
                                    ("ready", "spełnia wymagania"),
                                    ("upgrade", "po rozbudowie"),
                                    ("check", "do sprawdzenia"),
                                    ("no", "nie spełnia wymagań"),
                                ],
                                max_length=10,
                                verbose_name="Windows 11",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="uwagi")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="pola kategorii")),
                        (
                            "confirmed_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="stan potwierdzony"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="dodano"
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="zmieniono"
                            ),
                        ),
                        ("number_key", models.CharField(editable=False, max_length=60)),
                        ("sort_key", models.CharField(editable=False, max_length=100)),
                        ("serial_key", models.CharField(blank=True, editable=False, max_length=100)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.category",
                                verbose_name="kategoria",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="devices",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "fixed_asset_class",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.fixedassetclass",
                                verbose_name="KŚT",
                            ),
                        ),
                        (
                            "funding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.fundingsource",
                                verbose_name="źródło finansowania",
                            ),
                        ),
                        (
                            "manufacturer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.manufacturer",
                                verbose_name="producent",
                            ),
                        ),
                        (
                            "operating_system",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.operatingsystem",
                                verbose_name="system operacyjny",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="devices",
                                to="inventory.room",
                                verbose_name="pomieszczenie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "urządzenie",
                        "verbose_name_plural": "urządzenia",
                        "ordering": ("school", "sort_key"),
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="nazwa")),
                        ("query", models.CharField(blank=True, max_length=2000, verbose_name="zapytanie")),
                        ("columns", models.JSONField(default=list, verbose_name="kolumny")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="osoba",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zapisany widok",
                        "verbose_name_plural": "zapisane widoki",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "do złożenia"),
                                    ("submitted", "złożony"),
                                    ("returned", "zwrócony"),
                                    ("accepted", "przyjęty"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="złożony")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="rozpatrzony")),
                        ("remark", models.CharField(blank=True, max_length=1000, verbose_name="uwaga wydziału")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="przyjęty")),
                        (
                            "frozen",
                            models.JSONField(blank=True, editable=False, null=True, verbose_name="zamrożone wiersze"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="rozpatrzył(a)",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="inventory.edition",
                                verbose_name="edycja",
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
                                verbose_name="dowód",
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
                            "workbook",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="arkusz XLSX",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "arkusz inwentaryzacyjny",
                        "verbose_name_plural": "arkusze inwentaryzacyjne",
                        "ordering": ("-edition", "school"),
                    },
                ),
                migrations.CreateModel(
                    name="SheetAcceptance",
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
                        ("sheet_version", models.PositiveIntegerField(editable=False, verbose_name="wersja arkusza")),
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
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="inventory.sheet",
                                verbose_name="arkusz",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "przyjęcie arkusza",
                        "verbose_name_plural": "przyjęcia arkuszy",
                        "ordering": ("-created_at", "-pk"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ZszoCost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first_year", models.PositiveSmallIntegerField(verbose_name="od roku")),
                        ("last_year", models.PositiveSmallIntegerField(verbose_name="do roku")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="kwota",
                            ),
                        ),
                        ("source", models.CharField(max_length=250, verbose_name="źródło")),
                    ],
                    options={
                        "verbose_name": "koszt ZSZO",
                        "verbose_name_plural": "koszty ZSZO",
                        "ordering": ("first_year", "last_year"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_year__gte", models.F("first_year"))),
                                name="zszo_cost_years_in_order",
                            ),
                            models.UniqueConstraint(fields=("first_year", "last_year"), name="zszo_cost_once_a_span"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ZszoModule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół.",
                                verbose_name="inne nazwy",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła.",
                                max_length=250,
                                verbose_name="źródło",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("accepted", "przyjęty"),
                                    ("proposed", "zaproponowany"),
                                    ("declined", "odrzucony"),
                                ],
                                default="accepted",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="kolejność")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by_school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="zaproponowała jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "moduł ZSZO",
                        "verbose_name_plural": "moduły ZSZO",
                        "ordering": ("position", "name"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ZszoUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        (
                            "is_demo",
                            models.BooleanField(default=False, editable=False, verbose_name="dane demonstracyjne"),
                        ),
                        ("in_use", models.BooleanField(default=True, verbose_name="korzysta")),
                        ("confirmed_on", models.DateField(verbose_name="potwierdzone")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                        (
                            "used_modules",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="inventory.zszomodule", verbose_name="używane moduły"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "korzystanie z ZSZO",
                        "verbose_name_plural": "korzystanie z ZSZO",
                        "ordering": ("-confirmed_on", "school"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalZszoUse_used_modules",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="inventory.historicalzszouse",
                            ),
                        ),
                        (
                            "zszomodule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.zszomodule",
                            ),
                        ),
                        (
                            "zszouse",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.zszouse",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "HistoricalZszoUse_used_modules",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DeviceFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="dodano")),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="inventory.device",
                                verbose_name="urządzenie",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="schools.evidence",
                                verbose_name="plik",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plik urządzenia",
                        "verbose_name_plural": "pliki urządzeń",
                        "ordering": ("added_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("device", "evidence"), name="file_once_at_a_device")
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="edition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("deadline", None), ("deadline__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="edition_deadline_after_opening",
                    ),
                ),
                migrations.AddIndex(
                    model_name="export",
                    index=models.Index(fields=["state", "lease_until"], name="export_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="export",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="export_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="forecast",
                    constraint=models.UniqueConstraint(fields=("school", "year"), name="forecast_once_a_year"),
                ),
                migrations.AddIndex(
                    model_name="import",
                    index=models.Index(fields=["state", "lease_until"], name="import_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="import",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="import_progress_is_a_percentage"
                    ),
                ),
                migrations.AddIndex(
                    model_name="licence",
                    index=models.Index(fields=["school", "expires_on"], name="licence_expiry"),
                ),
                migrations.AddConstraint(
                    model_name="licence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("bought_on", None),
                            ("expires_on", None),
                            ("expires_on__gte", models.F("bought_on")),
                            _connector="OR",
                        ),
                        name="licence_expires_after_purchase",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="room",
                    constraint=models.UniqueConstraint(fields=("school", "key"), name="room_name_unique_in_school"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["school", "category", "status"], name="device_in_school"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["school", "serial_key"], name="device_serial"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["school", "confirmed_on"], name="device_confirmed"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["school", "sort_key"], name="device_order_in_school"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["sort_key"], name="device_order"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["changed_at"], name="device_changed"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["purchased_on"], name="device_purchased"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["warranty_until", "school", "status"], name="device_warranty"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["gross_value"], name="device_value"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(fields=["category", "status"], name="device_category"),
                ),
                migrations.AddIndex(
                    model_name="device",
                    index=models.Index(
                        fields=[
                            "condition",
                            "status",
                            "audience",
                            "windows11",
                            "warranty_until",
                            "durability_until",
                            "gross_value",
                        ],
                        name="device_facts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="device",
                    constraint=models.UniqueConstraint(
                        fields=("school", "number_key"),
                        name="device_number_unique_in_school",
                        violation_error_message="Ten numer inwentarzowy jest już w ewidencji. Numerów nie używa się ponownie, także po likwidacji.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="device",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("gross_value", None), ("gross_value__gte", 0), _connector="OR"),
                        name="device_value_is_not_negative",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="savedview",
                    constraint=models.UniqueConstraint(fields=("user", "name"), name="view_name_unique_for_a_person"),
                ),
                migrations.AddIndex(
                    model_name="sheet",
                    index=models.Index(fields=["accepted_on"], name="sheet_accepted"),
                ),
                migrations.AddConstraint(
                    model_name="sheet",
                    constraint=models.UniqueConstraint(fields=("school", "edition"), name="sheet_once_in_an_edition"),
                ),
                migrations.AddConstraint(
                    model_name="sheet",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_on__isnull", False), ("state", "accepted")),
                            models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted_on", None)),
                            _connector="OR",
                        ),
                        name="sheet_has_its_day_when_accepted",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sheetacceptance",
                    index=models.Index(fields=["state", "lease_until"], name="sheetacceptance_unfinished"),
                ),
                migrations.AddConstraint(
                    model_name="sheetacceptance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="sheetacceptance_progress_is_a_percentage"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sheetacceptance",
                    constraint=models.UniqueConstraint(
                        fields=("sheet", "sheet_version"), name="sheet_version_accepted_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="zszouse",
                    constraint=models.UniqueConstraint(fields=("school", "confirmed_on"), name="zszo_use_once_a_day"),
                ),
            ],
        ),
        migrations.RunPython(make_search_index, drop_search_index),
    ]
