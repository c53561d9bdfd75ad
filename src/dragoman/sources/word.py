"""Word files (DOCX) by python-docx: paragraphs and tables in their order. As with PDF, its own dates are not those of publication."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordFile
from docx.table import Table, _Cell

from dragoman.sources.extract import Extract, SourceError, one_line, size
from dragoman.sources.plain import clean

UNPACKED_LIMIT = 200_000_000
"""Bytes of all parts together once unpacked."""
XML_LIMIT = 40_000_000
"""Bytes of one XML part once unpacked: only these are parsed."""
DEPTH_LIMIT = 8
"""Tables within tables."""


def read(data: bytes) -> Extract:
    """The text of a Word file; raises SourceError for a damaged, encrypted, empty or overblown one."""
    try:
        _weigh(data)
        file = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(file, 0))
        title = one_line(file.core_properties.title)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # python-docx and zipfile let many kinds of error out on damaged files
        raise SourceError(f"a damaged Word file ({type(error).__name__})") from None
    if not text.strip():
        raise SourceError("a Word file without text")
    text, notes = clean(text)
    return Extract(text, title=None if title == "Word Document" else title, notes=notes)


def _weigh(data: bytes) -> None:
    """Refuse zip bombs by their directory; a part that unpacks to more than it says there is cut off by zipfile itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise SourceError("an encrypted Word file; save it without its password first")
        total = sum(part.file_size for part in parts)
        largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > 10_000 or total > UNPACKED_LIMIT or largest > XML_LIMIT:
        raise SourceError(f"a Word file that unpacks to {size(total)} in {len(parts):,} parts, more than is read")


def _lines(block: WordFile | _Cell, depth: int) -> Iterator[str]:
    """A line for each paragraph, and for each row of a table its cells beside one another."""
    for content in block.iter_inner_content():
        if not isinstance(content, Table):
            yield content.text
        elif depth < DEPTH_LIMIT:
            for row in content.rows:
                # a merged cell comes once for each column it spans
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                yield "\t".join("\n".join(_lines(_Cell(tc, content), depth + 1)).strip() for tc in cells)
