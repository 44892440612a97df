from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def confirm_cards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Cards were entered by administrators before there were states: they counted, and count on."""
    del schema_editor
    apps.get_model("surveys", "SelfieCard")._base_manager.update(state="confirmed")  # noqa: SLF001 - all schools


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_instruments_campaigns_results")]

    operations = [migrations.RunPython(confirm_cards, migrations.RunPython.noop)]
