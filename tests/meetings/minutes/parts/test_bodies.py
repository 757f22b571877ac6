"""Summaries that no line opens a turn in, and which sort of record a file is."""

import pytest

from meetings.minutes.document import Side, SourceKind
from meetings.minutes.reading import read_text

HEADING = """地域交通の担い手に関する国と地方の懇談（第２回）議事要旨
日時　令和５年10月４日（水）13:00～14:30
場所　東館３階
出席者
　柏木　航　波多野県知事
　雨宮　さつき　久留里市長
　鳴海　静　国土交通省審議官
（事務局）
　有沢　望　内閣官房企画官
議事要旨
"""
WISHES = ("運転手の確保に要する費用を措置していただきたい。", "免許の期限を延ばしてほしい。")
ANSWER = "来年度の予算で対応を検討してまいります。"


def read(body):
    return read_text(HEADING + body)


def heard(body):
    return [(speech.label, speech.side, speech.text) for speech in read(body).speeches]


@pytest.mark.parametrize(
    "row",
    [
        "・{words}（{who}）",
        "○ {words}（{who}）",
        "〇{words}〔{who}〕",
        "- {words}【{who}】",
        "① {words}（発言者：{who}）",
        "１）{words}({who})",
        "{words}（{who}）",
        "・（{who}）{words}",
        "○（{who}）{words}",
        "・{who}：{words}",
        "－【{who}】{words}",
    ],
)
def test_points_belong_to_whoever_is_named_beside_them(row):
    told = [
        ("全国知事会", WISHES[0]),
        ("全国市長会", WISHES[1]),
        ("国土交通省", ANSWER),
        ("柏木知事", "よろしくお願いする。"),
    ]
    body = "".join(row.format(who=who, words=words) + "\n" for who, words in told)

    assert [(label, words) for label, _, words in heard(body)] == told
    assert [side for _, side, _ in heard(body)] == [
        Side.LOCAL,
        Side.LOCAL,
        Side.NATIONAL,
        Side.LOCAL,
    ]


def test_points_with_names_behind_are_told_as_such():
    body = f"・{WISHES[0]}（全国知事会）\n・{ANSWER}（国土交通省）\n"

    assert read(body).kind is SourceKind.ATTRIBUTED


def test_a_source_in_brackets_is_no_speaker():
    body = f"・{WISHES[0]}（資料１）\n・{ANSWER}（資料２）\n"

    assert heard(body) == []


@pytest.mark.parametrize(
    ("local", "national"),
    [
        ("＜地方公共団体の発言＞", "＜所管省の発言＞"),
        ("【地方団体の主な意見】", "【担当府省庁の考え方】"),
        ("■自治体からの主な要望等", "■関係省庁からの回答"),
        ("（１）各団体からの提案", "（２）所管省庁の対応方針"),
        ("◆首長からの意見", "◆国の担当者の説明"),
        ("〈提案団体〉", "〈所管府省〉"),
        ("▼地方六団体側の発言要旨", "▼政府側の発言要旨"),
    ],
)
def test_a_heading_tells_the_side_in_many_words(local, national):
    body = f"{local}\n・{WISHES[0]}\n・{WISHES[1]}\n{national}\n・{ANSWER}\n"

    assert [(side, words) for _, side, words in heard(body)] == [
        (Side.LOCAL, "\n".join(WISHES)),
        (Side.NATIONAL, ANSWER),
    ]
    assert read(body).kind is SourceKind.SIDES


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("問１　", "答１　"),
        ("問　", "答　"),
        ("（問１）", "（答１）"),
        ("Ｑ１：", "Ａ１："),
        ("Q1. ", "A1. "),
        ("【質問】", "【回答】"),
        ("質問：", "回答："),
        ("・Q：", "・A："),
        ("問①　", "答①　"),
    ],
)
def test_questions_are_asked_by_one_side_and_answered_by_the_other(question, answer):
    body = f"{question}{WISHES[0]}\n{answer}{ANSWER}\n{question}{WISHES[1]}\n{answer}{ANSWER}\n"

    assert [(side, words) for _, side, words in heard(body)] == [
        (Side.LOCAL, WISHES[0]),
        (Side.NATIONAL, ANSWER),
        (Side.LOCAL, WISHES[1]),
        (Side.NATIONAL, ANSWER),
    ]
    assert read(body).kind is SourceKind.QUESTIONS
    assert "sides_by_mark" in [note.code for note in read(body).notes]


def test_without_both_sides_in_the_list_questions_have_none():
    body = f"議事\n問１　{WISHES[0]}\n答１　{ANSWER}\n"

    assert [speech.side for speech in read_text(f"勉強会の記録\n{body}").speeches] == [None, None]


def test_a_question_that_nobody_answers_is_said_by_the_speaker():
    body = "○柏木知事　二つ伺います。\n問１　費用はどうなりますか。\n○鳴海審議官　検討します。\n"

    assert [(label, words) for label, _, words in heard(body)] == [
        ("柏木知事", "二つ伺います。\n問１　費用はどうなりますか。"),
        ("鳴海審議官", "検討します。"),
    ]


@pytest.mark.parametrize(("raised", "answered"), [("○　", "→　"), ("・", "⇒"), ("● ", "→（回答）")])
def test_arrows_answer_the_points_before_them(raised, answered):
    body = f"{raised}{WISHES[0]}\n{answered}{ANSWER}\n{raised}{WISHES[1]}\n{answered}{ANSWER}\n"

    assert [(side, words) for _, side, words in heard(body)] == [
        (Side.LOCAL, WISHES[0]),
        (Side.NATIONAL, ANSWER),
        (Side.LOCAL, WISHES[1]),
        (Side.NATIONAL, ANSWER),
    ]
    assert read(body).kind is SourceKind.ANSWERS


@pytest.mark.parametrize(
    "sentence",
    [
        "また、{who}から、「{words}」との発言があった。",
        "{who}より「{words}」との意見が出された。",
        "続いて、{who}からは、「{words}」と説明があった。",
        "{who}は、「{words}」と述べた。",
        "これに対し、{who}から「{words}」旨の回答がなされた。",
    ],
)
def test_a_narrative_quotes_whoever_spoke(sentence):
    told = [("柏木知事", WISHES[0][:-1]), ("雨宮市長", WISHES[1][:-1]), ("鳴海審議官", ANSWER[:-1])]
    body = "".join(sentence.format(who=who, words=words) + "\n" for who, words in told)

    assert [(label, words) for label, _, words in heard(body)] == told
    assert [speech.attendee for speech in read(body).speeches] == [
        "柏木 航",
        "雨宮 さつき",
        "鳴海 静",
    ]
    assert read(body).kind is SourceKind.NARRATIVE


def test_a_narrative_without_quotations_is_told_in_its_own_words():
    body = (
        "柏木知事からは、①費用の措置、②免許の期限の延長について、国の対応を求める発言があった。\n"
        "これに対し、鳴海審議官からは、年内に方針を示す旨の発言があった。また、実態も調べるとの説明があった。\n"
    )

    assert [(label, words) for label, _, words in heard(body)] == [
        (
            "柏木知事",
            "柏木知事からは、①費用の措置、②免許の期限の延長について、国の対応を求める発言があった。",
        ),
        (
            "鳴海審議官",
            "これに対し、鳴海審議官からは、年内に方針を示す旨の発言があった。"
            "\nまた、実態も調べるとの説明があった。",
        ),
    ]


def test_points_below_an_announcement_are_of_whoever_is_announced():
    body = (
        f"柏木知事から次のような発言があった。\n・{WISHES[0]}\n・{WISHES[1]}\n"
        f"鳴海審議官から以下のとおり回答があった。\n・{ANSWER}\n"
    )

    assert [(label, words.split("\n")[1:]) for label, _, words in heard(body)] == [
        ("柏木知事", list(WISHES)),
        ("鳴海審議官", [ANSWER]),
    ]


def test_points_of_a_narrative_name_whoever_spoke():
    body = (
        "○ 柏木知事より、支援を求める発言があった。\n○ 鳴海審議官より、検討する旨の回答があった。\n"
    )

    assert [label for label, _, _ in heard(body)] == ["柏木知事", "鳴海審議官"]


def test_the_words_around_a_quotation_are_nobodys_and_kept():
    body = "".join(
        f"{who}から、「{WISHES[0]}」との発言があった。\n" for who in ("柏木知事", "雨宮市長")
    )

    assert [(each.after_speech, each.text) for each in read(body).headings] == [
        (0, "柏木知事から、"),
        (1, "との発言があった。"),
        (1, "雨宮市長から、"),
        (2, "との発言があった。"),
    ]


def test_a_record_of_turns_is_told_as_such():
    assert read("○柏木知事　始めます。\n").kind is SourceKind.SPEAKERS


def test_a_record_without_words_is_told_as_such():
    assert read("").kind is SourceKind.NONE
