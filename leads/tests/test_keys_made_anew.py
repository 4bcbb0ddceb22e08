"""The migration that folds more letters makes the keys of everybody anew, and the history says nothing of it."""

from importlib import import_module

import pytest
from django.db import connection

from leads.models import Contact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_owner")]
migration = import_module("leads.migrations.0018_words_of_names")


def test_old_keys_become_those_of_today(monkeypatch):
    monkeypatch.setattr(migration, "CHUNK", 2)
    names = ["Łukasz Nowak", "Søren Ørsted", "Ann Miller", "Müller, Ann", ""]
    people = [Contact.make(name=name, company="Strauß & Co.") for name in names]
    Contact.objects.update(sort_name="old", company_key="old")
    written = history()
    with connection.schema_editor() as editor:
        migration.make_keys_anew(None, editor)
    keys = list(Contact.objects.order_by("pk").values_list("sort_name", "company_key"))
    assert keys == [(name, "strauss co") for name in ("lukasz nowak", "soren orsted", "ann miller", "muller ann", "")]
    assert history() == written
    people[0].call(name="Łukasz")
    people[0].save()
    assert history() == written + 1


def history() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leads_contactevent")
        return cursor.fetchone()[0]
