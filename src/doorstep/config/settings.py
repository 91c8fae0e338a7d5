"""One settings file. With no environment at all it starts on SQLite below ./var."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url

from doorstep.config.env import env_bool, env_int, env_list, env_secret, env_str
from doorstep.config.keyring import derive, load_keys

TESTING = "pytest" in sys.modules
DATA_DIR = Path(
    env_str("DOORSTEP_DATA")
    or (tempfile.mkdtemp(prefix="doorstep-test-") if TESTING else f"{env_str('DOORSTEP_HOME', '.')}/var/data")
).resolve()
KEY_FILE = Path(env_str("DOORSTEP_KEY_FILE", f"{DATA_DIR}.key")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

FIELD_KEYS = load_keys(KEY_FILE)
SECRET_KEY = env_secret("DOORSTEP_SECRET_KEY") or derive(FIELD_KEYS, "django")
DEBUG = env_bool("DOORSTEP_DEBUG")
ALLOWED_HOSTS = env_list("DOORSTEP_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("DOORSTEP_ORIGINS")
PUBLIC_URL = env_str("DOORSTEP_PUBLIC_URL", "http://127.0.0.1:8000")
FONTS = env_list("DOORSTEP_FONTS")
OPEN_LICENCE = env_str("DOORSTEP_OPEN_LICENCE", "https://creativecommons.org/licenses/by/4.0/")
HTTPS = PUBLIC_URL.startswith("https://")
PROXIES = env_int("DOORSTEP_PROXIES", 0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "doorstep.ui",
    "doorstep.records",
    "doorstep.journal",
    "doorstep.rulebook",
    "doorstep.places",
    "doorstep.people",
    "doorstep.messages",
    "doorstep.consultations",
    "doorstep.visits",
    "doorstep.issues",
    "doorstep.projects",
    "doorstep.funds",
    "doorstep.volunteers",
    "doorstep.delivery",
    "doorstep.evaluation",
    "doorstep.privacy",
    "doorstep.publishing",
    "doorstep.web",
    "doorstep.cli",
]

MIDDLEWARE = [
    "doorstep.config.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "doorstep.config.middleware.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "doorstep.config.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "doorstep.config.middleware.WhoAsks",
    "doorstep.config.middleware.ReadOnlyGet",
    "doorstep.config.middleware.RefusalsAsPages",
]

ROOT_URLCONF = "doorstep.config.urls"
WSGI_APPLICATION = "doorstep.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
FORM_RENDERER = "doorstep.ui.forms.Renderer"
REFUSAL_SENTENCE = "doorstep.web.sentences.sentence"  # how every door words a refusal

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "doorstep.web.context.site",
            ],
            "string_if_invalid": "〈%s〉" if TESTING else "",
        },
    }
]


def sqlite(name: str, *, synchronous: str) -> dict[str, object]:
    """WAL with immediate transactions; FULL wherever an acknowledged row must survive a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA_DIR / name),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};"
            " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456;",
        },
    }


DATABASES: dict[str, dict[str, Any]]
if database_url := env_secret("DOORSTEP_DATABASE_URL"):
    # jit=off: compiling a statement of many branches took 48 ms of its 61
    quick = {"options": "-c jit=off"}
    DATABASES = {"default": {"OPTIONS": quick} | dict(dj_database_url.parse(database_url, conn_max_age=None))}
else:
    DATABASES = {
        "default": sqlite("doorstep.sqlite3", synchronous="FULL"),
        "ephemeral": sqlite("ephemeral.sqlite3", synchronous="NORMAL"),
    }
    if TESTING:  # a file, so that several connections and processes see one database
        for alias, settings_of in DATABASES.items():
            settings_of["TEST"] = {"NAME": str(DATA_DIR / f"test-{alias}.sqlite3")}
        # its few plain tables are made at once; the steps to them are taken on the other one
        DATABASES["ephemeral"]["TEST"]["MIGRATE"] = False
DATABASE_ROUTERS = ["doorstep.config.routers.ShortLivedRouter"]

AUTHENTICATION_BACKENDS = ["doorstep.people.backend.AccountBackend"]
PASSWORD_HASHERS = ["doorstep.people.hashing.SmallMachineArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

SESSION_COOKIE_AGE = env_int("DOORSTEP_SESSION_SECONDS", 8 * 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "doorstep.web.errors.csrf_failed"
LANGUAGE_COOKIE_NAME = "doorstep_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = False
ATTACHMENT_DIR = DATA_DIR / "files"
MESSAGE_DIR = DATA_DIR / "messages"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = env_str("DOORSTEP_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env_str("DOORSTEP_EMAIL_HOST")
EMAIL_PORT = env_int("DOORSTEP_EMAIL_PORT", 587)
EMAIL_HOST_USER = env_str("DOORSTEP_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_secret("DOORSTEP_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("DOORSTEP_EMAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = env_str("DOORSTEP_EMAIL_FROM", "doorstep@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "doorstep.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env_str("DOORSTEP_LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
