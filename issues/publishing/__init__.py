"""What of the tracked things is published, corrected and taken out again."""
