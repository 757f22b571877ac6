from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

TEXT = "○村岡山口県知事 移行経費への財政支援をお願いしたい。\n"


def measured(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("measure_suggestions", *arguments, stdout=out)
    return out.getvalue().splitlines()


def marked(folder: Path, quote: str) -> Path:
    entry = {"speech": 1, "quote": quote, "tier": "core", "primary": "cost"}
    path = folder / "marked.json"
    path.write_text(json.dumps({"requests": [entry]}), encoding="utf-8")
    (folder / "marked.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_the_sample_reaches_the_bar_without_a_database():
    lines = measured("--check")

    assert lines[0] == "annotated_speeches.json"
    assert [line for line in lines[1:] if not line.startswith("  ○")] == []
    assert len(lines) == 12


def test_minutes_beside_an_annotation_file_are_measured(tmp_path):
    path = marked(tmp_path, "財政支援をお願いしたい")

    assert measured("--annotations", str(path))[1] == (
        "  ○ 要望など（必ず拾うもの）：1/1（100%）（目標 91%以上）"
    )


def test_below_the_bar_the_check_fails_and_the_quote_is_listed(tmp_path, capsys):
    path = marked(tmp_path, "ここにはない文")
    out = StringIO()

    with pytest.raises(SystemExit) as stopped:
        call_command(
            "measure_suggestions", "--check", "--list", "--annotations", str(path), stdout=out
        )

    assert stopped.value.code == 1
    assert "    拾えなかったもの：ここにはない文" in out.getvalue().splitlines()


@pytest.mark.parametrize("content", ["これはJSONではない", '{"requests": [{"speech": 1}]}'])
def test_an_annotation_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=r"注釈のファイル .*bad\.json を読めません"):
        measured("--annotations", str(path))


def test_minutes_that_are_not_there_are_named(tmp_path):
    with pytest.raises(CommandError, match=r"議事要旨のファイル .*none\.txt を読めません"):
        measured("--minutes", str(tmp_path / "none.txt"))
