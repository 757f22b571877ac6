"""How anything changes: the machine, the one writer of statuses, the record."""
