import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_business_and_the_two_ways_to_log(client, business):
    response = client.get(reverse("manifest"))
    facts = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert facts["name"] == business.name
    assert [shortcut["url"] for shortcut in facts["shortcuts"]] == ["/?how=walk_in", "/?how=phone"]


def test_every_icon_is_there_in_the_size_it_names(client, business):
    for icon in client.get(reverse("manifest")).json()["icons"]:
        with open(finders.find(icon["src"].removeprefix("/static/")), "rb") as file:
            head = file.read(24)
        width, height = (int.from_bytes(head[at : at + 4]) for at in (16, 20))
        assert f"{width}x{height}" == icon["sizes"]


def test_the_page_without_a_network_names_nobody(desk, tick):
    assert "Jo" not in desk.get(reverse("offline")).content.decode()
