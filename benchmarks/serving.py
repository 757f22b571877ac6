"""A process that answers pages from one database and says what each cost. `benchmarks.asking`
starts it and speaks with it: one JSON object a line.

Processor time is that of this process and of its PostgreSQL backend, in nanoseconds from the
kernel (`/proc/<pid>/schedstat`; the ticks of `stat` are 10 ms long, a page is not). The backend
works alone, so that no time is lost in helpers of its own.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django

CONTEXT = {}


def main():
    django.setup()
    _make_ready()
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line))
        except Exception as error:  # the one who asks prints it in the table
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        print("@" + json.dumps(answer), flush=True)


def _make_ready():
    """As in production, but for static files (they are not collected) and the log. The test
    environment is not set up: it copies every context of every template."""
    import logging

    from django.conf import settings
    from django.contrib.staticfiles import storage
    from django.db import connection

    from coordination.database import patience

    logging.disable(logging.WARNING)
    settings.ALLOWED_HOSTS = ["testserver"]
    storage.staticfiles_storage._wrapped = storage.StaticFilesStorage()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute(f"SET work_mem = '{patience.WORK_MEGABYTES}MB'")  # as pages have it
        cursor.execute("SELECT pg_backend_pid()")
        CONTEXT["backend"] = cursor.fetchone()[0]


def _answer(asked):
    if asked["do"] == "facts":
        from benchmarks import facts

        CONTEXT["facts"] = facts.of_database()
        return CONTEXT["facts"]
    if asked["do"] == "page":
        browser = _browser(asked["who"])
        if asked.get("grown"):
            _grow()
        return _weigh(lambda: _page(browser, asked["path"]))
    from benchmarks import works

    return _weigh(lambda: getattr(works, asked["do"])(CONTEXT["facts"]))


def _grow():
    """As if somebody had made a move: nothing that was kept of requests holds any more."""
    from django.db import connection

    written = ("issues_localrequest", "issues_standing", "workflow_historyentry")
    with connection.cursor() as cursor:
        for table in written:
            cursor.execute(f"SELECT nextval('grown_{table}')")


def _browser(who):
    from django.test import Client

    from accounts.models import User

    browsers = CONTEXT.setdefault("browsers", {})
    if who not in browsers:
        browsers[who] = Client(raise_request_exception=True)
        if who != "visitor":
            browsers[who].force_login(User.objects.get(pk=CONTEXT["facts"]["people"][who]))
    return browsers[who]


def _page(browser, path):
    response = browser.get(path, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{path} → {response.status_code}")
    return len(response.content)


def _weigh(work):
    from django.db import connection

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    before = time.process_time(), _backend(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with connection.execute_wrapper(count):
        size = work()
    return {
        "python": (time.process_time() - before[0]) * 1000,
        "postgres": (_backend() - before[1]) / 1e6,
        "queries": len(queries),
        "bytes": size or 0,
        "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before[2]) // 1024,
    }


def _backend():
    return int(Path(f"/proc/{CONTEXT['backend']}/schedstat").read_text().split()[0])


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    main()
