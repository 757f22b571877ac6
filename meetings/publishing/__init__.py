"""What of a meeting is published and taken out again."""
