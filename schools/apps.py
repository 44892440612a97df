from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Jednostki i osoby"

    def ready(self) -> None:
        """Let every app register its measures."""
        autodiscover_modules("measures")
