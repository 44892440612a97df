"""Workbooks into which answers given on paper are copied: writing the template, reading it back. Nothing is stored here."""
