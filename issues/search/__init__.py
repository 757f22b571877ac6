"""Words looked for in Japanese text."""
