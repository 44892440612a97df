"""Refusals of this package: their text is a Polish sentence that says what to do."""


class NotAllowed(Exception):
    """The verb does not apply now; the text is for the person."""
