"""What can be done with the search's vocabulary: write a line, or leave one out."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from issues.models import Forum, SearchTerm
from issues.models.term import BETWEEN
from issues.search import vocabulary
from issues.transitions.terms import SEARCH_TERM
from japan.text import normalise
from workflow import doubles
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

NOT_THERE = "その用語は、表にありません。画面を開き直してください。"
SAME = "用語と違う言葉を、「同じ意味の言葉」に書いてください。"


def write(
    term: str, *, by: User, others: str, note: str = "", forum: Forum | None = None, reason: str
) -> SearchTerm:
    """Let these words mean the same from now on, whatever the line said before. Raises `Refused`
    where nothing is left but the term itself."""
    words = [word for word in vocabulary.words_of(others) if normalise(word) != normalise(term)]
    if not words or not normalise(term):
        raise Refused(Decision(RefusalKind.INCOMPLETE, SAME))
    fields = {"others": BETWEEN.join(words), "note": note}
    with doubles.refused(), transaction.atomic():
        row = _own(term, forum)
        if row is None:
            return begin(
                SEARCH_TERM, "add", SearchTerm(term=term.strip(), forum=forum, **fields),
                by=by, reason=reason,
            )  # fmt: skip
        with step(SEARCH_TERM, "change", row, by=by, reason=reason) as under_way:
            for name, value in fields.items():
                setattr(under_way.obj, name, value)
        return under_way.obj


def set_aside(term: str, *, by: User, forum: Forum | None = None, reason: str) -> SearchTerm:
    """Let a line count no more, a shipped one too. Raises `Refused` where there is none."""
    with doubles.refused(), transaction.atomic():
        row = _own(term, forum)
        if row is not None:
            with step(SEARCH_TERM, "set_aside", row, by=by, reason=reason) as under_way:
                pass
            return under_way.obj
        found = vocabulary.shipped().get(normalise(term))
        if found is None:
            raise Refused(Decision(RefusalKind.CONFLICT, NOT_THERE))
        row = SearchTerm(
            term=found.term, others=BETWEEN.join(found.others), note=found.note, forum=forum
        )
        return begin(SEARCH_TERM, "leave_out", row, by=by, reason=reason)


def _own(term: str, forum: Forum | None) -> SearchTerm | None:
    rows = SearchTerm.objects.filter(forum=forum)
    key = normalise(term)
    return next((row for row in rows if normalise(row.term) == key), None)
