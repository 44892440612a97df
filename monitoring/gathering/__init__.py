"""Gathers what reports say beside the board: each module reads one matter as of a day, as known."""
