"""公表の取りやめ and 墨消し: what can be taken out, and what is told instead."""
