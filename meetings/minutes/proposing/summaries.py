"""A short summary of a quote, made of its own words: a start for the person who edits it."""

from __future__ import annotations

import re

LONGEST = 60

_OPENERS = re.compile(
    r"^(?:[\s・●〇○■◆\-]|また、|まず、|まずは、?|それから、|そして、?|さらに、|次に、|加えまして、|加えて、"
    r"|その上で、|その中で、|そうした中で|このため、|そのためにも、|こうした中、|あと、|あわせて、|併せて、"
    r"|それと、|もちろん、?|ですので、|ですから、|したがって、|やはり、?|なお、|特に、|例えば、?|ただ、"
    r"|しかし、|一方で、|その一方で、|とりわけ、|最後、|最後に、|いずれにしても、|本当に|つまり、)+"
)
_TAIL_CONNECTIVES = re.compile(
    r"(?:(?:ますので|ですので|ので|ますが|ですが|んですが|けれども|けれど|けど|が|ですし|ますし|おりまして)[、。．\s]*"
    r"|(?<![、。．\s])[、。．\s]+)$"
)
# What a speaker adds to be polite, from the end inwards. None of it carries what is said.
_POLITE_TAILS = tuple(
    re.compile(pattern + "$")
    for pattern in (
        r"(?:とか|という|といった)?(?:ふうに|ように|風に)?(?:と)?(?:は)?、?"
        r"(?:思っ|考え|感じ|認識し|存じ)(?:て(?:い(?:る|ます)|おり(?:まし)?(?:ます)?|ございます)?)?"
        r"(?:ところ(?:で(?:す|ございます|あります)?)?)?",
        r"と(?:思[いえう](?:ます)?|考え(?:ます|る)|存じます|感じ(?:ます|る))",
        r"(?:という)?(?:ところ|こと|状況|わけ|次第|形)で(?:す|ございます|あります|ござい|あり)?",
        r"(?:で(?:す|ございます|あります|ござい)|でしょう|であります)",
        r"と(?:私ども|我々|私)(?:は|も)?考えて(?:おり|い)?(?:ます|る)?",
        r"(?:と思う)?(?<=[るいたなう])[んの](?:です)?",
        r"と(?:も)?思います?",
        r"というふうに(?:伺っ|聞い)て(?:おり|い)?ます",
        r"(?:と、)?(?:そういった|そうした)?(?:不安|懸念|声)も?(?:が)?示されている",
        r"んだ?[らろ]うな?あ?と?",
        r"のかな(?:あ)?と?",
        r"かな(?:あ)?と",
        r"という?",
    )
)
_ASKING = (
    (re.compile(r"(?:を|が|は)?(?:是非|何卒|強く|切に)?お願い(?:を|が)?(?:したい|できれば|でき(?:ない|ません)か"
                r"|(?:いた)?します|申し上げたい|申し上げ(?:ます)?|する|し)?(?:と)?$"), ""),
    (re.compile(r"([てで])(?:いただ|頂|戴)(?:きたい|きたく|ければ|けると|けますと|けないか|き)"
                r"(?:、?(?:ありがたい|幸い|助かる|いい|よい|良い))?(?:と)?$"), r"\1ほしい"),
    (re.compile(r"([てで])もらいたい(?:と)?$"), r"\1ほしい"),
    (re.compile(r"(?:を|も)?いただ(?:きたい|ければ)(?:と)?$"), ""),
    (re.compile(r"(検討|配慮|対応|支援)(?:いただ|頂)(?:くよう|きたい)(?:に)?$"), r"\1"),
)  # fmt: skip
_TOPIC = re.compile(r"(?:について|につきまして|に関して|に関しまして)は?、$")
_BREAKS = re.compile(r"(?<=[、。])")


def summarize(quote: str) -> str:
    """At most 60 characters of the quote, without openers and polite endings.

    〜ていただきたい is said as 〜てほしい. Of words that are too many the end is kept, since the
    predicate stands there.
    """
    sentences = [piece for piece in re.split(r"(?<=。)|\n", quote) if piece and piece.strip()]
    words = _OPENERS.sub("", (sentences[0] if sentences else quote).strip())
    return _shortened(_without_tail(words) or words)


def _without_tail(words: str) -> str:
    words = _TAIL_CONNECTIVES.sub("", words)
    for _ in range(4):
        before = words
        for pattern in _POLITE_TAILS:
            words = pattern.sub("", words).rstrip("、。 　")
        if words == before:
            break
    for pattern, instead in _ASKING:
        shorter = pattern.sub(instead, words)
        if shorter != words:
            return shorter.rstrip("、。 　")
    return words


def _with_topic(pieces: list[str]) -> str:
    """The topic and as much of the end as fits."""
    return pieces[0] + "".join(_end_that_fits(pieces[1:], LONGEST - len(pieces[0])))


def _end_that_fits(pieces: list[str], most: int) -> list[str]:
    """The last of the pieces, as many as have no more than so many letters together."""
    kept = len(pieces)
    while kept and len(pieces[kept - 1]) <= most:
        kept -= 1
        most -= len(pieces[kept])
    return pieces[kept:]


def _shortened(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    pieces = _BREAKS.split(words)
    if _TOPIC.search(pieces[0]) and len(pieces[0] + pieces[-1]) <= LONGEST:
        return _with_topic(pieces)
    kept = "".join(_end_that_fits(pieces, LONGEST) or pieces[-1:])
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"
