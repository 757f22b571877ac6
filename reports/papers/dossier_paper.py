"""個票 laid out: the facts first, then the words it rests on, then what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from issues.history.quotations import Origin
from issues.pages.reply_rounds import Answer, Said
from japan.eras import format_era
from reports.papers import dossier_tables
from reports.papers.dossier import Dossier, Round
from typesetting.paper import CAUTION, Block, Facts, Heading, Paper, Prose, Quote

SHA_SHOWN = 12
"""Characters of the SHA-256 that a paper shows."""
_LOWERED = "対応時期と手段がそろわないため、扱いを改めています"
_NONE = "記載なし"
_NO_PASSAGE = "議事要旨の引用はありません。団体か構成員が、直接登録した要望です。"


def laid_out(dossier: Dossier) -> Paper:
    """The paper."""
    request = dossier.request
    return Paper(
        title=request.title,
        over=f"個票　要望 {dossier.number}",
        moment=_moment(dossier),
        blocks=tuple(_blocks(dossier)),
        on=_day_of(dossier),
        fictional=dossier.fictional,
        caution=CAUTION if dossier.inside else "",
    )


def _day_of(dossier: Dossier) -> date:
    moment = dossier.moment
    return dossier.on if moment is None else timezone.localdate(moment.at)


def _moment(dossier: Dossier) -> str:
    if dossier.moment is None:
        return f"{format_era(dossier.on)}の状況"
    return f"{dossier.moment} 確定の時点（{_time(dossier.moment.at)}）の状況"


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Facts(tuple(_facts(dossier)))
    yield Heading("原文")
    yield from (_quote(origin) for origin in dossier.origins)
    if not dossier.origins:
        yield Prose(_NO_PASSAGE)
    yield Heading("要望の内容")
    ask, trouble = dossier.request.ask, dossier.request.trouble
    yield Facts((("求める措置", ask or _NONE), ("支障事例・効果", trouble or _NONE)))
    yield from _answers(dossier)
    yield from dossier_tables.voices(dossier)
    yield from dossier_tables.course(dossier)
    yield from dossier_tables.around(dossier)


def _facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    request, organization = dossier.request, dossier.request.organization
    told = dossier.sentence
    yield "状況", told if told.startswith(dossier.status) else f"{dossier.status}　{told}"
    yield "団体", f"{organization.full_name}（{organization.get_kind_display()}）"
    if request.speaker:
        yield "発言者", request.speaker
    yield "発言の日", format_era(request.said_on)
    yield "種別", request.get_kind_display()
    yield "論点", "\n".join(dossier.points) or "まだ決まっていません"
    lead = request.lead_ministry
    yield "主担当府省", lead.name if lead else "まだ決まっていません"
    if dossier.co_ministries:
        yield "関係府省", "、".join(dossier.co_ministries)
    yield "回答期限", _due(dossier)
    if dossier.settled:
        yield "反映先", dossier.settled.reflected_in
    if dossier.settled and dossier.settled.despite:
        yield "不服があっても決着とした理由", dossier.settled.despite
    yield "公表", _day(request.published_at) if request.published_at else "まだ公表していません"


def _due(dossier: Dossier) -> str:
    request = dossier.request
    if request.due_on is None:
        return "まだ決まっていません"
    words = format_era(request.due_on)
    if dossier.days_late:
        words += f"　{dossier.days_late}日遅れ（未回答）"
    if request.first_due_on and request.first_due_on != request.due_on:
        words += f"\n最初の期限 {format_era(request.first_due_on)}"
    return words


def _quote(origin: Origin) -> Quote:
    parts = [f"{origin.who}の発言"]
    if origin.meeting is not None:
        parts.append(f"{origin.meeting}（{format_era(origin.meeting.held_on)}）")
        parts.append(f"発言{origin.speech_index}")
    parts.append(f"引用の状態：{origin.anchor_label}")
    parts.append(f"原本のSHA-256 {origin.source_sha256[:SHA_SHOWN]}…")
    return Quote(origin.words, "　".join(parts))


def _answers(dossier: Dossier) -> Iterator[Block]:
    if not dossier.rounds and not dossier.slips:
        return
    yield Heading("回答と見解")
    for each in dossier.rounds:
        due = f"　回答期限 {format_era(each.due_on)}" if each.due_on else ""
        yield Heading(f"第{each.number}次{due}", 2)
        yield from _round(each)
    if dossier.slips:
        yield Heading("回答期限の変更", 2)
        yield dossier_tables.slips(dossier)


def _round(each: Round) -> Iterator[Block]:
    for turn in each.turns:
        yield Facts(tuple(_answer(turn) if isinstance(turn, Answer) else _said(turn)))
    if not any(isinstance(turn, Answer) for turn in each.turns):
        yield Prose("回答は、まだありません。")


def _answer(turn: Answer) -> Iterator[tuple[str, str]]:
    reply = turn.reply
    public = "" if reply.published_at else "　公表前"
    yield "回答", f"{reply.ministry.name}　{reply}　{_day(reply.submitted_at)}{public}"
    words = reply.get_reply_class_display()
    if reply.was_lowered:
        words += f"\n府省の選んだ区分は「{reply.get_claimed_class_display()}」（{_LOWERED}）"
    yield "区分", words
    yield "対応時期", format_era(reply.timing_on) if reply.timing_on else "示されていません"
    yield "手段", "、".join(reply.get_means_labels()) or "示されていません"
    yield "回答の内容", reply.text
    if reply.correction_reason:
        yield "訂正の理由", reply.correction_reason
    files = [attachment.filename for attachment in reply.attachments.all()]
    if files:
        yield "添付", "\n".join(files)


def _said(turn: Said) -> Iterator[tuple[str, str]]:
    opinion = turn.opinion
    role = f"（{turn.role}）" if turn.role else ""
    public = "" if opinion.published_at else "　公表前"
    yield "見解", f"{opinion.organization.full_name}{role}　{_day(opinion.given_at)}{public}"
    again = "　再検討を求める" if opinion.asks_reconsideration else ""
    yield "見解の区分", f"{opinion.get_stance_display()}{again}"
    if opinion.text:
        yield "見解の内容", opinion.text


def _day(moment: datetime | None) -> str:
    return format_era(timezone.localtime(moment).date()) if moment else ""


def _time(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{format_era(local.date())}{local.hour}時{local.minute:02d}分"
