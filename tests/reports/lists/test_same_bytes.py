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
        "team": "965b667ffc94ca49a1b4e67c93c45d6c47effe7a1cc1d62e2d3fb65cfc5b7612",
        "public": "273cafc68d59b05b8b1656709f9ff45e0a0c57d55e5a439d63665e52f9715074",
    },
    "overview.csv": {
        "team": "b1af0030fd5539dabc31c8be8f12e38a1ab06c340ffd4f0878e8edde9ae74df1",
        "public": "8add092ada028e1c9143443188907611e0b816ee720e9e6c02a786635507307c",
    },
    "overview.jsonl": {
        "team": "423c7d15cf00180aba83c104eb5907ca0c5295df027a8bbb5e71db847d6557fb",
        "public": "e67d21a6df810e28ded0919c8cba4e09d3f014027287029ca04ff0c7051bb192",
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
