"""Labels without a blank before words that begin like the rest of a post or an office."""

import pytest

from meetings.minutes.reading import read_minutes

HEAD = """入江連携会議（架空）　議事要旨
日時　令和6年7月2日
出席者
湊 渉　深沢県知事
蓮見 遥　入江市長
堀 明　総務省自治行政局長
"""


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("湊知事", "部局間の連携が課題です。"),
        ("蓮見市長", "会議の場を続けてほしい。"),
        ("堀局長", "官民で進めます。"),
        ("湊知事", "室内の換気も要望します。"),
        ("蓮見市長", "部活動の地域移行を支えてほしい。"),
    ],
)
def test_a_label_that_fits_a_person_ends_before_such_words(label, said):
    parsed = read_minutes(f"{HEAD}○{label}{said}\n○湊知事　以上です。\n".encode(), "a.txt")

    assert (parsed.speeches[0].label, parsed.speeches[0].text) == (label, said)
