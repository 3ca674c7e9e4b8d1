"""Settings of the tests: a data folder of their own, quick password hashes, files packed by nobody.

With TESTS_DATABASE_URL they run on that server: `TESTS_DATABASE_URL=postgres://… python -m pytest tests/lifecycle`.
"""

import os
import tempfile

os.environ.setdefault("CLIENTKEEP_DATA", tempfile.mkdtemp(prefix="clientkeep-tests-"))
for name in ("DATABASE_URL", "CLIENTKEEP_PUBLIC_URL", "CLIENTKEEP_TRUSTED_PROXIES", "CLIENTKEEP_FAULTS"):
    os.environ.pop(name, None)
if _elsewhere := os.environ.get("TESTS_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _elsewhere

from clientkeep.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

OUTBOUND_ALLOW = []
DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}  # noqa: F405  a real file, so that threads meet real locks
