"""PDF and Word files made here, and files that cannot be read."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from confined.limits import MAX_FILE_BYTES
from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats import docx as word
from meetings.minutes.formats import source
from meetings.minutes.reading import read_minutes, read_text

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
HEAD = [
    "デジタル基盤検討会（第４回）議事要旨",
    "１．日時　令和6年8月1日（木）10:00～11:00",
    "２．場所　オンライン開催",
    "３．出席者",
    "　河野 太郎 デジタル大臣",
    "　村岡 嗣政 山口県知事",
    "（概要）",
]
KONO = (
    "本日はお忙しいところお集まりいただき、ありがとうございます。国と地方が一緒になって共通の基盤を整える"
    "ために、何が必要かをしっかりと検討してまいりたいと思います。"
)
MURAOKA = (
    "ガバメントクラウドへの移行に伴う運用経費の増加について、国による財政支援を早期に示していただきたいと"
    "考えております。小さな町では担当者が一人しかおりません。"
)
TALENT = (
    "次に、人材の確保について申し上げます。都道府県が市町村を支える仕組みをつくれるように、是非とも御配慮を"
    "お願いします。"
)
PRINTED = (f"○河野デジタル大臣　{KONO}", f"○村岡山口県知事　{MURAOKA}", f"　{TALENT}")


def wrapped(text, width=38):
    return [text[start : start + width] for start in range(0, len(text), width)]


def pdf_of(pages, encrypt=None):
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, encrypt=encrypt)
    for number, lines in enumerate(pages, 1):
        sheet.setFont("HeiseiMin-W3", 11)
        for place, line in enumerate(lines):
            sheet.drawString(50, 800 - 18 * place, line)
        sheet.drawString(290, 30, f"- {number} -")
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def minutes_pdf(encrypt=None):
    lines = HEAD + [line for text in PRINTED for line in wrapped(text)]
    return pdf_of([lines[:11], lines[11:]], encrypt)


def minutes_docx():
    document = Document()
    document.add_heading("第3回 島しょデジタル会議 議事録", 0)
    table = document.add_table(rows=3, cols=2)
    rows = (
        ("日時", "令和6年10月1日（火）13:00～14:30"),
        ("場所", "県庁"),
        ("出席者", "村岡 嗣政 山口県知事\n松田 知己 秋田県美郷町長"),
    )
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_paragraph("議事")
    for label, text in (("村岡知事", KONO), ("松田町長", MURAOKA)):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"○{label}").bold = True
        paragraph.add_run(f"　{text}")
    document.add_paragraph("財源の確保", style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def refusal(data, name):
    with pytest.raises(UnreadableMinutes) as caught:
        read_minutes(data, name)
    return str(caught.value)


def archive(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def test_a_pdf_is_unwrapped_and_mended_over_the_page_break():
    parsed = read_minutes(minutes_pdf(), "a.pdf")

    assert [(s.attendee, s.text) for s in parsed.speeches] == [
        ("河野 太郎", KONO),
        ("村岡 嗣政", f"{MURAOKA}\n{TALENT}"),
    ]
    assert [(join.before, join.after) for join in parsed.joins] == [
        ("用経費の増加について、国", "による財政支援を早期に示")
    ]
    assert parsed.meeting.session_number == 4
    assert parsed.notes == ()


def test_a_word_file_keeps_table_cells_and_lists():
    parsed = read_minutes(minutes_docx(), "a.docx")

    assert [(a.name, a.code) for a in parsed.attendees] == [
        ("村岡 嗣政", "350001"),
        ("松田 知己", "054348"),
    ]
    assert [(s.label, s.attendee, s.text) for s in parsed.speeches] == [
        ("村岡知事", "村岡 嗣政", KONO),
        ("松田町長", "松田 知己", f"{MURAOKA}\n- 財源の確保"),
    ]
    assert (parsed.meeting.title, parsed.meeting.place) == (
        "第3回 島しょデジタル会議 議事録",
        "県庁",
    )
    assert parsed.notes == ()


def test_a_pdf_named_docx_is_read_as_pdf_with_a_note():
    parsed = read_minutes(minutes_pdf(), "議事録.docx")

    assert len(parsed.speeches) == 2
    assert [note.message for note in parsed.notes] == [
        "ファイル名はWord（.docx）ですが、中身はPDFでした。PDFとして読み取りました。"
    ]


def test_a_word_file_named_txt_is_read_as_word_with_a_note():
    parsed = read_minutes(minutes_docx(), "議事録.txt")

    assert len(parsed.speeches) == 2
    assert [note.code for note in parsed.notes] == ["wrong_extension"]


def test_an_encrypted_pdf_asks_for_the_password_to_be_taken_off():
    data = minutes_pdf(StandardEncryption("secret", canPrint=0))
    assert refusal(data, "a.pdf") == (
        "パスワードのかかったPDFです。パスワードを外して保存し直してください。"
    )


def test_a_pdf_of_pictures_asks_for_text_recognition():
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    assert refusal(stream.getvalue(), "scan.pdf") == (
        "文字の入っていないPDFです（紙をスキャンした画像など）。"
        "文字認識（OCR）をかけるか、元のWordやテキストのファイルを使ってください。"
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\nbroken", b"not a pdf"])
def test_a_broken_pdf_is_told(data):
    message = refusal(data, "a.pdf")
    assert message.endswith("元のファイルを開いて確かめ、もう一度保存してください。")


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04broken", b"plain words", minutes_docx()[:-400], minutes_docx()[:2000]],
)
def test_a_broken_word_file_is_told(data):
    message = refusal(data, "a.docx")
    assert message.startswith("Word（.docx）")
    assert "保存" in message


def test_a_zip_bomb_is_not_opened(monkeypatch):
    bomb = archive(word__document_xml=b"<a/>", word__media=b"0" * (source.MAX_UNPACKED_BYTES + 1))
    assert len(bomb) < 200_000
    assert refusal(bomb, "a.docx").startswith("Word（.docx）の中身が大きすぎるため")


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened():
    bomb = bytearray(
        archive(word__document_xml=b"<a/>", word__media=b"0" * (source.MAX_UNPACKED_BYTES + 1))
    )
    size = (source.MAX_UNPACKED_BYTES + 1).to_bytes(4, "little")
    while size in bomb:
        place = bomb.index(size)
        bomb[place : place + 4] = (10).to_bytes(4, "little")
    message = refusal(bytes(bomb), "a.docx")
    assert message.startswith("Word（.docx）")


def test_an_archive_of_very_many_entries_is_not_opened():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", "<a/>")
        for number in range(word.MAX_ENTRIES):
            made.writestr(f"word/{number}", "")
    assert refusal(stream.getvalue(), "a.docx").startswith("Word（.docx）の中身が大きすぎる")


def test_entities_in_a_word_file_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    assert refusal(archive(word__document_xml=bomb), "a.docx").startswith("Word（.docx）のファイル")


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"MZ\x90\x00", "a.txt", "プログラムのファイルです。"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "画像のファイルです。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "古い形式のWord"),
        (archive(xl__workbook_xml=b"<a/>"), "a.xlsx", "Excelのファイルです。"),
        (archive(readme=b"hello"), "a.zip", "圧縮ファイルです。"),
    ],
)
def test_other_kinds_of_file_are_refused_with_advice(data, name, what):
    message = refusal(data, name)
    assert what in message
    assert message.endswith("保存し直してください。")


def test_an_empty_file_is_told():
    assert refusal(b"", "a.txt").startswith("ファイルが空です。")


@pytest.mark.parametrize("text", ["", " \n　\n", "\ufeff", "\x00\x00"])
def test_text_without_words_is_told(text):
    with pytest.raises(UnreadableMinutes, match="文章がありません"):
        read_text(text)


def test_a_file_beyond_the_limit_is_told():
    assert refusal(b"a" * (MAX_FILE_BYTES + 1), "a.txt").startswith(
        "ファイルが大きすぎます。20MBまでです。"
    )


def test_text_beyond_the_limit_is_told():
    with pytest.raises(UnreadableMinutes, match="文章が長すぎます"):
        read_text("あ" * (source.MAX_TEXT_CHARACTERS + 1))


def test_stray_bytes_in_cp932_are_marked_and_told():
    text = "第1回会議\n○村岡知事　よろしくお願いします。\n○河野大臣　はい。\n"
    data = text.encode("cp932").replace("はい".encode("cp932"), b"\x82\xcd\xff\x82\xa2")
    parsed = read_minutes(data, "a.txt")
    assert parsed.speeches[1].text == "は〓い。"
    assert parsed.notes[0].message == (
        "読み取れない文字が1か所ありました（最初は3行目）。"
        "「〓」に置き換えました。元のファイルと見比べてください。"
    )


def test_bytes_that_are_no_text_are_refused():
    assert refusal(bytes(range(128, 256)) * 40, "a.txt").startswith("文字コードを読み取れません。")


def test_scripts_styles_and_comments_of_a_page_are_never_words():
    page = (
        "<html><body><script>○偽大臣 約束します。</script><style>p{}</style><!-- 注釈 -->"
        "<p>第2回会議</p><p>○村岡知事　&lt;b&gt;です。</p><p>○河野大臣　はい。</p></body></html>"
    )
    parsed = read_minutes(page.encode(), "a.html")
    assert [speech.text for speech in parsed.speeches] == ["<b>です。", "はい。"]
