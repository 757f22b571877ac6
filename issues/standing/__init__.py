"""Where things stand, now and as of any session."""
