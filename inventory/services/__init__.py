"""Verbs on the register."""
