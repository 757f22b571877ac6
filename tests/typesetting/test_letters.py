"""What a paper cannot hold is shown as 〓 and named; what nobody sees is taken out."""

import pytest

from typesetting import fonts
from typesetting.letters import Letters, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("費用\x00の\x0b負担\x1f", "費用の負担"),
        ("一行\r\n二行\r三行\t四", "一行\n二行\n三行 四"),
        ("か\u3099は\u309aら", "がぱら"),
        ("葛\U000e0100城市", "葛城市"),
        ("右\u202eから\u200b左", "右から左"),
        ("壊れた\ud83d字", "壊れた字"),
        ("神奈川県", "神奈川県"),
    ],
)
def test_what_nobody_sees_is_taken_out(text, cleaned):
    assert clean(text) == cleaned


def test_a_letter_that_the_typeface_lacks_is_shown_and_named_once():
    letters = Letters(fonts.known(), fonts.main())

    shown = letters.fit("見本🙂と𠮷野家と한🙂")

    assert shown == "見本〓と𠮷野家と〓〓"
    assert letters.note() == (
        "この紙の書体にない文字を〓で示しています："
        "U+1F642（SLIGHTLY SMILING FACE）、U+D55C（HANGUL SYLLABLE HAN）"
    )


def test_a_mark_that_cannot_join_a_letter_of_another_font_is_shown_as_lacking():
    letters = Letters(fonts.known(), fonts.main())

    shown = letters.fit("𠮷\u0301か\u0301")

    assert shown == "𠮷〓か\u0301"
    assert letters.note().endswith("：U+0301（COMBINING ACUTE ACCENT）")


def test_the_typeface_has_the_letters_of_municipalities_and_forms():
    letters = Letters(fonts.known(), fonts.main())

    letters.fit("髙﨑①㈱№〒〜～―…‥“”『』≦℃㎡々〆ヶ龍ケ崎市、芦屋、鯵ヶ沢、匝瑳、枚方、生駒、糸満")

    assert letters.note() == ""
