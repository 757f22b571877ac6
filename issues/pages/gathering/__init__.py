"""All that hangs on one record, asked for at once."""
