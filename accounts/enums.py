"""Roles a person may hold in an organization, and what can be done to people."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What a membership lets a person do."""

    SECRETARIAT = "secretariat", "事務局"
    WT_MEMBER = "wt_member", "構成員"
    MINISTRY = "ministry", "担当府省"
    LOCAL = "local", "自治体"


class AccessVerb(TextChoices):
    """What is written down about coming in and going."""

    SIGNED_IN = "signed_in", "ログイン"
    FAILED = "failed", "ログインの失敗"
    HELD_OFF = "held_off", "続けての失敗による待機"
    SIGNED_OUT = "signed_out", "ログアウト"
    SWITCHED = "switched", "役割の切替え"
    WRONG_PASSWORD = "wrong_password", "パスワード変更での誤り"
    DOWNLOADED = "downloaded", "ファイルの持出し"


class Delivery(TextChoices):
    """What became of an invitation's mail."""

    WAITING = "waiting", "送信待ち"
    SENT = "sent", "送信済"
    FAILED = "failed", "失敗"


class AccountVerb(TextChoices):
    """What is written down about people."""

    INVITED = "invited", "招待"
    RESENT = "resent", "招待の再送"
    CANCELLED = "cancelled", "招待の取消し"
    REGISTERED = "registered", "利用者の登録"
    MEMBERSHIP_ADDED = "membership_added", "所属の追加"
    MEMBERSHIP_REMOVED = "membership_removed", "所属の削除"
    DEACTIVATED = "deactivated", "利用の停止"
    REACTIVATED = "reactivated", "利用の再開"
    PASSWORD_CHANGED = "password_changed", "パスワードの変更"
