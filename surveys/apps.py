from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Ankiety"

    def ready(self) -> None:
        """Tell the sweeper about long work."""
        from schools.jobs import register_job
        from surveys import models, tasks  # models load after the apps

        register_job(models.Tally, tasks.count_campaign.delay)
        register_job(models.ResultFile, tasks.make_result_file.delay)
        register_job(models.CodeSheets, tasks.make_code_sheets.delay)
