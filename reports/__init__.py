"""What is counted and written about all of it."""
