"""The role of the web and the worker adds to history and changes none of it."""

import uuid

import pytest
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from pghistory.models import Context
from psycopg2.sql import SQL, Identifier

from leads.models import Lead, Source
from leadtrack.database import roles
from leadtrack.management.commands import prepare
from tests.roles import as_owner

pytestmark = pytest.mark.django_db
INSUFFICIENT, NOT_NULL = "42501", "23502"


def refusal(statement: SQL | str, **names: str) -> str:
    """The code of PostgreSQL's refusal, nothing where it did as told."""
    query = SQL(statement).format(**{key: Identifier(name) for key, name in names.items()})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query.as_string(cursor.connection))
    except DatabaseError as error:
        return error.__cause__.pgcode
    return ""


def column_of(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


def test_tests_are_the_application():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user")
        assert cursor.fetchone() == (roles.application(), roles.application())


def test_tests_connect_as_the_program_does():
    assert connection.settings_dict["ENGINE"] == "leadtrack.database"


def test_every_table_of_history_is_named():
    with connection.cursor() as cursor:
        named = {name for name in connection.introspection.table_names(cursor) if name.endswith("event") or "pghistory" in name}
    assert named | {"leads_erasure"} == set(roles.history_tables())


@pytest.mark.parametrize("table", roles.history_tables())
def test_history_cannot_be_changed(table):
    column = column_of(table)
    assert refusal("UPDATE {table} SET {column} = {column}", table=table, column=column) == INSUFFICIENT
    assert refusal("DELETE FROM {table}", table=table) == INSUFFICIENT
    assert refusal("TRUNCATE {table}", table=table) == INSUFFICIENT
    assert refusal("SELECT FROM {table}", table=table) == ""


@pytest.mark.parametrize("table", sorted({*roles.history_tables()} - {"leads_erasure"}))
def test_history_can_be_added_to(table):
    assert refusal("INSERT INTO {table} DEFAULT VALUES", table=table) in {"", NOT_NULL}


def test_nobody_writes_an_erasure_by_hand():
    assert refusal("INSERT INTO leads_erasure SELECT * FROM leads_erasure LIMIT 0") == INSUFFICIENT


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE leads_lead DISABLE TRIGGER ALL",
        "DROP TRIGGER keep_history_context ON pghistory_context",
        "CREATE OR REPLACE FUNCTION keep_history_context() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine (a int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE leads_leadevent OWNER TO CURRENT_USER",
        "DROP TABLE leads_leadevent",
        "CREATE ROLE mine",
        "SET ROLE leadtrack",
        "SET ROLE postgres",
    ],
)
def test_rights_cannot_be_taken(statement):
    assert refusal(statement) == INSUFFICIENT


def test_the_role_is_nothing_special():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert not any(cursor.fetchone())
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_one_function_runs_as_the_owner_and_not_for_everybody():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, array_to_string(proconfig, ''), has_function_privilege('public', oid, 'EXECUTE')"
            " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == [("erase_history_of_people", "search_path=pg_catalog, public, pg_temp", False)]


def test_every_change_is_recorded_all_the_same(sources):
    lead = Lead.objects.create(source=sources["Leaflet"], channel="walk_in")
    lead.delete()
    labels = Lead.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "delete"]


@pytest.mark.django_db(transaction=True)
def test_who_did_it_cannot_be_written_anew():
    context = Context.objects.create(id=uuid.uuid4(), metadata={"user": 1})
    Context.objects.update(metadata={"user": 2})
    context.refresh_from_db()
    assert context.metadata == {"user": 1}


@pytest.mark.django_db(transaction=True)
def test_rights_are_granted_again_with_every_migration():
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"GRANT ALL ON leads_leadevent TO {roles.application()}")
        assert roles.changeable() == ["leads_leadevent"]
        assert [warning.id for warning in roles.check_history_is_kept(["default"])] == ["leadtrack.W001"]
        call_command("migrate", interactive=False, verbosity=0)
        assert roles.changeable() == []
        assert roles.check_history_is_kept(["default"]) == []


@pytest.mark.usefixtures("database_owner")
def test_a_start_with_one_role_says_what_that_means(settings, monkeypatch, capsys):
    settings.APPLICATION_DATABASE = settings.OWNER_DATABASE
    monkeypatch.setattr(prepare, "collect_static", lambda: None)
    call_command("prepare")
    assert "could change the history of what was done. Make a second role" in capsys.readouterr().err


def test_granting_without_being_the_owner_does_nothing():
    roles.grant()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Source.pgh_event_model.objects.all().delete()
