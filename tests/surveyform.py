"""A form of a page as a browser without JavaScript would send it: what stands in its fields, with changes."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


def fields_of(html: str) -> Fields:
    """Fields of the page's forms: hidden ones, what is written, what is chosen."""
    reader = _Reader()
    reader.feed(html)
    return reader.fields


def filled(html: str, **changes: str | list[str]) -> Fields:
    """The page's fields with answers: item code → value or values; an empty value takes the answer away."""
    answers = {f"o.{code}": [value] if isinstance(value, str) else value for code, value in changes.items()}
    return {**fields_of(html), **answers}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "textarea":
            self._writing = name
            self.fields[name] = [""]
        if tag != "input" or not name:
            return
        if given.get("type") in {"hidden", "text"} or "checked" in given:
            self.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.fields[self._writing] = [self.fields[self._writing][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._writing] = [self.fields[self._writing][0].removeprefix("\n")]
            self._writing = ""
