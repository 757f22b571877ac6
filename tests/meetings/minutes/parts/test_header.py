"""Where the lists of the heading end, and what the heading tells of times."""

from datetime import time

import pytest

from meetings.minutes.reading import read_text


def people(*lines):
    read = read_text("打合せの記録\n令和４年６月８日\n" + "\n".join(lines) + "\n")
    return [(person.name, person.side) for person in read.attendees]


def names(*lines):
    return [name for name, _ in people(*lines)]


def test_a_list_of_people_ends_with_a_sentence():
    assert names(
        "出席者：４名（敬称略）",
        "水道課：滝本、菅沼",
        "財政課：樋口",
        "業者：細川",
        "浄水場の改修について、見積りの説明を受けた。",
        "・配管の更新を先に行うこと",
        "・樹木は職員で切れる",
    ) == ["滝本", "菅沼", "樋口", "細川"]


@pytest.mark.parametrize(
    "line", ["記録：細川", "記・細川", "（文責：細川）", "書記　細川", "作成者：細川"]
)
def test_whoever_wrote_the_record_is_not_in_the_list_above(line):
    assert names("出席者", "水道課長　滝本　武", "財政課長　樋口　恵", line) == [
        "滝本 武",
        "樋口 恵",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "出席議員（４人）",
        "３　出席議員",
        "◯出席議員（４名）",
        "出席議員は次のとおりである。",
        "出席した議員の氏名",
        "応招議員（４名）",
        "本日の会議に出席した議員",
    ],
)
def test_council_members_sit_by_number_two_on_a_line(heading):
    assert names(
        heading,
        "　　１番　　滝本　武　　　　９番　　すがぬま優子",
        "　　２番　　樋口　めぐみ　　１０番　細川　進",
    ) == ["滝本 武", "すがぬま優子", "樋口 めぐみ", "細川 進"]


@pytest.mark.parametrize(
    "heading",
    [
        "説明のため出席した者の職氏名",
        "地方自治法第121条の規定により説明のため出席した者は次のとおりである。",
        "出席説明員",
        "職務のため議場に出席した者の職氏名",
        "説明のため本会議に出席した者",
    ],
)
def test_those_who_explain_are_people_too(heading):
    assert names(heading, "町　　長　　滝本　武", "総務課長　　樋口　恵") == ["滝本 武", "樋口 恵"]


def test_a_seat_is_a_label_for_whoever_sits_on_it():
    read = read_text(
        "早瀬町議会会議録\n令和４年６月８日\n出席議員（２名）\n１番　滝本　武　２番　樋口　恵\n"
        "○議長（菅沼優子君）　開きます。\n○２番　伺います。\n○２番（樋口恵君）　再び伺います。\n"
    )

    assert [speech.attendee for speech in read.speeches] == [None, "樋口 恵", "樋口 恵"]


def test_absent_members_are_marked_so():
    read = read_text(
        "早瀬町議会会議録\n令和４年６月８日\n出席議員\n１番　滝本　武\n欠席議員\n２番　樋口　恵\n"
    )

    assert [(person.name, person.note) for person in read.attendees] == [
        ("滝本 武", ""),
        ("樋口 恵", "欠席"),
    ]


def test_nobody_is_national_because_nothing_is_known():
    assert people("出席者", "滝本　武　早稲田大学教授", "樋口　恵　専門家", "細川　進") == [
        ("滝本 武", None),
        ("樋口 恵", None),
        ("細川 進", None),
    ]


def test_a_bare_post_sits_with_the_others():
    sides = people("出席者", "町長　滝本　武", "総務課長　樋口　恵", "東西大学教授　細川　進")

    assert [side and side.value for _, side in sides] == ["local", "local", None]


def test_an_opening_time_twice_is_no_end():
    read = read_text(
        "早瀬町議会会議録\n令和４年６月８日（水）午前９時30分開議\n第１　会期の決定\n"
        "午前９時30分開議\n○議長（滝本武君）　開きます。\n○町長（樋口恵君）　はい。\n"
    )

    assert (read.meeting.start, read.meeting.end) == (time(9, 30), None)


@pytest.mark.parametrize(
    "closing",
    [
        "午後３時15分散会",
        "散会　午後３時15分",
        "（午後３時15分　散会）",
        "○議長（滝本武君）　本日はこれで散会いたします。（午後３時15分散会）",
        "―― 午後３時15分 閉会 ――",
        "閉会時刻　15：15",
        "15時15分　終了",
    ],
)
def test_the_closing_time_is_the_end(closing):
    read = read_text(
        "早瀬町議会会議録\n令和４年６月８日\n午前９時30分開議\n○議長（滝本武君）　開きます。\n"
        f"○町長（樋口恵君）　はい。\n{closing}\n"
        + "地方自治法第123条第２項の規定により署名する。\n"
        * 9
    )

    assert (read.meeting.start, read.meeting.end) == (time(9, 30), time(15, 15))
