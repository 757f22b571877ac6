"""期限: how they are counted, kept and moved."""
