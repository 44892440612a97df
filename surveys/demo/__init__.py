"""Invented data of the surveys for the demonstration, the same on every machine."""
