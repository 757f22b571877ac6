"""What the record tells others: a move has been written down."""

from __future__ import annotations

from django.dispatch import Signal

moved = Signal()
"""Sent by `workflow.step` in the transaction of the move, after its entry has been written. The
sender is the model; `obj` is the thing that moved and `verb` the move."""

begun = Signal()
"""The same for many things of one kind that began together, sent once: `objs` and `verb`."""
