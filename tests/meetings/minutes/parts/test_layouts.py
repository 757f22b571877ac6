"""Whole files in other layouts, each with everything that is to be understood of it."""

import json
from pathlib import Path

import pytest

from meetings.minutes.as_json import as_json
from meetings.minutes.document import Suggestions
from meetings.minutes.reading import read_minutes, read_text

DATA = Path(__file__).parents[3] / "data" / "minutes"
FILES = sorted(path for path in DATA.iterdir() if path.suffix != ".json")
TEXTS = [path for path in FILES if path.suffix == ".txt"]


def understood(parsed):
    """All but what became of each character, which `test_accounting` sums up."""
    read = as_json(parsed, Suggestions())
    return {key: words for key, words in read.items() if key not in ("heading_lines", "left_out")}


def expected(path):
    return json.loads(path.with_suffix(".expected.json").read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_understands_the_whole_file(path):
    assert understood(read_minutes(path.read_bytes(), path.name)) == expected(path)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_understands_the_same_from_cp932_with_windows_line_ends(path):
    text = path.read_text("utf-8").replace("〜", "～").replace("\n", "\r\n")
    assert understood(read_minutes(text.encode("cp932"), path.name)) == expected(path)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_understands_the_same_when_pasted(path):
    assert understood(read_text(path.read_text("utf-8"))) == expected(path)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_understands_the_same_with_a_byte_order_mark(path):
    data = path.read_text("utf-8").encode("utf-8-sig")
    assert understood(read_minutes(data, path.name)) == expected(path)
