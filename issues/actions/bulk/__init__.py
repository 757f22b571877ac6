"""The same move on many requests at once."""
