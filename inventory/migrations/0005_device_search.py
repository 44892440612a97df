"""A trigram index, so that any part of a number or name is found at once. PostgreSQL alone knows it."""

from django.db import migrations


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX device_search ON inventory_device USING gin (search_text gin_trgm_ops) WITH (fastupdate = on)"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX device_search")


class Migration(migrations.Migration):
    dependencies = [("inventory", "0004_require_register")]
    operations = [migrations.RunPython(make_index, drop_index)]
