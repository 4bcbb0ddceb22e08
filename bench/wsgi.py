"""The application over the database of the bench, for a web server that the bench starts."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
application = get_wsgi_application()
