"""Reads a page as a browser would: which elements and attributes it has, what its texts and its fields say."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Reader(HTMLParser):
    """`shape` counts each element with the names of its attributes; `texts` are the text nodes; `typed` what stands in the
    fields, by name; `wrong` the names of those marked as wrong, `complaints` what is said about them."""

    shape: Counter = field(default_factory=Counter)
    texts: set = field(default_factory=set)
    typed: dict = field(default_factory=dict)
    wrong: set = field(default_factory=set)
    complaints: list = field(default_factory=list)
    addresses: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self._area, self._complaint, self._node = None, 0, []

    def handle_starttag(self, tag, attrs):
        self._end_node()
        attributes = dict(attrs)
        self.shape[(tag, *sorted(attributes))] += 1
        self.addresses += [attributes[name] or "" for name in ("href", "src", "action") if name in attributes]
        name, classes = attributes.get("name"), (attributes.get("class") or "").split()
        if tag == "input" and name and attributes.get("type") not in ("radio", "checkbox", "submit"):
            self.typed.setdefault(name, []).append(attributes.get("value") or "")
        if tag == "textarea":
            self._area = self.typed.setdefault(name, [])
            self._area.append("")
        if "is-invalid" in classes or attributes.get("aria-invalid") == "true":
            self.wrong.add(name)
        if {"invalid-feedback", "notice-bad", "alert-danger", "toast-bad"} & set(classes) or (self._complaint and tag not in EMPTY):
            self._complaint += 1

    def handle_endtag(self, tag):
        self._end_node()
        if tag == "textarea":
            self._area = None
        if self._complaint and tag not in EMPTY:
            self._complaint -= 1

    def handle_data(self, data):
        self._node.append(data)
        if self._area is not None:
            self._area[-1] += data
        if self._complaint and data.strip():
            self.complaints.append(data.strip())

    def _end_node(self) -> None:
        if self._node:
            self.texts.add("".join(self._node))
            self._node = []


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    # A browser drops the first line break of a text area; Django writes one there for that reason.
    reader.typed = {name: [text.removeprefix("\r").removeprefix("\n") for text in values] for name, values in reader.typed.items()}
    return reader


def runs_something(reader: Reader) -> list[str]:
    """Attributes and addresses that would run as a script."""
    handlers = [name for tag, *names in reader.shape for name in names if name.startswith("on") or name == "style"]
    addresses = [each for each in reader.addresses if each.strip().lower().startswith(("javascript:", "data:", "vbscript:"))]
    return handlers + addresses
