"""What the role that the product works as may do: read and add to the record, nothing else."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from coordination.database import owner, rights
from coordination.embedded.places import PRODUCT_USER
from meetings.sessions import report_content
from tests.factories import sittings
from tests.factories.issues import a_request
from workflow.models import HistoryEntry

pytestmark = pytest.mark.django_db

APPENDED = {
    "accounts_accountevent", "issues_duechange", "meetings_closedreport",
    "workflow_historyentry", "workflow_statuschange",
}  # fmt: skip
FORBIDDEN = {
    "changing a line": "UPDATE workflow_historyentry SET reason = 'さし替え'",
    "removing a line": "DELETE FROM workflow_historyentry",
    "emptying the table": "TRUNCATE workflow_historyentry CASCADE",
    "emptying a table of versions": "TRUNCATE issues_localrequestevent",
    "switching triggers off": "ALTER TABLE workflow_historyentry DISABLE TRIGGER ALL",
    "switching triggers off for a session": "SET session_replication_role = replica",
    "removing a table": "DROP TABLE workflow_statuschange",
    "removing a trigger's function": "DROP FUNCTION public._pgtrigger_should_ignore(name) CASCADE",
    "replacing a function": (
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean AS 'SELECT true' LANGUAGE sql"
    ),
    "making a table": "CREATE TABLE public.mine (a int)",
    "making a table for a while": "CREATE TEMPORARY TABLE workflow_historyentry (a int)",
    "making a role": "CREATE ROLE mine SUPERUSER",
    "becoming the owner": "SET ROLE ronten",
    "removing a person": "DELETE FROM accounts_user",
    "forging what was migrated": "DELETE FROM django_migrations",
}


@pytest.fixture
def product():
    """The connection works as the product does, until the end of the test."""
    rights.grant(connection, PRODUCT_USER, "")
    with connection.cursor() as cursor:
        # The way back to the owner is open to a superuser's session alone, which the product
        # never has: SESSION AUTHORIZATION closes it here as well.
        cursor.execute(f"SET LOCAL SESSION AUTHORIZATION {PRODUCT_USER}")
        yield cursor
        cursor.execute("RESET SESSION AUTHORIZATION")


def refused(cursor, statement):
    """Why it was refused; None when it was done."""
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except DatabaseError as refusal:
        return str(refusal).splitlines()[0]
    return None


def test_every_table_gives_the_role_what_its_model_says_and_nothing_else(product):
    there = rights.found(connection, PRODUCT_USER)

    assert {t: sorted(there[t]) for t in rights.wrong(connection, PRODUCT_USER)} == {}
    append_only = {table for table, names in there.items() if names == {"SELECT", "INSERT"}}
    assert append_only >= APPENDED
    assert [t for t in there if t.endswith("event") and t not in append_only] == []
    assert not {name for names in there.values() for name in names} - rights.ALL


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_record_cannot_be_touched(points, product, what):
    why = refused(product, FORBIDDEN[what])

    assert why is not None
    assert why.startswith(("permission denied", "must be owner"))


def test_the_role_cannot_give_itself_rights(product):
    product.execute(f"GRANT UPDATE ON workflow_historyentry TO {PRODUCT_USER}")

    assert rights.wrong(connection, PRODUCT_USER) == []


def test_no_variable_of_the_session_opens_a_locked_row(secretariat, points, product):
    obj = a_request("消せない要望")
    product.execute("SELECT set_config('pgtrigger.ignore', '{append_only,never_deleted}', true)")

    assert refused(product, f"DELETE FROM issues_localrequest WHERE id = {obj.pk}") is not None
    product.execute("SELECT public._pgtrigger_should_ignore('append_only')")
    assert product.fetchone() == (False,)


def test_the_verbs_write_the_record_with_these_rights(points, product):
    obj = a_request("いつもの要望")

    assert HistoryEntry.objects.filter(object_id=obj.pk, verb="log").count() == 1
    product.execute("SELECT current_user")
    assert product.fetchone() == (PRODUCT_USER,)


def test_a_session_is_closed_and_read_with_these_rights(secretariat, points, product):
    a_request("移行の経費")

    meeting = sittings.closed(secretariat)

    assert len(meeting.closed_report.content["requests"]) == 1
    assert report_content.is_intact(meeting.closed_report)


def test_words_of_which_only_marks_may_be_set_can_be_marked_and_never_removed():
    wanted = rights.expected()

    assert wanted["issues_progressreport"] == {"SELECT", "INSERT", "UPDATE"}
    assert wanted["publication_removal"] == {"SELECT", "INSERT"}


def test_a_new_table_can_be_read_and_added_to_until_more_is_granted():
    rights.grant(connection, PRODUCT_USER, "")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE something_new (id int)")

        assert rights.found(connection, PRODUCT_USER)["something_new"] == {"SELECT", "INSERT"}
        assert "something_new" in rights.wrong(connection, PRODUCT_USER)


def test_a_password_reaches_the_server_as_its_proof_alone():
    rights.grant(connection, PRODUCT_USER, "とても長い合い言葉")

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [PRODUCT_USER])
        (kept,) = cursor.fetchone()
    assert kept.startswith("SCRAM-SHA-256$")


def test_the_owner_is_another_role_only_where_one_is_named(settings):
    settings.DATABASE_OWNER = None
    assert not owner.is_separate()

    settings.DATABASE_OWNER = {"USER": "somebody_else"}
    assert owner.is_separate()


def test_a_product_that_owns_its_tables_is_told_so(monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own

    assert owner.product_owns_tables()


def test_the_product_of_two_roles_owns_nothing(product, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)

    assert not owner.product_owns_tables()


def test_tests_work_as_the_owner():
    assert settings.DATABASES["default"]["USER"] != PRODUCT_USER
