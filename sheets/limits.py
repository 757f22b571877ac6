"""How much of a file is read at most."""

from __future__ import annotations

MOST_UNPACKED_BYTES = 400 * 1024 * 1024
"""Most that the parts of a workbook (a ZIP archive) may hold once unpacked."""
MOST_ROWS = 20_000
"""Most rows of one sheet that hold something: twice what is brought in at once."""
MOST_COLUMNS = 300
MOST_PLACES = 20_000_000
"""Most places between the first and the last cell of a sheet, empty ones included."""
LONGEST_CELL = 32_767
"""What a cell of Excel can hold; a longer one (of a CSV file) is a quote that was never closed."""
FIRST_ROWS = 30
"""So many rows that hold something go into the outline of a sheet."""
MOST_SHEETS = 50
MOST_MERGED = 2_000
