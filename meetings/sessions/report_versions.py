"""The second version of a frozen report: without what was taken out of the public since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from issues.models import (
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    Settlement,
)
from issues.standing.state import NONE
from meetings.models import ClosedReport, Meeting, MinutesSource, Passage, ReportVersion
from meetings.publishing.removables import concerning
from meetings.sessions import report_content
from publication.enums import RemovalKind
from publication.models import Removal
from publication.removals import blacking

Content = dict[str, Any]


def take_out(*, removal: Removal, obj: Any) -> None:
    """Write a new version of each frozen report that holds what was taken out (or, when that was
    undone, with it again)."""
    if removal.part_of_id is not None:
        return
    standing = list(Removal.objects.standing().filter(part_of=None).order_by("at", "pk"))
    for report in ClosedReport.objects.select_related("meeting"):
        content = without(report, standing)
        newest = report.versions.last()
        digest = report_content.digest(content)
        if digest != (newest.sha256 if newest is not None else report.sha256):
            ReportVersion.objects.create(
                report=report,
                content=content,
                sha256=digest,
                removal=removal,
                recorded_at=removal.at,
            )


def without(report: ClosedReport, standing: Iterable[Removal]) -> Content:
    """The content of the report without what these took out."""
    content: Content = deepcopy(report.content)
    for removal in standing:
        concerned = [row for row in content["requests"] if row["number"] in removal.concerns]
        if removal.kind == RemovalKind.BLACKED_OUT:
            _black_out(content, concerned, removal, here=concerning(report.meeting))
        elif (hide := _HIDE.get(type(removal.obj))) is not None:
            hide(content, removal.obj)
    return content


def _black_out(content: Content, concerned: list[Any], removal: Removal, *, here: str) -> None:
    words = blacking.words_of(removal)
    for row in concerned:
        row.update(blacking.without_in(row, words))
    for row in content["handlings"]:
        if row["number"] in removal.concerns:
            row.update(blacking.without_in(row, words))
    if here in removal.concerns:
        for part in ("meeting", "handlings", "decisions", "memos"):
            content[part] = blacking.without_in(content[part], words)


def _rows(content: Content, local_request: LocalRequest) -> list[Any]:
    return [row for row in content["requests"] if row["number"] == local_request.number]


def _hide_request(content: Content, local_request: LocalRequest) -> None:
    for row in (*content["requests"], *content["handlings"]):
        if row["number"] == local_request.number:
            row["public"] = False


def _hide_reply(content: Content, reply: Reply) -> None:
    for row in _rows(content, reply.local_request):
        replies = row.get("replies", [])
        for each in replies:
            if (each["round"], each["edition"]) == (reply.round, reply.edition):
                each["public"] = False
        if not any(each["public"] for each in replies):
            row["reply_public"] = False
        if (reply.round, reply.edition) == (1, 1) and "first_reply_public" in row:
            row["first_reply_public"] = NONE


def _hide_opinion(content: Content, opinion: Opinion) -> None:
    for row in _rows(content, opinion.reply.local_request):
        own = opinion.organization_id == opinion.reply.local_request.organization_id
        for each in row.get("opinions", []):
            if each["organization"] == opinion.organization.full_name:
                each["public"] = False
        if own:
            row["stance_public"] = False


def _hide_joining(content: Content, joining: Joining) -> None:
    name = joining.organization.full_name
    for row in _rows(content, joining.local_request):
        row["joined"] = [each for each in row.get("joined", []) if each != name]


def _hide_passage(content: Content, passage: Passage) -> None:
    for row in content["requests"]:
        for each in row.get("passages", []):
            if passage.is_at(each["url"]):
                each["public"] = False


def _hide_meeting(content: Content, meeting: Meeting) -> None:
    for row in content["requests"]:
        for each in row.get("passages", []):
            if each["meeting_key"] == meeting.pk:
                each["public"] = False


def _hide_edition(content: Content, source: MinutesSource) -> None:
    if source.meeting is not None:
        _hide_meeting(content, source.meeting)


def _hide_voice(name: str) -> Callable[[Content, Any], None]:
    def hide(content: Content, voice: Any) -> None:
        for row in _rows(content, voice.local_request):
            if row.get(f"{name}_public", row.get(name)) == getattr(voice, name):
                row[f"{name}_public"] = ""

    return hide


_HIDE: Mapping[type[Any], Callable[[Content, Any], None]] = {
    LocalRequest: _hide_request,
    Reply: _hide_reply,
    Opinion: _hide_opinion,
    Joining: _hide_joining,
    Passage: _hide_passage,
    Meeting: _hide_meeting,
    MinutesSource: _hide_edition,
    ProgressReport: _hide_voice("progress"),
    Judgement: _hide_voice("judgement"),
    Settlement: _hide_voice("reflected_in"),
}
"""How each sort of thing is hidden from everybody but the team in a frozen report."""
