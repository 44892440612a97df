"""Labels are one more thing that a list can be taken out as."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0012_fewer_indexes")]

    operations = [
        migrations.AlterField(
            model_name="export",
            name="file_format",
            field=models.CharField(
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
    ]
