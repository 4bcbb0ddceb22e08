"""Whoever sends nonsense gets a line of the log, not a page of it."""

import io
import logging

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import Business


@pytest.fixture
def log():
    """What the handler of the settings writes."""
    [handler] = [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


@pytest.fixture
def stranger():
    return Client(raise_request_exception=False)


def test_a_foreign_host_is_one_line(stranger, business, log):
    assert stranger.get("/", headers={"host": "evil.example"}).status_code == 400
    assert log.getvalue().count("\n") == 1
    assert "evil.example" in log.getvalue()


def test_a_refused_person_is_one_line(client, cast, log):
    client.force_login(cast.staff)
    assert client.get(reverse("people")).status_code == 403
    assert log.getvalue().count("\n") == 1


def test_too_many_fields_are_one_line(stranger, business, log):
    assert stranger.post(reverse("account_login"), {f"f{n}": "" for n in range(5001)}).status_code == 400
    assert (log.getvalue().count("\n"), "TooManyFieldsSent" in log.getvalue()) == (1, True)


def test_a_body_that_is_none_is_one_line(stranger, business, log):
    stranger.post(reverse("account_login"), b"--x\r\n", content_type="multipart/form-data; boundary=\xe9")
    assert log.getvalue().count("\n") == 1


def test_a_lost_database_is_one_line_and_a_fault_keeps_its_traceback(stranger, business, log, monkeypatch):
    for error, lines in ((OperationalError("gone\nfor good"), 1), (KeyError("name"), 5)):
        monkeypatch.setattr(Business, "current", lambda error=error: (_ for _ in ()).throw(error))
        log.truncate(0)
        stranger.get("/")
        assert (log.getvalue().count("\n") == 1) == (lines == 1)
        assert log.getvalue().count("\n") >= lines
