"""Tools of this repository: one command each, run as `python -m tools.<name>`."""
