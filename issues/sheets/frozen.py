"""Reading what a closed session keeps of the requests: formats 1 and 2 (`issues.sheets.freezing`).

`content` is that of a `ClosedReport`; `team` tells whether the reader works on all records before
they are published. Everybody else reads what was public when it was frozen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeAlias

from django.db.models import TextChoices
from django.utils import timezone

from issues.enums import (
    AWAITING_REPLY,
    JudgementClass,
    ProgressClass,
    ReplyClass,
    RequestKind,
    RequestStatus,
    Stance,
)
from issues.sheets import overview
from issues.sheets.frozen_rows import FrozenRows, Held, Record, Records, is_seen
from issues.sheets.gathering import by_ministry
from issues.sheets.overview import About, Overview
from issues.sheets.producing import Progress, unheard
from issues.sheets.rows import Row
from japan import text as japanese
from organizations.enums import OrganizationKind

Content: TypeAlias = Mapping[str, Any]

FIRST_ORDER = "番号の順"
SOURCE = "論点 Ronten「{session} 確定した対応状況一覧」"
FICTIONAL_SESSION = "この会合は、使い方を示すための架空の会合です。"
LATER = "確定の後に分かった訂正・追記は、この表に入っていません。会合の報告のページで見られます。"
FORMAT_1 = "この会合を確定したときは、支障事例、回答の本文などを残していませんでした。空欄です。"


def records(content: Content, *, team: bool) -> list[Record]:
    """Those that the reader may see, by number."""
    return [each for each in content["requests"] if is_seen(each["public"], team=team)]


def overview_of(content: Content, *, team: bool, recorded_at: datetime, digest: str) -> Overview:
    """The table of a report that is in memory: all that the reader may see."""
    table = flowing(
        content, Held(content["requests"]), team=team, recorded_at=recorded_at, digest=digest
    )
    return replace(table, rows=tuple(table.rows))


def flowing(
    frame: Content,
    held: Records,
    *,
    team: bool,
    recorded_at: datetime,
    digest: str,
    chosen: Sequence[str] | None = None,
    conditions: tuple[str, ...] = (),
    order: str = FIRST_ORDER,
    progress: Progress = unheard,
) -> Overview:
    """The table of the records beside their frame: all that the reader may see, or those of the
    `chosen` numbers under the `conditions`. Its rows are read while somebody goes through them."""
    meeting, names = frame["meeting"], _names(frame)
    moment = datetime.fromisoformat(frame["moment"])
    on = timezone.localtime(moment).date()
    about = About(
        moment=moment,
        written=recorded_at,
        session=meeting["label"],
        conditions=conditions,
        order=order,
        readers=overview.FOR_THE_TEAM if team else overview.FOR_EVERYBODY_THEN,
        source=SOURCE.format(session=meeting["label"]),
        notes=_notes(frame),
        digest=digest,
    )
    make = partial(_row, names=names, team=team, on=on)
    return Overview(about, FrozenRows(held, team, make, chosen, progress), inside=team)


def _notes(content: Content) -> tuple[str, ...]:
    notes = [LATER]
    if content["format"] == 1:
        notes.append(FORMAT_1)
    if content["meeting"].get("fictional"):
        notes.append(FICTIONAL_SESSION)
    return tuple(notes)


def reply(record: Record, *, team: bool) -> Record | None:
    """The newest reply that the reader may see; None without one."""
    if "replies" in record:
        return next((each for each in record["replies"] if team or each["public"]), None)
    if not record["reply_class"] or not (team or record["reply_public"]):
        return None
    return {
        "class": record["reply_class"],
        "on": record["replied_on"],
        "public": record["reply_public"],
    }


def opinions(record: Record, *, team: bool) -> list[Record]:
    """The opinions that stood in the round of that time, of those that the reader may see."""
    if "opinions" in record:
        return [each for each in record["opinions"] if team or each["public"]]
    if not record["stance"] or not (team or record["stance_public"]):
        return []
    own = {"organization": record["organization"], "own": True, "stance": record["stance"]}
    return [own | {"text": "", "public": record["stance_public"]}]


def word(record: Record, name: str, *, team: bool) -> str:
    """`progress`, `judgement` or `reflected_in` as the reader may hear it. Older records keep the
    one word: it was public with its request."""
    said = record.get(name, "")
    return str(said if team else record.get(f"{name}_public", said))


def unanswered(record: Record, on: date) -> bool:
    """A ministry owed a reply and its date had passed on that day."""
    return record["status"] in AWAITING_REPLY and "" < record["due_on"] < on.isoformat()


def holds(record: Record, query: str, *, team: bool) -> bool:
    """Every word of the query stands in what the reader sees of it, as `issues.search` looks for
    words."""
    names = ("number", "title", "ask", "trouble", "speaker", "organization")
    quotes = [words(each, team=team) for each in record.get("passages", ())]
    parts = [record.get(name, "") for name in names] + quotes
    text = "\n".join(japanese.normalise(part) for part in parts if part)
    return all(word in text for word in japanese.search_terms(query))


def words(passage: Record, *, team: bool) -> str:
    """The words of a passage that the reader may see: those of the public edition for others than
    the team, which records before it do not keep apart."""
    if team:
        return str(passage["quote"])
    return str(passage.get("public_quote", passage["quote"])) if passage["public"] else ""


def passage(record: Record, *, team: bool) -> Record | None:
    """The first words that it rests on, from a meeting that the reader may see."""
    return next((each for each in record.get("passages", ()) if team or each["public"]), None)


def _row(record: Record, names: Mapping[str, str], team: bool, on: date) -> Row:
    place = passage(record, team=team)
    answer, views = reply(record, team=team), opinions(record, team=team)
    return Row.made(
        number=record["number"],
        kind=_label(RequestKind, record["kind"]),
        organization_code=record["organization_code"],
        organization=record["organization"],
        size=_label(OrganizationKind, record["organization_kind"]),
        prefecture=record.get("prefecture", ""),
        joined=_joined(record, team),
        speaker=record["speaker"],
        said_on=date.fromisoformat(record["said_on"]),
        title=record["title"],
        ask=record["ask"],
        trouble=record.get("trouble", ""),
        primary_point=names.get(record["primary"], ""),
        other_points=tuple(
            names[code] for code in record["points"] if code in names and code != record["primary"]
        ),
        lead_ministry=record["lead_ministry"],
        co_ministries=tuple(record.get("co_ministries", ())),
        due_on=_day(record["due_on"]),
        first_due_on=_day(record.get("first_due_on", "")),
        status_code=record["status"],
        status=_label(RequestStatus, record["status"]),
        unanswered=unanswered(record, on),
        round=record.get("round"),
        **_reply(answer, record["lead_ministry"]),
        **_views(views),
        progress=_label(ProgressClass, word(record, "progress", team=team)),
        judgement=_label(JudgementClass, word(record, "judgement", team=team)),
        reflected_in=word(record, "reflected_in", team=team),
        meeting=place["meeting"] if place else "",
        passage=place["url"] if place else "",
        public=record["public"],
        fictional=bool(record.get("made_up"))
        or any(each.get("fictional") for each in (record, answer or {}, *views)),
    )


def _joined(record: Record, team: bool) -> tuple[str, ...]:
    """Reports frozen before joinings were published one by one knew public ones alone."""
    everybodys = record.get("joined", ())
    return tuple(everybodys if team else record.get("joined_public", everybodys))


def _reply(found: Record | None, lead: str) -> dict[str, Any]:
    found = found or {}
    ministry = found.get("ministry", lead)
    return {
        "reply_class": _label(ReplyClass, found.get("class", "")),
        "reply_timing": _day(found.get("timing_on", "")),
        "reply_means": tuple(found.get("means", ())),
        "reply_text": by_ministry(ministry, ministry != lead) + found.get("text", ""),
        "replied_on": _day(found.get("on", "")),
        "reply_pending": not found.get("public", True),
    }


def _views(found: list[Record]) -> dict[str, Any]:
    own = next((each for each in found if each["own"]), None)
    return {
        "stance": _label(Stance, own["stance"]) if own else "",
        "opinion": own["text"] if own else "",
        "other_stances": tuple(
            f"{each['organization']}：{_label(Stance, each['stance'])}"
            for each in found
            if each is not own
        ),
    }


def _names(content: Content) -> dict[str, str]:
    return {
        point["code"]: f"{point['position']} {point.get('short_name') or point['name']}"
        for point in content["points"]
    }


def _label(choices: type[TextChoices], value: str) -> str:
    return _labels(choices).get(value, value)


@cache
def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {code: str(label) for code, label in choices.choices}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
