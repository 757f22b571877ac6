"""Which speech of one edition of the minutes is which of another, and what changed in its words."""
