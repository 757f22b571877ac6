"""What a move needs or must leave behind: each looks at one object and says what is missing."""

from __future__ import annotations

from typing import Any

from issues.enums import Stance
from issues.models import LocalRequest, Opinion
from workflow.history import of


def not_yet_published(obj: Any) -> str:
    """Only records nobody outside has seen can be taken back."""
    return "公表した記録は取り消せません。" if obj.published_at else ""


def is_published(obj: Any) -> str:
    """Only what is public is taken down."""
    return "" if obj.published_at else "今は公表していません。"


def was_retracted(local_request: LocalRequest) -> str:
    """A request that its organization withdrew does not come back by undoing."""

    last = of(local_request).filter(status_change__isnull=False).last()
    if last is not None and last.verb == "retract":
        return ""
    return "団体が取り下げた要望は、復元できません。"


def has_primary_point(local_request: LocalRequest) -> str:
    """Triage needs a primary point."""
    if local_request.request_points.filter(primary=True).exists():
        return ""
    return "主な論点を選んでください。"


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
