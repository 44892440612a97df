from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_campaign_log_and_paper")]

    operations = [
        migrations.RenameField("draft", "touched_at", "touched_on"),
        migrations.AlterField("draft", "touched_on", models.DateField(auto_now=True)),
        migrations.CreateModel(
            name="CodeMiss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=40)),
                ("window", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "pomyłki przy kodach",
                "verbose_name_plural": "pomyłki przy kodach",
                "constraints": [
                    models.UniqueConstraint(fields=("door", "window"), name="code_miss_door_once_a_window")
                ],
            },
        ),
    ]
