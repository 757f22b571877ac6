"""状況: where things stand, now and as of any session, and since when."""
