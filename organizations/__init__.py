"""団体: who asks, who answers, who keeps the record."""
