"""The words of an HTML mail, without its tags, scripts and pictures."""

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "head", "title", "template"}
BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol"}
MOST_HTML = 500_000


class Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.unseen = [], 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        if tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag):
        self.unseen = max(self.unseen - (tag in UNSEEN), 0)
        if tag in BREAKS - {"br"}:
            self.words.append("\n")

    def handle_data(self, data):
        if not self.unseen:
            self.words.append(re.sub(r"\s+", " ", data))


def as_text(html: str) -> str:
    reader = Words()
    reader.feed(html[:MOST_HTML])
    reader.close()
    lines = (line.strip() for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
