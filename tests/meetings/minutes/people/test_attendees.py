import pytest

from meetings.minutes.document import Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.people.attendee_entries import people_in
from meetings.minutes.people.attendees import read_attendees

MURAOKA = ("村岡 嗣政", "山口県", "知事")
NAKANO = ("中野 正康", "愛知県一宮市", "市長")


def entries(text):
    return [
        (person.attendee.name, person.attendee.organization, person.attendee.title)
        for person in people_in(text)
    ]


def listed(*lines, default=Side.NATIONAL):
    return [
        (person.attendee.name, person.attendee.side.value, person.attendee.note)
        for person in read_attendees([Line(line) for line in lines], default=default)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "村岡　嗣政　山口県知事",
        "山口県知事　村岡　嗣政",
        "知事　村岡 嗣政（山口県）",
        "村岡 嗣政（山口県知事）",
        "村岡　嗣政（山口県　知事）",
        "村岡　嗣政　山口県　知事",
        "山口県　知　事　村岡　嗣政",
    ],
)
def test_one_person_is_read_in_any_order(text):
    assert entries(text) == [MURAOKA]


@pytest.mark.parametrize(
    "text",
    [
        "村岡　嗣政　山口県知事　　中野　正康　愛知県一宮市長",
        "山口県知事　村岡　嗣政　　愛知県一宮市長　中野　正康",
        "村岡 嗣政（山口県　知事）、中野 正康（愛知県一宮市　市長）",
        "山口県知事 村岡 嗣政、愛知県一宮市長 中野 正康",
    ],
)
def test_two_people_on_one_line_are_two(text):
    assert entries(text) == [MURAOKA, NAKANO]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岡すみれ（総務省自治税務局固定資産税課課長補佐）",
         ("岡すみれ", "総務省自治税務局固定資産税課", "課長補佐")),
        ("伏見　一成　　内閣府政策統括官（防災担当）付参事官補佐",
         ("伏見 一成", "内閣府政策統括官（防災担当）付", "参事官補佐")),
        ("久住健（デジタル庁　企画官）", ("久住健", "デジタル庁", "企画官")),
        ("林佑一", ("林佑一", "", "")),
        ("副町長　野々村　進君", ("野々村 進", "", "副町長")),
        ("村　岡　嗣　政　山口県知事", ("村岡嗣政", "山口県", "知事")),
        ("竹内　　譲君", ("竹内 譲", "", "")),
    ],
)  # fmt: skip
def test_posts_and_names_of_other_shapes_are_told_apart(text, expected):
    assert entries(text) == [expected]


def test_a_role_at_the_meeting_is_kept_beside_the_post():
    (person,) = people_in("座長　平　将明　デジタル大臣")

    assert (person.attendee.name, person.attendee.title, person.roles) == (
        "平 将明",
        "デジタル大臣",
        ("座長",),
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("座長　青木 聡（中央大学教授）", "座長"),
        ("青木 聡 座長（中央大学教授）", "座長"),
        ("青木 聡（座長）　中央大学教授", "座長"),
        ("主査　青木　聡　中央大学教授", "主査"),
    ],
)
def test_a_role_does_not_hide_the_post_behind_the_name(text, role):
    assert entries(text) == [("青木 聡", "中央大学", "教授")]
    assert people_in(text)[0].roles == (role,)


def test_dittos_repeat_the_first_word_of_the_line_above():
    assert listed("委員　森　博幸　鹿児島市長", "同　横尾　俊彦　多久市長") == [
        ("森 博幸", "local", "委員"),
        ("横尾 俊彦", "local", "委員"),
    ]


def test_the_ministry_in_a_heading_completes_the_offices_below_it():
    (person,) = read_attendees(
        [Line("（農 林 水 産 省）"), Line("河合 亮　農村振興局農村政策部長")], default=Side.LOCAL
    )

    assert (person.attendee.organization, person.attendee.side) == (
        "農林水産省農村振興局農村政策部",
        Side.NATIONAL,
    )


def test_remarks_are_no_part_of_a_person():
    assert listed("村岡 嗣政　山口県知事（代理：副知事）", "中野 正康　一宮市長　※欠席") == [
        ("村岡 嗣政", "local", "代理：副知事"),
        ("中野 正康", "local", "欠席"),
    ]


@pytest.mark.parametrize("group", ["（地方）", "（地方公共団体）", "〔地方側〕", "【自治体】"])
def test_the_heading_of_a_local_group_decides_before_the_post(group):
    assert listed(group, "佐藤　花子　総務省参与") == [("佐藤 花子", "local", "")]


@pytest.mark.parametrize("group", ["（国）", "〔政府側〕", "（関係省庁）", "【国側】"])
def test_the_heading_of_a_national_group_decides_before_the_post(group):
    assert listed(group, "佐藤　花子　企画課長", default=Side.LOCAL) == [
        ("佐藤 花子", "national", "")
    ]


def test_experts_keep_the_side_of_their_post_or_of_the_file():
    assert listed(
        "（有識者）", "上村　章　東西大学教授", "中野 正康　一宮市長", default=Side.NATIONAL
    ) == [("上村 章", "national", ""), ("中野 正康", "local", "")]


def test_those_under_the_secretariat_are_the_secretariat():
    assert listed("（事務局）", "黒田　恵　総務省室長") == [("黒田 恵", "secretariat", "")]


def test_counts_and_column_heads_are_nobody():
    assert listed("氏名　所属", "ほか３名", "計　12名", "（敬称略）") == []
