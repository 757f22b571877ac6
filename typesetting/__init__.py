"""A paper as blocks, set as PDF (Typst) and Word. Plain Python, knows no app."""
