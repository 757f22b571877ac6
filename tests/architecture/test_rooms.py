"""The house stays in order: rooms are small, roots hold layers alone, the picture is true."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

from coordination import structure

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "structure.md"
MOST = 20
"""Modules in one folder."""
LAYERS = frozenset(
    (
        "admin", "apps", "backends", "context_processors", "enums", "fields", "filters",
        "middleware", "models", "needs", "querysets", "refusals", "rules", "tasks", "things",
        "transitions", "urls", "validators", "views",
    )
)  # fmt: skip
WIRING = frozenset(["api_urls", "celery", "settings", "structure", "wsgi"])
"""What the top package holds besides."""
ONE_CONCEPT = ("confined", "japan", "jobs", "searching", "sheets", "typesetting", "workflow")
"""Packages of a single concept: their root is its room."""


@cache
def picture():
    return structure.picture()


def packages():
    return {line.split("/")[0] for line in picture().splitlines() if line[:1].isalpha()}


@cache
def modules():
    folders = [ROOT / name for name in (*packages(), "tests", "benchmarks")]
    found = [path.relative_to(ROOT) for folder in folders for path in folder.rglob("*.py")]
    return [path for path in found if path.name != "__init__.py" and "migrations" not in path.parts]


def test_there_is_a_house_to_look_at():
    assert len(modules()) > 400
    assert {"issues", "meetings", "reports", "workflow"} <= packages()


def test_no_folder_holds_more_modules_than_one_takes_in():
    held = Counter(str(path.parent) for path in modules())

    assert {folder: n for folder, n in held.items() if n > MOST} == {}


@pytest.mark.parametrize("package", sorted(packages() - set(ONE_CONCEPT)))
def test_a_package_holds_layers_and_rooms_alone(package):
    loose = {path.stem for path in modules() if path.parts[:-1] == (package,)}

    assert loose - LAYERS - (WIRING if package == "coordination" else set()) == set()


def test_every_room_says_what_it_holds():
    silent = [line for line in picture().splitlines() if line.rstrip().endswith("/")]

    assert silent == []


def test_the_documentation_begins_with_the_picture(capsys):
    call_command("structure")

    assert f"```text\n{capsys.readouterr().out}```" in DOCUMENT.read_text(encoding="utf-8")
