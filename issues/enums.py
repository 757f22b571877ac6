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
AWAITING_REPLY = (
    RequestStatus.TRIAGED,
    RequestStatus.UNDER_REVIEW,
    RequestStatus.RECONSIDERING,
)
"""Statuses in which a ministry owes a reply; past the due date that is 未回答."""
FROM_TRIAGE_ON = (
    RequestStatus.TRIAGED,
    RequestStatus.UNDER_REVIEW,
    RequestStatus.REPLIED,
    RequestStatus.RECONSIDERING,
    RequestStatus.SETTLED,
)
"""Statuses in which a ministry has been asked."""
LIVE = (*OPEN, RequestStatus.SETTLED)
"""Statuses that a list shows unless asked otherwise: all but withdrawn and merged."""

PUBLISHABLE = (*LIVE, RequestStatus.MERGED)
"""A merged request keeps its own words; they are published with it, never by way of another one."""


class RequestKind(TextChoices):
    """What a request is."""

    REQUEST = "request", "要望"
    CONCERN = "concern", "懸念"
    INFORMATION = "information", "事例紹介"


class JoiningStatus(TextChoices):
    """Where a joining stands. Only an accepted one makes its organization a party."""

    ASKED = "asked", "申出中"
    ACCEPTED = "accepted", "受入れ済"
    DECLINED = "declined", "見送り"
    LEFT = "left", "取りやめ"


class HandoverStatus(TextChoices):
    """Where a 担当替え stands that a ministry asked for."""

    ASKED = "asked", "申出中"
    ACCEPTED = "accepted", "移した"
    DECLINED = "declined", "見送り"
    WITHDRAWN = "withdrawn", "取下げ"


class CorrectionStatus(TextChoices):
    """Where a correction of published words stands."""

    PROPOSED = "proposed", "申出中"
    ACCEPTED = "accepted", "訂正済"
    DECLINED = "declined", "見送り"
    WITHDRAWN = "withdrawn", "取下げ"


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
    FULFILLED = "fulfilled", "履行済"
    UNFULFILLED = "unfulfilled", "未履行"
    RETRACTED = "retracted", "取消し"


class ReplyStatus(TextChoices):
    """Where a reply stands. Published ones are locked; a correction is a new version. What was
    taken back counts for nothing and is kept for the record (`Reply.kept`)."""

    DRAFT = "draft", "下書き"
    SUBMITTED = "submitted", "提出済"
    PUBLISHED = "published", "公表済"
    TAKEN_BACK = "taken_back", "取消し"


class ReplyClass(TextChoices):
    """How a ministry answers. 現行規定で対応可能 is shown apart, never counted as 対応する."""

    ADOPTED = "adopted", "対応する"
    ALREADY_POSSIBLE = "already_possible", "現行規定で対応可能"
    STUDYING_DATED = "studying_dated", "検討（期限あり）"
    STUDYING = "studying", "検討（期限なし）"
    DECLINED = "declined", "対応困難"
    FACT_CHECK = "fact_check", "事実誤認・要確認"
    OUT_OF_SCOPE = "out_of_scope", "対象外"


class Means(TextChoices):
    """By what means a ministry acts (手段)."""

    LAW = "law", "法律"
    CABINET_ORDER = "cabinet_order", "政令"
    ORDINANCE = "ordinance", "省令・告示"
    NOTICE = "notice", "通知・事務連絡"
    BUDGET = "budget", "予算・財政措置"
    OPERATION = "operation", "運用・システム改修"
    PUBLICITY = "publicity", "周知"


class Stance(TextChoices):
    """The requester's view of a reply."""

    SATISFIED = "satisfied", "納得"
    PARTLY = "partly", "一部納得"
    DISSATISFIED = "dissatisfied", "不服"
    NONE = "none", "意見なし"


class OpinionStatus(TextChoices):
    """Where an opinion stands."""

    GIVEN = "given", "提出済"
    PUBLISHED = "published", "公表済"
    TAKEN_BACK = "taken_back", "取消し"


class ProgressClass(TextChoices):
    """How far the ministry says it is."""

    DONE = "done", "措置済"
    NOT_DONE = "not_done", "未措置"
    STUDYING = "studying", "検討中"
    NOT_STUDIED = "not_studied", "未検討"


class JudgementClass(TextChoices):
    """What the secretariat judges."""

    SOLVED = "solved", "解決"
    CONTINUE = "continue", "継続フォロー"
    IMPROVE = "improve", "要改善"
    FINISHED = "finished", "フォロー終了"


class FollowUpStatus(TextChoices):
    """Where a follow-up stands."""

    OPEN = "open", "対応中"
    DONE = "done", "完了"
    CANCELLED = "cancelled", "取りやめ"


class TermStatus(TextChoices):
    """Whether words count as meaning the same when something is searched."""

    IN_USE = "in_use", "使う"
    SET_ASIDE = "set_aside", "使わない"


class ExportStatus(TextChoices):
    """Where the making of a file stands."""

    WAITING = "waiting", "待機"
    MAKING = "making", "作成中"
    DONE = "done", "できました"
    FAILED = "failed", "失敗"


UNFINISHED = (ExportStatus.WAITING, ExportStatus.MAKING)
"""A file may still come of it."""


class IntakeStatus(TextChoices):
    """Where an intake, a file of requests on its way in, stands."""

    QUEUED = "queued", "読取り待ち"
    READ = "read", "列の対応を決める"
    CHECKING = "checking", "確認中"
    CHECKED = "checked", "確認済み"
    MAKING = "making", "登録中"
    MADE = "made", "登録済み"
    FAILED = "failed", "読み取れず"
    DISCARDED = "discarded", "取りやめ"


class RowOutcome(TextChoices):
    """What becomes of a row of such a file."""

    GOOD = "good", "登録できる"
    WRONG = "wrong", "誤りがある"
    KNOWN = "known", "登録済み"
    LEFT = "left", "登録しない"
    MADE = "made", "登録した"


class TakeWhich(TextChoices):
    """Which rows of a file are made requests."""

    ALL = "all", "すべて登録（1行でも誤りがあれば登録しない）"
    GOOD = "good", "正しい行だけ登録"
