"""公表: what goes out together and when, what is taken out; knows no request and no meeting."""
