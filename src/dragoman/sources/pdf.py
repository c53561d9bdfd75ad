"""PDF files by pypdf: pages in their order, the lines of a paragraph joined again.

The date on which a PDF file was made is not taken for the date of publication: archives scan and convert, years later.
"""

from __future__ import annotations

import io
import re

import pypdf
from pypdf.errors import PyPdfError

from dragoman.sources.extract import TEXT_LIMIT, Extract, SourceError, one_line
from dragoman.sources.plain import clean

PAGE_LIMIT = 2_000
_PROGRAM = re.compile(r"^(?:Microsoft \w+ - |untitled$|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)$)", re.IGNORECASE)
_ENDS = tuple(".!?:;。！？：；…»”\"')」』")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def read(data: bytes) -> Extract:
    """The text of a PDF file; raises SourceError for a damaged, encrypted, too long or scanned one."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not _opened(reader):
            raise SourceError("an encrypted PDF; save it without its password first")
        if len(reader.pages) > PAGE_LIMIT:
            raise SourceError(f"a PDF of {len(reader.pages):,} pages; at most {PAGE_LIMIT:,} are read as one document")
        text, title = _pages(reader), _title(reader)
    except (SourceError, MemoryError):
        raise
    except (PyPdfError, RecursionError):
        raise SourceError("a damaged or truncated PDF") from None
    except Exception as error:  # pypdf lets many kinds of error out on hostile files
        raise SourceError(f"a damaged or truncated PDF ({type(error).__name__})") from None
    if not text.strip():
        raise SourceError("a PDF without text, only images perhaps; recognise its characters first")
    text, notes = clean(text)
    return Extract(text, title=title, notes=notes)


def _opened(reader: pypdf.PdfReader) -> bool:
    """Whether an encrypted file opens without password: many are only locked against changes."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # an unknown cipher, or one whose package is not installed
        return False


def _pages(reader: pypdf.PdfReader) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(joined(page.extract_text()))
        length += len(pages[-1])
        if length > TEXT_LIMIT:
            raise SourceError(f"a PDF of more than {TEXT_LIMIT:,} characters, the most that is read as one document")
    return "\n\n".join(page for page in pages if page.strip())


def _title(reader: pypdf.PdfReader) -> str | None:
    title = one_line(reader.metadata.title) if reader.metadata else None
    return None if not title or _PROGRAM.match(title) else title


def joined(page: str) -> str:
    """A page's lines with those joined that only the paper's width has parted: a full line that ends no sentence goes on in the next."""
    lines = [line.rstrip() for line in page.splitlines()]
    full = 0.75 * max(map(len, lines), default=0)
    out: list[str] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        goes_on = bool(out and out[-1] and line.strip()) and len(before) >= max(full, 20) and not before.endswith(_ENDS)
        if not goes_on:
            out.append(line)
        elif out[-1].endswith("-") and out[-1][-2:-1].islower() and line.lstrip()[0].islower():
            out[-1] = out[-1][:-1] + line.lstrip()
        else:
            gap = "" if _WIDE.match(out[-1][-1]) and _WIDE.match(line.lstrip()[0]) else " "
            out[-1] += gap + line.lstrip()
    return "\n".join(out)
