import os
import subprocess
import sys

import pytest

from .house import PROJECT

SHOW = "from django.conf import settings; print({})"


def settings_with(show: str, **environment) -> subprocess.CompletedProcess:
    """What settings read in a fresh process say, or why they refuse."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LEADTRACK_URL", "SECRET_KEY", "DEBUG")}
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(show)],
        cwd=PROJECT,
        env=clean | {"DJANGO_SETTINGS_MODULE": "leadtrack.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("value", ["yes", "1", "true", "on", ""])
def test_debug_is_true_or_false_and_nothing_else(value):
    refused = settings_with("settings.DEBUG", DEBUG=value)
    assert refused.returncode != 0
    assert "it must be True or False" in refused.stderr


def test_a_short_secret_key_is_refused():
    assert "SECRET_KEY needs at least 50 characters" in settings_with("settings.DEBUG", SECRET_KEY="short").stderr


def test_an_address_without_a_scheme_is_refused():
    assert "must start with http:// or https://" in settings_with("settings.DEBUG", LEADTRACK_URL="leads.example.com").stderr


def test_a_database_of_several_hosts_is_understood():
    url = "postgres://ann:secret@db1:5432,db2:5433/leads?target_session_attrs=read-write"
    shown = settings_with("[settings.DATABASES['default'][k] for k in ('HOST', 'PORT', 'NAME', 'USER', 'OPTIONS')]", DATABASE_URL=url)
    assert "'db1,db2', '5432,5433', 'leads', 'ann'" in shown.stdout, shown.stderr
    assert "'target_session_attrs': 'read-write'" in shown.stdout


def test_https_makes_cookies_secure():
    shown = settings_with("settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE", LEADTRACK_URL="https://leads.example.com")
    assert shown.stdout.split() == ["True", "True"], shown.stderr


def test_a_mail_server_is_understood():
    shown = settings_with("settings.MAILERS['default']", EMAIL_URL="smtp+tls://ann:secret@mail.example.com:587")
    assert "'host': 'mail.example.com', 'port': 587, 'username': 'ann', 'password': 'secret', 'use_tls': True" in shown.stdout, shown.stderr
    assert "smtp.EmailBackend" in shown.stdout


APPLICATION, OWNER = "postgres://web:w@db/leads", "postgres://ann:secret@db/leads"
ROLE = "settings.DATABASES['default']['USER']"
AS_OWNER = "(__import__('leadtrack.database').database.act_as_owner(), settings.DATABASES['default']['USER'])[1]"


@pytest.mark.parametrize(("show", "role"), [(ROLE, "web"), (AS_OWNER, "ann")])
def test_commands_are_the_owner_and_everything_else_is_not(show, role):
    shown = settings_with(show, DATABASE_URL=APPLICATION, DATABASE_OWNER_URL=OWNER)
    assert shown.stdout.strip() == role, shown.stderr


@pytest.mark.parametrize("show", [ROLE, AS_OWNER])
def test_without_an_owner_one_role_does_everything(show):
    assert settings_with(show, DATABASE_URL=OWNER).stdout.strip() == "ann"


def test_an_owner_alone_is_refused():
    assert "DATABASE_URL is not" in settings_with(ROLE, DATABASE_OWNER_URL=OWNER).stderr
