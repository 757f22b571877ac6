"""Publishing the file that minutes were read from: a copy without what its pages do not show."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile

from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.unseen import looking
from meetings.models import MinutesSource
from meetings.publishing.as_read import stem_of
from workflow.machine import Decision, RefusalKind, Refused


def publish(source: MinutesSource | None, *, now: datetime) -> str:
    """Make the cleaned copy and let everybody have it with its edition. Returns its SHA-256.
    Raises `Refused` where there is no file, or what is hidden in it cannot be taken out."""
    if source is None or source.published_at is None:
        reason = "先に議事要旨を公表してください。原本のファイルは、その後に公表できます。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    try:
        with source.file.open("rb") as file:
            data = file.read()
        copy = data if source.pasted else looking.cleaned(data, source.filename)
    except UnreadableMinutes as problem:
        raise Refused(Decision(RefusalKind.INCOMPLETE, str(problem))) from problem
    except OSError as error:
        reason = "原本のファイルを開けません。原本を公表せずに、もう一度公表してください。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason)) from error
    digest = hashlib.sha256(copy).hexdigest()
    suffix = ".txt" if source.pasted else looking.suffix_of(data, source.filename)
    source.cleaned_name = f"{stem_of(source)}_原本{suffix}"
    source.cleaned_sha256, source.cleaned_size = digest, len(copy)
    source.original_published_at = now
    source.cleaned_file.save(f"{digest[:16]}{suffix}", ContentFile(copy), save=False)
    source.save(
        update_fields=(
            "cleaned_file",
            "cleaned_name",
            "cleaned_sha256",
            "cleaned_size",
            "original_published_at",
        )
    )
    return digest


def hidden_in(source: MinutesSource) -> list[dict[str, object]]:
    """What the file holds beside its words: as it was seen while reading, or looked for now."""
    if source.hidden is not None:
        return list(source.hidden)
    try:
        with source.file.open("rb") as file:
            found = [] if source.pasted else looking.look(file.read(), source.filename)
    except (UnreadableMinutes, OSError):
        return []
    return [each.as_json() for each in found]
