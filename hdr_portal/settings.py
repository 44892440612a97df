"""The one settings file. It reads the environment (README, "Wdrożenie") and refuses nonsense."""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from hdr_portal.lib import env

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    DEMO = env.boolean("HDR_DEMO", default=False)
    DEBUG = env.boolean("DEBUG", default=False)
    DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
    SECRET_KEY = (
        env.secret_kept_in(DATA_DIR / "secret_key", secrets.token_urlsafe(64)) if DEMO else env.text("SECRET_KEY")
    )
    SURVEY_KEY = env.text("SURVEY_KEY", SECRET_KEY)  # of its own: SECRET_KEY may then change while a survey runs
    SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000" if DEMO else None).rstrip("/")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost" if DEMO else None)  # type: ignore[arg-type]
    CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", SITE_URL)
    BROKER_URL = env.text("BROKER_URL", "filesystem://" if DEMO else None)
    DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{DATA_DIR}/portal.sqlite3" if DEMO else None)
    MUNICIPALITY = env.text("MUNICIPALITY", "Gmina-Miasto Tomaszów Mazowiecki" if DEMO else "")
    EMAIL_HOST = env.text("EMAIL_HOST", "")
    EMAIL_PORT = env.integer("EMAIL_PORT", default=587)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=bool(EMAIL_HOST_USER))
    DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@localhost")
    DELIVERY_ATTACHMENT_MB = env.integer("DELIVERY_ATTACHMENT_MB", default=8)  # a larger report goes out as a link
    DELIVERY_LINK_DAYS = env.integer("DELIVERY_LINK_DAYS", default=30)
    DELIVERY_GRACE_HOURS = env.integer("DELIVERY_GRACE_HOURS", default=72)  # later than this it is missed, not late
    DELIVERY_SMTP_SECONDS = env.integer("DELIVERY_SMTP_SECONDS", default=60)  # a server may scan a message that long
    UPLOAD_LIMIT_MB = env.integer("UPLOAD_LIMIT_MB", default=25)
    HTTPS = env.boolean("HTTPS", default=SITE_URL.startswith("https://"))
    if len(SECRET_KEY) < 50:
        raise env.WrongSetting("SECRET_KEY jest za krótki. Ustaw co najmniej 50 losowych znaków.")
except env.WrongSetting as wrong:
    raise ImproperlyConfigured(str(wrong)) from wrong

DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Apps -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "schools",
    "schedule",
    "inventory",
    "surveys",
    "monitoring",
    "hdr_portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_tables2",
    "import_export",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hdr_portal.lib.respondents.short_way",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "schools.middleware.KeepFormLoginMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "schools.middleware.ScopeMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "hdr_portal.lib.middleware.page_for_wrong_method",
]
ROOT_URLCONF = "hdr_portal.urls"
WSGI_APPLICATION = "hdr_portal.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schools.context.portal",
            ],
            "builtins": ["hdr_portal.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -----------------------------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read that turns into a write would otherwise fail at once as "locked"
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, not in Redis: the limits on sign-in must hold while Redis is away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}
MEDIA_ROOT = DATA_DIR / "private"
STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEMO:
    STATIC_ROOT.mkdir(exist_ok=True)  # empty: the demo serves the files where they lie, and WhiteNoise wants a folder
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO
FILE_UPLOAD_HANDLERS = ["hdr_portal.lib.uploads.LimitedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "schools.User"
AUTHENTICATION_BACKENDS = ["schools.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "schools.adapters.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the office, which knows the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Portal HDR: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the office knows the address it made the account for
MFA_TOTP_ISSUER = "Portal HDR"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10

# --- Language -------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "pl"
USE_I18N = True
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# --- Security -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's own glyphs are data addresses
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^zdrowie/$"]  # the health check asks from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True

# --- Background work: the database is the truth, Celery only wakes the workers ----------------------------------------
CELERY_BROKER_URL = BROKER_URL
# A web request gives up publishing after a second; hdr_portal/celery.py gives worker and beat a longer breath.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker-control"),
        "polling_interval": 0.1,
    }
    if BROKER_URL.startswith("filesystem")
    else {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
)
if BROKER_URL.startswith("filesystem"):
    for folder in ("broker", "broker-control"):  # a worker dies without them
        (DATA_DIR / folder).mkdir(exist_ok=True)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Nobody commands our workers from afar. The commands come over a subscription, and redis-py 8 reads one without any limit of
# time: a worker whose Redis had been frozen reconnected to it and heard nothing any more.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 60
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "schools.tasks.sweep_jobs", "schedule": 10.0, "options": {"expires": 10}},
    "worker-heartbeat": {"task": "schools.tasks.beat_heart", "schedule": 30.0, "options": {"expires": 30}},
    "close-campaigns": {"task": "surveys.tasks.close_due_campaigns", "schedule": 300.0, "options": {"expires": 300}},
    "clean-up-surveys": {"task": "surveys.tasks.clean_up", "schedule": 3600.0, "options": {"expires": 3600}},
    "plan-deliveries": {"task": "monitoring.tasks.plan_deliveries", "schedule": 120.0, "options": {"expires": 120}},
    "sweep-deliveries": {"task": "monitoring.tasks.sweep_deliveries", "schedule": 20.0, "options": {"expires": 20}},
    "mix-answers": {"task": "surveys.tasks.mix_answers", "schedule": 3600.0, "options": {"expires": 3600}},
}

DJANGO_TABLES2_TEMPLATE = "django_tables2/table.html"
SIMPLE_HISTORY_REVERT_DISABLED = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"not_of_respondents": {"()": "hdr_portal.lib.respondents.NotOfRespondents"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not_of_respondents"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
    },
}
