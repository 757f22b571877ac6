"""Plain Python, no Django: bytes to parts to speeches; suggestions; finding a quote again."""
