"""Lines of Japanese text: nothing begins or ends a line that must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.sheets.breaking import CLOSING, OPENING, lines


def in_squares(text):
    """Every letter as wide as it is high, Latin ones half as wide."""
    return sum(0.5 if sign.isascii() else 1 for sign in text)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("", [""]),
        ("費用の負担", ["費用の負担"]),
        ("費用の負担を国に", ["費用の負担", "を国に"]),
        ("費用の負担。次に", ["費用の負", "担。次に"]),
        ("費用の負「担」を", ["費用の負", "「担」を"]),
        ("いうふうになった", ["いうふうに", "なった"]),
        ("データベースのー", ["データベー", "スのー"]),
        ("要望R6-0012は", ["要望", "R6-0012は"]),
        ("令和6年\n4月", ["令和6年", "4月"]),
        ("一\n\n二", ["一", "", "二"]),
        ("ABCDEFGHIJKLMNO", ["ABCDEFGHIJ", "KLMNO"]),
        ("費用 の負担", ["費用 の負", "担"]),
    ],
)
def test_a_line_ends_where_it_may(text, broken):
    assert lines(text, 5, in_squares) == broken


SIGNS = st.text(alphabet=CLOSING + OPENING + "漢字かなカナ ABC123-\n", max_size=80)


@settings(deadline=None)
@given(SIGNS, st.integers(4, 20))
def test_no_letter_is_lost_and_no_line_too_wide(text, width):
    found = lines(text, width, in_squares)

    assert "".join(found).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert max(in_squares(line) for line in found) <= width


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["漢字", "かな。", "「引用」", "（注）", "、次", "ヴァー"]), max_size=40
    )
)
def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens(parts):
    found = lines("".join(["前", *parts]), 12, in_squares)

    assert [line for line in found if line[0] in CLOSING or line[-1] in OPENING] == []
