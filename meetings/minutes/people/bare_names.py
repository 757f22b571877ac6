"""A name without a post: 桐谷, はねだ福代. Which words are none, though they look alike."""

from __future__ import annotations

import re

from meetings.minutes.people.posts import without_honorific

_NAME = re.compile(r"[一-鿿々〆ヶ㐀-䶿ァ-ヴーぁ-ゖ豈-﫿𠮷]{2,8}")
_KANJI = re.compile(r"[一-鿿々㐀-䶿豈-﫿]")
_SPACE = re.compile(r"[\s　]+")
_NO_NAMES_TEXT = """
開会 開議 散会 閉会 閉議 延会 休憩 再開 質疑 討論 採決 表決 提案 説明 報告
選挙 挨拶 意見 議題 日程 議事 議案 動議 課題 現状 対応 対策 理由 結果 内容
目的 方針 備考 概要 資料 参考 補足 結論 要望 質問 回答 背景 予定 場所 日時
出席 欠席 期間 対象 費用 経費 財源 効果 今後 次回 論点 趣旨 経緯 経過 根拠
制度 区分 分野 現在 実績 目標 計画 案件 件名 事項 指摘 懸念 提言 発言 主旨
要旨 留意点 問題点 改善点 注意 注 例 図 表 出典 別紙 別添 参照 連絡 確認
決定 了承 合意
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_NO_NAME_END = re.compile(
    r"(?:発言|意見|回答|説明|について|に関して|の件|事項|の宣告|の報告|の指名|の決定|の選挙|の説明|日程|議案)$"
)


def name_like(label: str) -> bool:
    """Whether `label` could be a person's name: a few kanji or kana."""
    words = without_honorific(_SPACE.sub("", label))
    return _NAME.fullmatch(words) is not None and _KANJI.search(words) is not None


def may_be_name(label: str) -> bool:
    """Whether `label` could be somebody's name and is no word of headings (課題, 散会)."""
    words = _SPACE.sub("", label)
    if words in _NO_NAMES or _NO_NAME_END.search(words):
        return False
    return name_like(label) or (len(words) == 1 and _KANJI.match(words) is not None)
