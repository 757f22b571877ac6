"""How the time for a file grows with the longest run of one sign in it."""

import pytest

from tests.meetings.minutes.test_long_runs import PLACES, RUNS, seconds

FEW, MANY = 20_000, 80_000
AGAIN = 3


@pytest.mark.parametrize("place", PLACES)
def test_four_times_the_run(place):
    seconds("line", "", 0)  # the vocabulary is read once
    for run in RUNS:
        few, many = (
            min(seconds(place, run, length) for _ in range(AGAIN)) for length in (FEW, MANY)
        )
        print(f"{place:8} {run!r:8} {MANY // FEW} times the run: {many / few:5.1f} times the time")
