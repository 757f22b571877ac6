"""Statuses and codes of the tracked things, with their Japanese labels."""

from __future__ import annotations

from django.db.models import TextChoices


class RequestStatus(TextChoices):
    """Where a request stands."""

    LOGGED = "logged", "受付"
    TRIAGED = "triaged", "論点整理済"
    UNDER_REVIEW = "under_review", "検討中"
    REPLIED = "replied", "回答済"
    RECONSIDERING = "reconsidering", "再検討中"
    SETTLED = "settled", "決着"
    WITHDRAWN = "withdrawn", "取下げ"
    MERGED = "merged", "統合"


OPEN = (
    RequestStatus.LOGGED,
    RequestStatus.TRIAGED,
    RequestStatus.UNDER_REVIEW,
    RequestStatus.REPLIED,
    RequestStatus.RECONSIDERING,
)
LIVE = (*OPEN, RequestStatus.SETTLED)
"""Statuses that a list shows unless asked otherwise: all but withdrawn and merged."""


class RequestKind(TextChoices):
    """What a request is."""

    REQUEST = "request", "要望"
    CONCERN = "concern", "懸念"
    INFORMATION = "information", "事例紹介"


class PointStatus(TextChoices):
    """Where a discussion point stands."""

    OPEN = "open", "未着手"
    DISCUSSING = "discussing", "検討中"
    DIRECTION = "direction", "方向性提示"
    AGREED = "agreed", "合意"
    IN_POLICY = "in_policy", "基本方針に反映"
    MONITORING = "monitoring", "フォローアップ"


class CommitmentStatus(TextChoices):
    """Where a commitment of the national side stands."""

    RECORDED = "recorded", "記録済"
    RETRACTED = "retracted", "取消し"
