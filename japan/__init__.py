"""Text, words, eras, working days, personal data in a text: pure functions."""
