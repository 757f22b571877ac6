"""Whether a statement tells of an act of somebody, or only how things are.

「窓口を設けております」 is an act, 「人口の七割が平野部に集まっております」 and 「二万件を超えております」 are
not: what decides is the verb that closes the statement and whether it has an object.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.minutes.proposing.closings import closing_of
from meetings.minutes.proposing.plain_style import Word

_AUXILIARY = {
    "いる", "て", "た", "ない", "有る", "ある", "来る", "行く", "見る", "参る", "たい", "だ", "所", "の", "ます",
    "こと", "事", "物", "せる", "させる", "頂く", "れる", "られる", "は", "も", "と", "、", "。", "と言う", "言う",
    "予定", "方針", "考え", "積もり", "次第", "よう", "し", "に", "置く", "成る", "状況", "風", "訳", "いく", "まいる",
}  # fmt: skip
_STATES = {
    "超える", "越える", "上回る", "下回る", "占める", "抱える", "有する", "要する", "欠く", "感じる", "思う",
    "考える", "受け止める", "承る", "聞く", "存ずる", "存じる", "切る", "割る", "割り込む", "誇る",
    "覚える", "拝見", "拝聴", "承知", "認識", "理解", "期待", "感謝", "心配", "懸念", "増加", "減少", "低下",
    "上昇", "不足", "到達", "経過", "位置", "存在", "発生", "推移", "進行", "直面", "一致", "成立", "終了", "共感",
    "同感", "該当", "相当", "意味", "関係", "依存", "点在", "分布", "隣接", "言う", "分かる", "知る", "失う",
    "逼迫", "老朽", "悪化", "激減", "急増", "急減", "漸減", "漸増", "変化", "進展", "膨張", "普及", "安心", "納得",
}  # fmt: skip
_CHANGES = {
    "集まる", "伸びる", "増える", "減る", "広がる", "進む", "高まる", "下がる", "上がる", "止まる", "留まる",
    "とどまる", "至る", "達する", "及ぶ", "成る", "続く", "残る", "起きる", "起こる", "生じる", "生ずる", "決まる",
    "始まる", "終わる", "繋がる", "届く", "遅れる", "異なる", "違う", "足りる", "掛かる", "困る", "見える", "出る",
    "経つ", "過ぎる", "暮らす", "住む", "生まれる", "亡くなる", "尽きる", "助かる", "通う", "載る", "揃う", "入る",
    "有る", "重なる", "深まる", "強まる", "弱まる", "膨らむ", "膨れる", "変わる", "分かれる", "見られる",
    "思える", "願う", "済む", "倒れる", "崩れる", "壊れる", "欠ける", "面する", "恵まれる",
}  # fmt: skip
_ACTS_WITHOUT_OBJECT = {
    "取り組む", "努める", "加わる", "乗り出す", "当たる", "応じる", "応える", "務める", "働き掛ける", "踏み切る",
    "設ける", "始める", "立ち上げる", "行う", "進める", "図る", "作る", "置く",
}  # fmt: skip
_NEAR = 16


def tells_a_state(words: Sequence[Word]) -> bool:
    """Whether the words, a whole statement, close with how things are, change or seem."""
    closing = closing_of(words).words
    if any(word.symbol == "たい" for word in closing[-3:]):
        return False
    kept, passive = _without_auxiliaries(closing)
    if passive or not kept:
        return passive
    last = _without_doing(kept)[-1] if kept[-1].symbol == "為る" else kept[-1]
    return last.symbol in _STATES or (last.is_verb and last.symbol in _CHANGES)


def tells_an_act(words: Sequence[Word]) -> bool:
    """Whether they close with somebody doing something to something."""
    kept, passive = _without_auxiliaries(closing_of(words).words)
    if passive or not kept:
        return False
    last = kept[-1]
    if last.symbol == "為る":
        done = _without_doing(kept)
        return done[-1].symbol not in _STATES and (done[-1].is_doing or _has_object(kept))
    if last.is_doing:
        return last.symbol not in _STATES
    if not last.is_verb or last.symbol in _STATES or last.symbol in _CHANGES:
        return False
    return last.symbol in _ACTS_WITHOUT_OBJECT or _has_object(kept)


def _without_auxiliaries(words: Sequence[Word]) -> tuple[list[Word], bool]:
    """The words up to the verb that says what is done, and whether it is said to be suffered."""
    kept, passive = list(words), False
    while kept and kept[-1].symbol in _AUXILIARY:
        passive = passive or kept[-1].symbol in ("れる", "られる")
        kept = kept[:-1]
    return kept, passive


def _without_doing(words: list[Word]) -> list[Word]:
    """What is done: the words before する."""
    kept = words[:-1]
    while len(kept) > 1 and kept[-1].text in ("を", "も", "は", "に", "と"):
        kept = kept[:-1]
    return kept or words


def _has_object(words: Sequence[Word]) -> bool:
    return any(word.text == "を" or word.symbol == "を" for word in words[-_NEAR:])
