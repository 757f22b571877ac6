"""The start page: what waits for whom, by urgency, each with the one button that does it."""
