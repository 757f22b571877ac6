from __future__ import annotations

import pytest

from meetings.minutes.proposing import wordlists
from meetings.minutes.proposing.wordlists import VocabularyError


def test_the_files_hold_words_of_every_kind():
    assert {cue.kind for cue in wordlists.request_cues()} == {"要望", "懸念", "事例"}
    assert {cue.manner for cue in wordlists.commitment_cues()} == {"強", "中", "弱"}
    assert {item.effect for item in wordlists.exclusions()} == {"無視", "除外", "文除外"}
    assert {line.subject for line in wordlists.point_lines()} == {
        "role", "consultation", "talent", "standardization", "cost", "efficiency",
    }  # fmt: skip


@pytest.mark.parametrize("read", [wordlists.request_cues, wordlists.commitment_cues])
def test_no_expression_stands_twice_in_a_file(read):
    expressions = [(cue.kind, cue.expression) for cue in read()]

    assert [item for item in expressions if expressions.count(item) > 1] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("てほしい,要望,明示,多い,", "「重み」は数で書いてください。"),
        ("てほしい,希望,明示,1.0,", "種別「希望」・言い方「明示」は使えません。"),
        ("［て｜で,要望,明示,1.0,", "「［て｜で」の［ ］が対になっていません。"),
        (",要望,明示,1.0,", "「表現」が空です。"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, monkeypatch, fresh, row, reason):
    (tmp_path / "request_cues.csv").write_text(
        f"# 説明\n表現,種別,言い方,重み,わけ\nてほしい,要望,明示,1.0,\n{row}\n", encoding="utf-8"
    )
    monkeypatch.setattr(wordlists, "FOLDER", tmp_path)

    with pytest.raises(VocabularyError) as refused:
        wordlists.request_cues()

    assert str(refused.value) == f"request_cues.csv の4行目：{reason}"


def test_an_empty_file_is_refused(tmp_path, monkeypatch, fresh):
    (tmp_path / "request_cues.csv").write_text("# 説明だけ\n", encoding="utf-8")
    monkeypatch.setattr(wordlists, "FOLDER", tmp_path)

    with pytest.raises(VocabularyError, match="見出しの行がありません"):
        wordlists.request_cues()


@pytest.fixture
def fresh():
    wordlists.request_cues.cache_clear()
    yield
    wordlists.request_cues.cache_clear()
