import uuid

import pytest
from django.urls import reverse

from leads.capture import intake
from leads.models import Channel


@pytest.fixture
def tick(cast, sources):
    """Logs one enquiry: `tick("Leaflet", at=…)`."""

    def made(source="Google search", *, key=None, at=None, by=None):
        captured = intake.capture(
            key=key or uuid.uuid4(), source=sources[source], channel=Channel.WALK_IN, by=by or cast.staff, received_at=at
        )
        return captured.lead

    return made


@pytest.fixture
def desk(client, cast):
    """The browser of the front desk."""
    client.force_login(cast.staff)
    return client


@pytest.fixture
def tap(desk, sources):
    """Posts one tap as the page does: `tap(source="Leaflet")`."""

    def posted(source="Google search", *, client=None, **more):
        body = {"key": str(uuid.uuid4()), "source": sources[source].pk if source in sources else source, "channel": "walk_in"} | more
        return (client or desk).post(reverse("capture"), body, content_type="application/json", headers={"Accept": "application/json"})

    return posted
