"""Plan, agenda, record, close; the frozen report."""
