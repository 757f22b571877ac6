"""Statuses and codes around meetings and their minutes, with their Japanese labels."""

from __future__ import annotations

from django.db.models import TextChoices


class BodyKind(TextChoices):
    """What sort of series of meetings."""

    PREPARATORY = "preparatory", "準備会合"
    WORKING_TEAM = "working_team", "ワーキングチーム"
    COUNCIL = "council", "連絡協議会"
    OTHER = "other", "その他の会議体"


class MeetingStatus(TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "開催予定"
    HELD = "held", "開催済"
    PUBLISHED = "published", "議事要旨公表済"
    CLOSED = "closed", "確定"
    CANCELLED = "cancelled", "中止"
    POSTPONED = "postponed", "延期（期日未定）"


CALLED_OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
"""Planned, and not to be held, or on a day that is open."""


class Side(TextChoices):
    """Which side of the table."""

    LOCAL = "local", "地方"
    NATIONAL = "national", "国"
    SECRETARIAT = "secretariat", "事務局"


class HandlingOutcome(TextChoices):
    """What a session did with a matter on its agenda."""

    PLANNED = "planned", "予定"
    REPORTED = "reported", "報告"
    DISCUSSED = "discussed", "協議"
    DECIDED = "decided", "決定"
    CARRIED_OVER = "carried_over", "持越し"


class ImportStatus(TextChoices):
    """Where a handed-in minutes file stands."""

    QUEUED = "queued", "読取り待ち"
    READING = "reading", "読取り中"
    READY = "ready", "確認待ち"
    SAVED = "saved", "取込み済"
    FAILED = "failed", "読取りできず"
    DISCARDED = "discarded", "取りやめ"


class DirectionKind(TextChoices):
    """What a stage direction means."""

    PRESS_EXIT = "press_exit", "報道関係者の退室"
    NO_QUESTIONS = "no_questions", "質問なし"
    NO_HANDS = "no_hands", "挙手なし"
    ASSENT = "assent", "賛同"
    OTHER = "other", "その他"


class SuggestionType(TextChoices):
    """What the words may become."""

    REQUEST = "request", "要望の候補"
    COMMITMENT = "commitment", "国側の発言の候補"


class SuggestionStatus(TextChoices):
    """What a person decided on a suggestion."""

    PENDING = "pending", "未確認"
    ACCEPTED = "accepted", "採用"
    DISMISSED = "dismissed", "除外"
    MERGED = "merged", "前の候補に統合"


class AnchorStatus(TextChoices):
    """Where a passage's words are after corrected minutes arrived."""

    SAME = "same", "一致"
    MOVED = "moved", "移動"
    DOUBTFUL = "doubtful", "要確認"
    GONE = "gone", "消失"


class WordStatus(TextChoices):
    """Whether a forum's own line counts."""

    IN_USE = "in_use", "使う"
    SET_ASIDE = "set_aside", "使わない"


class TrialStatus(TextChoices):
    """Where the trial of a change of words stands."""

    WAITING = "waiting", "順番待ち"
    DONE = "done", "試し済"
    FAILED = "failed", "試せず"
    KEPT = "kept", "残した"
    DROPPED = "dropped", "やめた"
