"""Which ministries the words of a candidate may concern, for the person who decides on it."""

from __future__ import annotations

from meetings.minutes.demands.proposing import addressed
from meetings.minutes.document import MinistryScore
from meetings.minutes.proposing.ministries import likely
from meetings.models import Suggestion
from meetings.review.review_values import MinistryHint
from organizations.directory.official import organizations

BEFORE = 200
"""So many letters before the words are looked at as well."""


def hints(suggestion: Suggestion) -> tuple[MinistryHint, ...]:
    """The likeliest ministries with their evidence; where a member of the national side speaks,
    that person's office is part of it. Those to whom a paper says that it is addressed go first."""
    speech = suggestion.speech
    named = _addressed(suggestion)
    codes = {each.code for each in named}
    found = likely(
        suggestion.quote,
        before=speech.text[max(suggestion.start - BEFORE, 0) : suggestion.start],
        office="" if speech.is_local else _office(suggestion),
    )
    known = organizations()
    return tuple(
        MinistryHint(known[each.code].name, each.terms)
        for each in (*named, *(each for each in found if each.code not in codes))
        if each.code in known
    )


def _addressed(suggestion: Suggestion) -> tuple[MinistryScore, ...]:
    speech = suggestion.speech
    if not speech.is_local:
        return ()
    return addressed(speech.text, suggestion.start, suggestion.end)


def _office(suggestion: Suggestion) -> str:
    """The label of the speaker and the organization and post that the list of people gives."""
    who = suggestion.speech.attendance
    if who is None:
        return suggestion.speech.label
    return f"{suggestion.speech.label} {who.organization_name} {who.printed_post}"
