"""Settings: one file, from the environment only. Without any variable the product runs on the
embedded servers under ``RONTEN_DATA_DIR`` (see `coordination.embedded`)."""

from __future__ import annotations

from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from accounts.validators import SHORTEST
from coordination import embedded
from coordination.database import patience
from coordination.running.secret_key import kept_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("RONTEN_DATA_DIR", default=str(BASE_DIR / ".data")))
# Demo mode fills in sample data and shows demo sign-ins. A real installation sets RONTEN_DEMO=0.
DEMO = env.bool("RONTEN_DEMO", default="SECRET_KEY" not in env.ENVIRON)
DEBUG = env.bool("RONTEN_DEBUG", default=False)


def owner_of_tables(env: environ.Env) -> dict[str, str] | None:
    """How to connect as the owner of the tables; None when nobody but DATABASE_URL is named."""
    if not env("DATABASE_URL", default=""):
        url = embedded.owner_database_url()
    elif not (url := env("OWNER_DATABASE_URL", default="")):
        return None
    found = env.db_url_config(url)
    return {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}


def _secret_key() -> str:
    """The key from the environment; in demo mode one made once and kept in the data directory."""
    if key := env.str("SECRET_KEY", default=""):
        return str(key)
    if not DEMO:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random string, e.g. the output of "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`."
        )
    return kept_key(DATA_DIR / "secret_key")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def _site_url() -> str:
    """Under which address people find the pages: where files lead back to them."""
    named = [origin for origin in CSRF_TRUSTED_ORIGINS if "*" not in origin]
    here = f"http://{ALLOWED_HOSTS[0]}:{env('RONTEN_PORT', default='') or 8000}"
    return str(env("RONTEN_SITE_URL", default="") or next(iter(named), here)).rstrip("/")


SITE_URL = _site_url()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "searching",
    "organizations",
    "jobs",
    "accounts",
    "workflow",
    "publication",
    "issues",
    "reports",
    "meetings",
    "coordination",
]

MIDDLEWARE = [
    "coordination.web.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coordination.web.kept_pages.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "issues.middleware.ForumMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LivingSessionMiddleware",
    "accounts.middleware.ActingMembershipMiddleware",
    "accounts.middleware.TakingAwayMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "coordination.web.signs.SignsMiddleware",
    "workflow.sending.returning.ReturningMiddleware",
    "workflow.sending.middleware.SentOnceMiddleware",
    "coordination.web.errors.RefusalMiddleware",
    "publication.middleware.GoneMiddleware",
]

# --- What can be taken out of the public again ----------------------------------------------------
REMOVABLES = (
    "issues.publishing.removables.REMOVABLES",
    "issues.publishing.removable_follow_ups.REMOVABLES",
    "meetings.publishing.removables.REMOVABLES",
    "meetings.publishing.removable_words.REMOVABLES",
)
AFTER_REMOVAL = (
    "issues.publishing.removables.forget_files",
    "meetings.sessions.report_versions.take_out",
)

ROOT_URLCONF = "coordination.urls"
WSGI_APPLICATION = "coordination.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "coordination.web.template_loading.FilesystemLoader",
                                "coordination.web.template_loading.AppLoader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.acting",
                "issues.context_processors.choice",
            ],
            # {% csrf_token %} of every form also writes the token that makes it count once.
            "builtins": ["workflow.templatetags.sending"],
        },
    },
]

# --- PostgreSQL and Redis -----------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db_url_config(env("DATABASE_URL", default="") or embedded.database_url()),
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": patience.database_options(for_pages=env.bool("RONTEN_PAGES", default=False)),
    }
}
# Whom the tables belong to, where that is another role than the one that works with them.
DATABASE_OWNER = owner_of_tables(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env("REDIS_URL", default="") or embedded.redis_url()
# No cache: Redis carries nothing but the hint that there is work, and no page needs it.

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PeopleBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SHORTEST},
    },
    {"NAME": "accounts.validators.GuessValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A sign-in lives on while somebody works: so many minutes after the last sign of it it ends, and
# after so many hours in any case (0: never). What was typed is not lost by either.
SESSION_COOKIE_AGE = 60 * env.int("RONTEN_SESSION_IDLE_MINUTES", default=4 * 60)
SESSION_LONGEST_SECONDS = 3600 * env.int("RONTEN_SESSION_LONGEST_HOURS", default=7 * 24)
# Pages ask for these by themselves; that somebody is there is not to be seen from it.
NO_SIGN_OF_WORK = {
    "meetings:imports:progress",
    "meetings:words:progress",
    "reports:exports:progress",
}

# Behind a TLS-terminating proxy a real installation sets RONTEN_HTTPS=1.
HTTPS = env.bool("RONTEN_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "coordination.web.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- History ------------------------------------------------------------------------------------
# Every tracked row's versions stand beside it in a table that takes no change and no deletion;
# who, from where and in which operation stand in the version itself.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(
    related_name="versions", related_query_name="kept_version"
)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)

# --- Mail ---------------------------------------------------------------------------------------
# EMAIL_URL names the mail server, e.g. smtp+tls://user:password@mail.example.lg.jp:587. A
# demonstration without one keeps its mails as files, so that nothing leaves the machine and the
# link of an invitation can still be opened.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="論点 Ronten <ronten@localhost>")
MAIL_RETRY_SECONDS = env.float("MAIL_RETRY_SECONDS", default=30.0)
if DEMO and not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

# --- Files --------------------------------------------------------------------------------------
# Not below the 協議の場 that a page belongs to: the same files for all.
STATIC_URL = "/static/"
STATIC_ROOT = env("RONTEN_STATIC_ROOT", default=str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env("RONTEN_MEDIA_ROOT", default=str(DATA_DIR / "media"))
# What is kept is for the owner alone. Styles and scripts are for everybody, but below the data
# directory they are closed in with the rest.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755}
        if env("RONTEN_STATIC_ROOT", default="")
        else {},
    },
}
# A file that is read may have 20 MB (confined.limits); a form has little more around it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "workflow.sending.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Forms that may be sent again with the same words: each sending counts.
FORMS_TAKEN_EACH_TIME = {"accounts:login", "accounts:logout", "issues:drafts:keep"}

# Forms that are not kept for whoever signs in again: they are about signing in themselves.
FORMS_NEVER_KEPT = {
    "accounts:login", "accounts:logout", "accounts:switch", "accounts:password", "accounts:accept",
}  # fmt: skip
PAGES_WITHOUT_RETURN = {"/login/", "/logout/"}

# --- Background work ----------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
# Work that a killed worker held goes to the next one after this time, which has to be longer than
# any task may run and any retry may wait.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **patience.BROKER_OPTIONS,
    "visibility_timeout": env.int("RONTEN_REDELIVERY_SECONDS", default=15 * 60),
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# However long Redis is away, workers wait for it; what is to be done stands in the database.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None

# Who declares kinds of background work (`jobs.kinds`).
JOB_MODULES = ("accounts.tasks", "issues.tasks", "meetings.tasks", "reports.tasks")

# --- Files made from lists ----------------------------------------------------------------------
# Up to so many requests a file is written while the reader waits (half a second for Excel);
# more are left to a worker, so that no page holds a web process for long.
EXPORT_DIRECT_ROWS = env.int("RONTEN_EXPORT_DIRECT_ROWS", default=200)
# For so many days a file that a worker made can be fetched.
EXPORT_KEPT_DAYS = env.int("RONTEN_EXPORT_KEPT_DAYS", default=7)

# --- Publication --------------------------------------------------------------------------------
# The modules that say what can be published (publication.rehearsal.publishable); the desk keeps
# this order.
# What words of the minutes say of ministries, for those who put requests to them.
LIKELY_MINISTRIES = "meetings.minutes.proposing.ministries.likely"
PUBLISHING_MODULES = ("meetings.publishing.publishables", "issues.publishing.publishables")

# --- Search -------------------------------------------------------------------------------------
# The modules that say what can be found (searching.groups); results keep this order.
SEARCHED_MODULES = (
    "issues.search.groups",
    "meetings.searched.groups",
    "organizations.directory.searched",
)

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "coordination.web.errors.api_exception_handler",
}
SPECTACULAR_SETTINGS = {"TITLE": "論点 Ronten API", "VERSION": "1.0.0"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # It tells of itself each time it is loaded.
    "loggers": {"pikepdf": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env("RONTEN_LOG_LEVEL", default="INFO")},
}
