"""Decisions: the sentence that declares one, and the sign of assent it rests on.

A declaration counts when everybody's assent stands right before it (a stage direction, or members
answering 異議なし), or when the chair says in so many words that it is decided. Proposals
(「…よろしいでしょうか」), quotations and reports of what others decided are no decisions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from meetings.minutes.document import Decision, DirectionKind, Speech, StageDirection
from meetings.minutes.parts.directions import is_unanimous, kind_of

_SENTENCE = re.compile(r"[^。\n]+。?")
_QUOTED = re.compile(r"[「『][^」』\n]{0,400}[」』]")
_DECLARED = re.compile(
    r"異議(?:は|が)?(?:なし|ない|ございません|ありません)(?:もの)?(?:と|よう)[^。]{0,30}(?:認め|決|承認|了承|進め|扱|いた)"
    r"|(?:そのように|さよう|左様|原案(?:の)?(?:とおり|どおり|通り)|案(?:の)?(?:とおり|どおり|通り))[^。]{0,12}(?:決し|決定|可決|承認|了承|議決)"
    r"|(?:ことに|ことと|とおり|どおり|通り|もって|ものと|に|を|は|が)[^。、]{0,6}(?:決定|可決|承認|了承|議決|採択|決し)"
    r"(?:いたしました|されました|しました|といたします|いたします|とします|とさせていただきます|することといたします)"
    r"|(?:御|ご)?(?:承認|了承|一任)(?:を)?(?:いただきました|いただいた(?:もの|こと)(?:と|に)|されました)"
)
_AGREED = re.compile(
    r"決定|決め|決し|可決|承認|了承|了解|採択|議決|一任|異議(?:は)?な[いし]"
    r"|(?:そのとおり|そのように|この(?:内容|とおり|ように|方向|案)|案のとおり|原案|資料[^。]{0,10}(?:とおり|どおり))[^。]{0,20}(?:進め|させて|いたし|行|し(?:たい|ます))"
    r"|(?:こと|もの|形)(?:と|に)(?:いたし|させて)|進めさせていただ|とさせていただ|とりまとめ(?:と|さ)|設置(?:いた|させて|する)"
)
_ASKS = re.compile(
    r"(?:でしょうか|ますか|ませんか|せんか|いかが[^。]*|ですか|たいが|どうか)。?$|お諮り|お伺い|願えれば|手を挙げ|挙手を(?:お願い|願)"
)
_ELSEWHERE = re.compile(
    r"閣議|昨年|先日|前回|先般|国会|総理|既に|過去|先月|去年|昨日|年度に|議会(?:で|に|の)|年[0-9０-９\s]*月に|されております|されています|決定していな|決まっていな"
)
_ANSWER = re.compile(
    r"^(?:は[いあ]、?)?(?:特に)?(?:異議|異存|意義)?(?:は|が)?(?:異議なし|異議ありません|異議ございません|ございません|ありません|了承|賛成(?:です)?|了解(?:しました|です)?|なし|結構です)[^。]{0,12}。?$"
)
_EVERYBODY = re.compile(r"一同|全員|各|全|複数|他|委員$|構成員$|会場|出席者")
_CHAIR = re.compile(r"座長|議長|会長|委員長|部会長|本部長|事務局長|司会|進行|大臣$")
_LOOKED_AT = 4


@dataclass(frozen=True)
class _Evidence:
    text: str
    speech: int
    position: int


def find_decisions(
    speeches: Sequence[Speech], directions: Sequence[StageDirection]
) -> tuple[Decision, ...]:
    """The decisions in order, each declared once."""
    found: dict[tuple[int, str], Decision] = {}
    for evidence in _evidence(speeches, directions):
        quote = _declaration_after(speeches[evidence.speech - 1], evidence.position)
        if quote:
            decision = Decision(evidence.speech, quote, evidence.text)
            found.setdefault((decision.speech, decision.quote), decision)
    for decision in _declared_outright(speeches):
        if not any(_same(decision, other) for other in found.values()):
            found[decision.speech, decision.quote] = decision
    return tuple(sorted(found.values(), key=lambda each: (each.speech, _place(each, speeches))))


def _place(decision: Decision, speeches: Sequence[Speech]) -> int:
    return speeches[decision.speech - 1].text.find(decision.quote)


def _same(one: Decision, other: Decision) -> bool:
    return one.speech == other.speech and (one.quote in other.quote or other.quote in one.quote)


def _evidence(speeches: Sequence[Speech], directions: Sequence[StageDirection]) -> list[_Evidence]:
    """Signs of everybody's assent, each with the place from which the declaration may follow."""
    found: list[_Evidence] = []
    for direction in directions:
        if direction.kind not in (DirectionKind.ASSENT, DirectionKind.NO_QUESTIONS):
            continue
        if not is_unanimous(direction.text) or direction.after_speech < 1:
            continue
        if direction.inside and direction.position is not None:
            found.append(_Evidence(direction.text, direction.after_speech, direction.position))
        elif direction.after_speech < len(speeches):
            found.append(_Evidence(direction.text, direction.after_speech + 1, 0))
    for answer, following in pairwise(speeches):
        if _is_assent(answer) and _EVERYBODY.search(answer.label):
            found.append(_Evidence(answer.text.rstrip("。"), following.index, 0))
    return found


def _declaration_after(speech: Speech, position: int) -> str:
    """The declaring sentence among the first few after `position`, in the same paragraph."""
    sentences = [
        match for match in _SENTENCE.finditer(speech.text, position) if match.group(0).strip()
    ][:_LOOKED_AT]
    for place, match in enumerate(sentences):
        if _declares(match.group(0), _AGREED) or _declares(match.group(0), _DECLARED):
            return _with_next(speech.text, sentences, place)
        if (
            kind_of(match.group(0)) is DirectionKind.OTHER
            and "\n" in speech.text[position : match.end()]
        ):
            break
    return ""


def _with_next(text: str, sentences: Sequence[re.Match[str]], place: int) -> str:
    """「異議なしと認めます。よって、そのように決しました。」 is one declaration."""
    first = sentences[place]
    if place + 1 < len(sentences):
        following = sentences[place + 1]
        consequence = re.match(
            r"\s*(?:よって|したがって|従って|ついては|それでは|では)", following.group(0)
        )
        if consequence and _declares(following.group(0), _DECLARED) and "異議" in first.group(0):
            return text[first.start() : following.end()].strip()
    return first.group(0).strip()


def _declares(sentence: str, wording: re.Pattern[str]) -> bool:
    words = _QUOTED.sub("", sentence) if "異議なし" not in sentence else sentence
    if _ASKS.search(words) or _ELSEWHERE.search(words):
        return False
    return wording.search(words) is not None


def _declared_outright(speeches: Sequence[Speech]) -> list[Decision]:
    """What the chair declares decided without a sign of assent in the text."""
    found: list[Decision] = []
    chairs = _chairs(speeches)
    for speech in speeches:
        if speech.label not in chairs:
            continue
        sentences = list(_SENTENCE.finditer(speech.text))
        taken = -1
        for place, match in enumerate(sentences):
            if place <= taken or not _declares(match.group(0), _DECLARED):
                continue
            if place == len(sentences) - 1 and _is_answered(speech, speeches):
                continue  # put to the members, who are still to assent
            quote = _with_next(speech.text, sentences, place)
            taken = place + (quote != match.group(0).strip())
            found.append(Decision(speech.index, quote, None))
    return found


def _is_answered(speech: Speech, speeches: Sequence[Speech]) -> bool:
    return speech.index < len(speeches) and _is_assent(speeches[speech.index])


def _is_assent(speech: Speech) -> bool:
    return len(speech.text) <= 30 and _ANSWER.match(speech.text) is not None


def _chairs(speeches: Sequence[Speech]) -> set[str]:
    """Labels of those who lead: named as chair, or speaking most often."""
    counts = Counter(speech.label for speech in speeches)
    named = {label for label in counts if _CHAIR.search(label) and not label.endswith("大臣")}
    most = counts.most_common(1)
    return named | ({most[0][0]} if most and most[0][1] > 1 else set())
