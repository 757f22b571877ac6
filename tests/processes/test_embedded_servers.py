import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from coordination.embedded.places import DATABASE, DATABASE_USER, PRODUCT_USER


def leave(program):
    program.communicate(timeout=60)
    return program.returncode


def lives(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def connect(checkout):
    return psycopg.connect(
        host=str(checkout.places.socket_dir), user=DATABASE_USER, dbname=DATABASE, autocommit=True
    )


def test_the_servers_stop_with_their_last_user(checkout):
    first = checkout.use_servers()
    second = checkout.use_servers()
    postgres, redis = checkout.postgres(), checkout.redis()

    leave(first)
    with connect(checkout) as connection:
        answer = connection.execute("SELECT 1").fetchone()
    leave(second)

    assert (first.answer, second.answer, answer) == ("up", "up", (1,))
    assert [lives(postgres), lives(redis)] == [False, False]


def test_what_was_saved_outlives_the_killing_of_everything(checkout):
    user = checkout.use_servers()
    with connect(checkout) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '費用' AS word")
    user.kill()
    user.wait()
    checkout.kill_servers()

    again = checkout.use_servers()

    with connect(checkout) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("費用",)]
    assert again.answer == "up"
    assert leave(again) == 0


def test_servers_that_lost_their_user_serve_the_next_and_stop_with_it(checkout):
    user = checkout.use_servers()
    user.kill()
    user.wait()
    postgres = checkout.postgres()

    again = checkout.use_servers()
    assert checkout.postgres() == postgres
    leave(again)

    assert not lives(postgres)


def test_a_pid_file_that_names_a_stranger_is_not_believed(checkout):
    leave(checkout.use_servers())
    stranger = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=-1)
    lines = f"{stranger.pid}\n{checkout.places.postgres}\n1\n5432\n/tmp\n\n1 1\nready\n"
    (checkout.places.postgres / "postmaster.pid").write_text(lines)
    (checkout.places.redis / "redis.pid").write_text(str(stranger.pid))

    user = checkout.use_servers()

    assert user.answer == "up"
    leave(user)
    assert stranger.poll() is None
    stranger.communicate()


def test_servers_whose_sockets_were_swept_away_are_started_anew(checkout):
    stranded = checkout.use_servers()
    before = checkout.postgres()
    shutil.rmtree(checkout.places.socket_dir)

    user = checkout.use_servers()

    assert (stranded.answer, user.answer) == ("up", "up")
    assert checkout.postgres() != before


def test_many_who_come_at_once_share_one_server(checkout):
    users = [
        checkout.launch("-c", "from coordination import embedded; embedded.ensure_running()")
        for _ in range(4)
    ]

    codes = [leave(user) for user in users]

    assert codes == [0, 0, 0, 0]
    assert checkout.postgres() is None
    assert checkout.redis() is None


def test_a_directory_of_sockets_that_others_can_enter_is_refused(elsewhere, tmp_path):
    checkout = elsewhere(tmp_path)
    checkout.places.socket_dir.mkdir(mode=0o700)
    checkout.places.socket_dir.chmod(0o777)

    user = checkout.use_servers()

    assert user.answer == (
        f"{checkout.places.socket_dir} の持ち主か権限が正しくありません。"
        "中を確かめて消してから、もう一度実行してください。"
    )
    assert leave(user) == 1


def test_a_place_that_cannot_be_written_is_named(elsewhere, tmp_path):
    checkout = elsewhere(tmp_path / "data")
    checkout.places.data_dir.write_text("これはファイル")

    user = checkout.use_servers()

    assert user.answer == (
        f"データの置き場所 {checkout.places.data_dir} に書き込めません（File exists）。"
        "空き容量と持ち主を確かめるか、RONTEN_DATA_DIR で別の場所を指定してください。"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL to another user")
def test_root_keeps_the_cluster_where_its_user_can_reach_it(elsewhere, tmp_path):
    tmp_path.chmod(0o700)
    checkout = elsewhere(tmp_path / "データ")

    user = checkout.use_servers()

    assert user.answer == "up"
    assert checkout.places.postgres.resolve().is_relative_to("/var/lib/ronten")
    assert checkout.postgres().uids().real != 0
    with connect(checkout) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    leave(user)


INTRUDER = """
import os, sys
import psycopg
os.setgroups([]); os.setgid(4242); os.setuid(4242)
here, sockets = sys.argv[1:3]
for path in (here, sockets):
    try:
        print("sees", os.listdir(path))
    except PermissionError:
        print("closed")
for user in ("ronten", "ronten_app"):
    try:
        psycopg.connect(host=sockets, user=user, dbname="ronten", connect_timeout=5)
        print("in as", user)
    except psycopg.OperationalError as error:
        text = str(error)
        print("peer" if "eer authentication failed" in text else
              "closed" if "Permission denied" in text else text)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_other_users_of_the_machine_see_nothing_and_do_not_get_in(checkout):
    user = checkout.use_servers()
    directories = [str(checkout.places.data_dir), str(checkout.places.socket_dir)]

    def intrude():
        intruder = checkout.launch("-c", INTRUDER, *directories)
        said, _ = intruder.communicate(timeout=60)
        return said.splitlines()

    closed = intrude()
    # Not even if the doors in front of it stood open.
    checkout.places.socket_dir.chmod(0o755)
    (checkout.places.socket_dir / ".s.PGSQL.5432").chmod(0o777)
    opened = intrude()
    checkout.places.socket_dir.chmod(0o700)

    assert closed == ["closed", "closed", "closed", "closed"]
    assert opened[2:] == ["peer", "peer"]
    leave(user)


def test_what_is_kept_is_closed_to_others(checkout):
    user = checkout.use_servers()

    leave(user)

    open_ones = [
        str(path)
        for path in [checkout.places.data_dir, *checkout.places.data_dir.rglob("*")]
        if not path.is_symlink() and path.stat().st_mode & 0o077
    ]
    cluster = checkout.places.postgres.resolve()
    open_ones += [
        str(path) for path in [cluster, *cluster.rglob("*")] if path.stat().st_mode & 0o077
    ]
    assert open_ones == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL to another user")
def test_a_cluster_in_a_directory_that_was_open_moves_out_when_it_is_closed(elsewhere, tmp_path):
    directory = Path(tempfile.mkdtemp(prefix="ronten-test-"))
    directory.chmod(0o755)
    checkout = elsewhere(directory)
    user = checkout.use_servers()
    with connect(checkout) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '費用' AS word")
    leave(user)
    moved = checkout.places.postgres.resolve()
    # As an older version had it: inside, with the directory open to all.
    checkout.places.postgres.unlink()
    moved.rename(checkout.places.postgres)
    moved.parent.rmdir()
    directory.chmod(0o755)

    again = checkout.use_servers()

    assert again.answer == "up"
    assert checkout.places.postgres.is_symlink()
    with connect(checkout) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("費用",)]
    leave(again)


def test_the_product_has_a_role_of_its_own(checkout):
    user = checkout.use_servers()

    with psycopg.connect(
        host=str(checkout.places.socket_dir), user=PRODUCT_USER, dbname=DATABASE
    ) as connection:
        found = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert found == (False, False, False, False, False)
    leave(user)
