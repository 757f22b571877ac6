"""Bytes of any sort to lines."""
