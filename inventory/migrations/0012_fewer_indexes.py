"""Indexes that nothing is found by, and those that another index begins with: each was paid for with every imported row."""

import django.db.models.deletion
import inventory.models.devices
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0011_warranty_index_covers_dashboards"),
        ("schools", "0004_membership_unique"),
    ]

    operations = [
        migrations.AlterField(
            model_name="device",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.category",
                verbose_name="kategoria",
            ),
        ),
        migrations.AlterField(
            model_name="device",
            name="school",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="devices",
                to="schools.school",
                verbose_name="jednostka",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldevice",
            name="category",
            field=models.ForeignKey(
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
        migrations.AlterField(
            model_name="historicaldevice",
            name="fixed_asset_class",
            field=models.ForeignKey(
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
        migrations.AlterField(
            model_name="historicaldevice",
            name="funding",
            field=models.ForeignKey(
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
        migrations.AlterField(
            model_name="historicaldevice",
            name="label_code",
            field=models.CharField(
                default=inventory.models.devices.new_label_code,
                editable=False,
                max_length=12,
                verbose_name="kod etykiety",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldevice",
            name="manufacturer",
            field=models.ForeignKey(
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
        migrations.AlterField(
            model_name="historicaldevice",
            name="operating_system",
            field=models.ForeignKey(
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
        migrations.AlterField(
            model_name="historicaldevice",
            name="room",
            field=models.ForeignKey(
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
    ]
