"""The embedded PostgreSQL. (Skeleton: the platform helper owns this file.)"""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    return Path(os.environ.get("LEADTRACK_DATA") or BASE_DIR / ".data")


def stored_secret_key() -> str:
    path = data_folder() / "secret_key"
    return path.read_text().strip() if path.exists() else ""


def database() -> dict:
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "leadtrack", "USER": "leadtrack", "HOST": str(data_folder() / "run"), "PORT": ""}
