"""Who owns the tables, what the product may do with them, how long it waits for them."""
