from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "inventory"
    verbose_name = "Inwentarz"

    def ready(self) -> None:
        """Tell the sweeper about long work."""
        from inventory import models, tasks  # models load after the apps
        from schools.jobs import register_job

        register_job(models.SheetAcceptance, tasks.accept_sheet.delay)
        register_job(models.Import, tasks.run_import.delay)
        register_job(models.Export, tasks.make_export.delay)
