from pathlib import Path

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse

from meetings.actions import imports
from meetings.enums import ImportStatus
from meetings.models import Meeting, MinutesImport, MinutesSource
from tests.factories import meetings as make

NEW = "/meetings/import/"


@pytest.fixture
def queue(monkeypatch):
    """Hands the import to `read` at once where a broker would hand it to a worker."""
    asked = []
    monkeypatch.setattr("meetings.views.minutes.imports.queue_reading", asked.append)
    return asked


@pytest.fixture
def hand_in(as_, secretariat, queue, django_capture_on_commit_callbacks):
    """Send the form as the secretariat and let the worker do its work; the page that follows."""

    def send(by=None, **form):
        client = as_(by or secretariat)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(NEW, form)
        if response.status_code == 302:
            imports.read(MinutesImport.objects.get(pk=queue[-1]))
            return client.get(response.url)
        return response

    return send


def text_of(response):
    return response.content.decode()


def nothing_saved():
    return Meeting.objects.count() == 0


def test_a_text_file_is_read_and_shown_for_correction(hand_in):
    response = hand_in(file=make.upload(make.TEXT))

    page = text_of(response)
    assert response.status_code == 200
    assert "読取り結果の確認" in page
    assert "秋田県美郷町" in page
    assert "令和6年6月3日" in page
    assert nothing_saved()


def test_the_queue_is_asked_only_once_the_file_is_stored(hand_in, queue):
    hand_in(file=make.upload(make.TEXT))

    stored = MinutesImport.objects.get()
    assert queue == [stored.pk]
    with stored.source.file.open("rb") as file:
        assert file.read() == make.TEXT.encode()


def test_pasted_text_is_read_as_a_file_is(hand_in):
    response = hand_in(text=make.TEXT)

    assert "読取り結果の確認" in text_of(response)
    assert MinutesSource.objects.get().pasted


def test_a_word_file_is_read(hand_in):
    response = hand_in(file=make.upload(make.docx(), "minutes.docx"))

    assert "秋田県美郷町" in text_of(response)


def test_nothing_chosen_is_said(hand_in):
    response = hand_in()

    assert response.status_code == 422
    assert "ファイルを選ぶか、議事要旨の本文を貼り付けてください" in text_of(response)


def test_both_at_once_are_refused_and_the_pasted_text_is_kept(hand_in):
    response = hand_in(file=make.upload(make.TEXT), text="貼り付けた本文です")

    assert response.status_code == 422
    assert "貼り付けた本文です</textarea>" in text_of(response)
    assert MinutesImport.objects.count() == 0


def test_an_empty_file_is_said(hand_in):
    response = hand_in(file=make.upload(b""))

    assert response.status_code == 422
    assert "ファイルが空です" in text_of(response)
    assert MinutesImport.objects.count() == 0


UNREADABLE = [
    ("scan.pdf", make.image_only_pdf, "画像"),
    ("locked.pdf", make.encrypted_pdf, "パスワード"),
    ("broken.docx", lambda: b"PK\x03\x04 not a word file", "Word"),
    ("bomb.docx", make.zip_bomb, "大き"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "古い形式"),
    ("memo.txt", lambda: "これは議事要旨ではありません。\nただの覚え書きです。".encode(), "発言"),
]


@pytest.mark.parametrize(
    ("name", "data", "said"), UNREADABLE, ids=[name for name, _, _ in UNREADABLE]
)
def test_a_file_that_cannot_be_read_says_why_and_saves_nothing(hand_in, name, data, said):
    response = hand_in(file=make.upload(data(), name))

    page = text_of(response)
    assert "読み取れませんでした" in page
    assert said in page
    assert "別のファイルを選ぶ" in page
    assert MinutesImport.objects.get().status == ImportStatus.FAILED
    assert nothing_saved()


def test_a_wrong_extension_is_read_by_its_content_and_said(hand_in):
    response = hand_in(file=make.upload(make.docx(), "minutes.pdf"))

    page = text_of(response)
    assert "読取り結果の確認" in page
    assert "ファイル名はPDFですが、中身はWord（.docx）でした" in page


def test_stray_bytes_in_a_cp932_file_are_said_and_the_rest_is_read(hand_in):
    data = make.TEXT.encode("cp932").replace("二十".encode("cp932"), b"\xfc\xfc")
    response = hand_in(file=make.upload(data))

    page = text_of(response)
    assert "秋田県美郷町" in page
    assert len(MinutesImport.objects.get().reading["notes"]) == 1


def test_scripts_in_html_are_dropped_and_markup_is_shown_as_text(hand_in):
    html = "<html><body><script>alert(1)</script>" + "".join(
        f"<p>{line}</p>" for line in make.TEXT.splitlines()
    )
    html = html.replace("二十です", "二十です&lt;img src=x onerror=alert(2)&gt;")
    response = hand_in(file=make.upload(html, "minutes.html"))

    page = text_of(response)
    assert "alert(1)" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert "<img src=x" not in page


def test_markup_in_pasted_text_is_shown_as_text(hand_in):
    response = hand_in(text=make.TEXT.replace("中央合同庁舎", "<script>alert(1)</script>"))

    assert "<script>alert(1)</script>" not in text_of(response)


def test_the_same_file_twice_is_refused_and_names_the_meeting(hand_in, secretariat):
    make.a_meeting(secretariat)

    response = hand_in(file=make.upload(make.TEXT))

    assert response.status_code == 409
    assert "すでに「共通基盤連絡会議第3回」の議事要旨として取り込まれています" in text_of(response)
    assert MinutesImport.objects.count() == 1


def test_a_file_beyond_the_limit_is_refused_and_the_pasted_text_is_kept(hand_in, tmp_path):
    response = hand_in(file=make.upload(b"x" * (20 * 1024 * 1024 + 1)), text="打った文章")

    page = text_of(response)
    assert response.status_code == 413
    assert "ファイルが大きすぎます。受け取れるのは20MBまでです" in page
    assert "打った文章</textarea>" in page
    assert MinutesImport.objects.count() == 0


def test_a_form_too_large_without_its_file_gets_the_page_for_it(hand_in):
    response = hand_in(text="あ" * 2_500_000)

    assert response.status_code == 413
    assert "大きすぎます" in text_of(response)
    assert MinutesImport.objects.count() == 0


def test_a_form_without_its_token_is_refused(secretariat):
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretariat)

    response = client.post(NEW, {"text": make.TEXT})

    assert response.status_code == 403
    assert MinutesImport.objects.count() == 0


def test_a_broker_that_is_down_does_not_lose_the_file(
    as_, secretariat, monkeypatch, django_capture_on_commit_callbacks
):
    def no_broker(*args, **options):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", no_broker)
    client = as_(secretariat)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(NEW, {"text": make.TEXT})

    page = text_of(client.get(response.url))
    assert "読取り待ち" in page
    assert "読取りをもう一度頼む" in page
    assert MinutesImport.objects.get().status == ImportStatus.QUEUED


def test_a_reading_can_be_asked_for_again(
    as_, secretariat, queue, django_capture_on_commit_callbacks
):
    waiting = imports.hand_in(by=secretariat, data=make.TEXT.encode(), filename="a.txt")

    with django_capture_on_commit_callbacks(execute=True):
        response = as_(secretariat).post(f"{NEW}{waiting.pk}/queue/")

    assert response.status_code == 302
    assert queue == [waiting.pk]


def test_the_waiting_page_polls_and_needs_no_script(as_, secretariat):
    waiting = imports.hand_in(by=secretariat, data=make.TEXT.encode(), filename="a.txt")

    page = text_of(as_(secretariat).get(waiting.get_absolute_url()))

    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert 'aria-live="polite"' in page


def test_the_fragment_stays_as_it_is_while_nothing_changes(as_, secretariat):
    waiting = imports.hand_in(by=secretariat, data=make.TEXT.encode(), filename="a.txt")
    client = as_(secretariat)
    address = f"{NEW}{waiting.pk}/progress/"

    first = client.get(address)
    second = client.get(address, {"seen": "queued-0-"})

    assert 'id="state"' in text_of(first)
    assert "<html" not in text_of(first)
    assert second.status_code == 204


def test_the_page_is_loaded_anew_once_the_file_is_read(as_, secretariat):
    ready = make.an_import(secretariat)

    response = as_(secretariat).get(f"{NEW}{ready.pk}/progress/")

    assert response.headers["HX-Refresh"] == "true"


def test_a_failed_reading_stops_the_polling(as_, secretariat):
    failed = make.an_import(secretariat, "覚え書き")

    response = as_(secretariat).get(f"{NEW}{failed.pk}/progress/")

    assert "hx-trigger" not in text_of(response)
    assert "読み取れませんでした" in text_of(response)


def test_discarding_takes_the_file_away_and_keeps_the_record(
    as_, secretariat, django_capture_on_commit_callbacks
):
    ready = make.an_import(secretariat)
    stored = ready.source.file.path

    with django_capture_on_commit_callbacks(execute=True):
        as_(secretariat).post(f"{NEW}{ready.pk}/discard/")

    ready.refresh_from_db()
    assert ready.status == ImportStatus.DISCARDED
    assert not Path(stored).exists()


def test_a_saved_import_leads_to_its_meeting(as_, secretariat):
    meeting = make.a_meeting(secretariat)
    saved = MinutesImport.objects.get()

    response = as_(secretariat).get(saved.get_absolute_url())

    assert response.url == meeting.get_absolute_url()


PAGES = ["new", "detail", "progress", "save", "discard", "queue", "reimport"]
ALLOWED = {"secretariat": set(PAGES), "wt_member": set(PAGES) - {"reimport"}}
POSTED = {"save", "discard", "queue"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "who", ["secretariat", "wt_member", "yamaguchi", "digital", "stranger", "visitor"]
)
def test_only_the_team_brings_minutes_in(as_, secretariat, request, queue, who, page):
    actor = request.getfixturevalue(who)
    ready = make.an_import(secretariat)
    meeting = make.a_meeting(secretariat, make.TEXT.replace("第3回", "第4回"))
    addresses = {
        "new": NEW,
        "reimport": reverse("meetings:reimport", args=(meeting.pk,)),
        **{
            name: reverse(f"meetings:imports:{name}", args=(ready.pk,))
            for name in PAGES
            if name not in ("new", "reimport")
        },
    }
    client = as_(actor)

    send = client.post if page in POSTED else client.get
    response = send(addresses[page], make.typed(ready) if page == "save" else {})

    if who == "visitor":
        assert response.status_code == 302
        assert response.url.startswith("/login/")
    elif page in ALLOWED.get(who, set()):
        expected = {"queue": 409, "save": 302, "discard": 302}.get(page, 200)
        assert response.status_code == expected
    elif who == "stranger" and page == "reimport":
        assert response.status_code == 404
    else:
        assert response.status_code == 403
        assert "事務局" in text_of(response)


def test_the_form_costs_the_same_with_many_unfinished_imports(
    as_, secretariat, django_assert_max_num_queries
):
    for number in range(3):
        make.an_import(secretariat, make.TEXT + f"\n{number}")
    client = as_(secretariat)

    with django_assert_max_num_queries(6):
        client.get(NEW)
