"""The sheet of changes: what moved since the report before."""

from hdr_portal.lib.livingbook import LivingBook
from monitoring.report_parts import Plain


def add_changes(book: LivingBook, changes: Plain | None) -> None:
    """No sheet where nothing was compared."""
    del book, changes
