"""Where a batch and each thing in it stand; what is done to something that was published, and on
what ground."""

from __future__ import annotations

from django.db.models import TextChoices


class BatchStatus(TextChoices):
    """A batch's life: put together, set for a time, done or given up."""

    PREPARED = "prepared", "準備中"
    SCHEDULED = "scheduled", "予約中"
    DONE = "done", "公表済み"
    CANCELLED = "cancelled", "取りやめ"


class Outcome(TextChoices):
    """What became of one thing of a batch."""

    WAITING = "waiting", "公表待ち"
    PUBLISHED = "published", "公表しました"
    LEFT = "left", "公表しませんでした"


class RemovalKind(TextChoices):
    """What was done."""

    UNPUBLISHED = "unpublished", "公表の取りやめ"
    BLACKED_OUT = "blacked_out", "墨消し"
    RESTORED = "restored", "取りやめ・墨消しの取消し"


class Ground(TextChoices):
    """On what ground, as the public line says it."""

    BY_MISTAKE = "by_mistake", "誤公表"
    PERSONAL = "personal", "個人情報"
    CORRECTION = "correction", "訂正"
    OTHER = "other", "その他"
