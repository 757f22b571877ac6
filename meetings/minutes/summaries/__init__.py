"""Records that no line opens a turn in: whose words they are is told beside them."""
