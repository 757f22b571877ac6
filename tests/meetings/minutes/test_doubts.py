"""What a person is asked to look at before anything is saved."""

import pytest

from meetings.minutes.reading import read_text

HEAD = """入江連絡会議（第3回）議事要旨
日時　令和6年7月2日（火）10:00～11:00
場所　入江会館
出席者
　汐見 渉　入江市長
　波多 野乃　岬町長
　江藤 環　総務省課長
{}議事要旨
"""
SPOKEN = """○汐見市長　お願いします。
○波多町長　私からもお願いします。
○江藤課長　検討します。
"""


def doubts(body, people="", head=HEAD):
    parsed = read_text(head.format(people) + body)
    return [(note.code, note.speech) for note in parsed.notes if note.confirm]


def message(code, body, people=""):
    parsed = read_text(HEAD.format(people) + body)
    return next(note.message for note in parsed.notes if note.code == code)


def test_plain_minutes_raise_no_doubt():
    assert doubts(SPOKEN) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "（江藤課長）検討を続けます。",
        "【江藤課長】検討を続けます。",
        "江藤課長：検討を続けます。",
        "〔江藤課長〕検討を続けます。",
        "○江藤課長、検討を続けます。",
        "○江藤課長から説明があった。",
        "○江藤課長・波多町長の順に話します。",
        "江藤課長　検討を続けます。",
    ],
)
def test_a_paragraph_that_begins_like_a_turn_is_asked_about(paragraph):
    body = SPOKEN.replace("お願いします。\n○波", f"お願いします。\n{paragraph}\n○波", 1)
    assert doubts(body) == [("hidden_turn", 1)]


def test_whoever_has_not_spoken_yet_may_begin_as_well():
    body = SPOKEN.replace("お願いします。\n○波", "お願いします。\n○浜村長、どうぞ。\n○波", 1)
    assert ("hidden_turn", 1) in doubts(body, "　浜 俊　浦村長\n")


def test_a_list_inside_a_speech_is_no_turn():
    body = SPOKEN.replace(
        "お願いします。\n○波", "お願いします。\n１　費用：二億円\n（注）試算です。\n○波", 1
    )
    assert doubts(body) == []


def test_many_of_them_become_one_note_more():
    more = "\n".join(f"（江藤課長）{n}回目です。" for n in range(9))
    spoken = SPOKEN * 5
    found = doubts(spoken.replace("お願いします。\n○波", f"お願いします。\n{more}\n○波", 1))
    assert found == [("hidden_turn", 1)] * 5 + [("hidden_turns", None)]


def test_people_who_never_speak_are_one_note():
    people = "　岸 本子　磯村長\n　浜 俊　浦市長\n"
    assert doubts(SPOKEN, people) == [("silent_people", None)]
    assert message("silent_people", SPOKEN, people).startswith(
        "出席者のうち岸 本子さん、浜 俊さんの発言が見つかりません。"
    )


@pytest.mark.parametrize("post", ["磯村長（随行）", "磯村オブザーバー", "入江会議事務局員"])
def test_those_who_only_listen_are_not_asked_about(post):
    assert doubts(SPOKEN, f"　岸 本子　{post}\n") == []


def test_a_speech_without_words_is_asked_about():
    assert ("empty_speech", 3) in doubts(SPOKEN.replace("検討します。", ""))


def test_one_who_says_nearly_everything_is_asked_about():
    long = "船の時刻が変わります。" * 60
    body = "".join(f"○汐見市長　{long}\n○波多町長　はい。\n○江藤課長　はい。\n" for _ in range(6))
    assert doubts(body) == [("large_share", None)]


def test_a_chair_of_a_short_talk_is_not():
    body = "".join(
        f"○汐見市長　{'はい。' * 30}\n○波多町長　はい。\n○江藤課長　はい。\n" for _ in range(6)
    )
    assert doubts(body) == []


def test_a_speech_beyond_measure_is_asked_about():
    body = SPOKEN.replace("検討します。", "検討を重ねてまいります。" * 1100)
    assert doubts(body) == [("long_speech", 3)]


def test_a_list_that_swallowed_the_talk_is_asked_about():
    head = HEAD.replace("{}議事要旨\n", "議題\n" + "費用について説明があった。\n" * 6)
    assert ("long_agenda", None) in doubts(SPOKEN, head=head + "{}")
