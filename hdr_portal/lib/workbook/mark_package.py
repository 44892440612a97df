"""The parts of an XLSX that is being changed: read from the old file, written anew, the rest copied."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from .mark_splice import attribute
from .xmlstream import each_element
from .zipped import MAX_TOTAL, Archive, resolved

TYPES = "[Content_Types].xml"
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".emf.gz")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = "http://schemas.openxmlformats.org/"
MAIN = NAMESPACE + "spreadsheetml/2006/main"
RELATIONS = NAMESPACE + "package/2006/relationships"
OFFICE = NAMESPACE + "officeDocument/2006/relationships"
CONTENT_TYPES = NAMESPACE + "package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class Package:
    """Parts by name, changed ones kept until the file is saved."""

    def __init__(self, archive: Archive | None, parts: dict[str, bytes] | None = None) -> None:
        self.archive = archive
        self.parts = dict(parts or {})

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.parts or (self.archive is not None and name in self.archive)

    def read(self, name: str) -> bytes:
        """A part as it is now."""
        if name in self.parts or self.archive is None:
            return self.parts[name]
        self.archive.left = MAX_TOTAL  # all parts were unpacked within the limit once
        return self.archive.read(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part as it is now, for a parser."""
        yield self.read(name)

    def names(self) -> Iterator[str]:
        """All parts, the old ones first."""
        old = self.archive.names() if self.archive else []
        yield from old
        yield from (name for name in self.parts if name not in old)

    def free_name(self, pattern: str) -> str:
        """The first name with a number in place of {} that no part has."""
        taken = {name.lower() for name in self.names()}
        return next(name for at in range(1, len(taken) + 2) if (name := pattern.format(at)).lower() not in taken)

    def relations(self, part: str) -> list[dict[str, str]]:
        """What a part leads to, as written."""
        found: list[dict[str, str]] = []
        path = relations_path(part)
        if path in self:
            each_element([self.read(path)], lambda name, has: found.append(has) if name == "Relationship" else None)
        return found

    def target(self, part: str, kind: str) -> str | None:
        """The part that this one leads to by a relation of the kind."""
        for one in self.relations(part):
            if one.get("Type", "").endswith("/" + kind) and one.get("TargetMode") != "External":
                return resolved(part, one.get("Target", ""))
        return None

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from one part to another; returns the relation's id."""
        known = self.relations(part)
        taken = {one.get("Id", "") for one in known}
        key = next(key for at in range(1, len(known) + 2) if (key := f"rIdHdr{at}") not in taken)
        to = posixpath.relpath(target, posixpath.dirname(part) or ".")
        known.append({"Id": key, "Type": f"{OFFICE}/{kind}", "Target": to})
        rows = "".join(_tag("Relationship", one) for one in known)
        self.parts[relations_path(part)] = f'{HEAD}<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()
        return key

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind of content a new part has; for a drawing, that all of its ending have it."""
        rows: list[str] = []
        endings: set[str] = set()

        def copy(name: str, has: dict[str, str]) -> None:
            if name != "Types":
                rows.append(_tag(name, has))
                endings.add(has.get("Extension", "").lower())

        each_element([self.read(TYPES)], copy)
        ending = posixpath.splitext(part)[1].lstrip(".")
        if ending == "vml" and ending not in endings:
            rows.insert(0, _tag("Default", {"Extension": ending, "ContentType": content_type}))
        elif ending != "vml":
            rows.append(_tag("Override", {"PartName": f"/{part}", "ContentType": content_type}))
        self.parts[TYPES] = f'{HEAD}<Types xmlns="{CONTENT_TYPES}">{"".join(rows)}</Types>'.encode()

    def saved(self) -> bytes:
        """The whole file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name in self.names():
                stored = name.lower().endswith(PACKED)
                archive.writestr(
                    zipfile.ZipInfo(name), self.read(name), zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                )
        return out.getvalue()


def relations_path(part: str) -> str:
    """Where a part's relations stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _tag(name: str, has: dict[str, str]) -> str:
    written = "".join(f' {key}="{attribute(value)}"' for key, value in has.items() if key != "xmlns")
    return f"<{name}{written}/>"
