"""A file as of a session, to the byte: in another process, and as it was when this was written."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from reports.lists import producers

ROOT = Path(__file__).resolve().parents[3]
WRITE = """
import hashlib, json, sys
from datetime import datetime
import django
django.setup()
from reports.lists import frozen, producers
content = json.load(open("tests/data/reports/wt-1.json"))
for team in (True, False):
    table = frozen.overview_of(
        content, team=team, digest="ab" * 32,
        recorded_at=datetime.fromisoformat("2024-05-21T10:11:12+09:00"),
    )
    for key, write in producers.OVERVIEWS.items():
        data = write(table, lambda done, total: None)
        print(key, "team" if team else "public", hashlib.sha256(data).hexdigest())
"""

# Another digest means that the files of sessions closed long ago are no longer what they were.
# Whoever changes the columns or the layout decides on that knowingly (docs/decisions/0030).
AS_WRITTEN = {
    "overview.xlsx": {
        "team": "334935c0582d7e7fde4b6602741fa9fdccf2186f9b705546b927b1c6cce4c337",
        "public": "440ed8cbf41decb63f01bc862cb9f6417a5a0a0f8252d47519197c0a464f771a",
    },
    "overview.csv": {
        "team": "301c36757e156ee1375f065f115d74c9c22b64b86099120f6960179cff572013",
        "public": "e38b97e302cb154b6bd5ec1d6848d467d0651a730e00bdd63f564fd0b6928568",
    },
    "overview.jsonl": {
        "team": "298d90f976c117b0ff7dc9639a6180f7b367f0bd950b6bc02f29a78e2793ac09",
        "public": "8e6806a197614c7fb3d8c58358dd06a06c8bbaefc60e9cf1d62ae222fc857498",
    },
}


@cache
def digests(seed):
    """What a process of its own writes; its hashes of text come out in an order of their own."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "DJANGO_SETTINGS_MODULE": "coordination.settings",
        "TZ": "America/New_York",
        "RONTEN_SITE_URL": "https://ronten.example.lg.jp",  # stands before each 原文の場所
    }
    written = subprocess.run(
        [sys.executable, "-c", WRITE], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    lines = (line.split() for line in written.stdout.splitlines())
    return {(key, who): digest for key, who, digest in lines}


def test_two_processes_write_the_same_bytes():
    first, second = digests("1"), digests("2")

    assert first == second
    assert len(first) == 2 * len(producers.OVERVIEWS)


@pytest.mark.parametrize("key", list(AS_WRITTEN))
def test_the_bytes_are_those_of_before(key):
    found = {who: digest for (name, who), digest in digests("1").items() if name == key}

    assert found == AS_WRITTEN[key]
