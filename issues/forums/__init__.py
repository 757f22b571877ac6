"""協議の場: which one is shown, and what each begins with."""
