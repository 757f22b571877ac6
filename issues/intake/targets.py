"""What a column of a sheet can be read as: what a request is made of. One truth for the mapping of
columns, the check of rows and the template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from issues.validators import (
    ASK_LENGTH,
    EXTERNAL_NUMBER_LENGTH,
    SPEAKER_LENGTH,
    TITLE_LENGTH,
    TROUBLE_LENGTH,
)
from sheets.values import folded

BESIDE_LENGTH = 1000
"""Characters of what goes along with the record of a request, and into none of its fields."""


@dataclass(frozen=True)
class Target:
    """One of ours. `aliases` are names that sheets give such a column, first the one of the form of
    the 提案募集方式, by which the template calls it. `limit` in characters (0: none). `several`
    columns may be read as it, one below the other. `beside`: it stands in the record of the
    request, for a request has no such field."""

    key: str
    label: str
    aliases: tuple[str, ...]
    help: str
    limit: int = 0
    required: bool = False
    several: bool = False
    beside: bool = False
    width: int = 18
    example: str = ""

    @property
    def heading(self) -> str:
        """What the template calls the column."""
        return self.aliases[0]


TARGETS = (
    Target(
        "number", "番号（提出元）", ("番号（提出元）", "管理番号", "整理番号", "提案管理番号",
        "受付番号", "番号", "No", "No.", "№", "項番", "通し番号"),
        "団体でこの要望に付けた番号。同じ番号の行は、2回取り込んでも1件になります。",
        EXTERNAL_NUMBER_LENGTH, width=14, example="架空-001",
    ),
    Target(
        "organization", "要望した団体", ("提案団体", "要望団体", "団体名", "提案団体名", "団体",
        "自治体名", "市町村名", "提出団体", "要望した団体"),
        "都道府県名から書くと確実です。書かなければ、提出元の団体になります。",
        width=18, example="秋田県美郷町",
    ),
    Target(
        "organization_code", "団体コード", ("団体コード", "全国地方公共団体コード", "市町村コード",
        "自治体コード"),
        "全国地方公共団体コード（6桁）。先頭の0が落ちても読みます。", width=12, example="054348",
    ),
    Target("kind", "種別", ("種別",), "要望・懸念・事例紹介のどれか。", width=10, example="要望"),
    Target(
        "section", "提案区分", ("提案区分", "区分"),
        "権限移譲、規制緩和など。登録の記録に残します。", BESIDE_LENGTH, beside=True, width=14,
        example="B　地方に対する規制緩和",
    ),
    Target(
        "field", "提案分野", ("提案分野", "分野"), "登録の記録に残します。", BESIDE_LENGTH,
        beside=True, width=14, example="その他",
    ),
    Target(
        "title", "件名", ("提案事項（事項名）", "提案事項", "事項名", "件名", "要望事項", "要望名",
        "項目名", "タイトル"),
        f"「～してほしい」の形で、{TITLE_LENGTH}字まで。", TITLE_LENGTH, required=True, width=32,
        example="（架空）各種証明書の申請様式を全国で統一してほしい",
    ),
    Target(
        "ask", "求める措置", ("求める措置の具体的内容", "求める措置", "措置の内容", "要望内容",
        "要望の内容", "提案内容", "具体的内容"),
        f"国に何をしてほしいか。{ASK_LENGTH}字まで。", ASK_LENGTH, several=True, width=44,
        example="申請様式を省令で定め、全国の自治体で同じ様式を使えるようにする。",
    ),
    Target(
        "trouble", "支障事例", ("具体的な支障事例", "支障事例", "現状と課題", "現状・課題", "課題",
        "背景", "理由", "支障事例・効果"),
        f"今困っていること。効果と合わせて{TROUBLE_LENGTH}字まで。", TROUBLE_LENGTH,
        several=True, width=44, example="様式が自治体ごとに異なり、転入者への説明に時間がかかる。",
    ),
    Target(
        "effect", "効果", ("制度改正による効果", "効果", "期待される効果",
        "制度改正による効果（提案の実現による住民の利便性の向上・行政の効率化等）"),
        f"かなったときの効果。支障事例に続けて書きます。合わせて{TROUBLE_LENGTH}字まで。",
        TROUBLE_LENGTH, width=32, example="説明の時間が減り、申請の誤りも少なくなる。",
    ),
    Target(
        "law", "根拠法令等", ("根拠法令等", "根拠法令", "関係法令"), "登録の記録に残します。",
        BESIDE_LENGTH, beside=True, several=True, width=24, example="（例）○○法第○条",
    ),
    Target(
        "ministries", "所管・関係府省", ("制度の所管・関係府省", "所管府省", "関係府省", "府省名",
        "担当府省", "所管・関係府省庁", "関係省庁"),
        "登録の記録に残します。担当府省は、論点整理で決めます。", BESIDE_LENGTH, beside=True,
        several=True, width=20, example="デジタル庁",
    ),
    Target(
        "speaker", "発言者・担当", ("担当部署", "担当部署名", "担当課", "担当者", "発言者",
        "発言者・担当", "連絡先", "部署名"),
        f"{SPEAKER_LENGTH}字まで。", SPEAKER_LENGTH, several=True, width=20, example="企画財政課",
    ),
    Target(
        "said_on", "発言の日", ("提案日", "提出日", "発言の日", "要望日", "受付日", "日付"),
        "令和8年4月5日、R8.4.5など。番号の年度が、この日で決まります。", width=16,
        example="令和8年4月5日",
    ),
    Target(
        "primary", "主な論点", ("主な論点", "論点"), "論点の番号か名前。", width=22,
    ),
    Target(
        "points", "ほかの論点", ("ほかの論点", "関連する論点"), "「、」で区切っていくつでも。",
        several=True, width=22,
    ),
)  # fmt: skip
BY_KEY = {target.key: target for target in TARGETS}


def known(name: str) -> bool:
    """Whether a heading (folded) is one that sheets give such columns."""
    return name in _by_name()


def meant(name: str) -> str:
    """The key of the target that a heading (as printed) means: by the whole of it, or by its last
    part below merged cells; "" for none."""
    parts = [name, *reversed(name.split("："))]
    return next((found for part in parts if (found := _by_name().get(folded(part)))), "")


@cache
def _by_name() -> dict[str, str]:
    return {folded(alias): target.key for target in TARGETS for alias in target.aliases}
