"""The official lists, and which organization a name means."""
