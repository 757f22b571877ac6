from __future__ import annotations

import pytest

from meetings.minutes.proposing.titles import LONG, LONGEST, reads_well, title_of, title_of_promise


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("移行経費に対しても着実な財政支援をお願いしたいと思っています。",
         "移行経費に対しても着実な財政支援をしてほしい"),
        ("道筋を早期に明確に示していただき、", "道筋を早期に明確に示してほしい"),
        ("また、期限の延長に柔軟に対応していただきたいと考えております。",
         "期限の延長に柔軟に対応してほしい"),
        ("港の浚渫を急いでいただけますとありがたいなと思っているところでございます。",
         "港の浚渫を急いでほしい"),
        ("二点目でございますが、橋の点検の周期を見直していただきますよう、改めてお願いを申し上げます。",
         "橋の点検の周期を見直してほしい"),
        ("三つ目は、診療所の看護師を増やしていただくことです。", "診療所の看護師を増やしてほしい"),
        ("その倉庫の電気代につきましても、要望をさせていただきたい。",
         "倉庫の電気代について対応してほしい"),
        ("国の財源の確保については何卒お願い申し上げたいと思います",
         "国の財源を確保してほしい"),
        ("委託料の引上げをお願いしたいのと、", "委託料を引き上げてほしい"),
        ("届出の窓口を一つにまとめてもらえないでしょうか。", "届出の窓口を一つにまとめてほしい"),
        ("審査の日数を短くすることを求める声が多く上がっております。",
         "審査の日数を短くしてほしい"),
        ("防潮堤の高さの基準を早めに示されたい。", "防潮堤の高さの基準を早めに示してほしい"),
        ("運行の認可を、県ごとではなく国で行うべきなんですよ。",
         "運行の認可を、県ごとではなく国で行うべきだ"),
        ("離島の航路の維持が必要ではないだろうかと考えております。",
         "離島の航路の維持が必要だ"),
        ("小規模な団体への人的支援の拡充。", "小規模な団体への人的支援を拡充してほしい"),
    ],
)  # fmt: skip
def test_what_is_asked_is_one_plain_sentence(quote, title):
    assert title_of(quote, asks=True) == title
    assert reads_well(title)


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("標準化の対応で余力がないという状況であります。", "標準化の対応で余力がない"),
        ("ただ、応募が一件もございませんでして、正直なところ大変困っております。",
         "応募が一件もなくて、正直なところ大変困っている"),
        ("苗木の値段が三倍に上がりまして、植え替えが進んでいないというのが実情であります。",
         "苗木の値段が三倍に上がって、植え替えが進んでいない"),
        ("負担が増えるのではないかと懸念しております。", "負担が増えるのではないかと懸念している"),
    ],
)  # fmt: skip
def test_what_is_worried_about_is_said_as_it_is(quote, title):
    assert title_of(quote, asks=False).endswith(title.split("、")[-1])


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("年度末までに手引をお示ししてまいりたいと思っております。", "年度末までに手引を示す"),
        ("上限額は見直すことといたします。", "上限額は見直す"),
        ("財務省とも協議させていただきます。", "財務省とも協議する"),
        ("来春に取りまとめを行う予定であります。", "来春に取りまとめを行う"),
        ("遠慮なく言っていただきたいと思います。", "遠慮なく言ってほしい"),
    ],
)
def test_what_is_promised_is_said_as_an_act(quote, title):
    assert title_of_promise(quote) == title


def test_a_long_quote_keeps_its_topic_and_what_is_asked():
    quote = (
        "漁港の改修につきましては、本県でも三年前から少しずつ計画を進めてきたところでありますが、"
        "資材の値上がりが続いておりますので、補助の上限額を実際の工事費に合わせていただきたい。"
    )

    title = title_of(quote, asks=True)

    assert title == "漁港の改修については、補助の上限額を実際の工事費に合わせてほしい" or (
        title == "漁港の改修について、補助の上限額を実際の工事費に合わせてほしい"
    )
    assert len(title) <= LONG


def test_what_points_back_gets_its_topic_from_the_sentence_before():
    before = "次に、職員の相互派遣についてでございます。"

    assert title_of("これを続けていただきたいのです。", asks=True, before=before) == (
        "職員の相互派遣について、続けてほしい"
    )


def test_words_without_a_break_are_cut_visibly_and_marked():
    title = title_of("あ" * 100, asks=True)

    assert len(title) == LONGEST
    assert title.endswith("…")
    assert not reads_well(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "補助",
        "この点について検討してほしい",
        "二点目は補助をしてほしい",
        "費用が増えて",
        "「補助の上限を上げてほしい",
    ],
)
def test_what_is_no_sentence_of_its_own_is_known(title):
    assert not reads_well(title)


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("自治体全体の意見を聞くようにしていただけるとありがたいと思います。",
         "自治体全体の意見を聞くようにしてほしい"),
        ("期間的な余裕をもって進めてもらいたいというふうに思っています。",
         "期間的な余裕をもって進めてほしい"),
        ("期間の設定が必要ではないだろうかと考えております。", "期間の設定が必要だ"),
    ],
)  # fmt: skip
def test_polite_endings_make_no_difference(quote, title):
    assert title_of(quote, asks=True) == title


@pytest.mark.parametrize(("quote", "asks"), [("職員が足りません", False), ("お願いします。", True)])
def test_what_is_too_short_to_stand_alone_is_marked(quote, asks):
    assert not reads_well(title_of(quote, asks=asks))


def test_of_a_long_quote_the_end_is_kept():
    quote = "あ" * 30 + "でありますから、" + "い" * 30 + "については、" + "国が支援してほしい。"

    title = title_of(quote, asks=True)

    assert title.endswith("については、国が支援してほしい")
    assert len(title) <= LONGEST


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("この辺は水道局としても見ていきたいというふうに思っております。", "水道局としても見る"),
        ("仕組みづくり、これについて部会を通じて行ってまいりたいと考えております。",
         "仕組みづくり、これについて部会を通じて行う"),
        ("最初から計画に入れてやっていかなければいけないのかなと思っております。",
         "最初から計画に入れてやっていかなければいけない"),
    ],
)  # fmt: skip
def test_a_promise_ends_in_what_is_done(quote, title):
    assert title_of_promise(quote) == title


@pytest.mark.parametrize(
    ("quote", "asks", "begins"),
    [
        ("そうした部分で地域の人口に合った病床とすることが必要です", True, "地域の人口に合った"),
        ("離島の診療所で働く医師の確保が年を追って難しくなる中で医療の集約をさらに進めるためには、"
         "その前に例えば本土の大きい病院の当直を先行させて、これが安定して回ることもお示しいただけると、"
         "島の方も安心して前に進んでいけるのではないか。", True, "安定して"),
        ("小さな町で今それが課題になっているという話は、私どもも何年も前からよく伺って認識しておりますので、"
         "研修の機会を町の職員にも広げていただきたいと思っております。", True, "研修の機会を"),
    ],
)  # fmt: skip
def test_no_title_begins_with_a_noun_that_says_nothing_by_itself(quote, asks, begins):
    assert title_of(quote, asks=asks).startswith(begins)


def test_a_slip_of_whoever_typed_the_minutes_is_read_as_it_was_meant():
    assert title_of("費用の分け方に悩みがございします。", asks=False) == "費用の分け方に悩みがある"
