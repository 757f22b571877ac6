"""The record as people read it, and the words that it rests on."""
