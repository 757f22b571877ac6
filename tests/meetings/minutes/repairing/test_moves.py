"""Whatever is divided, joined and assigned: every character stays, in its order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.minutes.accounting.signs import squeezed
from meetings.minutes.as_json import as_json
from meetings.minutes.document import Suggestions
from meetings.minutes.reading import read_text
from meetings.minutes.repairing.moves import CannotBeRepaired, Workpiece
from meetings.minutes.repairing.whole import repaired

TEXT = """共通基盤連絡会議（第3回）
日時：令和6年6月3日（月）14:00～15:00
出席者：
山田 花子　デジタル庁統括官
佐藤 一郎　秋田県美郷町長
鈴木 次郎　山口県知事
議事
○山田デジタル庁統括官　ただ今から会議を開催いたします。
○佐藤美郷町長　町では職員が足りません。移行経費について国の財政支援をお願いしたいと考えております。
（鈴木山口県知事）県としても同じ考えであることを申し添えます。
次の話に移ります。
（挙手なし）
まだあります。
○鈴木山口県知事　人材の確保について国の支援を求めます。
○山田デジタル庁統括官　財政支援について検討してまいります。
（異議なし）
"""


@pytest.fixture(scope="module")
def reading():
    return as_json(read_text(TEXT), Suggestions())


def printed(speeches):
    """All that stands in speeches, in order, labels before their words."""
    pieces = [each.get("gap", each["label"]) + each["text"] for each in speeches]
    return squeezed("".join(pieces))


def account(reading):
    """Every character of speeches (a label printed in the words stands for itself) and of what was
    left out, counted."""
    labels = [s.get("in_gap", s["label"]) for s in reading["speeches"]]
    texts = [s["text"] for s in reading["speeches"]]
    left_out = [each["text"] for each in reading["left_out"]]
    return sorted(squeezed("".join([*labels, *texts, *left_out])))


# Two cores that others use, too, stand still for a second at times: that says nothing of the moves.
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("split"), st.integers(1, 8), st.integers(0, 90)),
        st.tuples(st.just("join"), st.integers(1, 8), st.just(0)),
    ),
    max_size=12,
)


def carried_out(reading, moves):
    """The workpiece after those of the moves that could be made, and these."""
    piece, made = Workpiece(reading), []
    for do, speech, at in moves:
        try:
            piece.split(speech, at) if do == "split" else piece.join(speech)
        except CannotBeRepaired:
            continue
        made.append({"do": do, "speech": speech, "at": at})
    return piece, made


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(moves=MOVES)
def test_any_sequence_keeps_every_character_in_order(reading, moves):
    piece, made = carried_out(reading, moves)

    dropped = [label for each in piece.speeches for label in each.get("dropped", [])]
    if not dropped:
        assert printed(piece.speeches) == printed(reading["speeches"])
    assert [each["index"] for each in piece.speeches] == [*range(1, len(piece.speeches) + 1)]
    assert all(each["text"] for each in piece.speeches)
    assert account(repaired(reading, made, reading["attendees"])) == account(reading)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(moves=MOVES)
def test_what_stands_among_the_speeches_stays_at_a_place_that_is_there(reading, moves):
    piece, _ = carried_out(reading, moves)

    for each in piece.directions:
        assert 0 <= each["after_speech"] <= len(piece.speeches)
        if each["position"] is not None:
            assert 0 <= each["position"] <= len(piece.speech(each["after_speech"])["text"])


def test_a_label_at_the_place_becomes_the_speaker_and_goes_back(reading):
    before = reading["speeches"][1]["text"]
    piece = Workpiece(reading)

    second = piece.split(2, before.index("（鈴木"))
    there = (second["label"], second["text"].splitlines()[0], piece.left_out())
    piece.join(3)

    assert there == (
        "鈴木山口県知事",
        "県としても同じ考えであることを申し添えます。",
        [{"reason": "mark", "text": "（）"}],
    )
    assert piece.speeches[1]["text"] == before
    assert piece.left_out() == []


def test_the_one_who_is_named_there_speaks(reading):
    at = reading["speeches"][1]["text"].index("（鈴木")

    fixed = repaired(reading, [{"do": "split", "speech": 2, "at": at}], reading["attendees"])

    assert [speech["attendee"] for speech in fixed["speeches"]] == [
        "山田 花子",
        "佐藤 一郎",
        "鈴木 次郎",
        "鈴木 次郎",
        "山田 花子",
    ]
    assert "hidden_turn" in {note["code"] for note in reading["notes"]}
    assert "hidden_turn" not in {note["code"] for note in fixed["notes"]}
    assert fixed["touched"] == [2, 3]


def test_a_label_that_was_no_speaker_goes_back_to_the_words(reading):
    piece = Workpiece(reading)

    first = piece.join(3)

    assert first["text"].endswith(
        "まだあります。\n鈴木山口県知事\u3000人材の確保について国の支援を求めます。"
    )
    assert piece.left_out() == []


def test_a_label_that_says_again_who_speaks_is_told_as_left_out(reading):
    piece = Workpiece(reading)
    piece.assign(3, "佐藤 一郎")

    piece.join(3)

    assert piece.left_out() == [{"reason": "label", "text": "鈴木山口県知事"}]


def test_directions_go_with_their_words(reading):
    at = reading["speeches"][1]["text"].index("まだあります")

    fixed = repaired(reading, [{"do": "split", "speech": 2, "at": at}], reading["attendees"])

    (shown, _) = fixed["stage_directions"]
    assert (shown["after_speech"], shown["inside"], shown["position"]) == (2, False, None)
    assert fixed["stage_directions"][1]["after_speech"] == 5


@pytest.mark.parametrize(
    "repair",
    [
        {"do": "split", "speech": 9, "at": 3},
        {"do": "split", "speech": 1, "at": 0},
        {"do": "split", "speech": 1, "at": -5},
        {"do": "split", "speech": 1, "at": 999},
        {"do": "join", "speech": 1},
        {"do": "speaker", "speech": 0, "name": "だれか"},
        {"do": "burn", "speech": 1},
    ],
)
def test_what_does_not_fit_is_refused(reading, repair):
    with pytest.raises(CannotBeRepaired):
        repaired(reading, [repair], reading["attendees"])


def test_somebody_taken_off_the_list_is_chosen_no_more(reading):
    chosen = [{"do": "speaker", "speech": 2, "name": "鈴木 次郎"}]
    without = [each for each in reading["attendees"] if each["name"] != "鈴木 次郎"]

    fixed = repaired(reading, chosen, without)

    assert fixed["speeches"][1]["attendee"] is None
    assert not fixed["speeches"][1]["chosen"]


def test_how_two_were_joined_does_not_change_with_the_list_of_people(reading):
    moves = [{"do": "speaker", "speech": 3, "name": "佐藤 一郎"}, {"do": "join", "speech": 3}]

    fixed = repaired(reading, [moves[0], {**moves[1], "again": False}], reading["attendees"])

    assert "鈴木山口県知事\u3000人材" in fixed["speeches"][1]["text"]


def test_pages_of_a_paper_go_with_their_words():
    speech = {
        "index": 1, "label": "町村会", "attendee": None, "text": "一つ目。二つ目。三つ目。",
        "pages": [[0, 3], [5, 4], [9, 5]],
    }  # fmt: skip
    piece = Workpiece({"speeches": [speech], "stage_directions": [], "kind": "要望書・提言"})

    piece.split(1, 4)
    parted = [each["pages"] for each in piece.speeches]
    piece.join(2)

    assert parted == [[[0, 3]], [[0, 3], [1, 4], [5, 5]]]
    assert (piece.speeches[0]["text"], piece.speeches[0]["pages"]) == (
        "一つ目。二つ目。三つ目。",
        [[0, 3], [5, 4], [9, 5]],
    )
