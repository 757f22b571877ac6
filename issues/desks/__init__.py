"""What waits for whom, and what to do about it."""
