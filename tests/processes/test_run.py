import contextlib
import http.client
import json
import os
import re
import signal
import socket
import time

import psutil
import psycopg
import pytest

from accounts.signing_in.demo import DEMO_PASSWORD, DEMO_PEOPLE
from coordination.embedded.places import DATABASE, DATABASE_USER, PRODUCT_USER
from tests import sizes
from tests.checkouts import Checkout, free_port, until
from tests.processes import first_run
from tests.processes.first_run import Kill

READY = "Ctrl-C を押してください"


class Running:
    """What one test leaves running for the next: the program, and what it had said."""

    left = None


@pytest.fixture(scope="module")
def running():
    return Running()


@pytest.fixture(scope="module")
def installed(data_directory):
    """A checkout for `manage.py run` on a free port."""
    checkout = Checkout(data_directory)
    for name in ("SECRET_KEY", "RONTEN_DEMO", "ALLOWED_HOSTS", "RONTEN_HOST"):
        checkout.environment.pop(name, None)
    checkout.environment["RONTEN_PORT"] = str(free_port())
    yield checkout
    checkout.end_all()


@pytest.fixture
def ready(installed, running):
    """The same for one test; nothing of it runs afterwards but what is left for the next."""
    yield installed
    if running.left is None:
        installed.end_all()


@pytest.fixture
def start(ready, running):
    """Starts `manage.py run`, which takes its time, unless the test before left it running; gives
    it with what it said until it was ready."""

    def run():
        left, running.left = running.left, None
        if left is not None:
            return left
        program = ready.run()
        return program, until(program, READY)

    return run


def farewell(program, seconds=60):
    """What it said to its end."""
    said, _ = program.communicate(timeout=seconds)
    return said.decode()


def logged_process(checkout, name):
    """The process of one of the programs."""
    marks = {"web": "coordination.wsgi", "worker": "worker", "beat": "beat"}
    (run,) = [p for p in checkout.programs if p.poll() is None]
    for child in psutil.Process(run.pid).children():
        with contextlib.suppress(psutil.Error):  # it ends just now
            if marks[name] in child.cmdline():
                return child
    return None


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


def page(checkout, path):
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(checkout.environment["RONTEN_PORT"]), timeout=60
    )
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def health(checkout):
    try:
        return page(checkout, "/health/")[0]
    except (OSError, http.client.HTTPException):
        return None


def works_as(checkout):
    """The roles as which the product is connected; each is tried for what it must not do."""
    here = {"host": str(checkout.places.socket_dir), "dbname": DATABASE, "autocommit": True}
    with psycopg.connect(user=DATABASE_USER, **here) as connection:
        rows = connection.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    with psycopg.connect(user=PRODUCT_USER, **here) as connection:
        for forbidden in ("DELETE FROM", "TRUNCATE"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"{forbidden} workflow_historyentry")
    return {name for (name,) in rows}


def test_a_first_run_killed_on_its_way_is_gone_on_with(ready, running):
    kills = [
        Kill("[1/4]", 1.5, everything=True), Kill("[2/4]", 1.0), Kill("[3/4]", 0.1),
        Kill("[4/4]", 3.0),
    ]  # fmt: skip
    if sizes.LONG:
        kills += [Kill("[1/4]", 0.3), Kill("[2/4]", 2.5, everything=True)]

    for kill in kills:
        first_run.start_and_kill(ready, kill)
    program, said = first_run.start_to_the_end(ready)

    assert READY in said
    assert first_run.lacking(first_run.counted(ready)) == []
    running.left = program, said


@contextlib.contextmanager
def stopped(*processes):
    """They take connections and say nothing, as a server does that hangs."""
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in reversed(processes):
            process.resume()


def timed(ready, path):
    begun = time.monotonic()
    status, text = page(ready, path)
    return status, text, time.monotonic() - begun


def test_pages_need_no_redis_and_say_so_when_the_database_hangs(ready, start, running):
    program, words = start()
    assert READY in words
    # It would bring back what hangs.
    keeper = next(
        child
        for child in psutil.Process(program.pid).children()
        if "coordination.embedded.keeping" in child.cmdline()
    )
    postmaster = ready.postgres()
    wait_until(lambda: health(ready) == 200)

    with stopped(keeper, ready.redis()):
        pages = [timed(ready, path) for path in ("/", "/requests/", "/login/", "/api/requests/")]
        redis_hangs = timed(ready, "/health/")
    with stopped(keeper, postmaster, *postmaster.children()):
        database_hangs = timed(ready, "/health/")
        busy = timed(ready, "/requests/")
    wait_until(lambda: health(ready) == 200)

    assert [status for status, _, _ in pages] == [200, 200, 200, 200]
    assert max(seconds for _, _, seconds in pages) < 8
    said = [json.loads(text) for _, text, _ in (redis_hangs, database_hangs)]
    assert said == [
        {"status": "unavailable", "database": True, "redis": False},
        {"status": "unavailable", "database": False, "redis": True},
    ]
    assert max(redis_hangs[2], database_hangs[2]) < 4
    assert (busy[0], "ただいま混み合っています" in busy[1], busy[2] < 40) == (503, True, True)
    assert timed(ready, "/requests/")[0] == 200
    running.left = program, words


def test_one_command_brings_everything_up(ready, start, running):
    program, said = start()
    number = ready.environment["RONTEN_PORT"]

    assert f"準備ができました: http://localhost:{number}/" in said
    assert DEMO_PASSWORD in said
    assert [person.username for person in DEMO_PEOPLE if person.username not in said] == []
    status, text = page(ready, "/")
    assert (status, "論点" in text) == (200, True)
    assert health(ready) == 200
    assert works_as(ready) == {"ronten_app"}

    second = ready.launch("manage.py", "run")
    refusal, _ = second.communicate(timeout=60)
    assert refusal.splitlines()[0] == (
        "論点（Ronten）は、このデータですでに動いています"
        f"（http://localhost:{number}/、プロセス番号 {program.pid}）。"
    )
    assert second.returncode == 1
    running.left = program, said


def test_a_run_that_was_killed_stands_in_nobodys_way(ready, start):
    program, _ = start()
    left = psutil.Process(program.pid).children(recursive=True)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()

    again, said = start()

    assert READY in said
    _, alive = psutil.wait_procs(left, timeout=1)
    assert alive == []
    again.send_signal(signal.SIGHUP)
    assert farewell(again).splitlines()[-1] == "終了しました。"
    assert again.returncode == 0
    assert (ready.postgres(), ready.redis()) == (None, None)


def test_whatever_dies_comes_back_and_is_told_of(ready, start):
    program, _ = start()
    wait_until(lambda: logged_process(ready, "beat") is not None)
    before = {name: logged_process(ready, name) for name in ("web", "worker", "beat")}
    postgres, redis = ready.postgres(), ready.redis()

    before["beat"].kill()
    before["worker"].kill()
    assert health(ready) == 200
    ready.kill_servers()
    wait_until(lambda: health(ready) == 200 and ready.postgres() and ready.redis())
    before["web"].kill()
    wait_until(lambda: logged_process(ready, "web") is not None and health(ready) == 200)
    wait_until(lambda: logged_process(ready, "beat") and logged_process(ready, "worker"))

    after = {name: logged_process(ready, name) for name in before}
    assert [name for name in before if before[name] == after[name]] == []
    assert (ready.postgres() != postgres, ready.redis() != redis) == (True, True)
    program.send_signal(signal.SIGTERM)
    said = farewell(program)
    for name in before:
        assert f"{name} が止まりました（終了コード -9）。1秒後に、もう一度動かします。" in said
        assert f"{name} をもう一度動かしました。" in said
    assert re.search("PostgreSQL.*が応答しません。もう一度動かします。", said)
    assert "がまた動いています。" in said
    assert ready.postgres() is None


def test_a_stop_while_it_prepares_ends_everything(ready):
    program = ready.run()
    until(program, "[2/4]")

    program.send_signal(signal.SIGINT)

    said = farewell(program)
    assert "中断しました。もう一度実行すると、途中のところからやり直します。" in said
    assert "Traceback" not in said
    assert program.returncode == 130
    assert (ready.postgres(), ready.redis()) == (None, None)


def test_one_that_comes_while_ctrl_c_ends_another_waits_for_it(ready, start):
    program, _ = start()
    program.send_signal(signal.SIGINT)
    until(program, "終了しています")
    run_record = ready.places.locks / "run.json"
    wait_until(lambda: '"ending": true' in run_record.read_text())

    again, said = start()

    assert farewell(program).splitlines()[-1] == "終了しました。"
    assert program.returncode == 0
    assert READY in said
    again.send_signal(signal.SIGINT)
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=60)
    wait_until(lambda: ready.postgres() is None and ready.redis() is None, 20)


def test_a_port_that_somebody_else_has_is_named(ready, start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(ready.environment["RONTEN_PORT"])))
        other.listen()

        program, said = start()

    number = ready.environment["RONTEN_PORT"]
    assert said.startswith(f"{number} 番ポートは別のプログラム（")
    assert program.wait(30) == 1


def test_a_port_that_is_no_number_is_named(ready, start):
    ready.environment["RONTEN_PORT"] = "八千"

    program, said = start()

    assert said == "RONTEN_PORT は1から65535までの数にしてください（今は 八千）。\n"
    assert program.wait(60) == 1
