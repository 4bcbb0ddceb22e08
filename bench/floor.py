"""What the same work costs with nothing around it: the plain SQL of an answer, and a bare view that stores one row."""

import uuid

from django.db import connection
from django.http import HttpResponse
from django.urls import path

SOURCES = """
SELECT l.source_id, count(*), count(*) FILTER (WHERE c.client_lead_id = l.id),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY (c.client_since AT TIME ZONE 'Europe/London')::date
           - (l.received_at AT TIME ZONE 'Europe/London')::date) FILTER (WHERE c.client_lead_id = l.id)
FROM leads_lead l LEFT JOIN leads_contact c ON c.id = l.contact_id
WHERE l.state <> 'withdrawn' AND l.merged_into_id IS NULL AND l.disqualified_for NOT IN ('spam', 'test')
GROUP BY l.source_id
"""
LEADS = """
SELECT l.*, c.name, s.name FROM leads_lead l LEFT JOIN leads_contact c ON c.id = l.contact_id LEFT JOIN leads_source s ON s.id = l.source_id
WHERE l.state <> 'withdrawn' AND l.merged_into_id IS NULL ORDER BY l.listed_at DESC, l.id DESC LIMIT 50
"""


def rows(query: str, params: list | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall()


def store(request):
    """A session and one INSERT, nothing else."""
    request.session.get("anything")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (key, at) VALUES (%s, now())", [uuid.uuid4()])
    return HttpResponse("{}", content_type="application/json")


urlpatterns = [path("floor/", store)]
