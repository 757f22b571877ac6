"""What papers say, laid out in the blocks of `typesetting`."""
