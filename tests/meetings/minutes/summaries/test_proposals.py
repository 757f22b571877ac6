"""Tables and sheets of proposals with their answers."""

from meetings.minutes.document import Side, SourceKind
from meetings.minutes.reading import read_text

ASKS = "運転手の要件を条例で定められるようにすること。"
WHY = "免許の更新のために運休が出ている。"
ANSWER = "安全の確保を前提に、年内に結論を得る。"


def heard(text):
    return [(s.label, s.side, s.organization, s.text) for s in read_text(text).speeches]


def test_a_table_gives_each_proposal_to_its_body_and_each_answer_to_its_ministry():
    text = (
        "令和５年 地方分権改革に関する提案募集 一覧表\n"
        "管理番号\t提案事項（事項名）\t求める措置の具体的内容\t具体的な支障事例\t"
        "制度の所管・関係府省庁\t提案団体\t各府省庁からの第１次回答\n"
        f"101\t運転手の要件\t{ASKS}\t{WHY}\t国土交通省\t山口県\t{ANSWER}\n"
        f"102\t届出の廃止\t届出を廃止すること。\t手間がかかる。\t総務省\t愛知県一宮市\t困難である。\n"
    )

    assert heard(text) == [
        ("山口県", Side.LOCAL, "山口県", ASKS),
        ("山口県", Side.LOCAL, "山口県", WHY),
        ("国土交通省", Side.NATIONAL, "国土交通省", ANSWER),
        ("愛知県一宮市", Side.LOCAL, "愛知県一宮市", "届出を廃止すること。"),
        ("愛知県一宮市", Side.LOCAL, "愛知県一宮市", "手間がかかる。"),
        ("総務省", Side.NATIONAL, "総務省", "困難である。"),
    ]
    assert read_text(text).kind is SourceKind.PROPOSALS


def test_a_sheet_holds_its_fields_below_one_another():
    text = (
        "提案募集 個票\n管理番号　101\n提案事項名　運転手の要件\n提案団体　山口県\n"
        f"制度の所管・関係府省　国土交通省\n求める措置の具体的内容\n{ASKS}\n"
        f"具体的な支障事例\n{WHY}\nこれまでにも求めてきた。\n各府省からの第１次回答\n{ANSWER}\n"
    )

    assert [(label, words) for label, _, _, words in heard(text)] == [
        ("山口県", ASKS),
        ("山口県", f"{WHY}\nこれまでにも求めてきた。"),
        ("国土交通省", ANSWER),
    ]


def test_fields_in_brackets_and_with_colons_are_read_alike():
    text = (
        f"提案の記録\n【提案団体】山口県\n【求める措置】{ASKS}\n【関係府省庁】国土交通省\n"
        f"【回答】{ANSWER}\n提案団体：愛知県一宮市\n求める措置：{WHY}\n所管省庁：総務省\n"
        f"回答：{ANSWER}\n"
    )

    assert [(label, words) for label, _, _, words in heard(text)] == [
        ("山口県", ASKS),
        ("国土交通省", ANSWER),
        ("愛知県一宮市", WHY),
        ("総務省", ANSWER),
    ]


def test_minutes_that_speak_of_proposals_are_none():
    text = (
        "提案募集に関する連絡会議（第１回）議事録\n令和５年６月７日\n議事\n"
        "○柏木知事　提案団体として申し上げます。\n○鳴海審議官　回答は年内にいたします。\n"
    )

    assert read_text(text).kind is SourceKind.SPEAKERS
