# Bugsink on SQLite in one folder: what it is sent is digested before it answers, nothing is mailed, nobody is told of it.
import os

from bugsink.settings.default import *  # noqa: F403

FOLDER = os.environ["BUGSINK_FOLDER"]
SECRET_KEY = "for-one-run-on-one-machine-0123456789-0123456789"
DATABASES["default"]["NAME"] = os.path.join(FOLDER, "db.sqlite3")  # noqa: F405
DATABASES["snappea"]["NAME"] = os.path.join(FOLDER, "snappea.sqlite3")  # noqa: F405
SNAPPEA = {"TASK_ALWAYS_EAGER": True}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
BUGSINK = {
    "BASE_URL": "http://127.0.0.1",
    "SINGLE_USER": True,
    "SINGLE_TEAM": True,
    "PHONEHOME": False,
    "INGEST_STORE_BASE_DIR": os.path.join(FOLDER, "ingestion"),
}
ALLOWED_HOSTS = ["*"]
