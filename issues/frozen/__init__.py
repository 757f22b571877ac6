"""Requests as a closed session keeps them: plain values that never change again."""
