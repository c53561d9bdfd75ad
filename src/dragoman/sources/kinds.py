"""What kind of file some bytes are: by their content first, by their name where the content is plain text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from dragoman.sources.extract import SourceError

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"

SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".pdf": PDF, ".docx": DOCX, ".eml": MAIL,
}  # fmt: skip
NOT_READ = {".doc": "an old Word file", ".rtf": "an RTF file", ".odt": "an OpenDocument file", ".msg": "an Outlook message"}
"""Documents by their suffix that no reader is there for; in a folder they are named, not passed over in silence."""

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office or Outlook file"), (b"{\\rtf", "an RTF file"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"II*\0", "an image"), (b"MM\0*", "an image"), (b"RIFF", "sound or an image"),
    (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ\0", "an xz archive"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"\x7fELF", "a program"), (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "a database"), (b"ID3", "sound"), (b"OggS", "sound or video"), (b"%!PS", "a PostScript file"),
)  # fmt: skip
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*", re.DOTALL)
_HEADER = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,2000}|[ \t][^\n]{0,2000}|From [^\n]{1,200})\r?\n")
_MAIL_ONLY = re.compile(rb"^(?:received|mime-version|message-id|return-path|delivered-to|content-type|dkim-signature):", re.I | re.M)


def kind(data: bytes, name: str | None = None) -> str:
    """The media type of one of the five kinds that are read; raises SourceError that names the kind for any other.

    A memorandum beginning with "From: / To: / Subject:" is plain text: mail is told by its name or by headers that mail programs write.
    """
    suffix = PurePath(name).suffix.lower() if name else ""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"{what}, a kind of file that is not read")
    lead = _LEADING.match(data[:8192])
    if _MARKUP.match(data, lead.end() if lead else 0):
        return HTML
    if suffix in (".pdf", ".docx"):
        raise SourceError(f"not a {suffix[1:].upper()} file, although its name says so")
    head = _headers(data)
    if head and (suffix == ".eml" or len(_MAIL_ONLY.findall(head)) >= 2):
        return MAIL
    named = SUFFIXES.get(suffix, TEXT)
    if named == HTML and b"<" not in data[:100_000]:
        return TEXT
    return TEXT if named == MAIL else named


def _headers(data: bytes) -> bytes:
    """The block of header lines that the bytes begin with, empty where there is none."""
    end = 0
    while end < 65536 and (line := _HEADER.match(data, end)):
        end = line.end()
    return data[:end]


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" in archive.NameToInfo:
                return DOCX
    except Exception:  # zipfile lets several kinds of error out on damaged archives
        raise SourceError("a damaged zip archive or Word file") from None
    raise SourceError("a zip archive, a kind of file that is not read")
