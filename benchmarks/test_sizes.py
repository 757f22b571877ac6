"""The table of what each page costs at two sizes, measured in turn. `make bench`;
`RONTEN_BENCH_SIZES=10000,1000000` for the large ones, `RONTEN_BENCH_PAGES=一覧` for some pages.

Each page is measured twice: when the record has grown since it was last drawn (新), and when it has
not (再)."""

import os

import pytest

from benchmarks import pages
from benchmarks.asking import Server, in_turn

SIZES = [int(size) for size in os.environ.get("RONTEN_BENCH_SIZES", "2000,10000").split(",")]
ONLY = os.environ.get("RONTEN_BENCH_PAGES", "")
WORKS = (("登録", "log"), ("CSV", "csv"), ("Excel", "excel"), ("会合の確定", "close"))
MOST = 100_000
"""Requests, for files and closing."""


@pytest.fixture(scope="module")
def servers(embedded_servers):
    running = [Server(size) for size in SIZES]
    yield running
    for server in running:
        server.close()


def test_what_each_page_costs(servers):
    _head()
    for (name, _, readers), *_ in zip(*(pages.of(s.facts) for s in servers), strict=True):
        for who in readers:
            if ONLY in name:
                for label, grown in (("新", True), ("再", False)):
                    asked = {"do": "page", "who": who, "grown": grown}
                    _line(f"{name}（{label}）", who,
                          [(s, {**asked, "path": _path(s, name)}) for s in servers])  # fmt: skip


def test_what_each_work_costs(servers):
    _head()
    for name, do in WORKS:
        if ONLY in name:
            able = [s for s in servers if do == "log" or s.size <= MOST]
            _line(name, "secretariat", [(server, {"do": do}) for server in able])


def _path(server, name):
    return next(path for each, path, _ in pages.of(server.facts) if each == name)


def _head():
    sizes = " | ".join(f"{size:,}件: Python + PostgreSQL（ms）, 問合せ, KB" for size in SIZES)
    print(f"\n\n| ページ | 読む人 | {sizes} | 比 |\n|---|---|{'---|' * (len(SIZES) + 1)}")


def _line(name, who, asked):
    found = in_turn(asked)
    cells = " | ".join(map(_cell, found))
    print(f"| {name} | {who} | {cells} | {_ratio(found)} |", flush=True)


def _cell(cost):
    if "error" in cost:
        return cost["error"]
    grown = f", +{cost['grown']:.0f}MB" if cost["grown"] > 20 else ""
    kept = cost["bytes"] / 1024
    return (
        f"{cost['python']:.1f} + {cost['postgres']:.1f}, {cost['queries']:.0f}, {kept:.0f}{grown}"
    )


def _ratio(found):
    if len(found) < 2 or any("error" in each for each in found):
        return "-"
    costs = [each["python"] + each["postgres"] for each in found]
    return f"{costs[-1] / costs[0]:.2f}"
