"""The ground of every test: PostgreSQL and Redis of the tests' own, and a real worker.

Tests share one pair of embedded servers under ``.data/test``, apart from the servers of
`make run`. Each session has a database and a Redis database number of its own, so that two
sessions do not meet. With ``DATABASE_URL`` and ``REDIS_URL`` set, those servers are used.
"""

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import django
import psutil
import pytest

pytest_plugins = ["tests.cast", "tests.sample", "tests.worlds"]

REPOSITORY = Path(__file__).resolve().parent.parent
LONG = {
    "test_pages_axe.py",
    "test_permission_matrix.py",
    "test_leaks_of_life.py",
    "test_taking_down.py",
    "test_fictional.py",
    "test_fuzz.py",
    "planted",
}
"""Folders and files of tests that take minutes by themselves."""

# Before anything reads the settings: pytest-django does so after this file is loaded.
os.environ.setdefault("RONTEN_DATA_DIR", str(REPOSITORY / ".data" / "test"))
if "PYTEST_XDIST_WORKER" in os.environ:
    # Each process that runs tests has a queue of its own; it inherits the first one's number.
    os.environ.pop("RONTEN_REDIS_DATABASE", None)
os.environ.setdefault("RONTEN_REDIS_DATABASE", str(1 + os.getpid() % 1023))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")

# Here and not in a hook: a conftest further down, named on the command line, is read before any
# hook runs, and it imports models.
django.setup()


def _work_as_owner():
    """Tests make and empty tables, which is for the owner alone; what the product's own role may
    do is tested where it says so."""
    from django.conf import settings

    settings.DATABASES["default"].update(settings.DATABASE_OWNER or {})


_work_as_owner()


def pytest_configure(config):
    """The processes that run the tests find no settings named. Otherwise pytest-django reads them
    before this file has given the process a queue, and all of them share that of the first one."""
    if getattr(config.option, "numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What waits for processes most of the time comes first, then the longest files, each of which
    stays in one process: left to the end, one processor would wait for them alone."""
    items.sort(key=lambda item: (_place(item, {"processes"}), _place(item, LONG)))


def _place(item, named):
    """0 for a test of a folder or file that is named, 1 for any other."""
    return int(named.isdisjoint(item.path.parts))


@pytest.fixture(scope="session", autouse=True)
def _quick_settings():
    """Cheap password hashes, and static files straight from the sources.

    The folder of collected files stays empty, but it has to be there: WhiteNoise warns otherwise.
    """
    from django.conf import settings
    from django.test import override_settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_emptying():
    """After a test that committed only the tables that it filled are emptied."""
    from tests.databases import emptying

    with pytest.MonkeyPatch.context() as patch:
        emptying.install(patch)
        yield


@pytest.fixture(scope="session")
def embedded_servers():
    """PostgreSQL and Redis are up for as long as the session lasts."""
    from coordination import embedded

    embedded.ensure_running(durable=False)


@pytest.fixture(scope="session")
def _copying():
    """What is held until this session has its database."""
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="session")
def django_db_setup(_copying, django_db_setup, django_db_blocker):
    """The database goes at the end, whoever still holds it: a page's last request may outlive
    its test, and its connection would keep the database from being dropped."""
    _copying.close()
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, embedded_servers, _copying, request
):
    """Name the test database after this process, and drop those of sessions that died."""
    from django.db import connections

    from tests.databases import template

    if os.environ.get("DATABASE_URL") or request.config.getvalue("reuse_db"):
        return
    _drop_databases_of_dead_sessions()
    test = connections["default"].settings_dict["TEST"]
    test["NAME"] = f"test_ronten_{os.getpid()}"
    test["TEMPLATE"] = _copying.enter_context(template.held())


def _drop_databases_of_dead_sessions():
    import psycopg
    from django.db import connections
    from psycopg import sql

    there = connections["default"].settings_dict
    with psycopg.connect(
        host=there["HOST"], user=there["USER"], dbname="postgres", autocommit=True
    ) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        for (name,) in rows:
            match = re.fullmatch(r"test_ronten_(\d+)", name)
            if match and not psutil.pid_exists(int(match[1])):
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                connection.execute(drop.format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def celery_worker_process(django_db_setup, embedded_servers, tmp_path_factory):
    """A real Celery worker on the test database, for tests with ``transactional_db`` or
    ``live_server`` (it sees only what is committed). Gives the running process."""
    from coordination.celery import app

    name = f"tests-{os.getpid()}@localhost"
    log = tmp_path_factory.mktemp("celery") / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "coordination", "worker"]
    command += ["--hostname", name, "--concurrency", "1", "--loglevel", "INFO"]
    app.control.purge()
    with log.open("w") as output:
        worker = subprocess.Popen(
            command, cwd=REPOSITORY, env=_environment_of_this_test(), stdout=output, stderr=output
        )
    try:
        _wait_for_worker(app, worker, name, log)
        yield worker
    finally:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(20)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait(5)


def _environment_of_this_test():
    """The environment that leads a program to the test database and this session's queue."""
    from django.conf import settings
    from django.db import connections

    from tests.databases import template

    url = template.url_of(connections["default"].settings_dict["NAME"])
    return {**os.environ, "DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL}


def _wait_for_worker(app, worker, name, log):
    for _ in range(60):
        if app.control.ping(destination=[name], timeout=0.5):
            return
        if worker.poll() is not None:
            break
    pytest.fail(f"the Celery worker did not come up:\n{log.read_text()}")
