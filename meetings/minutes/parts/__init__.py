"""Lines to the parts of minutes: heading, agenda, documents, speeches, decisions."""
