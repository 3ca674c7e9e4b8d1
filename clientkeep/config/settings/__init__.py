"""Settings: everything comes from the environment, with defaults for one person on one machine.

CLIENTKEEP_DATA: folder of database, files and keys. DATABASE_URL: PostgreSQL instead of SQLite.
CLIENTKEEP_PORT, CLIENTKEEP_PUBLIC_URL, CLIENTKEEP_TRUSTED_PROXIES (how many), CLIENTKEEP_DEBUG=1.
"""

from pathlib import Path

import environ

from clientkeep.config.logs import logging_settings
from clientkeep.workspace.members.hosts import AnsweredHosts

from . import data_folder
from .database import databases

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
DATA = data_folder.prepared(env("CLIENTKEEP_DATA", default=str(ROOT / "data" / "own")))

DEBUG = env.bool("CLIENTKEEP_DEBUG", default=False)
SECRET_KEY = data_folder.secret(DATA, "secret-key")
SEALING_KEY = data_folder.secret(DATA, "sealing-key")
PORT = env.int("CLIENTKEEP_PORT", default=8000)
PUBLIC_URL = env("CLIENTKEEP_PUBLIC_URL", default="")
TRUSTED_PROXIES = env.int("CLIENTKEEP_TRUSTED_PROXIES", default=0)
ALLOWED_HOSTS = AnsweredHosts(data_folder.hosts(PUBLIC_URL, env.list("CLIENTKEEP_HOSTS", default=[])))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "clientkeep.workspace.office",  # before allauth: its pages stand in our look
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "clientkeep.foundation.ui",
    "clientkeep.workspace.queue",
    "clientkeep.workspace.members",
    "clientkeep.workspace.journal",
    "clientkeep.workspace.files",
    "clientkeep.workspace.mail",
    "clientkeep.workspace.hours",
    "clientkeep.workspace.notices",
    "clientkeep.relationship.clients",
    "clientkeep.relationship.conversations",
    "clientkeep.relationship.rhythm",
    "clientkeep.relationship.documents",
    "clientkeep.relationship.portal",
    "clientkeep.lifecycle.sales",
    "clientkeep.lifecycle.agreements",
    "clientkeep.lifecycle.onboarding",
    "clientkeep.lifecycle.delivery",
    "clientkeep.lifecycle.billing",
    "clientkeep.lifecycle.retention",
    "clientkeep.overview.home",
    "clientkeep.overview.insights",
    "clientkeep.overview.search",
    "clientkeep.overview.api",
    "clientkeep.overview.transfer",
    "clientkeep.config",
]

MIDDLEWARE = [
    "clientkeep.config.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "clientkeep.workspace.members.middleware.SealedCookiesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "clientkeep.workspace.members.middleware.FormOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clientkeep.workspace.office.account.sessions.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clientkeep.workspace.members.middleware.ActingMiddleware",
    "clientkeep.config.frame.ReadingMiddleware",
    "clientkeep.config.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "clientkeep.config.urls"
WSGI_APPLICATION = "clientkeep.config.wsgi.application"
AUTH_USER_MODEL = "members.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "clientkeep.config.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "clientkeep.foundation.ui.forms.Renderer"

DATABASES = databases(env, DATA)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "ck_staff"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "ck_form"
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would take the origin off our own forms
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PUBLIC_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
UPLOAD_LIMIT = 25 * 1024 * 1024
# Requests of one API token: a minute, and at once. They are counted in each web process, which gets its share.
API_RATE = env.int("CLIENTKEEP_API_RATE", default=120)
API_BURST = env.int("CLIENTKEEP_API_BURST", default=40)
WEB_PROCESSES = max(1, env.int("CLIENTKEEP_WEB_PROCESSES", default=1))
# Networks and hosts inside that may be reached by what a person types, such as 10.1.0.0/16 or mail.internal.
OUTBOUND_ALLOW = env.list("CLIENTKEEP_OUTBOUND_ALLOW", default=[])
IMAP_PORTS = {143, 993, *env.list("CLIENTKEEP_IMAP_PORTS", cast=int, default=[])}
SMTP_PORTS = {25, 465, 587, 2525, *env.list("CLIENTKEEP_SMTP_PORTS", cast=int, default=[])}

TASKS = {"default": {"BACKEND": "clientkeep.workspace.queue.backend.LeaseBackend"}}

LANGUAGE_CODE = "en-us"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env("CLIENTKEEP_STATIC", default=str(ROOT / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "clientkeep.config.static.PackedStatic"},
}
MEDIA = DATA / "files"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

from .accounts import *  # noqa: E402, F403
from .security import *  # noqa: E402, F403

LOGGING = logging_settings()

STRIPE_API_BASE = env("CLIENTKEEP_STRIPE_API_BASE", default="")
if STRIPE_API_BASE:  # its payment page, too, is then somewhere else
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(STRIPE_API_BASE)  # noqa: F405
