import pytest

from searching.marking import Piece, pieces, spans
from searching.query import parse


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("国のＤＸを進める", "dx", ["ＤＸ"]),
        ("国のDXを進める", "ＤＸ", ["DX"]),
        ("ｻｰﾊﾞｰの費用", "サーバー", ["ｻｰﾊﾞｰ"]),
        ("費用と負担", "費用 負担", ["費用", "負担"]),
        ("費用負担の費用", "費用負担 費用", ["費用負担", "費用"]),
        ("費用と負担", "費用負担", []),
        ("費用", "", []),
    ],
)
def test_it_finds_words_as_stored_whatever_their_width(text, query, expected):
    assert [text[start:end] for start, end in spans(text, parse(query, {}))] == expected


def test_the_pieces_are_the_whole_text():
    cut = pieces("国の費用を国が", parse("国", {}))

    assert cut == (
        Piece("国", True),
        Piece("の費用を", False),
        Piece("国", True),
        Piece("が", False),
    )
