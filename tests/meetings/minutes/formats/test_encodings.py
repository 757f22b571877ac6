"""What a file is written in is read from its bytes, whatever it or its page says of itself."""

import re

import pytest

from meetings.minutes.formats.encodings import declared_in
from meetings.minutes.reading import read_minutes
from meetings.minutes.unseen import html

ASKED = "㈱髙﨑と①②Ⅳについて、ﾃﾞｼﾞﾀﾙ庁の支援をお願いします。"
LINES = (
    "第2回入江連絡会 議事要旨",
    "日時　令和6年5月7日（火）10:00～11:00",
    "出席者",
    "　汐見　渉　入江市長",
    "　江藤　環　総務省課長",
    f"○汐見市長　{ASKED}",
    "○江藤課長　検討いたします。",
)


def page(declared):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return (
        f"<html><head>{head if declared else ''}<title>x</title></head><body>{body}</body></html>"
    )


def euc(text):
    """EUC as vendors wrote it: rows of CP932 moved, the signs that they added along."""
    out = bytearray()
    for character in text:
        code = character.encode("cp932")
        if len(code) == 1:
            out += b"\x8e" + code if code[0] > 0x7F else code
            continue
        lead, trail = code
        row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2
        cell = trail - 0x9F if trail >= 0x9F else trail - (0x40 if trail < 0x7F else 0x41)
        out += bytes((row + (1 if trail >= 0x9F else 0) + 0xA1, cell + 0xA1))
    return bytes(out)


def cp932(text):
    return text.encode("cp932")


def jis(text):
    return re.sub(rb"(?:[\xa1-\xfe]{2})+", escaped, euc(text.replace("ﾃﾞｼﾞﾀﾙ", "デジタル")))


def escaped(found):
    return b"\x1b$B" + bytes(byte & 0x7F for byte in found.group()) + b"\x1b(B"


def spoken(data, name):
    return [speech.text for speech in read_minutes(data, name).speeches]


@pytest.mark.parametrize(
    "declared", ["Shift_JIS", "x-sjis", "shift-jis", "Windows-31J", "MS_Kanji", ""]
)
def test_a_page_in_cp932_keeps_the_signs_that_shift_jis_lacks(declared):
    assert spoken(cp932(page(declared)), "a.html") == [ASKED, "検討いたします。"]


@pytest.mark.parametrize("declared", ["Shift_JIS", "x-sjis", "EUC-JP", "iso-8859-1", "utf-8", ""])
def test_utf_8_is_read_as_such_under_any_declaration(declared):
    assert spoken(page(declared).encode(), "a.html") == [ASKED, "検討いたします。"]


@pytest.mark.parametrize("declared", ["EUC-JP", "x-euc-jp", "eucJP-ms", "Shift_JIS", ""])
def test_a_page_in_euc_is_read_under_any_declaration(declared):
    text = page(declared).replace("髙﨑", "高崎")
    assert spoken(euc(text), "a.html") == [ASKED.replace("髙﨑", "高崎"), "検討いたします。"]


@pytest.mark.parametrize("declared", ["iso-2022-jp", ""])
def test_a_page_in_jis_is_read(declared):
    text = ASKED.replace("ﾃﾞｼﾞﾀﾙ", "デジタル").replace("髙﨑", "高崎")
    data = jis(page(declared).replace("髙﨑", "高崎"))
    assert spoken(data, "a.html") == [text, "検討いたします。"]


def test_a_text_in_euc_is_read():
    data = euc("\n".join(LINES).replace("髙﨑", "高崎"))
    assert spoken(data, "a.txt") == [ASKED.replace("髙﨑", "高崎"), "検討いたします。"]


def test_a_text_full_of_half_width_kana_stays_cp932():
    words = "ﾃﾞｼﾞﾀﾙ ｷﾊﾞﾝ ﾉ ｼｴﾝ ｦ ｵﾈｶﾞｲ ｼﾏｽ。"
    data = "\n".join(LINES).replace(ASKED, words * 3).encode("cp932")
    assert spoken(data, "a.txt") == [words * 3, "検討いたします。"]


def test_a_slip_under_a_declaration_is_marked_and_told():
    data = cp932(page("Shift_JIS")).replace("検討".encode("cp932"), b"\x8c\x9f\xff\x93\xa2")

    parsed = read_minutes(data, "a.html")

    assert parsed.speeches[1].text == "検〓討いたします。"
    assert [note.code for note in parsed.notes] == ["stray_bytes"]


def test_the_copy_of_such_a_page_keeps_its_signs():
    assert ASKED in html.cleaned(cp932(page("Shift_JIS"))).decode()


def test_what_a_page_declares_is_found_with_and_without_quotes():
    assert declared_in(b"<meta charset='X-SJIS'>") == "x-sjis"
    assert declared_in(b'<meta content="text/html;charset = EUC-JP ">') == "euc-jp"
    assert declared_in(b"<p>no head</p>") == ""
