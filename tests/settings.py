"""The product's settings, with what tests need otherwise.

The environment counts for DATABASE_URL and DEMO only; var/ is a folder that goes when they end.
"""

import atexit
import os
import shutil
import tempfile

for name in (
    "ALLOWED_HOSTS", "ALLOW_OWN_APPROVAL", "CSRF_TRUSTED_ORIGINS", "DEBUG", "EMAIL_FROM",
    "EMAIL_URL", "HTTPS", "LOG_LEVEL", "SECRET_KEY", "SITE_URL",
):  # fmt: skip
    os.environ.pop(name, None)
if "PYTEST_XDIST_WORKER" not in os.environ:  # Workers inherit the folder of who started them.
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="deqing-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from deqing_dashboard.settings import *  # noqa: E402, F403
from deqing_dashboard.settings import CACHES, DATABASES, STORAGES, VAR_DIR  # noqa: E402

AXES_ENABLED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
WHITENOISE_AUTOREFRESH = True  # Nothing is collected here; the live server finds files itself.

# Connections end with their request, so that a database can be dropped after the last test; and
# SQLite's is a file as in real use, which several connections may open.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
# One worker's clearing of the cache is not to be felt by another.
CACHES["default"]["LOCATION"] = VAR_DIR / f"cache-{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"
