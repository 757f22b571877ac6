"""What searches cost the database with very many requests. Run with
`RONTEN_BENCH_SIZES=100000 make bench ARGS="-k searching -s"`."""

import json
import os
import subprocess
import sys

from benchmarks import databases
from tests.databases import template

SIZES = [int(size) for size in os.environ.get("RONTEN_BENCH_SIZES", "10000").split(",")]


def test_searching_very_many_documents():
    for size in SIZES:
        database = databases.ready(size)
        each = -(-size // min(size, databases.LIVES))
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.searched", str(each)],
            cwd=template.REPOSITORY,
            env={**os.environ, **databases.environment(database)},
            check=True,
            capture_output=True,
            text=True,
        )
        for line in map(json.loads, told.stdout.splitlines()):
            print(f"検索（要望{size}件）", json.dumps(line, ensure_ascii=False))
