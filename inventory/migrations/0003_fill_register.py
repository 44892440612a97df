"""Rows of the first register move into the new shape: every sheet gets an edition, every device a category and its keys."""

import re
import secrets

from django.db import migrations

from hdr_portal.lib.plaintext import folded, number_key

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
KINDS = {"diagnosis": "Diagnoza", "current": "Bieżąca aktualizacja"}


def fill(apps, schema_editor):
    fill_sheets(apps)
    fill_devices(apps)
    for use in apps.get_model("inventory", "ZszoUse")._base_manager.exclude(modules=""):
        use.note = f"{use.note} Moduły: {use.modules}".strip()[:250]
        use.save()


def fill_sheets(apps):
    Sheet, Edition = apps.get_model("inventory", "Sheet"), apps.get_model("inventory", "Edition")
    for sheet in Sheet._base_manager.order_by("accepted_on", "pk"):
        name = f"{KINDS[sheet.old_edition]}, {sheet.accepted_on:%d.%m.%Y}"
        edition, _ = Edition._base_manager.get_or_create(
            name=name, defaults={"kind": sheet.old_edition, "opened_on": sheet.accepted_on, "is_demo": sheet.is_demo}
        )
        edition.schools.add(sheet.school_id)
        sheet.edition, sheet.state = edition, "accepted"
        sheet.save()


def fill_devices(apps):
    Device, Category = apps.get_model("inventory", "Device"), apps.get_model("inventory", "Category")
    devices = Device._base_manager.order_by("pk")
    if not devices.exists():
        return
    other, _ = Category._base_manager.get_or_create(
        code="inne", defaults={"name": "Inne urządzenie", "key": "inne urzadzenie", "source": "portal"}
    )
    taken = set()
    for device in devices:
        device.category = other
        device.label_code = "".join(secrets.choice(LETTERS) for _ in range(9))
        device.number_key = number_key(device.inventory_number)
        if (device.school_id, device.number_key) in taken:
            device.inventory_number = f"{device.inventory_number[:45]} (nr {device.pk})"
            device.number_key = number_key(device.inventory_number)
        taken.add((device.school_id, device.number_key))
        device.sort_key = re.sub(r"\d+", lambda found: found[0].zfill(6), device.number_key)[:100]
        device.search_text = folded(f"{device.inventory_number} | {device.name} | {device.label_code}")
        device.save()


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_register")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
