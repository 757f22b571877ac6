import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SEED = Path(__file__).parents[3] / "samples" / "junbi-kaigo-01.txt"
KEYS = ["meeting", "attendees", "agenda", "documents", "speeches", "stage_directions"]
KEYS += ["decisions", "requests", "commitments"]


def run(*arguments):
    stream = io.StringIO()
    call_command("parse_minutes", *map(str, arguments), stdout=stream)
    return stream.getvalue()


def test_json_holds_everything_in_the_agreed_structure():
    read = json.loads(run(SEED, "--json"))

    assert [key for key in read if key in KEYS] == KEYS
    assert len(read["speeches"]) == 23
    for entry in read["requests"] + read["commitments"]:
        text = read["speeches"][entry["speech"] - 1]["text"]
        assert text[entry["start"] : entry["end"]] == entry["quote"]


def test_without_json_it_is_written_out_for_a_person():
    lines = run(SEED).splitlines()

    assert lines[:7] == [
        "■ 会合",
        "  名称：国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合（第1回）",
        "  会議体：国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合",
        "  回：第1回",
        "  日付：令和6年4月5日（金）",
        "  時刻：16:00～17:00",
        "  場所：オンライン開催",
    ]
    assert "  地方　村岡 嗣政　山口県 知事［350001］" in lines


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ファイルが空です"),
        (b"\x89PNG\r\n\x1a\n", "この形式は読み取れません"),
        (None, "見つかりません"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason_and_exit_code_2(tmp_path, content, reason):
    path = tmp_path / "minutes.txt"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as caught:
        run(path)

    assert caught.value.returncode == 2
    assert str(caught.value).startswith(f"{path}：")
    assert reason in str(caught.value)
