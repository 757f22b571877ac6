"""検索: documents of words, and which of them a search finds; knows no noun."""
