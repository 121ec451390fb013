"""Settings, all fed by the environment; the README has the table of variables.

Runs right after checkout on SQLite under var/; DATABASE_URL moves it to PostgreSQL.
"""

import contextlib
import logging
import os
from pathlib import Path

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """Whether an environment variable says yes."""
    value = os.environ.get(name, "").strip().lower()
    if value not in ("", "0", "1", "false", "true", "no", "yes"):
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0.")
    return value in ("1", "true", "yes") if value else default


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words of an environment variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var")).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
HTTPS = flag("HTTPS")
# For departments of one person; otherwise nobody approves what they entered themselves.
ALLOW_OWN_APPROVAL = flag("ALLOW_OWN_APPROVAL")


def secret_key() -> str:
    """SECRET_KEY from the environment, else one made once and kept under var/."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        # Written beside it first: another process that starts now never reads half a key.
        made = VAR_DIR / f"secret_key.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(made, kept)
        made.unlink()
    return kept.read_text()


SECRET_KEY = secret_key()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tables2",
    "js_lib_bootstrap5",
    "simple_history",
    "indicators",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Tokens in pages are masked anew each time, so compressing them gives nothing away.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "deqing_dashboard.unchanged.not_sent_again",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "deqing_dashboard.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "deqing_dashboard.unreadable.no_nul",
]

ROOT_URLCONF = "deqing_dashboard.urls"
WSGI_APPLICATION = "deqing_dashboard.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "deqing_dashboard.appearance.appearance",
                "indicators.views.head.head",
            ],
        },
    },
]

try:
    DATABASES = {
        "default": dj_database_url.config(
            default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
            conn_max_age=60,
            conn_health_checks=True,
        )
    }
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue at the start of a transaction instead of failing in its middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# Shared by the worker processes, so that who signs out in one is signed out in all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "indicators.accounts.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "deqing_dashboard.proxy.client_address"
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
# The second fills what Django's own catalogue lacks.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "admin"]
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "deqing_dashboard.finders.PlotlyFinder",
]
# Attached files; served by a view that asks who reads, never by the web server.
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "deqing_dashboard.storage.StaticFiles"
    },
}

SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # Plotly sets style attributes; scripts stay in files of our own.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Reminders also go out by mail where a server is named; everything else stays in the product.
EMAIL_URL = os.environ.get("EMAIL_URL", "").strip()
MAIL_SERVER_SET = bool(EMAIL_URL)
try:
    mail = dj_email_url.parse(EMAIL_URL or "dummy://")
except ValueError as error:
    raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
if "EMAIL_BACKEND" not in mail or (EMAIL_URL.startswith("smtp") and not mail["EMAIL_HOST"]):
    raise ImproperlyConfigured("EMAIL_URL cannot be read; write smtp://user:password@host:port.")
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = mail["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_SSL, EMAIL_USE_TLS = mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = mail["EMAIL_TIMEOUT"] or 10  # seconds that a page may wait for it
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or "deqing-dashboard@localhost"
# Where the product is reached, for the links in mails.
SITE_URL = (os.environ.get("SITE_URL") or next(iter(CSRF_TRUSTED_ORIGINS), "")).rstrip("/")

# An old version comes back by being written again, with a reason.
SIMPLE_HISTORY_REVERT_DISABLED = True
DJANGO_TABLES2_TEMPLATE = "components/table.html"

LOG_LEVEL = os.environ.get("LOG_LEVEL") or "WARNING"
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured(f"LOG_LEVEL is {LOG_LEVEL!r}; set it to INFO, WARNING or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
