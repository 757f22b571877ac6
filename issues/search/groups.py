"""What of the tracked things can be found, by whose words, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from issues.models import (
    Commitment,
    DiscussionPoint,
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    Settlement,
)
from japan.eras import format_era
from organizations.directory.searched import OF_NO_DAY, readings_of
from searching.groups import Entry, Group, Keys, Line, Seen

QUOTE, AS_PUBLIC = "quote", "public_quote"
"""Words of the minutes as they stand now, and as they stand in the edition that is public."""


def _passages() -> Any:
    return apps.get_model("meetings", "Passage")._default_manager.all()


def _quotes(records: Mapping[int, Any], relation: str) -> Iterator[Entry]:
    """What a record rests on. The record's own words go along: whoever may read the quote may read
    them, and words of both find it together."""
    rows = _passages().filter(**{f"{relation}__in": list(records)})
    for row in rows.select_related("public_speech__source"):
        record = records[getattr(row, f"{relation}_id")]
        yield _of_record(record, QUOTE, row.pk, ("引用", row.quote))
        if row.public_speech is not None:
            yield _of_record(record, AS_PUBLIC, row.pk, ("引用", row.as_public().quote))


def _of_record(record: Any, noun: str, key: int, *more: tuple[str, str]) -> Entry:
    organization = record.organization
    own = [
        (label, getattr(record, name, ""))
        for name, label in (
            ("ask", "求める措置"),
            ("trouble", "支障事例・効果"),
            ("fulfilled_by", "履行"),
            ("speaker", "発言者"),
        )
    ]
    return Entry(
        noun=noun,
        key=key,
        owner=record.pk,
        day=record.said_on,
        title=record.title,
        texts=(*more, *own, ("団体", organization.full_name if organization else "")),
        forum=record.forum_id,
        number=record.number,
        kana=readings_of(organization) if organization else (),
    )


def _requests(keys: Keys) -> Iterator[Entry]:
    rows = LocalRequest.objects.filter(pk__in=keys).select_related("organization")
    records = {row.pk: row for row in rows}
    for row in records.values():
        yield _of_record(row, "request", row.pk)
    yield from _quotes(records, "local_request")
    joined = Joining.objects.filter(local_request__in=keys, stands_for=None)
    for joining in joined.select_related("organization"):
        told = (f"加わった{joining.organization.full_name}の支障事例", joining.trouble)
        yield _of_record(records[joining.local_request_id], "joining", joining.pk, told)


def _request_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = LocalRequest.objects.visible_to(actor).filter(pk__in=keys)
    return {
        row.pk: Line(
            f"{row.number}　{row.title}",
            row.get_absolute_url(),
            (
                row.organization.full_name,
                row.get_status_display(),
                f"{format_era(row.said_on, weekday=False)}の発言",
            ),
            row.fictional,
        )
        for row in rows.select_related("organization")
    }


def _points(keys: Keys) -> Iterator[Entry]:
    for row in DiscussionPoint.objects.filter(pk__in=keys):
        yield Entry(
            noun="point",
            key=row.pk,
            owner=row.pk,
            day=OF_NO_DAY,
            title=row.name,
            texts=(("略称", row.short_name), ("内容", row.statement), ("出典", row.source)),
            forum=row.forum_id,
        )


def _point_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    return {
        row.pk: Line(
            f"論点{row.position}　{row.name}", row.get_absolute_url(), (row.get_status_display(),)
        )
        for row in DiscussionPoint.objects.filter(pk__in=keys)
    }


def _commitments(keys: Keys) -> Iterator[Entry]:
    rows = Commitment.objects.filter(pk__in=keys).select_related("organization")
    records = {row.pk: row for row in rows}
    for row in records.values():
        yield _of_record(row, "commitment", row.pk)
    yield from _quotes(records, "commitment")


def _commitment_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = Commitment.objects.visible_to(actor).filter(pk__in=keys)
    return {
        row.pk: Line(
            f"{row.number}　{row.title}",
            row.get_absolute_url(),
            (
                row.organization.name if row.organization else row.speaker,
                row.get_status_display(),
                f"{format_era(row.said_on, weekday=False)}の発言",
            ),
            row.fictional,
        )
        for row in rows.select_related("organization")
    }


def _replies(keys: Keys) -> Iterator[Entry]:
    rows = Reply.objects.filter(pk__in=keys)
    for row in rows.select_related("local_request", "ministry"):
        yield Entry(
            noun="reply",
            key=row.pk,
            owner=row.pk,
            day=timezone.localdate(row.submitted_at or row.created_at),
            title="",
            texts=(
                ("回答", row.text),
                ("訂正の理由", row.correction_reason),
                ("府省", row.ministry.full_name),
            ),
            forum=row.local_request.forum_id,
        )


def _reply_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = Reply.objects.visible_to(actor).filter(pk__in=keys)
    return {
        row.pk: Line(
            f"{row.local_request.number}への{row.ministry.name}の{row}",
            f"{row.local_request.get_absolute_url()}#reply-{row.pk}",
            (row.get_reply_class_display(), row.local_request.title, row.get_status_display()),
            row.fictional,
        )
        for row in rows.select_related("local_request", "ministry")
    }


def _opinions(keys: Keys) -> Iterator[Entry]:
    rows = Opinion.objects.filter(pk__in=keys)
    for row in rows.select_related("reply__local_request", "organization"):
        yield Entry(
            noun="opinion",
            key=row.pk,
            owner=row.pk,
            day=timezone.localdate(row.given_at),
            title="",
            texts=(("見解", row.text), ("団体", row.organization.full_name)),
            forum=row.reply.local_request.forum_id,
            kana=readings_of(row.organization),
        )


def _opinion_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = Opinion.objects.visible_to(actor).filter(pk__in=keys)
    return {
        row.pk: Line(
            f"{row.reply.local_request.number}の{row.reply}への{row.organization.full_name}の見解",
            f"{row.reply.local_request.get_absolute_url()}#opinion-{row.pk}",
            (row.get_stance_display(), row.reply.local_request.title),
            row.fictional,
        )
        for row in rows.select_related("reply__local_request", "organization")
    }


_VOICES: tuple[tuple[str, Any, str, tuple[tuple[str, str], ...]], ...] = (
    ("progress", ProgressReport, "reported_at", (("text", "府省の進捗"),)),
    ("judgement", Judgement, "judged_at", (("text", "事務局の判断"),)),
    (
        "settlement",
        Settlement,
        "settled_at",
        (("reflected_in", "反映先"), ("despite", "不服がある中で決着とした理由")),
    ),
)


def _voices(keys: Keys) -> Iterator[Entry]:
    for noun, model, at, names in _VOICES:
        rows = model.objects.filter(local_request__in=keys).select_related("local_request")
        for row in rows:
            yield Entry(
                noun=noun,
                key=row.pk,
                owner=row.local_request_id,
                day=timezone.localdate(getattr(row, at)),
                title="",
                texts=tuple((label, getattr(row, name)) for name, label in names),
                forum=row.local_request.forum_id,
            )


def _voice_lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
    rows = LocalRequest.objects.visible_to(actor).filter(pk__in=keys)
    return {
        row.pk: Line(
            f"{row.number}　{row.title}", f"{row.get_absolute_url()}#voices", (), row.fictional
        )
        for row in rows
    }


def _spoken_on() -> QuerySet[Any]:
    """The requests that voices have said something of."""
    said = [model.objects.values("local_request") for _, model, _, _ in _VOICES]
    return LocalRequest.objects.filter(pk__in=said[0].union(*said[1:]))


def _standing(model: Any) -> Seen:
    """Those that were not taken back."""
    return lambda actor: model.objects.standing().visible_to(actor)


def _seen(model: Any) -> Seen:
    return lambda actor: model.objects.visible_to(actor)


def _quoted(actor: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = _passages().read_as_they_stand(actor)
    return rows


def _quoted_as_public(actor: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = _passages().read_as_public(actor)
    return rows


def _every(model: type[Model]) -> Callable[[], QuerySet[Any]]:
    return lambda: model._default_manager.all()


_QUOTES: Mapping[str, Seen] = {QUOTE: _quoted, AS_PUBLIC: _quoted_as_public}


def _by(model: Any, field: str) -> Callable[[Keys], QuerySet[Any]]:
    """The rows that say by whom they are."""
    return lambda keys: model.objects.filter(**{f"{field}__in": keys})


def _requests_naming(keys: Keys) -> QuerySet[Any]:
    joined = Joining.objects.filter(organization__in=keys, stands_for=None)
    return LocalRequest.objects.filter(
        Q(organization__in=keys) | Q(pk__in=joined.values("local_request"))
    )


GROUPS = (
    Group(
        key="requests",
        sign="r",
        label="要望",
        nouns={"request": _seen(LocalRequest), "joining": _seen(Joining), **_QUOTES},
        entries=_requests,
        lines=_request_lines,
        owners=_every(LocalRequest),
        named_by={"organizations": _requests_naming},
    ),
    Group(
        key="points",
        sign="p",
        label="論点",
        nouns={"point": lambda actor: DiscussionPoint.objects.all()},
        entries=_points,
        lines=_point_lines,
        owners=_every(DiscussionPoint),
    ),
    Group(
        key="commitments",
        sign="c",
        label="国側の発言・約束",
        nouns={"commitment": lambda actor: Commitment.objects.live().visible_to(actor), **_QUOTES},
        entries=_commitments,
        lines=_commitment_lines,
        owners=_every(Commitment),
        named_by={"organizations": _by(Commitment, "organization")},
    ),
    Group(
        key="replies",
        sign="a",
        label="回答",
        nouns={"reply": _seen(Reply)},
        entries=_replies,
        lines=_reply_lines,
        owners=_every(Reply),
        named_by={"organizations": _by(Reply, "ministry")},
    ),
    Group(
        key="opinions",
        sign="o",
        label="団体の見解",
        nouns={"opinion": _seen(Opinion)},
        entries=_opinions,
        lines=_opinion_lines,
        owners=_every(Opinion),
        named_by={"organizations": _by(Opinion, "organization")},
    ),
    Group(
        key="voices",
        sign="v",
        label="進捗・判断・反映先",
        nouns={noun: _standing(model) for noun, model, _, _ in _VOICES},
        entries=_voices,
        lines=_voice_lines,
        owners=_spoken_on,
    ),
)
