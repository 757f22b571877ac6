"""What a file holds beside the words that its page shows."""
