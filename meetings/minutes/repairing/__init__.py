"""Mending what was read as speeches: a person divides, joins and assigns them."""
