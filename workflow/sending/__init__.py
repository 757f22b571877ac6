"""Forms that count once and come back after signing in again."""
