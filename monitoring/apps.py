from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Wskaźniki i raporty"

    def ready(self) -> None:
        """Tell the sweeper about reports, their checks and reminders."""
        from monitoring.models import Reminder, Report, ReportCheck  # models load after the apps
        from monitoring.tasks import check_report, make_report, send_reminder
        from schools.jobs import register_job

        register_job(Report, make_report.delay)
        register_job(ReportCheck, check_report.delay)
        register_job(Reminder, send_reminder.delay)
