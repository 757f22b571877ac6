"""A change of words of the first 協議の場, asked to be tried."""

from issues.forums import chosen_forum
from meetings.actions import words
from meetings.words.changes import Change
from tests.factories.accounts import one_of_the_cast

WORD = "試しに加える語"


def a_trial(forum=None, **fields):
    change = Change(**{"subject": "cost", "expression": WORD, "weight": 2.0, **fields})
    by = one_of_the_cast("secretariat")
    return words.ask(forum or chosen_forum.first(), [change], by=by)
