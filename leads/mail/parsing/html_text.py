"""The words of an HTML mail, without its tags, scripts and pictures."""

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "head", "title", "template"}
BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dt"}
CELLS = {"td", "th", "dd"}
"""What stands beside something else is kept apart by a tab."""
MOST_HTML = 500_000
MOST_QUOTES = 20


class Words(HTMLParser):
    """`quotes`: for each blockquote that is open, whether it quotes; programs indent with them, too."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.unseen, self.quotes = [], 0, []

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        if tag == "blockquote" and len(self.quotes) < MOST_QUOTES:
            self.quotes.append(_is_quotation(dict(attrs)))
        if tag in BREAKS:
            self._break()
        elif tag in CELLS:
            self.words.append("\t")

    def handle_endtag(self, tag):
        self.unseen = max(self.unseen - (tag in UNSEEN), 0)
        if tag == "blockquote":
            del self.quotes[-1:]
        if tag in BREAKS - {"br"}:
            self._break()

    def _break(self):
        self.words.append("\n" + "> " * sum(self.quotes))

    def handle_data(self, data):
        if not self.unseen:
            self.words.append(re.sub(r"\s+", " ", data))


def _is_quotation(attrs: dict[str, str | None]) -> bool:
    return attrs.get("type") == "cite" or "cite" in attrs or "quote" in (attrs.get("class") or "")


def as_text(html: str) -> str:
    reader = Words()
    reader.feed(html[:MOST_HTML])
    reader.close()
    lines = (re.sub(r"[ \t]*\t[ \t]*", "\t", line).strip() for line in "".join(reader.words).split("\n"))
    lines = ("" if set(line) <= {">", " "} else line for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
