"""The embedded PostgreSQL fits a small machine."""

import pytest
from django.db import connection

from leadtrack import keeper


@pytest.mark.django_db
def test_embedded_database_has_the_buffers_it_was_given():
    with connection.cursor() as cursor:
        cursor.execute("SHOW shared_buffers")
        assert cursor.fetchone() == (keeper.SHARED_BUFFERS,)
