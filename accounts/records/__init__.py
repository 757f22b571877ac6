"""The records of who came in and of what was done to people."""
