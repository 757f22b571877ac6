"""What changed between two sessions, or since one of them."""
