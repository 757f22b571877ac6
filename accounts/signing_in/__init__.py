"""Slowing down those who guess; demo people."""
