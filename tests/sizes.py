"""How long the tests that could go on for ever are: the everyday size, or with `RONTEN_TESTS=long`
the long one. Either touches every address, field, move and text."""

import os

LONG = os.environ.get("RONTEN_TESTS") == "long"


def of(usual, *, long):
    """The size of one test in the run that is being made."""
    return long if LONG else usual
