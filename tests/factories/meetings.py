"""Minutes in files of every format, imports at each stage, saved meetings: by the verbs."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from meetings.actions import corrected, imports, saving
from meetings.forms.preview import Preview
from meetings.minutes import child

TOWN = "移行経費について国の財政支援をお願いしたいと考えております。"
PREFECTURE = "人材の確保について国の支援を求めます。"
TEXT = f"""共通基盤連絡会議（第3回）
議事要旨

日時：令和6年6月3日（月）14:00～15:00
場所：中央合同庁舎

出席者：
山田 花子　デジタル庁統括官
佐藤 一郎　秋田県美郷町長
鈴木 次郎　山口県知事

議事次第：
1 開会
2 意見交換

○山田デジタル庁統括官　ただ今から会議を開催いたします。
○佐藤美郷町長　町では職員が足りません。{TOWN}システムの数は二十です。
○鈴木山口県知事　県としても市町村を支援しています。{PREFECTURE}
○山田デジタル庁統括官　財政支援について検討してまいります。本日はありがとうございました。
"""


def upload(data, name="minutes.txt"):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def an_import(by, text=TEXT, name="minutes.txt", meeting=None):
    """Read and waiting to be corrected; here and now, for a child process takes half a second."""
    data = text if isinstance(text, bytes) else text.encode()
    handed_in = imports.hand_in(by=by, data=data, filename=name, meeting=meeting)
    return imports.read(handed_in, reader=child.understand)


def a_meeting(by, text=TEXT):
    return an_edition(by, text)


def an_edition(by, text=TEXT, meeting=None):
    """Minutes that are saved, whatever the reader doubted; those of a meeting that is there, or of
    a new one. Gives the meeting."""
    read = an_import(by, text, meeting=meeting)
    looked_at = {"looked_at": corrected.asked(read.reading["notes"])}
    saved, _ = saving.save(read, by=by, corrections=looked_at)
    return saved


def docx(text=TEXT):
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return _bytes(document.save)


def zip_bomb():
    """A Word file of a few hundred kilobytes that unpacks to 300 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p>" + b"\0" * (300 * 1024 * 1024))
    return file.getvalue()


def image_only_pdf():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted_pdf():
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("open-sesame", canPrint=0))
    canvas.drawString(100, 700, "minutes")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _bytes(write):
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def typed(minutes_import, **changes):
    """What a browser sends back from the preview of this import, with `changes` by field name."""
    preview = Preview(minutes_import)
    sent = {"version": str(minutes_import.version), "do": "save"}
    forms = [
        preview.facts,
        preview.people.management_form,
        preview.speakers.management_form,
        *preview.people,
        *preview.speakers,
    ]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and field.name != "DELETE":
                sent[field.html_name] = _as_typed(value)
    return {**sent, **changes}


def _as_typed(value):
    return value.strftime("%H:%M") if hasattr(value, "strftime") else str(value)
