"""Inputs that several forms share."""
