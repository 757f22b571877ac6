"""Asks a process for each size in turn, and keeps what was answered."""

import json
import os
import subprocess
import sys
from statistics import median

from benchmarks import databases
from tests.databases import template

ROUNDS = 5
SLOW = 1_500
"""Milliseconds: what takes longer is measured once."""


class Server:
    """A process on the database of one size."""

    def __init__(self, size):
        self.size = size
        environment = databases.environment(databases.ready(size))
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "benchmarks.serving"],
            cwd=template.REPOSITORY,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.facts = self.ask(do="facts")

    def ask(self, **what):
        """What came of it; other lines that the process prints are passed over."""
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("@"):
                return json.loads(line[1:])
        raise RuntimeError("the process ended")

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)


def in_turn(asked):
    """The medians of [(server, what)]: one round after another over all of them."""
    warm = [server.ask(**what) for server, what in asked]
    rounds = [[each] for each in warm]
    if not any("error" in each for each in warm):
        slow = max(each["python"] + each["postgres"] for each in warm) > SLOW
        for _ in range(1 if slow else ROUNDS):
            for place, (server, what) in enumerate(asked):
                rounds[place].append(server.ask(**what))
    return [_median(each[1:] or each) for each in rounds]


def _median(answers):
    if "error" in answers[-1]:
        return answers[-1]
    return {name: median(each[name] for each in answers) for name in answers[0]}
