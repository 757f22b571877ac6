"""Run the whole product, post to it, and kill every kind of process again and again.

By hand, from the checkout: ``.venv/bin/python -m tests.processes.under_fire [kills]`` (60 without a
number; about a quarter of an hour). Prints a line for each kill, then what became of everything
that was accepted: nothing may be lost, doubled, or stuck ten minutes later. Exits 1 otherwise.
"""

import itertools
import os
import random
import signal
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path

import psutil
import psycopg

from coordination.embedded.places import DATABASE, DATABASE_USER
from tests.checkouts import Checkout, free_port, kill_group, until
from tests.processes import posters as posting

READY = "Ctrl-C を押してください"
HEALTHY_SECONDS = 180
STUCK_SECONDS = 600
KINDS = (
    "web", "web's child", "worker", "worker's child", "beat", "keeper of servers",
    "PostgreSQL", "PostgreSQL's child", "Redis", "make run",
)  # fmt: skip


UNFINISHED = {
    "imports": "meetings_minutesimport WHERE status IN ('queued', 'reading')",
    "files": "issues_export WHERE status IN ('waiting', 'making')",
    "invitations": "accounts_invitation WHERE delivery = 'waiting'",
}


class Target:
    """The running product and its processes."""

    def __init__(self, checkout):
        self.checkout = checkout
        self.program = None

    def start(self):
        self.program = self.checkout.run()
        said = until(self.program, READY, seconds=600)
        assert READY in said, said
        # Somebody has to read on, or it would wait for the terminal.
        self.reader = threading.Thread(
            target=lambda pipe: [None for _ in iter(lambda: pipe.read(4096), b"")],
            args=(self.program.stdout,), daemon=True,
        )  # fmt: skip
        self.reader.start()

    def _child(self, mark):
        for child in psutil.Process(self.program.pid).children():
            if mark in child.cmdline():
                return child
        return None

    def find(self, kind):
        """A process of that kind, None when there is none just now."""
        owner, _, child = kind.partition("'s ")
        try:
            found = {
                "web": lambda: self._child("coordination.wsgi"),
                "worker": lambda: self._child("worker"),
                "beat": lambda: self._child("beat"),
                "keeper of servers": lambda: self._child("coordination.embedded.keeping"),
                "PostgreSQL": self.checkout.postgres,
                "Redis": self.checkout.redis,
                "make run": lambda: psutil.Process(self.program.pid),
            }[owner]()
            if child and found is not None:
                return random.choice(found.children() or [None])
        except psutil.Error:
            return None
        return found

    def kill(self, kind):
        process = self.find(kind)
        if process is None:
            return None
        process.kill()
        if kind == "make run":
            self.program.wait()
            self.start()
        return process.pid

    def is_whole(self):
        """Whether the product answers and every kind of process is there."""
        port = self.checkout.environment["RONTEN_PORT"]
        try:
            urllib.request.urlopen(f"http://localhost:{port}/health/", timeout=10).close()
        except OSError:
            return False
        return all(self.find(kind) is not None for kind in KINDS)


def wait_until_whole(target):
    begun = time.monotonic()
    while not target.is_whole():
        if time.monotonic() - begun > HEALTHY_SECONDS:
            return None
        time.sleep(0.5)
    return time.monotonic() - begun


class Ledger:
    """What the database says."""

    def __init__(self, checkout):
        self.places = checkout.places

    def ask(self, question):
        with psycopg.connect(
            host=str(self.places.socket_dir), user=DATABASE_USER, dbname=DATABASE
        ) as connection:
            return connection.execute(question).fetchall()

    def titles(self):
        rows = self.ask("SELECT title FROM issues_localrequest WHERE title LIKE '火の下で%'")
        return Counter(title.removeprefix("火の下で ") for (title,) in rows)

    def invitations(self):
        rows = self.ask("SELECT address FROM accounts_invitation")
        return Counter(address.split("@")[0] for (address,) in rows)

    def imports(self):
        rows = self.ask("SELECT id, status FROM meetings_minutesimport")
        return {f"/meetings/import/{key}/": status for key, status in rows}

    def exports(self):
        return Counter(status for (status,) in self.ask("SELECT status FROM issues_export"))

    def files(self):
        return {f"/exports/{token}/" for (token,) in self.ask("SELECT token FROM issues_export")}

    def unfinished(self):
        """How many pieces of accepted work are neither done nor given up, by kind."""
        counts = {}
        for kind, question in UNFINISHED.items():
            ((count,),) = self.ask(f"SELECT count(*) FROM {question}")
            if count:
                counts[kind] = count
        return counts

    def double_log_entries(self):
        return self.ask(
            "SELECT object_id, count(*) FROM workflow_historyentry WHERE verb = 'log'"
            " GROUP BY content_type_id, object_id HAVING count(*) > 1"
        )


def judge(posters, ledger):
    """What is lost, doubled or stuck."""
    requests, invitations, imports, files = (p.posted for p in posters)
    faults = []
    for name, posted, there in (
        ("requests", requests, ledger.titles()),
        ("invitations", invitations, ledger.invitations()),
    ):
        lost = [mark for mark in posted.accepted if not there[mark]]
        doubled = [mark for mark, count in there.items() if count > 1]
        faults += [f"{name} lost: {lost}"] * bool(lost) + [f"{name} doubled: {doubled}"] * bool(
            doubled
        )
    states = ledger.imports()
    lost = [place for place in imports.accepted.values() if place not in states]
    lost += [place for place in files.accepted.values() if place not in ledger.files()]
    faults += [f"imports and files lost: {lost}"] * bool(lost)
    stuck = ledger.unfinished()
    faults += [f"stuck: {stuck}"] * bool(stuck)
    faults += [f"entries twice: {ledger.double_log_entries()}"] * bool(ledger.double_log_entries())
    for poster in posters:
        posted = poster.posted
        print(
            f"{poster.what:<12} sent {posted.tries:>5}  accepted {len(posted.accepted):>5}  "
            f"line broke {posted.broken:>4}  refused {dict(posted.refused)}  "
            f"never answered {len(posted.open)}"
        )
    print(f"imports {dict(Counter(states.values()))}  files {dict(ledger.exports())}")
    return faults


def main(kills):
    """Print the tables; 1 when anything was lost, doubled or stuck."""
    directory = Path(tempfile.mkdtemp(prefix="ronten-fire-"))
    checkout = Checkout(directory)
    for name in ("SECRET_KEY", "RONTEN_DEMO", "ALLOWED_HOSTS", "RONTEN_HOST"):
        checkout.environment.pop(name, None)
    # Work of a killed worker comes back after this time, not after a quarter of an hour.
    checkout.environment |= {"RONTEN_PORT": str(free_port()), "RONTEN_REDELIVERY_SECONDS": "60"}
    target = Target(checkout)
    base = f"http://localhost:{checkout.environment['RONTEN_PORT']}"
    posters = posting.all_of_them(base)
    try:
        target.start()
        for poster in posters:
            poster.start()
        failures = _fire(target, kills)
        for poster in posters:
            poster.ending.set()
        begun = time.monotonic()
        ledger = Ledger(checkout)
        while ledger.unfinished() and time.monotonic() - begun < STUCK_SECONDS:
            time.sleep(2)
        print(f"waited {time.monotonic() - begun:.0f} s for the work to come to its end")
        faults = judge(posters, ledger) + failures
        os.kill(target.program.pid, signal.SIGTERM)
        target.program.wait(90)
    finally:
        if target.program is not None:
            kill_group(target.program)
        checkout.end_all()
        checkout.remove()
    print("\n".join(faults) or "nothing lost, doubled or stuck")
    return 1 if faults else 0


def _fire(target, kills):
    failures = []
    for number, kind in zip(range(1, kills + 1), itertools.cycle(KINDS), strict=False):
        time.sleep(random.uniform(1, 5))
        pid = target.kill(kind)
        back = wait_until_whole(target)
        told = "did not come back" if back is None else f"whole again after {back:5.1f} s"
        print(f"{number:>3}  {kind:<20} {pid or 'none':>7}  {told}", flush=True)
        if back is None:
            failures.append(f"{kind} did not come back")
    return failures


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
