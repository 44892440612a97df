from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PARTS = (
    ("Participation", ("school_id",)),
    ("HeadCount", ("group", "count")),
    ("ActivityEvidence", ("evidence_id",)),
)


def write_first_versions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was there before versions were kept counts as known since its record was."""
    del schema_editor
    for name, fields in PARTS:
        rows = apps.get_model("schedule", name)._base_manager.select_related("activity")  # noqa: SLF001 - all schools
        versions = apps.get_model("schedule", f"Historical{name}")
        versions.objects.bulk_create(
            (
                versions(
                    id=row.pk,
                    activity_id=row.activity_id,
                    history_date=row.activity.created_at,
                    history_type="+",
                    **{field: getattr(row, field) for field in fields},
                )
                for row in rows.iterator()
            ),
            batch_size=1000,
        )


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_history_of_parts")]

    operations = [migrations.RunPython(write_first_versions, migrations.RunPython.noop)]
