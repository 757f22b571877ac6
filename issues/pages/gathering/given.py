"""What is told when the questions about a record are asked: the places that stand in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from django.db.models import DateTimeField, TextField

from accounts.rules import Actor
from issues.standing.moments import Moment
from workflow.asking.together import Given

Question: TypeAlias = Callable[[Actor, Moment | None], Any]
"""Gives the rows as one reader sees them, now or (with a moment) as of a closed session."""

KEY = Given("record")
FORUM = Given("forum")
SERIAL = Given("serial")
NUMBER = Given("number", TextField())
MINE = Given("mine")
"""The body that the reader acts for."""
READER = Given("reader")
"""The person who reads; nobody for visitors."""
AT, KNOWN = Given("at", DateTimeField()), Given("known", DateTimeField())
"""The times of the moment."""
