"""Changing words that may be public: plainly while they are internal, else as a correction."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions import corrections
from issues.models import Correction
from issues.publishing.corrected_words import TABLES, Subject
from issues.transitions.corrections import CORRECTION
from workflow.machine import Decision

PROPOSED = "訂正を申し出ました。事務局が受け入れるまで、公表した文章は変わりません。"
CORRECTED = "訂正しました。訂正したことが、経過に出ます。"


def decide(user: User, subject: Subject) -> Decision:
    """Whether this person may change the record, in the way that is open for it."""
    table = TABLES[type(subject)]
    if subject.published_at is None:
        return table.decide("edit", user, subject)
    if is_secretariat(user):
        return table.decide("correct", user, subject)
    return CORRECTION.decide("propose", user, Correction(subject=subject))


def correct(
    subject: Subject, *, by: User, after: Mapping[str, str], reason: str, version: int | None
) -> str:
    """Correct at once (the secretariat) or propose to; gives the words to say."""
    make = corrections.correct if is_secretariat(by) else corrections.propose
    make(subject, by=by, after=after, reason=reason, now=timezone.now(), version=version)
    return CORRECTED if is_secretariat(by) else PROPOSED
