"""Posts (役職) as minutes print them: what ends like one, and how one splits from its organization.

A post that is named after its unit keeps the unit in the organization: 総務省自治行政局長 is
総務省自治行政局 and 局長, 愛知県一宮市長 is 愛知県一宮市 and 市長.
"""

from __future__ import annotations

import re

_GENERIC_ROLES_TEXT = """
委員長代理 委員長 副委員長 小委員長 部会長代理 部会長 副部会長 分科会長 座長代理 副座長
座長 会長代理 副会長 会長 副議長 議長 構成員 委員 専門委員 臨時委員 オブザーバー
オブザーバ メンバー 幹事 司会 司会者 進行 事務局 事務方 世話人 代表世話人 有識者
学識経験者 地方公共団体 関係省庁 政府 参考人 公述人 説明員 傍聴者 市側 県側 国側 町側 村側
議員 担当 担当者 説明者 発表者 一同 ファシリテーター ファシリテータ アドバイザー 来賓 議長代理
座長代行 会長職務代理者 職務代理者
"""
GENERIC_ROLES = _GENERIC_ROLES_TEXT.split()
"""What a person is at this meeting, rather than at home."""

HONORIFICS = ("君", "氏", "様", "さん", "先生", "殿")

_POSTS_TEXT = """
知事 副知事 副市長 副町長 副村長 副区長 審議官 総括審議官 政策統括官 統括官 統括監 参事官
参事 統括参事官 企画官 調整官 推進官 政策監 推進監 デジタル監 デジタル審議官 技監 事務次官
次官 官房長 長官 次長 補佐官 首席補佐官 課長補佐 室長補佐 参事官補佐 補佐 主幹 主査 主任 主事 理事長
副理事長 理事 専務理事 常務理事 常任理事 監事 事務総長 幹事長 代表幹事 代表取締役
代表取締役社長 取締役 社長 副社長 執行役員 代表 代表理事 教授 准教授 特任教授 客員教授
名誉教授 特任准教授 講師 助教 研究員 主任研究員 上席研究員 主席研究員 学長 総長 弁護士
公認会計士 税理士 ジャーナリスト コンサルタント フェロー ディレクター マネージャー
リーダー 参与 顧問 相談役 教育長 総括官 書記官 秘書官 専門官 専門員 推進員 係長 班長
担当部長 担当課長 担当局長 担当室長 企画監 理事官 管理官 調査官 分析官 副本部長 本部長
副局長 副部長 副課長 副所長 政策参与 会計管理者 管理者 支配人 総裁 副総裁 頭取 書記 監督官
会頭 副会頭 団長 議会議長 消防長 デジタル統括監 デジタル統括責任者 最高デジタル責任者 CDO
CIO CIO補佐官 CDO補佐官 専務 常務 代表者 町民 市民 政府側 地方側 府省 区長会 知事会
"""
_POSTS = _POSTS_TEXT.split()
_MINISTERS = [
    "大臣",
    "副大臣",
    "大臣政務官",
    "政務官",
    "総理",
    "総理大臣",
    "官房長官",
    "官房副長官",
]
_UNIT_POST = re.compile(
    r"(?P<unit>[市町村区局部課室会所院館校園署隊班係場県店社])長(?P<rest>補佐|代理|代行|心得)?$"
)
_ALL_POSTS = sorted({*_POSTS, *GENERIC_ROLES, *_MINISTERS}, key=len, reverse=True)
_POST_END = re.compile(
    "(?:"
    + "|".join(map(re.escape, _ALL_POSTS))
    + r"|[市町村区局部課室会所院館校園署隊班係場]長(?:補佐|代理|代行|心得)?|座長|総理|大臣|本部"
    + r")(?:代理|代行)?(?:[A-ZＡ-Ｚa-z]|[0-9０-９①-⑳])?$"
)
LAST_SIGNS = frozenset(post[-1] for post in (*_ALL_POSTS, *HONORIFICS, "局長", "代理"))
"""The signs that posts and forms of address end in."""
_MINISTER_SPLIT = re.compile(r"^(.*(?:省|庁|府))(副大臣|大臣政務官|政務官|特命担当大臣)$")
_ORGANIZATION_END = re.compile(
    r"(?:[^\s](?:省|庁|内閣府|復興庁|県|都|府|道|大学|大学院|研究科|学部|機構|センター|協会|連合会|"
    r"連盟|研究所|事務局|グループ|協議会|知事会|市長会|町村会|区長会|議長会|委員会|審議会|会議|本部|"
    r"財団|社団|組合|銀行|新聞社|総研|担当室|支援室|推進室|準備室|行政局|行政課|政策課|企画課)|"
    r"内閣官房|内閣府|法人|株式会社|[^\s]{2}(?:市|区|町|村|局|部|課|室|会|院|社))$"
)


def ends_as_post(text: str) -> bool:
    """Whether `text` ends in a post, a role at the meeting or a form of address."""
    return _POST_END.search(text) is not None or is_honoured(text)


def is_honoured(text: str) -> bool:
    """Whether `text` ends in 君, 氏, さん and the like, after at least a surname."""
    return any(text.endswith(word) and len(text) > len(word) for word in HONORIFICS)


def without_honorific(text: str) -> str:
    """`text` without 君, 氏, さん at its end."""
    for word in HONORIFICS:
        if text.endswith(word) and len(text) > len(word):
            return text[: -len(word)]
    return text


def ends_as_organization(text: str) -> bool:
    """Whether `text` ends like the name of an organization or a part of one."""
    return _ORGANIZATION_END.search(text) is not None


def post_suffix(text: str) -> str:
    """The longest post at the end of `text`, or ""."""
    match = _POST_END.search(text)
    return match.group(0) if match else ""


def split_position(position: str) -> tuple[str, str]:
    """(organization, title) of a post as printed; (position, "") where it names no post.

    Ministers belong to no organization by their title: 総務大臣 gives ("", "総務大臣").
    """
    position = position.strip()
    if any(position.endswith(word) for word in _MINISTERS):
        match = _MINISTER_SPLIT.match(position)
        return (match.group(1), match.group(2)) if match else ("", position)
    if position in GENERIC_ROLES:
        return "", position
    unit = _UNIT_POST.search(position)
    plain = next((post for post in _ALL_POSTS if position.endswith(post)), "")
    heads_unit = len(plain) <= 2 or plain in ("副会長", "副議長", "教育長")
    if unit and (heads_unit or unit.group("rest") == "補佐"):
        return _split_unit(position, unit, plain)
    if plain in ("本部長", "副本部長"):
        base = position[: -len(plain)].rstrip()
        return (base if base.endswith("本部") or not base else base + "本部"), plain
    if plain:
        return position[: -len(plain)].rstrip(), plain
    return position, ""


def _split_unit(position: str, unit: re.Match[str], plain: str) -> tuple[str, str]:
    """The unit's own head: the unit stays in the organization, once."""
    base = position[: unit.start()].rstrip()
    letter = unit.group("unit")
    title = position[unit.start() :]
    if base.endswith("副"):
        base, title = base[:-1], "副" + title
    if letter in "県店社" and plain != title:
        return position, ""
    if letter in "社店院" and not base.endswith(letter):
        return base, title
    if base and not base.endswith(letter):
        base += letter
    return base, title
