"""Stage directions and what they mean: （報道関係者退室）, 〔「異議なし」と呼ぶ者あり〕."""

from __future__ import annotations

import re
import unicodedata

from meetings.minutes.document import DirectionKind

_PRESS = re.compile(r"(?:報道|プレス|記者|カメラ|マスコミ|取材).{0,12}(?:退|撮影|終了)")
_DISSENT = re.compile(r"異議あり|反対")
_ASSENT = re.compile(
    r"異議.{0,4}(?:なし|無し|ありません|ございません|なく)|うなず|頷|首肯|賛同|賛成|了承|了解|承認|同意"
    r"|(?:挙手|起立).{0,3}(?:全員|多数|少数)|全[^、。]{0,6}挙手(?!.{0,3}(?:なし|無))|(?:全員|総員|多数).{0,4}(?:挙手|起立)|承諾|拍手(?:で|をもって|により)"
)
_NO_HANDS = re.compile(
    r"挙手.{0,6}(?:なし|無し|無|なく|ありません)|^(?:他に|ほかに|その他)?発言(?:する)?者?(?:なし|無し|無)$"
)
_NO_QUESTIONS = re.compile(
    r"(?:質問|質疑|意見|発言|異論|指摘|コメント).{0,6}(?:なし|無し|無|なく|ありません|ございません)"
    r"|^「(?:特に)?なし」|特に(?:なし|無し|意見|ありません)"
)
_OTHER = re.compile(
    r"拍手|笑|休憩|再開|退室|退席|退出|退場|入室|入場|着席|離席|中断|速記|録音|投影|映写|上映|動画|映像|"
    r"発言する者|呼ぶ者|挨拶文|代読|読み上げ|説明省略|資料に基づ|資料を用い|挙手|起立|黙礼|黙とう|沈黙|"
    r"撮影|接続|音声|画面|回線|配付|配布|説明。?$|朗読|審議終了|以上$|以下同|うなず|省略|署名|交代|到着|参加$|散会|閉会|動作"
)
_NOT_UNANIMOUS = re.compile(r"多数|少数|賛成者|一部|過半数")
_REMARK = re.compile(
    r"^(?:資料|別紙|参考|注|※|以下|案$|仮称|令和|平成|https?|[0-9０-９]+$|図|表|別添|出典)"
)


def kind_of(text: str) -> DirectionKind:
    """What the words of a direction mean."""
    plain = re.sub(r"[\s　]", "", unicodedata.normalize("NFKC", text))
    if _PRESS.search(plain):
        return DirectionKind.PRESS_EXIT
    if _DISSENT.search(plain) and not re.search(r"反対.{0,3}なし", plain):
        return DirectionKind.OTHER
    if _NO_HANDS.search(plain):
        return DirectionKind.NO_HANDS
    if _ASSENT.search(plain):
        return DirectionKind.ASSENT
    if _NO_QUESTIONS.search(plain):
        return DirectionKind.NO_QUESTIONS
    return DirectionKind.OTHER


def is_unanimous(text: str) -> bool:
    """Whether assent is everybody's: 挙手多数 and 賛成者挙手 are not."""
    return _NOT_UNANIMOUS.search(text) is None


def is_direction(text: str) -> bool:
    """Whether words in brackets are plainly a direction rather than a speaker or a remark."""
    if len(text) > 60:
        return False
    return kind_of(text) is not DirectionKind.OTHER or _OTHER.search(text) is not None


def is_remark(text: str) -> bool:
    """Whether words in brackets belong to the text: （資料２の３頁）, （注）."""
    return _REMARK.match(text) is not None
