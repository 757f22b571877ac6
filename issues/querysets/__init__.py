"""Which rows: the only place that says who may see what."""
