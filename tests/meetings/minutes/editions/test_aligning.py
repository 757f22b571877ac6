from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.editions.aligning import Match, align
from meetings.minutes.editions.numbering import inherited
from meetings.minutes.quotes.anchors import SpeechText

WISH = "地方の立場から申し上げます。移行の費用を国が持ってほしいと考えております。"
STAFF = "デジタル人材が町では足りません。県と一緒に確保する仕組みを作っていただきたい。"
THANKS = "本日はお忙しい中お集まりいただき、誠にありがとうございました。"


def edition(*said):
    return [SpeechText(at, label, text) for at, (label, text) in enumerate(said, 1)]


def pairs(old, new):
    return [(match.old, match.new) for match in align(edition(*old), edition(*new))]


CHAIR, MAYOR, MINISTER = ("議長", "それでは始めます。"), ("町長", WISH), ("大臣", "検討します。")


def test_an_inserted_speech_stands_alone():
    assert pairs([CHAIR, MAYOR], [CHAIR, ("知事", STAFF), MAYOR]) == [
        ((0,), (0,)),
        ((), (1,)),
        ((1,), (2,)),
    ]


def test_a_dropped_speech_stands_behind_what_it_followed():
    assert pairs([CHAIR, ("知事", STAFF), MAYOR], [CHAIR, MAYOR]) == [
        ((0,), (0,)),
        ((1,), ()),
        ((2,), (1,)),
    ]


def test_a_speech_whose_label_was_corrected_is_the_same_one():
    assert pairs([CHAIR, MAYOR], [CHAIR, ("村長", WISH)]) == [((0,), (0,)), ((1,), (1,))]


def test_a_speech_that_was_cut_is_set_against_both_halves():
    whole = ("町長", WISH + "\n" + STAFF)

    assert pairs([CHAIR, whole, MINISTER], [CHAIR, MAYOR, ("知事", STAFF), MINISTER]) == [
        ((0,), (0,)),
        ((1,), (1, 2)),
        ((2,), (3,)),
    ]


def test_speeches_that_were_put_together_are_set_against_the_whole():
    whole = ("町長", WISH + "\n" + STAFF)

    assert pairs([CHAIR, MAYOR, ("町長", STAFF), MINISTER], [CHAIR, whole, MINISTER]) == [
        ((0,), (0,)),
        ((1, 2), (1,)),
        ((3,), (2,)),
    ]


def test_a_turn_with_other_words_is_the_same_turn():
    assert pairs([CHAIR, MINISTER, MAYOR], [CHAIR, ("大臣", "前向きに考えます。"), MAYOR]) == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2,)),
    ]


def test_a_moved_speech_is_known_by_its_words():
    found = pairs(
        [("知事", STAFF), CHAIR, MAYOR, MINISTER], [CHAIR, MAYOR, MINISTER, ("知事", STAFF)]
    )

    assert ((0,), (3,)) in found
    assert len(found) == 4


def test_short_speeches_are_not_taken_for_one_another():
    assert pairs([CHAIR, ("大臣", "はい。")], [CHAIR, ("町長", WISH + "はい。")]) == [
        ((0,), (0,)),
        ((1,), ()),
        ((), (1,)),
    ]


def test_speeches_of_a_long_record_that_was_retyped_find_one_another():
    said = [
        ("知事", f"{at}番目の項目について申し上げます。{WISH}{at * 7919}円です。")
        for at in range(60)
    ]
    retyped = [
        (label, text.replace("費用を", "経費を")) for label, text in said if "3番" not in text
    ]

    found = pairs(said, retyped)

    kept = [at for at, (_, text) in enumerate(said) if "3番" not in text]
    assert [old for old, new in found if new] == [(at,) for at in kept]
    assert sum(not new for _, new in found) == 60 - len(kept)


def test_numbers_stay_with_their_speeches_and_new_ones_go_on():
    old = edition(CHAIR, MAYOR, MINISTER)
    new = edition(CHAIR, ("知事", STAFF), ("町長", WISH + "以上です。"))

    assert inherited(old, [1, 2, 3], new, highest=5) == [1, 6, 2]


def test_the_longest_part_of_a_cut_speech_keeps_the_number():
    old = edition(CHAIR, ("町長", THANKS + WISH + STAFF))
    new = edition(CHAIR, ("議長", THANKS), ("町長", WISH + STAFF))

    assert inherited(old, [1, 2], new, highest=2) == [1, 3, 2]


def test_what_was_put_together_keeps_the_number_of_its_longest_part():
    old = edition(CHAIR, ("議長", THANKS), ("町長", WISH + STAFF))
    new = edition(CHAIR, ("町長", THANKS + WISH + STAFF))

    assert inherited(old, [1, 2, 3], new, highest=3) == [1, 3]


LINES = st.text("費用国地方人材を持ってほしいはい。、\n", max_size=60)
EDITIONS = st.lists(st.tuples(st.sampled_from(["知事", "大臣"]), LINES), max_size=8)


@given(EDITIONS, EDITIONS)
@settings(max_examples=150, deadline=None)
def test_every_speech_of_both_editions_is_in_exactly_one_match(old, new):
    found = align(edition(*old), edition(*new))

    assert sorted(at for match in found for at in match.old) == list(range(len(old)))
    assert sorted(at for match in found for at in match.new) == list(range(len(new)))
    assert [at for match in found for at in match.new] == list(range(len(new)))
    assert all(len(match.old) < 2 or len(match.new) < 2 for match in found)


@given(EDITIONS)
@settings(max_examples=50, deadline=None)
def test_an_edition_is_aligned_with_itself(said):
    every = edition(*said)

    assert align(every, every) == tuple(Match((at,), (at,)) for at in range(len(every)))


@given(EDITIONS, EDITIONS)
@settings(max_examples=100, deadline=None)
def test_no_number_is_given_twice(old, new):
    numbers = [10 * at for at in range(1, len(old) + 1)]

    given_now = inherited(edition(*old), numbers, edition(*new), highest=100)

    assert len(set(given_now)) == len(new)
    assert set(given_now) <= {*numbers, *range(101, 101 + len(new))}
