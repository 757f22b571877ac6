"""Every move of the tracked things: a table for each noun, listed in `tables`."""
