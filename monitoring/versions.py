"""What made a report: versions kept beside its inputs, so that it can be made again."""

from importlib.metadata import version

from hdr_portal.version import VERSION

LIBRARIES = ("django", "weasyprint", "pikepdf", "fonttools", "python-docx", "python-pptx")


def versions() -> dict[str, str]:
    """Version of the portal and of the libraries that shape the bytes."""
    return {"hdr-portal": VERSION} | {name: version(name) for name in LIBRARIES}
