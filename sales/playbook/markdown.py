"""Markdown as people write it in the playbook, as markup that can do nothing but be read."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "s", "a", "h3", "h4", "blockquote", "code", "pre", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "noopener noreferrer nofollow"


def render(text: str) -> SafeString:
    """Raw HTML and pictures stay the letters they were typed as; links go to the web, an address or a phone only."""
    html = _writer.render(text)
    return mark_safe(  # noqa: S308 - cleaned here: nothing but TAGS, and of attributes only where a link goes
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=SCHEMES, link_rel=LINK_REL)
    )


def _below_the_page(state: StateCore) -> None:
    """A page has its h1 and its sections are h2: headings inside a text come below these."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2") else "h4"


_writer = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable(["image", "html_block"])
_writer.disable(["html_inline"])
_writer.core.ruler.push("below_the_page", _below_the_page)
