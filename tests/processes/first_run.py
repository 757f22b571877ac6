"""Kill a first run at many points, and see that a plain start ends well all the same.

By hand, from the checkout: ``.venv/bin/python -m tests.processes.first_run [points] [per run]``.
Prints a table. One first run is killed several times on its way (each new start goes on from
there), then started once more and left alone; that is repeated until all points are used up. Takes
as long as a first run for each `per run` points.
"""

import http.client
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from coordination.embedded.places import DATABASE, DATABASE_USER
from tests.checkouts import Checkout, free_port, kill_group, until

STAGES = ("論点", "[1/4]", "[2/4]", "[3/4]", "[4/4]", "済（", "準備ができました")
READY = "Ctrl-C を押してください"
COMPLETE = {
    "organizations": ("SELECT count(*) FROM organizations_organization", 1_800),
    "real requests": ("SELECT count(*) FROM issues_localrequest WHERE NOT fictional", 20),
    "made-up requests": ("SELECT count(*) FROM issues_localrequest WHERE fictional", 12),
    "closed sessions": ("SELECT count(*) FROM meetings_meeting WHERE status = 'closed'", 3),
    "imports": ("SELECT count(*) FROM meetings_minutesimport", 3),
}
"""What has to be there in the end, and how many at least; the last two exactly."""


@dataclass(frozen=True)
class Kill:
    """When: so many seconds after a stage was announced. What: the process group of the run, or
    with it the servers, as a power cut does."""

    stage: str
    seconds: float
    everything: bool = False


def points(count):
    """Points spread over the stages, long ones more often than short ones."""
    spans = {"論点": 0.5, "[1/4]": 4, "[2/4]": 4, "[3/4]": 2, "[4/4]": 25, READY: 1}
    of_forty = {"論点": 2, "[1/4]": 8, "[2/4]": 10, "[3/4]": 4, "[4/4]": 12, READY: 4}
    found = []
    for stage, span in spans.items():
        share = max(1, round(count * of_forty[stage] / 40))
        for i in range(share):
            found.append(Kill(stage, span * (i + 0.5) / share, everything=i % 3 == 2))
    return found


def start_and_kill(checkout, kill):
    """Start, wait for the point, kill. Returns what it had said by then."""
    program = checkout.run()
    said = until(program, kill.stage)
    time.sleep(kill.seconds)
    kill_group(program)
    if kill.everything and checkout.postgres() and checkout.redis():
        checkout.kill_servers()
    return said


def start_to_the_end(checkout):
    """A plain start that nobody disturbs. Returns it with what it said."""
    program = checkout.run()
    return program, until(program, READY)


def counted(checkout):
    """How many of each there are."""
    with psycopg.connect(
        host=str(checkout.places.socket_dir), user=DATABASE_USER, dbname=DATABASE
    ) as connection:
        return {
            name: connection.execute(question).fetchone()[0]
            for name, (question, _) in COMPLETE.items()
        }


def lacking(found):
    """What the data lacks, or has too much of."""
    exact = {"real requests", "closed sessions", "imports"}
    return [
        f"{name}: {found[name]}"
        for name, (_, least) in COMPLETE.items()
        if found[name] < least or (name in exact and found[name] != least)
    ]


def start_page(checkout):
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(checkout.environment["RONTEN_PORT"]), timeout=60
    )
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status
    finally:
        connection.close()


def main(count, per_run):
    """Print the table; 1 when any start did not end well."""
    kills, failures = points(count), 0
    chains = [kills[i :: -(-len(kills) // per_run)] for i in range(-(-len(kills) // per_run))]
    print(f"{len(kills)} kills in {len(chains)} first runs", flush=True)
    for number, chain in enumerate(chains, 1):
        directory = Path(tempfile.mkdtemp(prefix="ronten-kills-"))
        directory.chmod(0o755)
        checkout = Checkout(directory)
        checkout.environment["RONTEN_PORT"] = str(free_port())
        for name in ("SECRET_KEY", "RONTEN_DEMO", "ALLOWED_HOSTS", "RONTEN_HOST"):
            checkout.environment.pop(name, None)
        try:
            for kill in chain:
                said = start_and_kill(checkout, kill)
                reached = said.strip().splitlines()[-1:] or [""]
                what = "all" if kill.everything else "group"
                print(
                    f"run {number}  {kill.stage[:5]:<6} +{kill.seconds:5.2f} s  {what:<6}"
                    f"{reached[0].strip()}",
                    flush=True,
                )
            begun = time.monotonic()
            program, said = start_to_the_end(checkout)
            faults = (
                lacking(counted(checkout)) if READY in said else [said.strip()[-2000:] or "silent"]
            )
            status = start_page(checkout) if not faults else None
            failures += bool(faults) or status != 200
            print(
                f"run {number}  plain start: {'; '.join(faults) or 'complete'}, page {status}, "
                f"{time.monotonic() - begun:.0f} s",
                flush=True,
            )
            kill_group(program)
        finally:
            checkout.end_all()
            checkout.remove()
            shutil.rmtree(directory, ignore_errors=True)
    print("all ended well" if not failures else f"{failures} did not end well")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in [*sys.argv[1:], *("40", "8")[len(sys.argv) - 1 :]])))
