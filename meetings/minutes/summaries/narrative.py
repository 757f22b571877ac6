"""Narratives: 「湊知事から、「…」との発言があった。」, 「…からは、①…②…を求める発言があった。」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from meetings.minutes.parts.lines import Line
from meetings.minutes.people.label_words import is_sure
from meetings.minutes.summaries.pieces import Piece

_SAYING = (
    r"(?:発言|意見|要望|要請|説明|回答|答弁|指摘|提案|提言|質問|質疑|報告|挨拶|コメント|紹介|見解|考え|主張|求め|述べ|"
    r"応じ|答え|訴え|話し?が|言及|表明|依頼|確認|懸念|発表|示され|陳述)"
)
_FROM = re.compile(
    r"(?:(?:また|さらに|更に|次に|次いで|続いて|続けて|最後に|冒頭|まず|初めに|はじめに|加えて|併せて|なお|一方|"
    r"その後|これに対し(?:て)?|これを受け(?:て)?|これについて|意見交換では|質疑では|この(?:中|うち)で)(?:、|，)?)?"
    r"(?P<who>[^、。「」，]{1,30}?)(?:から(?!の)|より)(?:は|も)?(?:、|，)?"
)
_SUBJECT = re.compile(
    r"(?:(?:また|さらに|更に|次に|続いて|最後に|冒頭|まず|一方|これに対し(?:て)?)(?:、|，)?)?"
    r"(?P<who>[^、。「」，はが]{1,30}?)(?:は|が)(?:、|，)?(?=「)"
)
_QUOTED = re.compile(
    r"(?P<before>[^「」]{0,80})「(?P<quote>[^「」]{8,2000})」(?P<after>[^「」]{0,80})"
)
_BULLET = re.compile(r"[○〇◯・･●◆◇■□▪•※‐–—―*-][\s　]{0,4}")
_ANNOUNCED = re.compile(r"(?:次|以下)の(?:とおり|通り|よう)")
_FEWEST = 2
_PROCEDURE = re.compile(r"資料[^。]{0,40}(?:に基づ|により|によって|について|を用い)[^。]{0,20}説明")
_LONGEST = 3000


def find_narrative(
    lines: Sequence[Line], knows: Callable[[str], bool]
) -> tuple[int, list[Piece]] | None:
    """The first sentence that tells who said something, and all from there on; None where there
    are hardly any."""
    found: dict[int, list[Piece]] = {}
    told = 0
    for number, line in enumerate(lines):
        pieces = _told(line.text[:_LONGEST], knows)
        if any(piece.label for piece in pieces):
            found[number] = pieces
            told += sum(piece.label is not None and not piece.again for piece in pieces)
    if told < _FEWEST:
        return None
    first = min(found)
    return first, _with_points(lines, first, found)


def _with_points(lines: Sequence[Line], first: int, found: dict[int, list[Piece]]) -> list[Piece]:
    """All pieces from `first` on; points below 「次のような発言があった」 are that speaker's."""
    pieces: list[Piece] = []
    announced: str | None = None
    for number in range(first, len(lines)):
        text = lines[number].text
        told = found.get(number)
        bullet = _BULLET.match(text)
        if told:
            pieces += told
            last = told[-1]
            announced = last.label if last.label and _ANNOUNCED.search(last.text) else None
        elif announced and bullet:
            pieces.append(Piece(announced, text[bullet.end() :], again=True))
        else:
            pieces.append(Piece(None, text))
            announced = None
    return pieces


def _told(text: str, knows: Callable[[str], bool]) -> list[Piece]:
    """The sentences of a paragraph as pieces: of whoever is named, or nobody's."""
    pieces: list[Piece] = []
    speaker = ""
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    for sentence in _sentences(text):
        who = _speaker(sentence, knows)
        speaker = who or (speaker if re.match(r"(?:また|さらに|加えて|併せて)、", sentence) else "")
        if not speaker:
            pieces.append(Piece(None, sentence))
        elif quoted := _QUOTED.fullmatch(sentence):
            pieces.append(Piece(None, quoted["before"]))
            pieces.append(Piece(speaker, quoted["quote"]))
            pieces.append(Piece(None, quoted["after"]))
        else:
            pieces.append(Piece(speaker, sentence, again=not who))
    return pieces


def _sentences(text: str) -> list[str]:
    """The sentences of `text`; those inside 「」 belong to the one around them."""
    found, start, depth = [], 0, 0
    for place, sign in enumerate(text):
        depth = max(0, depth + (sign in "「『") - (sign in "」』"))
        if sign == "。" and depth == 0:
            found.append(text[start : place + 1].strip())
            start = place + 1
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


def _speaker(sentence: str, knows: Callable[[str], bool]) -> str:
    """Whoever a sentence says to have said something, or ""."""
    match = _FROM.match(sentence) or _SUBJECT.match(sentence)
    if not match or not re.search(_SAYING, sentence[match.end() :][-60:]):
        return ""
    who = match["who"].strip(" \u3000")
    if _PROCEDURE.search(sentence) and "「" not in sentence:
        return ""
    return who if is_sure(who) or knows(who) else ""
