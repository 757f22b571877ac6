"""A title that a mayor can read, made of the words of a quote: one plain sentence that ends in what
is asked or worried about and stands without its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from meetings.minutes.proposing.closings import closing_of, symbols
from meetings.minutes.proposing.leads import without_leads
from meetings.minutes.proposing.plain_style import Word, joined, plain_words
from meetings.minutes.proposing.wishes import asked, promised, wish
from meetings.minutes.sentences import bracket_depths

SHORT, LONG, LONGEST = 15, 45, 60
"""Letters: with fewer a topic is put in front, more than `LONG` are shortened where whole pieces
can be left out, no more than `LONGEST` are ever given."""
_MOST = 500
"""A quote may hold a paragraph; its last letters say what is asked."""

_TOPIC = re.compile(
    r"(?:について|につきまして|に関して|に関しまして|に当たって|に際して|に向けて|としては|においては|では|には|とは|は|も)、$"
)
_CONDITION = re.compile(
    r"(?:場合|とき|時|際|もと|下|上|中|前|後|うち)(?:に|で|は|には|では|も)?、$"
)
_PURPOSE = re.compile(r"(?:よう|ように|ため|ために|べく)、$")
_ARGUMENT = re.compile(
    r"(?:を|が|に|と|へ|から|まで|より|や|の|も|など|等|とか|か|[一-龥ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９」』）)])、$"
)
_NOT_ARGUMENT = re.compile(
    r"(?:ながら|だから|ですから|ことから|ないが|るが|たが|いが|だが|ので|のに|して|けれども|けど|ずに|ために|ように|一方|反面|結果|以上|場合|同時に|とともに|ると|うち|ほか|今|現在|今後|将来|現状|当然|時|是非|早急に|早期に|速やかに|たと|いと|ところ)、$"
)
_FILLERS = re.compile(
    r"(?<=[、をにがはもでとの])(?:是非とも|是非|ぜひとも|ぜひ|何卒|どうか|何とか|なんとか|ちょっと|やはり|やっぱり|まさに|本当に|ほんとに|しっかりと|しっかり|改めて|切に|強く、?|いろいろと?|もう少し(?=是非)|もちろん)、?"
)
_HONOURED = re.compile(
    r"(?:御|ご)(?=(?:検討|配慮|支援|対応|提示|議論|協力|理解|教示|尽力|指導|意見|要望|提案|説明|助言|協議|審議|判断|確認|連絡|相談|指摘|努力|活用|利用|高配|回答|負担|苦労|家庭)(?!所))"
)
_NAMED = re.compile(
    r"^(?:.{0,14}?(?:点目|つ目|番目|次は|最後は)(?:は|が|に|の)?、?)?(?P<topic>[^、。]{2,24}?)(?:について|につきまして|に関して|に関しまして|のことで|の(?:件|話|問題|関係)で|であります|でございます|です)"
)
_HALF = re.compile(r"(?:とともに|と同時に|[しけげめえりきてせべ])、\s*$")
"""The first of two things that are asked for together."""
_BREAK = re.compile(r"(?<=、)")
_END = re.compile(r"[、。．，\s]{1,20}$")


def title_of(quote: str, *, asks: bool, before: str = "") -> str:
    """The quote as a title of at most 60 letters. `asks`: its last words ask for something,
    so that they are said as 〜てほしい. Where the quote leaves its topic unsaid it is taken from
    the sentence `before` it."""
    words = plain_words(_last_sentence(quote) if asks else _first_sentence(quote))
    closing = closing_of(words)
    whole = (wish(closing.words) or wish(words)) if asks else ""
    if asks and not whole and _HALF.search(quote):
        whole = asked(list(closing.words))
    whole = whole or _stated(closing.words, asks=asks)
    led, pointing = without_leads(_without_asides(whole))
    text = _tidied(led)
    if len(text) > LONG:
        text = _tidied(without_leads(_shortened(text))[0])
    if pointing or (asks and len(text) < SHORT):
        text = _with_topic(text, before)
    return _within(text)


def title_of_promise(quote: str, *, before: str = "") -> str:
    """The same for words that promise: a sentence that ends in what will be done."""
    words = closing_of(plain_words(_last_sentence(quote))).words
    led, pointing = without_leads(_without_asides(promised(words)))
    text = _HUMBLE_ACT.sub(_acted, _tidied(led))
    if len(text) > LONG:
        text = _tidied(without_leads(_shortened(text))[0])
    if len(text) < SHORT or pointing:
        text = _with_topic(text, before)
    return _within(text)


_HUMBLE_ACT = re.compile(r"お(示し|伝え|答え|知らせ|聞き|受け|配り|届け|願い)(?:し(?=て)|する$)")


def _acted(hit: re.Match[str]) -> str:
    verb = hit[1]
    if not hit[0].endswith("する"):
        return verb
    last = {"示し": "示す", "聞き": "聞く", "配り": "配る", "願い": "願う"}
    return last.get(verb, verb + "る")


def reads_well(title: str) -> bool:
    """Whether the title is a sentence of its own: not too short, not cut, without words that point
    at a neighbour, with a predicate at its end."""
    if not 8 <= len(title) <= LONGEST or title.endswith(
        ("…", "、", "て", "で", "が", "を", "に", "は", "の", "と", "し", "り")
    ):
        return False
    if re.match(
        r"(?:この|その|また|これ|それ|こう|そう|まず|さらに|[一二三四五六七八九十0-9０-９]{1,2}(?:点|つ)目)",
        title,
    ):
        return False
    return (
        sum(1 if c in "「（『" else -1 if c in "」）』" else 0 for c in title) == 0
        and "。" not in title
    )


def _sentences(quote: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"(?<=。)|\n", quote)]
    return [piece for piece in pieces if piece] or [quote]


def _last_sentence(quote: str) -> str:
    return _sentences(quote)[-1][-_MOST:]


def _first_sentence(quote: str) -> str:
    return _sentences(quote)[0][-_MOST:]


def _stated(words: Sequence[Word], *, asks: bool) -> str:
    """A statement as a sentence: what is necessary, what is so."""
    kept = list(words)
    while kept and kept[-1].symbol in ("、", "。", "が", "ので", "けれど", "し", "と"):
        kept = kept[:-1]
    end = symbols(kept[-8:])
    if asks and re.search(r"/(?:だ|で)/は/ない(?:/だろう)?/?か?$", end):
        cut = re.search(r"(?:/の)?/(?:だ|で)/は/ない(?:/だろう)?(?:/か)?$", end)
        kept = kept[: len(kept) - (cut[0].count("/") if cut else 0)]
        return joined(kept) + _copula(kept)
    if asks and kept and kept[-1].is_doing and not end.endswith("/する"):
        return asked(kept) or joined(kept)
    if asks and len(kept) > 2 and kept[-1].text in ("を", "も") and kept[-2].is_noun:
        return asked(kept) or joined(kept)
    text = joined(kept)
    if kept and kept[-1].symbol == "だ" and text.endswith("な"):
        return text[:-1] + "だ"
    return text + (_copula(kept) if _wants_copula(kept) else "")


def _wants_copula(words: Sequence[Word]) -> bool:
    return bool(words) and words[-1].symbol in (
        "必要",
        "不可欠",
        "重要",
        "大事",
        "大切",
        "べし",
        "課題",
        "肝要",
        "急務",
    )


def _copula(words: Sequence[Word]) -> str:
    if not words:
        return ""
    last = words[-1]
    return (
        "だ" if last.is_noun or last.symbol == "べし" or last.source.sort[:1] == ("形状詞",) else ""
    )


_SAID_SHORTER = (
    (re.compile(r"やらせて(?=いただ|頂)"), "やって"),
    (re.compile(r"(?<=やって)(?:いただ|頂)いて"), ""),
    (
        re.compile(r"させて(?:いただ|頂)(いて|き|く|いた)"),
        {"いて": "して", "き": "し", "く": "する", "いた": "した"},
    ),
    (re.compile(r"(?<=[こ]と|.の)、これ[はがも](?=[一-龥大非])"), "が"),
    (re.compile(r"(?<=、)(?:これ|それ|ここ)[はも]、?"), ""),
    (re.compile(r"というふうに"), "と"),
    (re.compile(r"(?<=[るいた])ということ(?=[がをはもに])"), "こと"),
    (re.compile(r"(?:であろう|である|だろう|なんだ)$"), "だ"),
)
_ASIDE = re.compile(
    r"(?:ポツ|ページ|頁|スライド|資料|お話|話|御説明|説明|申し上げ|おっしゃっ|言わ|述べ|発言|点目|つ目)[^、]{0,20}、$"
)
_WHAT_WAS_SAID = re.compile(
    r"(?:(?:という|といった)(?:お?話|点|ところ|とこ)(?:は|も|について(?:は|も)?)"
    r"|(?:認識|承知|理解)している(?:ので|し|ところ))、$"
)
_CONTRAST = re.compile(r"(?:[るいただ]が|けれども?|けど|だし|いし|るし)、$")


def _without_asides(text: str) -> str:
    """Without pieces that tell of papers and speakers, and those that the rest stands against."""
    *pieces, last = _pieces(text)
    if len(last) >= SHORT:
        pieces = [p for p in pieces if not _WHAT_WAS_SAID.search(p)]
    kept = [
        p for p in pieces if not _CONTRAST.search(p) and not (_ASIDE.search(p) and _rank(p) == 3)
    ]
    return "".join(kept) + last


def _said(endings: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda hit: endings[hit[1]]


def _tidied(text: str) -> str:
    for longer, shorter in _SAID_SHORTER:
        if isinstance(shorter, dict):
            text = longer.sub(_said(shorter), text)
        else:
            text = longer.sub(shorter, text)
    text = _HONOURED.sub("", _FILLERS.sub("", text))
    return _END.sub("", text.replace("\n", "").replace("。", "、"))


def _pieces(text: str) -> list[str]:
    depths = bracket_depths(text)
    pieces, begin = [], 0
    for found in _BREAK.finditer(text):
        at = found.start()
        if at < len(text) and depths[at - 1] == 0:
            pieces.append(text[begin:at])
            begin = at
    return [*pieces, text[begin:]]


def _rank(piece: str) -> int:
    """How much a piece before the predicate is needed: 0 most, 3 least."""
    if _TOPIC.search(piece):
        return 1
    if _ARGUMENT.search(piece) and not _NOT_ARGUMENT.search(piece):
        return 0
    if _CONDITION.search(piece) or _PURPOSE.search(piece):
        return 2
    return 3


def _shortened(text: str) -> str:
    """The predicate with as many whole pieces before it as fit, the needed ones first; of a topic
    that is too long what describes it is left out."""
    pieces = _pieces(text)
    kept = {len(pieces) - 1: pieces[-1]}
    order = sorted(range(len(pieces) - 1), key=lambda at: (_rank(pieces[at]), -at))
    for at in order:
        room = LONG - sum(map(len, kept.values()))
        rank = _rank(pieces[at])
        if rank == 0 and at + 1 not in kept:
            continue
        piece = pieces[at]
        if len(piece) > room and rank == 1:
            piece = _undescribed(piece)
        if len(piece) <= room:
            kept[at] = piece
    return "".join(kept[at] for at in sorted(kept))


_SAYS_NOTHING = re.compile(
    r"(?:ため|ところ|とこ|こと|もの|話|点|件|辺|部分|中|上|際|場合|時|方|形|意味|わけ|よう|状況|ほう|うち)"
    r"(?:に|で|は|が|を|も|と|の|について|つきまして|、)"
)


def _undescribed(topic: str) -> str:
    """A topic without the clause that describes it: 困難なシステムの期限について, システムの….
    Nothing of it, where only a noun would be left that says nothing by itself: …という話は."""
    words = plain_words(topic)
    for at in range(len(words) - 3, 0, -1):
        attributive = words[at].source.inflection[1].startswith(("連体形", "終止形"))
        if attributive and words[at + 1].is_noun and words[at].text not in ("という",):
            left = joined(words[at + 1 :])
            return "" if _SAYS_NOTHING.match(left) else left
    return topic


def _with_topic(text: str, before: str) -> str:
    topic = _topic_in(before)
    if topic and topic not in text and len(topic) + len(text) + 6 <= LONG:
        return f"{topic}について、{text}"
    return text


def _topic_in(sentence: str) -> str:
    sentence = without_leads(sentence.strip().replace("\n", ""))[0][:80]
    found = _NAMED.match(sentence)
    topic = _HONOURED.sub("", found["topic"]) if found else ""
    if re.search(
        r"[都道府県市区町村庁省]の|(?:以上|お願い|ありがと|思[いっう]|ござい|ところ|こと|方|よう|わけ|状況|の|て|が|は)$|^(?:私|我々|以上|本日|今日)|[はがを].{3,}",
        topic,
    ):
        return ""
    return topic


def _within(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
