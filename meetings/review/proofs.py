"""Proving passages: the stored file is the one handed in, and the words stand where we say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.minutes import confined
from meetings.minutes.document import UnreadableMinutes
from meetings.models import MinutesSource, Passage
from publication.removals import blacking


@dataclass(frozen=True)
class Mismatch:
    """A passage that could not be proved, and why (Japanese). `passage` is None when the whole
    source fails."""

    source: MinutesSource
    passage: Passage | None
    reason: str


@dataclass(frozen=True)
class Verification:
    """How many passages were looked at, and those that failed."""

    passages: int
    sources: int
    mismatches: tuple[Mismatch, ...]


def verify_all() -> Verification:
    """Check every passage against its stored file: SHA-256, then the file read again."""
    passages = sources = 0
    mismatches: list[Mismatch] = []
    for source in MinutesSource.objects.filter(meeting__isnull=False).order_by("pk"):
        sources += 1
        rows = list(Passage.objects.filter(speech__source=source).select_related("speech"))
        passages += len(rows)
        mismatches.extend(_check_source(source, rows))
    return Verification(passages, sources, tuple(mismatches))


def _check_source(source: MinutesSource, rows: list[Passage]) -> Iterator[Mismatch]:
    try:
        with source.file.open("rb") as file:
            data = file.read()
    except OSError:
        yield Mismatch(source, None, "原本のファイルを開けません。")
        return
    if hashlib.sha256(data).hexdigest() != source.sha256:
        yield Mismatch(
            source, None, "原本のファイルが、受け取ったときと違います（SHA-256が不一致）。"
        )
        return
    try:
        read = confined.read(data, source.filename, pasted=source.pasted, want="speeches")
    except UnreadableMinutes as problem:
        yield Mismatch(source, None, f"原本を読み直せません。{problem}")
        return
    texts = {speech["index"]: speech["text"] for speech in read["speeches"]}
    yield from _check_passages(source, texts, rows)


def _check_passages(
    source: MinutesSource, texts: dict[int, str], rows: list[Passage]
) -> Iterator[Mismatch]:
    for passage in rows:
        text = texts.get(passage.speech.index, "")
        before = text[max(0, passage.start - len(passage.prefix)) : passage.start]
        after = text[passage.end : passage.end + len(passage.suffix)]
        quote, prefix, suffix = _as_taken(passage)
        if passage.source_sha256 != source.sha256:
            yield Mismatch(source, passage, "引用箇所の原本と、記録した原本が違います。")
        elif text[passage.start : passage.end] != quote:
            yield Mismatch(source, passage, "その位置に、引用した言葉がありません。")
        elif (before, after) != (prefix, suffix):
            yield Mismatch(source, passage, "引用した言葉の前後が、記録と違います。")


def _as_taken(passage: Passage) -> tuple[str, ...]:
    """The words with those before and after, without the ■ that came over them since."""
    names = ("quote", "prefix", "suffix")
    return tuple(blacking.original(passage, name, getattr(passage, name)) for name in names)
