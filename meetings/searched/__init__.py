"""What of the minutes and sessions a search finds, and how it is shown."""
