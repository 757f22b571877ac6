"""What is counted over many requests, each count with the condition behind it."""
