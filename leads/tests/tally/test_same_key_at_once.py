import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.testing import make_business, make_cast
from leads.capture import intake
from leads.models import Lead, Source

DEVICES = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_requests_with_one_key_at_once_are_one_lead_and_agree():
    make_business()
    staff, source, key = make_cast().staff, Source.add("Signboard"), uuid.uuid4()
    start = Barrier(DEVICES)

    def send(_):
        try:
            start.wait()
            captured = intake.capture(key=key, source=source, channel="walk_in", by=staff)
            return captured.lead.pk, captured.outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(DEVICES) as pool:
        answers = list(pool.map(send, range(DEVICES)))
    assert Lead.objects.count() == 1
    assert {pk for pk, _ in answers} == {Lead.objects.get().pk}
    assert sorted(outcome for _, outcome in answers) == ["created"] + ["known"] * (DEVICES - 1)
