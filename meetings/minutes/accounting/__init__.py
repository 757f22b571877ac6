"""Every character of a file: the part it went to, or the list of what was left out."""
