"""Several questions to the database, asked at once."""
