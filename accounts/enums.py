"""Roles a person may hold in an organization."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What a membership lets a person do."""

    SECRETARIAT = "secretariat", "事務局"
    WT_MEMBER = "wt_member", "構成員"
    MINISTRY = "ministry", "担当府省"
    LOCAL = "local", "自治体"
