import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0006_practice_text_history"),
        ("schedule", "0004_first_versions_of_parts"),
        ("schools", "0004_membership_unique"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalLetterhead",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="nazwa w nagłówku")),
                ("office", models.CharField(blank=True, max_length=150, verbose_name="wydział")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="adres")),
                ("arms", models.CharField(blank=True, editable=False, max_length=100, verbose_name="herb")),
                ("arms_text", models.CharField(blank=True, max_length=200, verbose_name="opis herbu dla niewidomych")),
                ("strip", models.CharField(blank=True, editable=False, max_length=100, verbose_name="pasek UE")),
                ("strip_text", models.CharField(blank=True, max_length=300, verbose_name="opis paska dla niewidomych")),
                ("strip_on", models.JSONField(default=list, verbose_name="pasek UE na dokumentach")),
                ("signatory", models.CharField(blank=True, max_length=150, verbose_name="podpisuje (stanowisko)")),
                ("approver", models.CharField(blank=True, max_length=150, verbose_name="zatwierdza (stanowisko)")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
            name="ReportCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("progress", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="postęp w %")),
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
                    models.BooleanField(editable=False, null=True, verbose_name="ten sam plik z tych samych danych"),
                ),
                (
                    "same_records",
                    models.BooleanField(editable=False, null=True, verbose_name="zapisy dają te same dane"),
                ),
                ("found", models.JSONField(default=dict, editable=False, verbose_name="różnice")),
            ],
            options={
                "verbose_name": "sprawdzenie raportu",
                "verbose_name_plural": "sprawdzenia raportów",
                "ordering": ("-created_at", "-pk"),
                "abstract": False,
            },
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
        migrations.AddField(
            model_name="historicalletterhead",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalletterhead",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="schedule.plan",
                verbose_name="plan",
            ),
        ),
        migrations.AddField(
            model_name="reportcheck",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="monitoring.report",
                verbose_name="raport",
            ),
        ),
        migrations.AddField(
            model_name="reportcheck",
            name="requested_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="zlecił(a)",
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
    ]
