"""To whom a chapter or an ask is addressed."""

import pytest

from meetings.minutes.demands.addressees import at_end, is_addressee, ministries_in
from meetings.minutes.demands.proposing import addressed, page_at


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("提案・要望先　総務省、デジタル庁", ("soumu", "digital")),
        ("【総務省・デジタル庁】", ("soumu", "digital")),
        ("（関係府省：総務省）", ("soumu",)),
        ("《提案要求先》総務省（自治行政局）・厚労省", ("soumu", "mhlw")),
        ("要望先：総務省消防庁ほか関係府省庁", ("fdma",)),
        ("【要望先】総務大臣、文部科学大臣", ("soumu", "mext")),
    ],
)
def test_a_line_of_addressees_names_its_ministries(line, codes):
    assert is_addressee(line)
    assert ministries_in(line) == codes


@pytest.mark.parametrize(
    "line",
    [
        "総務省が示した基準",
        "【総務省の方針】",
        "（総務省の調べによる。）",
        "関係省庁に要望した。",
        "",
    ],
)
def test_words_that_only_speak_of_a_ministry_are_none(line):
    assert not is_addressee(line)


def test_addressees_in_brackets_close_a_line():
    assert at_end("費用を補助すること。（総務省・環境省）") == "（総務省・環境省）"
    assert at_end("費用を補助すること（令和６年度）。") == ""


def test_addressees_of_a_heading_hold_below_it_and_those_of_an_ask_for_it_alone():
    text = (
        "【総務省】\n(1) 基地局\n・停電対策を行うこと。\n(2) 道路\n"
        "（要望先：国土交通省）\n・道路を直すこと。\n"
        "・標識を立てること。〔警察庁〕\n(3) 水道\n・管を替えること。"
    )

    def codes(words):
        start = text.index(words)
        return [each.code for each in addressed(text, start, start + len(words))]

    assert codes("停電対策を行うこと。") == ["soumu"]
    assert codes("道路を直すこと。") == ["mlit"]
    assert codes("標識を立てること。") == ["npa"]
    assert codes("管を替えること。") == ["soumu"]
    assert addressed(text, 0, 4) == ()


def test_pages_are_known_from_where_they_begin():
    pages = ((0, 3), (40, 4))

    assert [page_at(pages, place) for place in (0, 39, 40, 90)] == [3, 3, 4, 4]
    assert page_at((), 5) is None
