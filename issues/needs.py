"""What a move needs or must leave behind: each looks at one object and says what is missing."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists

from issues.enums import OPEN, JoiningStatus, Stance
from issues.models import Correction, FollowUp, Joining, LocalRequest, Opinion
from workflow.history import entries_of
from workflow.pointing import pointing_at


def not_yet_published(obj: Any) -> str:
    """Only records nobody outside has seen can be taken back."""
    return "公表した記録は取り消せません。" if obj.published_at else ""


def is_published(obj: Any) -> str:
    """Only what is public is taken down."""
    return "" if obj.published_at else "今は公表していません。"


def not_public(obj: Any) -> str:
    """Words that everybody reads change by a correction, which everybody is told of."""
    return "公表した内容です。訂正として直してください。" if obj.published_at else ""


def subject_is_published(correction: Correction) -> str:
    """What is internal is simply changed."""
    return is_published(correction.subject)


def was_retracted(local_request: LocalRequest) -> str:
    """A request that its organization withdrew does not come back by undoing."""

    if withdrawn_by(local_request) in ("retract", "annul"):
        return ""
    return "団体が取り下げた要望は、復元できません。"


def withdrawn_by(record: Any) -> str:
    """The verb of the last change of status: by which a withdrawn record was withdrawn."""
    held = record.__dict__.get("_rows")
    entries = held.own_entries if held is not None else entries_of(record)
    changes = [entry for entry in entries if hasattr(entry, "status_change")]
    return changes[-1].verb if changes else ""


def nobody_built_on_it(local_request: Any) -> str:
    """Whoever logged it takes it back as long as it is nobody else's matter yet."""
    names = {
        "joinings": "ほかの団体が加わっているか、申し出ています",
        "handlings": "会合の議題に載っています",
        "answered_by": "国側の発言が結び付いています",
        "merged_requests": "ほかの要望が統合されています",
        "split_requests": "分けてできた要望があります",
        "re_raised_by": "この要望の再提出とされた要望があります",
    }
    built = {name: getattr(local_request, name).all() for name in names}
    built["answered_by"] = built["answered_by"].live()
    built["joinings"] = built["joinings"].filter(
        status__in=(JoiningStatus.ASKED, JoiningStatus.ACCEPTED)
    )
    row = LocalRequest.objects.filter(pk=local_request.pk).values_list(
        *(Exists(built[name].order_by()) for name in names)
    )
    for words, found in zip(names.values(), row.get(), strict=True):
        if found:
            return f"{words}。取り消すときは、事務局に連絡してください。"
    return has_no_task(local_request)


def has_no_task(record: Any) -> str:
    """No task was given on it."""
    if FollowUp.objects.filter(**pointing_at(record)).exists():
        return "対応依頼が出ています。取り消すときは、事務局に連絡してください。"
    return ""


def has_primary_point(local_request: LocalRequest) -> str:
    """Triage needs a primary point."""
    points = local_request.request_points.all()  # a page of many holds them already
    return "" if any(each.primary for each in points) else "主な論点を選んでください。"


def has_lead_ministry(local_request: LocalRequest) -> str:
    """Somebody has to answer."""
    return "" if local_request.lead_ministry_id else "主担当府省を選んでください。"


def has_due_date(local_request: LocalRequest) -> str:
    """By when."""
    return "" if local_request.due_on else "回答期限を入れてください。"


def says_where_reflected(local_request: LocalRequest) -> str:
    """Settling says where it was reflected (domain: 「基本方針 2.(3)」)."""
    return "" if local_request.reflected_in.strip() else "どこに反映したかを書いてください。"


def dissatisfaction_is_decided(local_request: LocalRequest) -> str:
    """No request is settled over a 不服 without a recorded decision of the secretariat."""
    if local_request.settled_despite.strip() or not dissatisfied(local_request):
        return ""
    return "不服の見解が残っています。それでも決着とする理由を書いてください。"


def dissatisfied(local_request: LocalRequest) -> bool:
    """An organization's newest opinion in the present round is 不服."""
    return (
        Opinion.objects.standing()
        .filter(
            reply__local_request=local_request,
            reply__round=local_request.round,
            stance=Stance.DISSATISFIED,
        )
        .exists()
    )


def request_is_open(joining: Joining) -> str:
    """A body joins what is still moving."""
    if joining.local_request.status in OPEN:
        return ""
    return "この要望は、もう動いていません。受け入れることはできません。"


def request_is_published(joining: Joining) -> str:
    """The words of those who joined stand below those of the requester."""
    if joining.local_request.published_at:
        return ""
    return "要望をまだ公表していません。先に要望を公表してください。"


def words_are_its_own(joining: Joining) -> str:
    """The words of a merged request are published, corrected and taken down there."""
    if joining.stands_for is None:
        return ""
    return f"この支障事例は、統合した要望 {joining.stands_for.number} のものです。"


def joining_is_unpublished(joining: Joining) -> str:
    """Published words change by a correction alone."""
    return (
        "公表した支障事例です。直すときは、訂正を申し出てください。" if joining.published_at else ""
    )


def joining_is_hidden(joining: Joining) -> str:
    """After a merge the parties of the other request do not read it yet."""
    carried = joining.came_from_id is not None or joining.stands_for_id is not None
    hidden = carried and joining.shown_at is None and joining.published_at is None
    return "" if hidden else "統合先の当事者は、もう読めます。"


def is_in_use(point: Any) -> str:
    """What was retired is not retired again."""
    return "この論点は、すでに廃止しています。" if point.retired_on else ""


def is_retired(point: Any) -> str:
    """Only a retired point is brought back."""
    return "" if point.retired_on else "この論点は、廃止していません。"
