"""All tables of a new database in one step; one that has been brought up to date has them already."""

import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from hdr_portal.lib.newtables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("schools", "0001_initial"),
        ("schools", "0002_rspo_import"),
        ("schools", "0003_school_sort_name"),
        ("schools", "0004_membership_unique"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name="School",
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
                                    ("zsp", "zespół szkolno-przedszkolny"),
                                    ("zp", "zespół przedszkolny"),
                                    ("sp", "szkoła podstawowa"),
                                ],
                                max_length=3,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="nazwa")),
                        ("short_name", models.CharField(max_length=60, unique=True, verbose_name="nazwa skrócona")),
                        ("name_incomplete", models.BooleanField(default=False, verbose_name="nazwa do uzupełnienia")),
                        (
                            "rspo",
                            models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name="numer RSPO"),
                        ),
                        ("regon", models.CharField(blank=True, max_length=14, verbose_name="REGON")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        ("sort_name", models.CharField(default="", editable=False, max_length=100)),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="założona")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zlikwidowana")),
                    ],
                    options={
                        "verbose_name": "jednostka",
                        "verbose_name_plural": "jednostki",
                        "ordering": ("kind", "sort_name"),
                    },
                ),
                migrations.CreateModel(
                    name="WorkerHeartbeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(default="worker", max_length=20, unique=True)),
                        ("beat_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "tętno procesu",
                        "verbose_name_plural": "tętna procesów",
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="adres e-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktywne")),
                        ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="utworzone")),
                    ],
                    options={
                        "verbose_name": "konto",
                        "verbose_name_plural": "konta",
                        "ordering": ("email",),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"), name="user_email_unique_whatever_case"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSchool",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("zsp", "zespół szkolno-przedszkolny"),
                                    ("zp", "zespół przedszkolny"),
                                    ("sp", "szkoła podstawowa"),
                                ],
                                max_length=3,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="nazwa")),
                        ("short_name", models.CharField(db_index=True, max_length=60, verbose_name="nazwa skrócona")),
                        ("name_incomplete", models.BooleanField(default=False, verbose_name="nazwa do uzupełnienia")),
                        (
                            "rspo",
                            models.PositiveIntegerField(
                                blank=True, db_index=True, null=True, verbose_name="numer RSPO"
                            ),
                        ),
                        ("regon", models.CharField(blank=True, max_length=14, verbose_name="REGON")),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="uwaga")),
                        ("sort_name", models.CharField(default="", editable=False, max_length=100)),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="założona")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zlikwidowana")),
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
                        "verbose_name": "historical jednostka",
                        "verbose_name_plural": "historical jednostki",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUser",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("email", models.EmailField(db_index=True, max_length=254, verbose_name="adres e-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktywne")),
                        ("date_joined", models.DateTimeField(blank=True, editable=False, verbose_name="utworzone")),
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
                        "verbose_name": "historical konto",
                        "verbose_name_plural": "historical konta",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("department", "Wydział Edukacji"),
                                    ("director", "dyrektor"),
                                    ("it_keeper", "opiekun zasobów IT"),
                                    ("coordinator", "koordynator ankiet"),
                                    ("viewer", "wgląd w całą gminę"),
                                    ("administrator", "administrator"),
                                ],
                                max_length=20,
                                verbose_name="rola",
                            ),
                        ),
                        ("since", models.DateTimeField(blank=True, editable=False, verbose_name="nadana")),
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
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="konto",
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
                        "verbose_name": "historical rola osoby",
                        "verbose_name_plural": "historical role osób",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("report", "raport"),
                                    ("attendance", "lista obecności"),
                                    ("note", "notatka ze spotkania"),
                                    ("certificate", "certyfikaty lub zaświadczenia"),
                                    ("media", "zdjęcia lub film"),
                                    ("resolution", "uchwała"),
                                    ("ordinance", "zarządzenie"),
                                    ("application", "formularz wniosku"),
                                    ("presentation", "prezentacja lub opis dobrej praktyki"),
                                    ("sheet", "arkusz inwentaryzacyjny"),
                                    ("protocol", "protokół lub potwierdzenie wykonania"),
                                    ("other", "inny dokument"),
                                ],
                                max_length=15,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("day", models.DateField(blank=True, null=True, verbose_name="data dokumentu")),
                        (
                            "path",
                            models.CharField(db_index=True, editable=False, max_length=100, verbose_name="położenie"),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa pliku")),
                        ("content_type", models.CharField(editable=False, max_length=100, verbose_name="typ")),
                        ("size", models.PositiveBigIntegerField(editable=False, verbose_name="rozmiar")),
                        (
                            "sha256",
                            models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256"),
                        ),
                        (
                            "publishable",
                            models.BooleanField(
                                default=False,
                                help_text="Zdjęcia osób publikujemy tylko za ich zgodą.",
                                verbose_name="można publikować",
                            ),
                        ),
                        ("retain_until", models.DateField(blank=True, null=True, verbose_name="przechowywać do")),
                        ("uploaded_at", models.DateTimeField(blank=True, editable=False, verbose_name="dodano")),
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
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dodał(a)",
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
                        "verbose_name": "historical dowód",
                        "verbose_name_plural": "historical dowody",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEstablishment",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("primary", "szkoła podstawowa"), ("preschool", "przedszkole")],
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="nazwa")),
                        ("name_incomplete", models.BooleanField(default=False, verbose_name="nazwa do uzupełnienia")),
                        (
                            "rspo",
                            models.PositiveIntegerField(
                                blank=True, db_index=True, null=True, verbose_name="numer RSPO"
                            ),
                        ),
                        ("regon", models.CharField(blank=True, max_length=14, verbose_name="REGON")),
                        ("street", models.CharField(blank=True, max_length=150, verbose_name="ulica i numer")),
                        ("postcode", models.CharField(blank=True, max_length=6, verbose_name="kod pocztowy")),
                        ("town", models.CharField(blank=True, max_length=80, verbose_name="miejscowość")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail placówki")),
                        ("website", models.CharField(blank=True, max_length=200, verbose_name="strona WWW")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="założona")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zlikwidowana")),
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
                        "verbose_name": "historical placówka",
                        "verbose_name_plural": "historical placówki",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                                    ("report", "raport"),
                                    ("attendance", "lista obecności"),
                                    ("note", "notatka ze spotkania"),
                                    ("certificate", "certyfikaty lub zaświadczenia"),
                                    ("media", "zdjęcia lub film"),
                                    ("resolution", "uchwała"),
                                    ("ordinance", "zarządzenie"),
                                    ("application", "formularz wniosku"),
                                    ("presentation", "prezentacja lub opis dobrej praktyki"),
                                    ("sheet", "arkusz inwentaryzacyjny"),
                                    ("protocol", "protokół lub potwierdzenie wykonania"),
                                    ("other", "inny dokument"),
                                ],
                                max_length=15,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("day", models.DateField(blank=True, null=True, verbose_name="data dokumentu")),
                        (
                            "path",
                            models.CharField(editable=False, max_length=100, unique=True, verbose_name="położenie"),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa pliku")),
                        ("content_type", models.CharField(editable=False, max_length=100, verbose_name="typ")),
                        ("size", models.PositiveBigIntegerField(editable=False, verbose_name="rozmiar")),
                        (
                            "sha256",
                            models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256"),
                        ),
                        (
                            "publishable",
                            models.BooleanField(
                                default=False,
                                help_text="Zdjęcia osób publikujemy tylko za ich zgodą.",
                                verbose_name="można publikować",
                            ),
                        ),
                        ("retain_until", models.DateField(blank=True, null=True, verbose_name="przechowywać do")),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="dodano")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="dodał(a)",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dowód",
                        "verbose_name_plural": "dowody",
                        "ordering": ("uploaded_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Establishment",
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
                                choices=[("primary", "szkoła podstawowa"), ("preschool", "przedszkole")],
                                max_length=10,
                                verbose_name="rodzaj",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="nazwa")),
                        ("name_incomplete", models.BooleanField(default=False, verbose_name="nazwa do uzupełnienia")),
                        (
                            "rspo",
                            models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name="numer RSPO"),
                        ),
                        ("regon", models.CharField(blank=True, max_length=14, verbose_name="REGON")),
                        ("street", models.CharField(blank=True, max_length=150, verbose_name="ulica i numer")),
                        ("postcode", models.CharField(blank=True, max_length=6, verbose_name="kod pocztowy")),
                        ("town", models.CharField(blank=True, max_length=80, verbose_name="miejscowość")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail placówki")),
                        ("website", models.CharField(blank=True, max_length=200, verbose_name="strona WWW")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="założona")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="zlikwidowana")),
                        (
                            "school",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="establishments",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "placówka",
                        "verbose_name_plural": "placówki",
                        "ordering": ("school", "-kind", "name"),
                    },
                ),
                migrations.CreateModel(
                    name="RspoImport",
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
                                choices=[("previewed", "do sprawdzenia"), ("applied", "zapisany")],
                                default="previewed",
                                max_length=10,
                                verbose_name="stan",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="nazwa pliku")),
                        ("size", models.PositiveIntegerField(verbose_name="rozmiar")),
                        ("source_sha256", models.CharField(max_length=64, verbose_name="SHA-256 pliku")),
                        ("path", models.CharField(max_length=100, unique=True, verbose_name="położenie")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 kopii")),
                        ("day", models.DateField(verbose_name="stan na dzień")),
                        ("operator", models.CharField(blank=True, max_length=300, verbose_name="organ prowadzący")),
                        ("by_hand", models.JSONField(default=dict, verbose_name="wskazane ręcznie")),
                        ("result", models.JSONField(default=dict, verbose_name="wynik")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="wgrano")),
                        ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="zapisano")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wgrał(a)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import z RSPO",
                        "verbose_name_plural": "importy z RSPO",
                        "ordering": ("-created_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "applied"), _negated=True),
                                    ("applied_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="rspo_import_applied_is_dated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("department", "Wydział Edukacji"),
                                    ("director", "dyrektor"),
                                    ("it_keeper", "opiekun zasobów IT"),
                                    ("coordinator", "koordynator ankiet"),
                                    ("viewer", "wgląd w całą gminę"),
                                    ("administrator", "administrator"),
                                ],
                                max_length=20,
                                verbose_name="rola",
                            ),
                        ),
                        ("since", models.DateTimeField(auto_now_add=True, verbose_name="nadana")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="konto",
                            ),
                        ),
                        (
                            "school",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="schools.school",
                                verbose_name="jednostka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rola osoby",
                        "verbose_name_plural": "role osób",
                        "ordering": ("user__email", "role"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ["administrator", "department", "viewer"]), ("school", None)),
                                    models.Q(
                                        models.Q(
                                            ("role__in", ["administrator", "department", "viewer"]), _negated=True
                                        ),
                                        ("school__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="membership_municipal_role_has_no_school",
                                violation_error_message="Rola szkolna wymaga jednostki, a rola gminna jej nie ma.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "role", "school"),
                                name="membership_unique",
                                violation_error_message="Ta osoba ma już tę rolę.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("school", None)),
                                fields=("user", "role"),
                                name="membership_municipal_unique",
                                violation_error_message="Ta osoba ma już tę rolę.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statistic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="stan na dzień")),
                        ("pupils", models.PositiveIntegerField(verbose_name="uczniowie lub dzieci")),
                        (
                            "classes",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="oddziały lub grupy"),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="źródło")),
                        (
                            "establishment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statistics",
                                to="schools.establishment",
                                verbose_name="placówka",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dane liczbowe",
                        "verbose_name_plural": "dane liczbowe",
                        "ordering": ("-day",),
                        "constraints": [
                            models.UniqueConstraint(fields=("establishment", "day"), name="statistic_one_a_day")
                        ],
                    },
                ),
            ],
        ),
    ]
