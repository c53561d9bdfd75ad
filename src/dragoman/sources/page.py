"""Web pages: the main text by trafilatura, the date from the page's metadata by htmldate, never from its running text."""

from __future__ import annotations

import re
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document as Page

from dragoman.sources.extract import HTML_LIMIT, Extract, SourceError, one_line, size
from dragoman.sources.plain import clean, decode

TAG_LIMIT = 12_000
"""Tags of one page that the extractor is given; its time grows with their square, so longer pages are taken whole by a plain reading."""
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{1,100}encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section",
    "table", "td", "th", "title", "tr", "ul",
}  # fmt: skip
_SILENT = {"script", "style", "noscript", "template", "iframe", "svg", "head"}
# a date is taken from what the page says of itself only; the last day is fixed so that the same page reads the same in any year
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}


def read(data: bytes, *, charset: str | None = None) -> Extract:
    """A page's main text, headed by its title; raises SourceError for a page that is too long or holds no text."""
    if len(data) > HTML_LIMIT:
        raise SourceError(f"a web page of {size(len(data))}; at most {size(HTML_LIMIT)} are read")
    match = _CHARSET.search(data[:4096])
    declared = charset or (next(filter(None, match.groups())).decode("ascii") if match else None)
    markup, notes = decode(data, declared)
    markup, more = clean(markup, HTML_LIMIT)
    markup = _XML_DECLARATION.sub("", markup)
    page = _main(markup) if markup.count("<") <= TAG_LIMIT else None
    text = page.text if page and page.text else ""
    if not text.strip():
        text = _whole(markup)
        notes += ("The main text could not be told from the rest of the page; its whole text is kept.",)
    if not text.strip():
        raise SourceError("a web page without text")
    title = one_line(page.title) if page else None
    text, even_more = clean(_headed(title, text))
    return Extract(
        text,
        title=title,
        published=page.date if page else None,
        publisher=one_line(page.sitename) if page else None,
        source_url=_address(page.url) if page else None,
        notes=notes + more + even_more,
    )


def _main(markup: str) -> Page | None:
    options: dict[str, Any] = {"include_comments": False, "with_metadata": True, "date_extraction_params": _DATES}
    try:
        found = trafilatura.bare_extraction(markup, **options)
    except Exception:  # a hostile page may break the extractor anywhere; the plain reading is left
        return None
    return found if isinstance(found, Page) else None


def _headed(title: str | None, text: str) -> str:
    """The text with its title as first line, unless it stands near the beginning already."""
    if not title or _letters(title) in _letters(text[: 400 + 2 * len(title)]):
        return text
    return f"{title}\n\n{text}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _address(url: str | None) -> str | None:
    line = one_line(url, 2000)
    return line if line and line.startswith(("http://", "https://")) else None


def _whole(markup: str) -> str:
    """All visible text of a page, a line for each block; in time that grows with the page's length only."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _SILENT:
            silent += 1 if event == "start" else -1
        if tag in _BLOCKS:
            parts.append("\n")
        said = element.text if event == "start" else element.tail
        if said and not silent:
            parts.append(re.sub(r"\s+", " ", said))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
