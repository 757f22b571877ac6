"""Files made to do harm are read in a child process that may take little."""

import io
import os
import time
import zipfile
import zlib

import psutil
import pytest
from django.core.management import CommandError, call_command
from docx import Document
from docx.oxml.ns import qn

from confined import running
from confined.limits import Limits, limits_for
from meetings.minutes import confined
from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats import html
from meetings.minutes.reading import read_minutes

MINUTES = "○座長　開会します。\n○美郷町長　財源を措置していただきたい。\n".encode()
MEGABYTE = 1024 * 1024
ROOMY = Limits(memory_bytes=1024 * MEGABYTE, cpu_seconds=30, wall_seconds=60)


def refusal(data, name="a.txt", **options):
    with pytest.raises(UnreadableMinutes) as caught:
        confined.read(data, name, **options)
    return str(caught.value)


def children():
    """What this process has started and not buried: other tests keep a browser and a worker."""
    return set(psutil.Process(os.getpid()).children())


def word_with_a_span(columns):
    document = Document()
    document.add_paragraph("○座長　開会します。")
    cell = document.add_table(rows=1, cols=2).rows[0].cells[0]
    cell.text = "○美郷町長　財源を措置していただきたい。"
    span = cell._tc.get_or_add_tcPr().get_or_add_gridSpan()
    span.set(qn("w:val"), str(columns))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_that_unpacks_beyond_measure():
    """One page; its words are packed twice, to a thousandth each time."""
    words = b"BT /F1 9 Tf 9 9 Td " + b"(a) Tj " * 6_000_000 + b"ET"
    packed = zlib.compress(zlib.compress(words, 9), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream"
        % (len(packed), packed),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + table
    return made + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def test_a_file_is_read_as_without_a_child():
    heard = []

    read = confined.read(MINUTES, "a.txt", told=heard.append)

    assert [speech["label"] for speech in read["speeches"]] == ["座長", "美郷町長"]
    assert [request["quote"] for request in read["requests"]] == ["財源を措置していただきたい。"]
    assert heard == [2]


def test_what_cannot_be_read_is_said_as_without_a_child():
    assert refusal(b"%PDF-1.4 broken", "a.pdf").startswith("PDFのファイルが壊れていて開けません。")
    assert refusal("覚え書き".encode()).startswith("発言が見つかりませんでした。")


def test_a_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "秘密")
    seen = {}
    popen = running.subprocess.Popen

    def watched(*args, **options):
        seen.update(options["env"])
        return popen(*args, **options)

    monkeypatch.setattr(running.subprocess, "Popen", watched)
    confined.read(MINUTES, "a.txt")

    assert sorted(seen) == ["LC_ALL", "PATH", "PYTHONUTF8"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(30 * MEGABYTE, 30, 60), confined.TOO_LARGE),
        (Limits(1024 * MEGABYTE, 30, 0.05), confined.TOO_LONG),
    ],
)
def test_a_file_that_takes_too_much_is_given_up_with_a_reason(limits, reason):
    before = children()

    assert refusal(MINUTES, limits=limits) == reason
    assert children() - before == set()


def test_processor_time_is_counted_apart_from_waiting():
    words = ("○美郷町長　財源を措置していただきたい。" * 80_000).encode()

    begun = time.monotonic()
    said = refusal(words, limits=Limits(1024 * MEGABYTE, 1, 120))

    assert said == confined.TOO_LONG
    assert time.monotonic() - begun < 60


def test_larger_files_may_take_longer_but_none_for_ever():
    sizes = [0, MEGABYTE, 20 * MEGABYTE]

    assert [limits_for(size).cpu_seconds for size in sizes] == [20, 30, 100]
    assert max(limits_for(size).wall_seconds for size in sizes) <= 200


def test_a_cell_over_two_thousand_million_columns_is_one_cell():
    read = confined.read(word_with_a_span(2_000_000_000), "a.docx", limits=ROOMY)

    assert [speech["label"] for speech in read["speeches"]] == ["座長", "美郷町長"]


def test_a_pdf_that_unpacks_to_gigabytes_takes_no_worker_down():
    data = pdf_that_unpacks_beyond_measure()

    assert len(data) < 20_000
    assert refusal(data, "a.pdf", limits=ROOMY) in {
        confined.TOO_LARGE,
        confined.TOO_LONG,
        "PDFの作りが複雑すぎて読み取れません。"
        "元のWordやテキストのファイルを使うか、本文をコピーし、文章として貼り付けてください。",
    }


def test_a_page_of_a_million_marks_is_refused_before_it_is_opened():
    page = b"<html><body>" + b"<i>a</i>" * html.MAX_TAGS

    with pytest.raises(UnreadableMinutes, match="HTMLの作りが複雑すぎて"):
        read_minutes(page, "a.html")


def test_a_word_file_that_shrank_too_much_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (20 * MEGABYTE))

    with pytest.raises(UnreadableMinutes, match=r"Word（\.docx）の中身が大きすぎる"):
        read_minutes(stream.getvalue(), "a.docx")


def test_the_command_keeps_the_same_limits(tmp_path, monkeypatch):
    monkeypatch.setattr(confined, "limits_for", lambda size: Limits(30 * MEGABYTE, 30, 60))
    path = tmp_path / "a.txt"
    path.write_bytes(MINUTES)

    with pytest.raises(CommandError, match="読取りに必要な記憶領域が大きすぎる"):
        call_command("parse_minutes", str(path))
