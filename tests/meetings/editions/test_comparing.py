from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.editions.comparing import compare
from meetings.editions.values import LONG, Side
from meetings.minutes.editions.wording import Sort
from meetings.minutes.quotes.anchors import SpeechText

WISH = "移行の費用を国が持ってほしいと考えております。"
STAFF = "デジタル人材が町では足りません。県と一緒に確保する仕組みを作っていただきたい。"


def side(name, *said):
    texts = tuple(SpeechText(at, label, text) for at, (label, text) in enumerate(said, 1))
    return Side(name, texts, tuple(range(1, len(texts) + 1)))


def test_figures_count_speeches_and_letters():
    old = side("第1版", ("議長", "始めます。"), ("町長", WISH), ("知事", STAFF))
    new = side(
        "第2版",
        ("議長", "始めます。"),
        ("町長", WISH.replace("国", "県")),
        ("大臣", "検討します。"),
    )

    figures = compare(old, new).figures

    assert (figures.same, figures.changed, figures.added, figures.removed) == (1, 1, 1, 1)
    assert figures.letters_added == len("県") + len("検討します。")
    assert figures.letters_removed == len("国") + len(STAFF)


def test_neighbours_that_did_not_change_are_folded_together():
    same = [("議長", "始めます。"), ("町長", WISH)]
    found = compare(
        side("第1版", *same, ("知事", STAFF)), side("第2版", *same, ("知事", STAFF + "以上です。"))
    )

    assert [(each.changed, len(each.blocks)) for each in found.stretches] == [(False, 2), (True, 1)]


def test_a_corrected_label_is_a_change_without_changed_words():
    (block,) = compare(side("第1版", ("町長", WISH)), side("第2版", ("村長", WISH))).changes

    assert (block.labels, block.relabelled, block.rewritten) == (("町長", "村長"), True, False)


def test_long_unchanged_words_are_folded_around_a_change():
    far = "同じ言葉が続きます。" * LONG
    (block,) = compare(
        side("第1版", ("町長", f"{far}市は困る。{far}")),
        side("第2版", ("町長", f"{far}町は困る。{far}")),
    ).changes

    shown = [piece.run.text for piece in block.pieces if not piece.folded]
    assert block.refs == ["c1-1"]
    assert len("".join(shown)) < 2 * LONG
    assert "".join(p.run.text for p in block.pieces if p.sort != "added") == f"{far}市は困る。{far}"


def test_each_change_has_a_name_of_its_own():
    old, new = "市は困る。人も足りない。", "町は困る。職員も足りない。"
    (block,) = compare(side("第1版", ("町長", old)), side("第2版", ("町長", new))).changes

    assert block.refs == ["c1-1", "c1-2"]


LINES = st.text("費用国地方人材を持ってほしいはい。、\n", max_size=40)
EDITIONS = st.lists(st.tuples(st.sampled_from(["知事", "大臣"]), LINES), max_size=6)


def words_of(comparison, places, other):
    """The words of one edition as the comparison holds them, speech after speech."""
    blocks = [block for each in comparison.stretches for block in each.blocks]
    found = {}
    for block in blocks:
        kept = "".join(run.text for run in block.runs if run.sort is not other)
        found[getattr(block, places)] = kept
    return [found[key] for key in sorted(key for key in found if key)]


@given(EDITIONS, EDITIONS)
@settings(max_examples=60, deadline=None)
def test_every_letter_of_both_editions_is_kept_added_or_removed_once(old, new):
    found = compare(side("第1版", *old), side("第2版", *new))

    before = "\n".join(words_of(found, "old", Sort.ADDED))
    after = "\n".join(words_of(found, "new", Sort.REMOVED))
    assert before == "\n".join(text for _, text in old)
    assert after == "\n".join(text for _, text in new)


@given(EDITIONS)
@settings(max_examples=30, deadline=None)
def test_an_edition_beside_itself_shows_nothing(said):
    found = compare(side("第1版", *said), side("第1版", *said))

    assert found.changes == []
    assert (found.figures.letters_added, found.figures.letters_removed) == (0, 0)
    assert found.figures.same == len(said)
