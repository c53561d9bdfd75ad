"""Bytes of text in any encoding → text. Nothing here ever fails on a byte: what cannot be decoded is replaced, and a note says so."""

from __future__ import annotations

import codecs
import re
import unicodedata

import py3langid
from charset_normalizer import from_bytes

from dragoman.sources.extract import TEXT_LIMIT, Extract, SourceError

_BOMS = (  # the longer marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 20_000
_CENTRAL = ("iso8859-2", "cp1250")  # the first of two alike: without bytes from 80 to 9F nothing speaks for the other
_LATIN = {
    "tr": ("cp1254",), "az": ("cp1254",), "pl": _CENTRAL, "cs": _CENTRAL, "sk": _CENTRAL, "hu": _CENTRAL, "sl": _CENTRAL, "hr": _CENTRAL,
    "bs": _CENTRAL, "ro": _CENTRAL, "sq": _CENTRAL, "lt": ("cp1257",), "lv": ("cp1257",), "et": ("cp1257",), "vi": ("cp1258",),
}  # fmt: skip
_WESTERN = ("cp1252", "mac-roman")
_WEB_NAMES = {  # what pages declare is often the smaller standard of what they use
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_COMMON = re.compile(r"[ \n.,:、。，：！？\u0660-\u0669]")
"""Signs that any text holds, and that hardly come out of one whose bytes are read in the wrong order."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def read(data: bytes) -> Extract:
    """The text of a plain text file; raises SourceError where the bytes are no text, or too much of it."""
    text, notes = decode(data)
    text, more = clean(text)
    return Extract(text, notes=notes + more)


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(text, notes): by a byte order mark, as UTF-8, as UTF-16 without mark, as declared, as they look. Raises SourceError for binary."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        return _replacing(data, wide)
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(1, len(sample) // 50):
        raise SourceError("binary data, not a text")
    for encoding in ("iso2022_jp", "utf-8") if b"\x1b$" in sample else ("utf-8",):
        try:
            # surrogates are let through here; `clean` replaces them and says how many
            return data.decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict"), ()
        except UnicodeDecodeError:
            continue
    return _legacy(data, declared)


def clean(text: str, limit: int = TEXT_LIMIT) -> tuple[str, tuple[str, ...]]:
    """(text, notes): line ends as \\n, no NUL, no lone surrogate, no leading mark; all else is kept. SourceError beyond the limit."""
    notes = []
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if "\0" in text:
        text = text.replace("\0", "")
        notes.append("NUL characters were taken out.")
    text, lone = _SURROGATE.subn("\ufffd", text)
    if lone:
        notes.append(f"Lone surrogates were replaced ({lone:,}).")
    if len(text) > limit:
        raise SourceError(f"a text of {len(text):,} characters; at most {limit:,} are read as one document")
    return text, tuple(notes)


def codec(label: str | None) -> str | None:
    """Python's name of the encoding that a page or mail declares; None for an unknown one or one that is no text encoding."""
    try:
        found = codecs.lookup((label or "").strip().strip("'\""))
        b"".decode(found.name)
    except (LookupError, ValueError):
        return None
    return _WEB_NAMES.get(found.name, found.name)


def _replacing(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost * 10 > len(text):
        raise SourceError("binary data, not a text")
    return text, ((f"{lost:,} places could not be decoded as {encoding} and were replaced.",) if lost else ())


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: blanks, line ends and Latin letters then hold NULs, and in the right order of bytes text comes out."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        wordy = sum(unicodedata.category(char)[0] in "LMNPSZ" or char in "\r\n\t" for char in text)
        if wordy > 0.97 * len(text) and len(_COMMON.findall(text)) > 0.02 * len(text):
            return encoding
    return None


def _legacy(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    known = codec(declared)
    if known and known != "utf-8":
        text, notes = _replacing(data, known)
        if not notes:
            return text, ()
    mostly = data.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in mostly[:_SAMPLE])
    if good > 3 * mostly[:_SAMPLE].count("\ufffd"):  # UTF-8 with damaged places
        return _replacing(data, "utf-8")
    found = from_bytes(data[:_SAMPLE]).best()
    if found is None:
        return _replacing(data, known or "utf-8")
    encoding = found.encoding
    if encoding.startswith(("utf", "cp125", "iso8859", "latin", "mac", "cp")) and _latin_text(data, encoding):
        encoding = _latin(data[:_SAMPLE])
    return _replacing(data, _WEB_NAMES.get(encoding, encoding))


def _latin_text(data: bytes, encoding: str) -> bool:
    """Whether the letters beyond ASCII come out as Latin ones: then many code pages look alike and the language has to decide."""
    letters = [char for char in data[:_SAMPLE].decode(encoding, "replace") if char > "\x7f" and char.isalpha()]
    return sum("LATIN" in unicodedata.name(char, "") for char in letters) * 2 >= len(letters)


def _latin(sample: bytes) -> str:
    """The code page of a text in Latin letters: those of its language (told by its plain letters), the one with the fewest oddities."""
    language, _ = py3langid.classify(sample.decode("cp1252", "replace"))
    return min(_LATIN.get(language, _WESTERN), key=lambda encoding: _oddities(sample.decode(encoding, "replace")))


_ODD = re.compile(
    r"(?<=[^\W\d_])[^\w\s.,;:!?'’\"“”()/&@\u00ad\u2010-\u2015-](?=[^\W\d_])"  # a symbol inside a word
    r"|[\u0080-\u009f\ufffd]"  # a control character
    r"|(?<=[a-zß-ÿ])[^\W\d_a-zA-Z](?=[a-zß-ÿ])"  # a letter inside a word, odd if it is a capital
)


def _oddities(text: str) -> int:
    """Signs that a text was decoded wrongly: symbols and capitals inside words, control characters."""
    return sum(not match.islower() for match in _ODD.findall(text))
