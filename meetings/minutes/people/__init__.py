"""Who was there, on which side, and who is meant by a label."""
