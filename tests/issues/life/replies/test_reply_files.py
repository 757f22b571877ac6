"""Files that go with a reply: who may change them, and that they are what was handed in."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.test import override_settings

from issues.actions import replies
from issues.enums import RequestStatus
from issues.history.proofs import AttachmentVerification, verify_attachments
from issues.models import ReplyAttachment
from workflow import history

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def asked(life):
    return life.at(RequestStatus.UNDER_REVIEW)


@pytest.fixture
def published(life, cast, asked):
    return replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)


@pytest.fixture
def media(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def test_a_file_goes_with_a_reply(life, asked, cast, media):
    reply = life.draft(asked)

    attachment = replies.attach(reply, by=cast.digital, data=b"text", filename="別紙1.PDF")

    digest = hashlib.sha256(b"text").hexdigest()
    assert (attachment.filename, attachment.size, attachment.sha256) == ("別紙1.PDF", 4, digest)
    assert attachment.file.name == f"replies/{reply.pk}/{digest[:16]}.pdf"
    assert (media / attachment.file.name).read_bytes() == b"text"
    assert history.entries_of(reply).last().details == {"attached": "別紙1.PDF"}


def test_a_published_reply_takes_no_file(published, cast, media, refusal):
    kind, _ = refusal(replies.attach, published, by=cast.digital, data=b"text", filename="別紙.pdf")

    assert (kind, ReplyAttachment.objects.count(), list(media.iterdir())) == ("conflict", 0, [])


@pytest.fixture
def with_files(life, asked, cast, media):
    """A published reply with a file, and the draft of its correction with another."""
    reply = life.reply(asked)
    replies.attach(reply, by=cast.digital, data=b"text", filename="別紙1.pdf")
    reply.refresh_from_db()
    reply = replies.publish(reply, by=cast.secretariat, now=NOW)
    draft = replies.correct(reply, by=cast.digital, reason="誤記")
    replies.attach(draft, by=cast.digital, data=b"more", filename="別紙2.pdf")
    return reply, draft


def test_files_of_a_published_reply_are_locked_by_the_database(with_files, refused_by_database):
    reply, draft = with_files
    refusal = "pgtrigger: Cannot change attachments of a published reply"
    locked, free = reply.attachments.all(), draft.attachments.all()

    for change in (
        lambda: locked.update(sha256="0" * 64),
        lambda: locked.update(reply=draft),
        lambda: locked._raw_delete("default"),
        lambda: free.update(reply=reply),
        lambda: ReplyAttachment.objects.create(
            reply=reply, file="x.pdf", filename="x.pdf", size=1, sha256="0" * 64
        ),
    ):
        assert refused_by_database(change) == refusal

    assert locked.get().filename == "別紙1.pdf"


def test_files_of_an_unpublished_reply_can_be_changed(with_files):
    _, draft = with_files
    draft.attachments.update(filename="別紙3.pdf")
    assert draft.attachments.get().filename == "別紙3.pdf"

    draft.attachments.all().delete()

    assert draft.attachments.count() == 0


def test_stored_files_are_proved_against_what_was_handed_in(with_files, media):
    reply, draft = with_files
    attached, missing = reply.attachments.get(), draft.attachments.get()
    assert verify_attachments() == AttachmentVerification(2, ())

    (media / attached.file.name).write_bytes(b"TEXT")
    (media / missing.file.name).unlink()

    result = verify_attachments()
    assert [(m.attachment, m.reason) for m in result.mismatches] == [
        (attached, "添付のファイルが、受け取ったときと違います（SHA-256が不一致）。"),
        (missing, "添付のファイルを開けません。"),
    ]


def test_the_command_names_the_file_that_does_not_match(with_files, media, capsys):
    reply, _ = with_files
    call_command("verify_passages")
    assert "回答の添付2件を確かめました。不一致0件。" in capsys.readouterr().out

    (media / reply.attachments.get().file.name).write_bytes(b"TEXT")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_passages")

    said = capsys.readouterr()
    number = reply.local_request.number
    assert ended.value.code == 1
    assert said.err.startswith(f"不一致 {number} 第1次回答の添付「別紙1.pdf」 添付のファイルが")
    assert "回答の添付2件を確かめました。不一致1件。" in said.out


def test_a_file_over_the_limit_is_refused(life, asked, cast, refusal, media):
    reply = life.draft(asked)
    data = bytes(replies.ATTACHMENT_LIMIT + 1)

    answer = refusal(replies.attach, reply, by=cast.digital, data=data, filename="別紙.pdf")

    assert answer == ("incomplete", "添付できるのは、1ファイル20MBまでです。")
