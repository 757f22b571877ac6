"""Very many invented requests, to measure with."""
