"""The first member of the secretariat: typed lines come through standard input."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.actions import people
from accounts.enums import Role
from accounts.management.commands.add_secretariat_member import NO_OFFICE
from accounts.models import AccountEvent, User
from accounts.refusals import NotPossible

PASSWORD = "correct-horse-battery"
TYPED = ("hanako", "山田 花子", "hanako@example.lg.jp", PASSWORD, PASSWORD)


@pytest.fixture
def typed(db, monkeypatch):
    """Runs the command on these typed lines and returns what it says at the end."""

    def run(*lines, **options):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        said = io.StringIO()
        call_command("add_secretariat_member", stdout=said, **options)
        return said.getvalue()

    return run


def refused(typed, *lines, **options):
    before = User.objects.count()
    with pytest.raises(CommandError) as caught:
        typed(*lines, **options)
    assert (User.objects.count(), AccountEvent.objects.count()) == (before, 0)
    return str(caught.value)


def test_the_person_acts_for_the_secretariat_and_signs_in_with_the_password(typed, orgs, client):
    said = typed(*TYPED)

    user = User.objects.get(username="hanako")
    held = [(m.organization.code, m.role) for m in user.held_memberships]
    assert said.startswith("山田 花子さんを、デジタル行財政改革会議事務局の「事務局」として")
    assert (user.display_name, user.email) == ("山田 花子", "hanako@example.lg.jp")
    assert held == [("secretariat", Role.SECRETARIAT)]
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert client.login(username="hanako", password=PASSWORD)


def test_the_record_says_that_it_was_done_at_the_server(typed, orgs):
    typed(*TYPED)

    events = AccountEvent.objects.order_by("pk")
    assert [(e.verb, e.by, str(e.person), e.role) for e in events] == [
        ("registered", None, "山田 花子", ""),
        ("membership_added", None, "山田 花子", "secretariat"),
    ]
    assert {e.reason for e in events} == {people.AT_THE_SERVER}


def test_what_is_given_as_options_is_not_asked(typed, orgs):
    typed(PASSWORD, PASSWORD, username="taro", display_name="鈴木 太郎", address="t@example.lg.jp")

    assert User.objects.get(username="taro").display_name == "鈴木 太郎"


def test_without_the_office_it_names_the_command_to_run_first(typed):
    assert refused(typed, *TYPED) == NO_OFFICE


@pytest.mark.parametrize("taken", ["hanako", "Hanako"])
def test_a_taken_name_is_refused_before_a_password_is_asked(typed, person, taken):
    person("hanako")

    said = refused(typed, taken, *TYPED[1:3])

    assert (
        said == f"ユーザー名：「{taken}」は、すでに使われています。別のユーザー名にしてください。"
    )


def test_a_taken_address_is_refused(typed, town):
    said = refused(typed, "hanako", "山田 花子", "MACHI@example.lg.jp")

    assert said == "メールアドレス：このメールアドレスは、すでに使われています。"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            PASSWORD,
            "another-password",
            "パスワード（もう一度）：2つのパスワードが違います。同じものを入力してください。",
        ),
        ("", "", "パスワード：パスワードを入力してください。"),
    ],
)
def test_a_password_that_cannot_be_used_is_refused(typed, orgs, first, second, reason):
    assert refused(typed, *TYPED[:3], first, second).splitlines()[0] == reason


def test_a_short_password_is_refused(typed, orgs):
    assert refused(typed, *TYPED[:3], "short", "short").startswith("パスワード：")


def test_stopping_halfway_registers_nobody(typed, orgs):
    assert refused(typed, *TYPED[:4]) == "途中でやめました。だれも登録していません。"


def test_only_for_an_office_whose_people_can_be_secretariat(orgs):
    with pytest.raises(NotPossible):
        people.register_at_the_server(
            organization=orgs["054348"],
            username="hanako",
            display_name="山田 花子",
            address="hanako@example.lg.jp",
            password=PASSWORD,
        )

    assert not User.objects.exists()
