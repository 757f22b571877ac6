"""What files hold beside their words is told, is not read, and is not in the published copy."""

import io
import zipfile

import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from reportlab.pdfgen.canvas import Canvas

from meetings.minutes.formats import docx
from meetings.minutes.unseen import looking

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:id="1" w:author="内緒の担当者" w:date="2024-01-01T00:00:00Z"'
SECRETS = ("内緒の担当者", "消した言葉", "隠した言葉", "内輪のコメント", "作成の課", "秘密の会社")


def word_file():
    document = Document()
    paragraph = document.add_paragraph("はじめの言葉。")
    for xml in (
        f"<w:del {W} {WHO}><w:r><w:delText>消した言葉</w:delText></w:r></w:del>",
        f"<w:ins {W} {WHO}><w:r><w:t>足した言葉。</w:t></w:r></w:ins>",
        f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>隠した言葉</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    document.add_comment(paragraph.runs[:1], text="内輪のコメント", author="内緒の担当者")
    document.core_properties.author = "作成の課"
    document.core_properties.comments = "秘密の会社"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_file():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setAuthor("secret-author")
    canvas.setTitle("secret-title")
    canvas.drawString(100, 700, "minutes of the meeting")
    canvas.textAnnotation("secret-note", Rect=[100, 600, 200, 650])
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(file.getvalue())) as pdf:
        pdf.attachments["secret.txt"] = b"secret-attachment"
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["secret-xmp"]
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


HTML = """<html><head><meta charset="utf-8"><meta name="author" content="内緒の担当者"></head><body>
<!-- 内輪のコメント --><p>はじめの言葉。</p><p hidden>隠した言葉</p>
<p style="display:none">秘密の会社</p></body></html>""".encode()


def labels(data, name):
    return {each.label: (each.count, each.words) for each in looking.look(data, name)}


def everything(data):
    """All bytes of a file, unpacked."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist()).decode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().decode("latin-1")


def test_word_tells_all_of_it():
    found = labels(word_file(), "m.docx")

    assert found["変更履歴（削除）"] == (1, ("消した言葉",))
    assert found["変更履歴（挿入）"] == (1, ("足した言葉。",))
    assert found["隠し文字"] == (1, ("隠した言葉",))
    assert found["コメント"] == (1, ("内輪のコメント",))
    assert found["変更やコメントをした人の名前"] == (1, ("内緒の担当者",))
    assert "creator: 作成の課" in found["文書の情報（作成者など）"][1]


def test_word_is_read_as_its_page_shows_it():
    assert docx.read(word_file()).text == "はじめの言葉。足した言葉。"


def test_the_copy_of_a_word_file_holds_none_of_it_and_stays_readable():
    copy = looking.cleaned(word_file(), "m.docx")

    assert docx.read(copy).text == "はじめの言葉。足した言葉。"
    assert looking.look(copy, "m.docx") == []
    assert [secret for secret in SECRETS if secret in everything(copy)] == []
    assert "rsid" not in everything(copy)
    assert copy == looking.cleaned(word_file(), "m.docx")


def test_pdf_tells_all_of_it():
    found = labels(pdf_file(), "m.pdf")

    assert found["添付されたファイル"] == (1, ("secret.txt",))
    assert found["注釈"][0] == 1
    assert any("secret-xmp" in words for words in found["文書の情報（作成者など）"][1])


def test_the_copy_of_a_pdf_holds_none_of_it():
    data = pdf_file()
    copy = looking.cleaned(data, "m.pdf")

    assert looking.look(copy, "m.pdf") == []
    assert "secret" not in everything(copy)
    assert copy == looking.cleaned(data, "m.pdf")


def test_html_tells_and_loses_it():
    found = labels(HTML, "m.html")
    copy = looking.cleaned(HTML, "m.html").decode()

    assert found["コメント"] == (1, ("内輪のコメント",))
    assert found["隠された部分"] == (2, ("隠した言葉", "秘密の会社"))
    assert found["文書の情報（作成者など）"] == (1, ("author: 内緒の担当者",))
    assert "はじめの言葉。" in copy
    assert [secret for secret in SECRETS if secret in copy] == []


@pytest.mark.parametrize("name", ["m.txt", "m.md"])
def test_a_text_is_what_it_is(name):
    assert looking.look("本文".encode(), name) == []
    assert looking.cleaned("本文".encode(), name) == "本文".encode()
