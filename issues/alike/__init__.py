"""同趣旨: requests that ask the same, by their words and by hand."""
