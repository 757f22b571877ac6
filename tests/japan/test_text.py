import pytest
from hypothesis import given
from hypothesis import strategies as st

from japan import text
from japan.variants import CHOSEN_FORM

JAPANESE = st.text(
    alphabet="費用負担の国・地方ガがｶﾞﾊﾟヶー-−～〜 　\n１1aAＡΣ。、（）(㈱…髙龍\u200b", max_size=60
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第 １ 回", "第1回"),
        ("ガバメント クラウド", "ガバメントクラウド"),
        ("ｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄﾞ", "ガバメントクラウド"),
        ("ガハメント".replace("ハ", "ハ\u3099"), "ガバメント"),
        ("ＤＸの推進", "dx の推進"),
        ("サ−バ−", "サーバー"),
        ("e-Japan", "ｅ‐japan"),
        ("16:00～17:00", "16：00〜17：00"),
        ("国･地方", "国・地方"),
        ("国•地方", "国・地方"),
        ("阪田 涉", "阪田　渉"),
        ("髙橋", "高橋"),
        ("龍ケ崎", "竜ケ崎"),
        ("お願い\nします", "お願いします"),
        ("“費用”", '"費用"'),
        ("基\u200b本方針", "基本方針"),
    ],
)
def test_what_reads_alike_is_alike(one, other):
    assert text.normalise(one) == text.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カ", "か"),
        ("一宮市", "一宮町"),
        ("阪田", "坂田"),
        ("サーバ", "サーバー"),
        ("G Biz", "GBiz"),
        ("バ", "ハ"),
    ],
)
def test_what_means_something_else_stays_apart(one, other):
    assert text.normalise(one) != text.normalise(other)


def test_spaces_between_latin_words_become_one():
    assert text.normalise("  Base　 Registry\n v2 を ") == "base registry v2を"


@given(JAPANESE)
def test_normalising_twice_changes_nothing(written):
    once = text.normalise(written)

    assert text.normalise(once) == once


@given(st.text(max_size=40))
def test_each_normalised_character_knows_where_it_came_from(written):
    normalised, offsets = text.normalise_with_offsets(written)

    assert len(offsets) == len(normalised) + 1
    assert offsets[-1] == len(written)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(written) for offset in offsets[:-1])


def test_a_span_found_in_the_copy_leads_back_to_the_words_as_stored():
    stored = "第 １ 回の「ｶﾞﾊﾞﾒﾝﾄ　ｸﾗｳﾄﾞ」について"
    normalised, offsets = text.normalise_with_offsets(stored)

    at = normalised.index("ガバメントクラウド")

    assert stored[offsets[at] : offsets[at + 9]] == "ｶﾞﾊﾞﾒﾝﾄ　ｸﾗｳﾄﾞ"


@given(JAPANESE)
def test_the_text_from_an_offset_on_begins_with_that_character(written):
    normalised, offsets = text.normalise_with_offsets(written)

    firsts = [at for at in range(len(normalised)) if at == 0 or offsets[at] != offsets[at - 1]]
    for at in firsts:
        if normalised[at] != " ":
            assert text.normalise(written[offsets[at] :])[0] == normalised[at]


def test_bigrams_are_the_different_pairs_in_order():
    assert text.bigrams("費用負担と費用") == ["費用", "用負", "負担", "担と", "と費"]
    assert text.bigrams("ab cd") == ["ab", "cd"]
    assert text.bigrams("国") == []
    assert text.bigrams("") == []


@given(JAPANESE, st.data())
def test_the_pairs_of_a_piece_are_pairs_of_the_whole(written, data):
    normalised = text.normalise(written)
    start = data.draw(st.integers(0, len(normalised)))
    end = data.draw(st.integers(start, len(normalised)))

    assert set(text.bigrams(normalised[start:end])) <= set(text.bigrams(written))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("費用　負担", ("費用", "負担")),
        ("  ＤＸ dx 人材 ", ("dx", "人材")),
        ('"費用 負担" 国', ("費用負担", "国")),
        ("「国・地方 協議」　人材", ("国・地方協議", "人材")),
        ("“Base Registry”を", ("base registry", "を")),
        ('"閉じない', ("閉じない",)),
        ('"" 　', ()),
        ("", ()),
    ],
)
def test_a_search_is_split_into_words_and_phrases(query, terms):
    assert text.search_terms(query) == terms


def test_a_chosen_form_is_never_itself_a_variant():
    assert [form for form in CHOSEN_FORM.values() if ord(form) in CHOSEN_FORM] == []
    assert [code for code, form in CHOSEN_FORM.items() if len(form) != 1] == []
    assert [chr(code) for code, form in CHOSEN_FORM.items() if chr(code) == form] == []


@given(
    st.text(
        "あ漢ア々ー~・。「a1ﾞﾊ゛\u3099\u302a １Ａ-－ 　\n\t\u200b･･①㈱ǆ\u00ad\u0301", max_size=30
    )
)
def test_the_quick_way_gives_what_the_way_with_offsets_gives(written):
    assert text.normalise(written) == text.normalise_with_offsets(written)[0]
