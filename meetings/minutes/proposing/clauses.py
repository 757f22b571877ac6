"""Cutting a sentence where one thing that is said ends and the next begins.

Spoken Japanese strings several requests and worries into one sentence. The cuts are made after
words that close a statement (…ますので、…ですが、…に加えて、) and after the links of a chain whose
wish comes only at the end (…を行っていただき、…を示していただき、…をいただきたい).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.minutes.sentences import bracket_depths, split_sentences

_STATEMENT_ENDS = re.compile(
    r"(?:(?:(?:ます|です|でした|ました|ません|だ|た|る|い|う|ん|な)(?:ので|の?ですが|が|けれども?|けども?)"
    r"|んですけれども|ですし|ますし|て?おりまして|でありまして|ございまして|ものの"
    r"|とともに|と同時に|たいのと|に加え(?:て|まして)?|その一方で?|一方で?|ことから|反面"
    r"|わけで|ところで|状況で|ほか))、"
)
_CHAIN_LINKS = re.compile(
    r"(?:(?:(?:いただ|頂|戴)(?:き|くこと)|(?:て|で)もらい|ください|下さり)、"
    r"|(?:[をに][^、。]{0,14})(?:する|[うくすつむぶるげ])(?:とともに|と同時に)、"
    r"|を[^、。をが]{0,12}(?:拡充し|創設し|新設し|緩和し|延長し|確保し|公表し|明確にし|明確化し|簡素化し|簡素にし|一本化し"
    r"|統一し|見直し|引き上げ|引上げ|設け|講じ|示し|廃止し|撤廃し|増額し|増員し|継続し|整備し|無償化し|常設し)、"
    r"|こと、?(?=そして|また|さらに|それから|及び|および|並びに|かつ))"
)


# Words that only lead from one statement to the next; a quote is better without them.
_OPENERS = re.compile(
    r"(?:[\s・●〇○■◆]|(?:また|まず|まずは|まさに|それから|そして|さらに|次に|加えまして|加えて|その上で"
    r"|このため|こうした中|あと|あわせて|併せて|それと|もちろん|ですので|ですから|したがって|やはり"
    r"|なお|特に|例えば|ただし|ただ(?![ちいしで])|しかしながら|しかし|一方で|一方(?!的)|その一方で|とりわけ|最後(?!ま|の)|最後に"
    r"|いずれにしても|つまり|実は|本当に)(?:、|(?=[^、。のはがもまでにをた]))(?=[^、。]))+"
)
_CLOSERS = re.compile(r"(?:けれども?|けども?|ので|が|とともに|し)?、$")


@dataclass(frozen=True)
class Clause:
    """Part of a sentence; offsets into the speech's text. `chained` marks a link of a chain:
    what it asks is said by the words at the end of the sentence."""

    start: int
    end: int
    chained: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence, its clauses in order, and the number of its paragraph (from 0)."""

    start: int
    end: int
    paragraph: int
    clauses: tuple[Clause, ...]


def split_clauses(text: str) -> tuple[Sentence, ...]:
    """The sentences of a speech, each with its clauses; clauses cover their sentence whole."""
    sentences: list[Sentence] = []
    paragraph, seen = 0, 0
    for start, end in split_sentences(text):
        if sentences and "\n" in text[seen:start]:
            paragraph += 1
        sentences.append(Sentence(start, end, paragraph, _clauses_of(text, start, end)))
        seen = end
    return tuple(sentences)


def trimmed(text: str, start: int, end: int, *, chained: bool = False) -> tuple[int, int]:
    """The span without words that only join it to what stands before and after."""
    opener = _OPENERS.match(text, start, end)
    begin = opener.end() if opener and opener.end() < end else start
    closer = None if chained else _CLOSERS.search(text[begin:end])
    return (begin, begin + closer.start()) if closer and closer.start() else (begin, end)


def _clauses_of(text: str, start: int, end: int) -> tuple[Clause, ...]:
    line = text[start:end]
    depths = bracket_depths(line)
    cuts = {found.end(): False for found in _STATEMENT_ENDS.finditer(line)}
    cuts |= {found.end(): True for found in _CHAIN_LINKS.finditer(line)}
    clauses: list[Clause] = []
    begin = 0
    for cut in sorted(cuts):
        if depths[cut - 1] == 0 and cut < len(line):
            clauses.append(Clause(start + begin, start + cut, cuts[cut]))
            begin = cut
    clauses.append(Clause(start + begin, end))
    return tuple(clauses)
