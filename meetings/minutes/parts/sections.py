"""Headings of the parts of minutes: 日時, 場所, 出席者, 議事次第, 資料, 概要, as they vary."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Part(Enum):
    """A part of the heading, or the minutes proper."""

    TITLE = "title"
    DATE = "date"
    START = "start"
    END = "end"
    PLACE = "place"
    PEOPLE = "people"
    ABSENT = "absent"
    AGENDA = "agenda"
    PAPERS = "papers"
    BODY = "body"
    OTHER = "other"


_LABELS: dict[Part, str] = {
    Part.DATE: """
        開催日時 開催年月日 開催期日 会議日時 開催日 日時 期日 年月日 とき 日付
        開催日時及び場所 日時及び場所 日時・場所 開催日時・場所
    """,
    Part.START: """
        開会時刻 開会時間 開始時刻 開始時間 開会日時 開議時刻 開催時間 開催時刻 時間 時刻
    """,
    Part.END: """
        閉会時刻 閉会時間 終了時刻 終了時間 閉会日時 散会時刻
    """,
    Part.PLACE: """
        開催場所 開催方法 開催形式 場所 会場 ところ 開催地 会議場所
    """,
    Part.PEOPLE: """
        出席者 出席委員 出席委員等 出席された参集者 出席構成員 構成員 参加者 参集者
        出席説明員 説明員 委員 出席者名簿 出席者氏名 出席委員氏名 出席 参加構成員 出席者一覧
        参加者一覧 出席状況 オブザーバー オブザーバ 事務局 陪席者 説明者 出席した者 関係省庁
        関係者 出席職員 事務局出席者 出席幹事 出席メンバー 参加メンバー 地方側 国側 政府側
        出席した委員 出席者及び欠席者 専門委員 臨時委員 会議出席者 出席関係者 事務局職員
        委員以外の出席者 委員以外 その他出席者 その他の出席者 説明者等
        出席議員 出席議員氏名 出席した議員 応招議員 出席説明員職氏名 説明員職氏名 説明員氏名
        説明のため出席した者 説明のために出席した者 職務のため出席した者 議会事務局職員
        議会事務局出席者 事務局職員出席者 出席事務局職員 市側出席者 町側出席者 村側出席者
        県側出席者 区側出席者 当局出席者 理事者 出席理事者 会議に出席した者 列席者 同席者
    """,
    Part.ABSENT: """
        欠席者 欠席委員 欠席構成員 欠席 欠席した委員 委員氏名 欠席者氏名 欠席委員氏名
        欠席議員 欠席議員氏名 欠席した議員 不応招議員
    """,
    Part.AGENDA: """
        議事次第 会議次第 次第 議題 主な議題 協議事項 協議題 協議議題 案件 会議に付した案件
        本日の会議に付した案件 審議事項 報告事項 議事日程 議事 会議の議題 会議議題
        会議の次第 議題等 審議案件 開催次第 内容 会議事項
    """,
    Part.PAPERS: """
        配付資料 配布資料 提出資料 会議資料 資料一覧 配付資料一覧 配布資料一覧 資料 参考資料
        説明資料 当日配布資料 当日配付資料 席上配布資料 席上配付資料 資料名
        資料等 会議資料等 会議資料の名称 会議資料一覧 配布資料名 使用資料 提出された資料
    """,
    Part.BODY: """
        概要 議事概要 議事要旨 議事録 議事内容 会議の概要 会議の結果 会議結果 発言要旨
        発言内容 議事の概要 議事の経過 議事経過 審議経過 審議の経過 会議概要 会議経過
        会議の経過 質疑応答 主な発言 協議の概要 審議内容 審議概要 会議内容 会議録 会議の内容
        議事の要旨 発言概要 主な意見 議事の内容 質疑 意見交換 意見交換の概要 会議要旨
        会議の要旨 発言記録 審議の概要 審議等の内容 主な内容 主な意見等
    """,
    Part.OTHER: """
        開催要領 傍聴者 傍聴人 傍聴 傍聴者数 問合せ先 問い合わせ先 公開・非公開の別
        会議の公開 公開区分 議事録署名人 会議録署名人 署名委員 庶務 作成者 作成 公開の可否
        会議の公開・非公開 担当課 会議の名称 会議名 名称 会議名称 備考 協議会名 問合せ
        会議の公開又は非公開の別 非公開の理由 傍聴人の数 傍聴人数 所管課 担当 連絡先
        協議が調った事項 事務局担当 公開又は非公開 開催要項 開催概要
        会議録署名議員 会議録署名委員 署名議員 記録者 記録 文責 書記
    """,
}
_PART_OF = {label: part for part, labels in _LABELS.items() for label in labels.split()}
_NAMES_OF_THE_MEETING = frozenset(["会議の名称", "会議名", "名称", "会議名称", "協議会名"])
_VALUE_FOLLOWS = frozenset((Part.DATE, Part.START, Part.END, Part.PLACE, Part.OTHER, Part.ABSENT))
_ALONE = frozenset(
    [
        "概要",
        "出席",
        "欠席",
        "委員",
        "構成員",
        "事務局",
        "議事",
        "案件",
        "資料",
        "参考資料",
        "担当",
        "作成",
        "名称",
        "時間",
        "庶務",
        "備考",
        "内容",
        "傍聴",
        "質疑",
        "とき",
        "ところ",
        "専門委員",
        "臨時委員",
        "説明員",
        "説明者",
        "期日",
        "委員以外",
        "意見交換",
        "国側",
        "地方側",
        "日付",
        "関係者",
        "理事者",
        "記録",
        "書記",
        "列席者",
        "同席者",
    ]
)
_SPEAKING_TEXT = """
事務局 地方側 国側 政府側 関係省庁 説明員 説明者 構成員 委員 オブザーバー オブザーバ
専門委員 臨時委員 参加者 出席者
"""
_SPEAKING = frozenset(_SPEAKING_TEXT.split())
_KINDS_TEXT = (
    "議事要旨 議事録 議事概要 会議録 会議概要 会議要旨 議事要録 会議結果 開催結果 議事メモ 発言録"
)
_KINDS = frozenset(_KINDS_TEXT.split())
_DECORATION = re.compile(
    r"^[\s#>]*(?:\*\*)?[\s]*(?:[○〇◯●◎◆◇■□・\-*▼▽★☆※•]\s*)?"
    r"(?:[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|[ア-オ](?![ァ-ヴー]))[).．、:]?\s*)?"
    r"[(【〔\[<《「]?\s*"
)
_SPACED = re.compile(
    r"^(?P<label>"
    + "|".join(
        r"\s*".join(map(re.escape, label)) for label in sorted(_PART_OF, key=len, reverse=True)
    )
    + r")"
)
_PRESENT = re.compile(
    r"^(?P<label>(?:[^。、]{0,40}により)?(?:本日の|本)?(?:会議に|議場に)?(?:説明|職務)のため(?:に)?"
    r"(?:本?会議に|議場に)?出席(?:した|を求めた|する)[^。、\s]{1,14}|(?:本日の)?(?:会議に)?"
    r"(?:出席|欠席|応招)(?:した)?(?:議員|委員|者|説明員|職員|構成員)?(?:の職?氏名)?)"
    r"(?:は、?(?:次|左|以下)の(?:とおり|通り)(?:である|です|であった)?。?)?\s*(?P<note>[(][^()]{0,40}[)])?\s*[:]?$"
)
_AFTER = re.compile(
    r"^\s*(?P<note>[(][^()]{0,40}[)])?\s*(?P<close>[)】〕\]>》」])?(?:\*\*)?\s*"
    r"(?P<sep>[:\t]|\s|$|(?=令和|平成|[0-9]{4}年))(?P<rest>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Heading:
    """A line that opens a part: `value` follows on the line, `note` is a remark in brackets."""

    part: Part
    label: str
    value: str = ""
    numbered: bool = False
    note: str = ""

    @property
    def names_meeting(self) -> bool:
        return self.label in _NAMES_OF_THE_MEETING


@lru_cache(maxsize=2048)
def heading_of(text: str) -> Heading | None:
    """The part that `text` opens, or None."""
    if len(text) > 400:
        return None
    text = text.replace("**", "")
    plain = _fold(text)
    decoration = _DECORATION.match(plain)
    start = decoration.end() if decoration else 0
    found = _SPACED.match(plain[start:])
    if not found:
        return _of_people(plain[start:])
    after = _AFTER.match(plain[start + found.end() :])
    if not after:
        return _of_people(plain[start:])
    label = re.sub(r"\s", "", found.group("label"))
    value_at = start + found.end() + after.start("rest")
    value = text[value_at:].strip(" \u3000\t:：*") if len(plain) == len(text) else after["rest"]
    part = _PART_OF[label]
    explicit = after["sep"] in (":", "\t") or bool(after["close"])
    if value and not explicit and (label in _ALONE or part not in _VALUE_FOLLOWS | {Part.AGENDA}):
        spaced = found.group("label") != label
        if not spaced and (part is not Part.PEOPLE or not label.startswith(("出席", "参加"))):
            return None
    if part is Part.AGENDA and value and not explicit and label not in ("議題", "議事次第", "案件"):
        return None
    numbered = bool(re.search(r"[0-9一二三四五六七八九十]", plain[:start]))
    return Heading(part, label, value, numbered, after["note"] or "")


def _of_people(plain: str) -> Heading | None:
    """Headings of lists of people as council records word them: 説明のため出席した者."""
    found = _PRESENT.match(plain) if len(plain) <= 90 else None
    if not found:
        return None
    part = Part.ABSENT if "欠席" in found["label"] else Part.PEOPLE
    return Heading(part, found["label"], note=found["note"] or "")


def is_heading_word(text: str) -> bool:
    """Whether `text` is nothing but the heading of a part or the kind of record (議事要旨)."""
    if len(text) > 60:
        return False
    folded = re.sub(r"\s", "", _fold(text)).strip("()【】〔〕[]<>《》*#-―ー")
    if folded in _KINDS:
        return True
    heading = heading_of(text)
    return heading is not None and not heading.value


def is_speaking_group(text: str) -> bool:
    """Whether `text`, the heading of a list of people, may also be one who speaks: 事務局."""
    heading = heading_of(text)
    return heading is not None and heading.part is Part.PEOPLE and heading.label in _SPEAKING


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    """Half-width signs and spaces, one character for one character, so that positions stay."""
    folded = unicodedata.normalize("NFKC", text)
    if folded == text:
        return text
    return "".join(map(_fold_sign, text))


@lru_cache(maxsize=8192)
def _fold_sign(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character
