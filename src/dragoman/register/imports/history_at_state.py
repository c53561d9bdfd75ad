"""The travels of Presidents and Secretaries of State and the visits of foreign leaders, as the Office of the Historian records them.

Three XML forms: president-travels and secretary-travels (``<trip>``) and visits (``<visit>``). Each record is a document: its bytes are
its element, its text the words in it. Public domain (CC0), repositories HistoryAtState/travels and HistoryAtState/visits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from dragoman.edtf import Date, DateError
from dragoman.language.lexicon import load
from dragoman.language.territories import territories
from dragoman.model import Document, Engagement, Participant, Provenance, Reading
from dragoman.register.errors import RegisterError
from dragoman.register.imports import remarks
from dragoman.register.imports.remarks import Clause

FORMS = {"trip": "application/x-history-at-state-trip+xml", "visit": "application/x-history-at-state-visit+xml"}
READER = "history-at-state 1"
PUBLISHER = "Office of the Historian, United States Department of State"
_ROLES = {"president": "President", "secretary": "Secretary of State"}
_LARGEST = 50_000_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def documents(folder: Path) -> Iterator[Document]:
    """Every record in a folder and those below it; raises RegisterError for a file that is not of the three forms."""
    found = sorted(folder.rglob("*.xml"))
    if not found:
        raise RegisterError(f"{folder}: no .xml files here")
    for path in found:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RegisterError(f"{path}: {error.strerror}") from None
        for element in _elements(path, data):
            yield _document(element)


def _elements(path: Path, data: bytes) -> Iterator[bytes]:
    """The bytes of each trip or visit of a file. Entities and document types are refused: no record needs one."""
    if len(data) > _LARGEST or _DOCTYPE.search(data):
        raise RegisterError(f"{path}: too large, or with a document type: not a record of travels or visits")
    spans: list[tuple[int, int]] = []
    parser = expat.ParserCreate()
    open_at: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name in FORMS and not open_at:
            open_at.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        if name in FORMS and open_at:
            # the index is that of "</"; an element closed at once has no end tag of its own
            spans.append((open_at.pop(), data.find(b">", parser.CurrentByteIndex) + 1))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise RegisterError(f"{path}: not readable as XML: {error}") from None
    return (data[first:last] for first, last in spans)


@dataclass(frozen=True)
class Record:
    """One trip or visit."""

    id: str
    form: str
    name: str
    role: str | None
    start: str
    end: str
    country: str
    country_id: str
    locale: str
    remarks: str
    written: str
    """The day on which it was last written, ISO 8601, or nothing."""


def record(data: bytes) -> Record:
    """A record from the bytes of its element."""
    element = ET.fromstring(data.decode("utf-8"))
    said = {child.tag: " ".join((child.text or "").split()) for child in element}
    country = element.find("country" if element.tag == "trip" else "from")
    return Record(
        id=said.get("id", ""),
        form=element.tag,
        name=said.get("name") or said.get("visitor") or "",
        role=element.get("role"),
        start=said.get("start-date", ""),
        end=said.get("end-date", ""),
        country=said.get("country") or said.get("from") or "",
        country_id=(country.get("id") if country is not None else None) or "",
        locale=said.get("locale", ""),
        remarks=said.get("remarks") or said.get("description") or "",
        written=max(said.get("created-datetime", "")[:10], said.get("last-modified-datetime", "")[:10]),
    )


def _head(one: Record) -> str:
    """Who, when and where: the lines of the text that a trip or visit stands on."""
    who = one.name if one.role is None else f"{_ROLES.get(one.role, one.role)} {one.name}"
    where = ", ".join(filter(None, (one.locale, one.country)))
    return f"{who}\n{one.start} to {one.end}\n{'from ' if one.form == 'visit' else ''}{where}"


def _document(data: bytes) -> Document:
    one = record(data)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        data=data,
        text="\n".join(filter(None, (_head(one), one.remarks))),
        media_type=FORMS[one.form],
        name=f"{one.form}-{one.role or 'us'}-{one.id}",
        language="en",
        published=_day(one.written),
        publisher=PUBLISHER,
    )


def read(document: Document) -> Reading:
    """The reading of a record: the trip or visit itself, and what its remarks tell of."""
    one = record(document.data)
    date, notes = _date(one)
    visit = _visit(one, date)
    entries = [visit, *(entry for clause in remarks.clauses(one.remarks) for entry in _told(one, visit, clause))]
    known = Provenance(language="en", published=document.published, publisher=PUBLISHER, kind="other")
    return Reading(document=known, reader=READER, notes=notes, engagements=tuple(entries))


def _visit(one: Record, date: Date | None) -> Engagement:
    abroad = country(one)
    if one.form == "trip":
        people: tuple[Participant, ...] = (Participant(name=one.name, office=_ROLES.get(one.role or ""), party="USA"),)
        host, place = abroad, _town(one.locale)
    else:
        guests = tuple(remarks.people(one.name)) or ((Participant(name=one.name),) if one.name else ())
        people = tuple(person.model_copy(update={"party": person.party or abroad}) for person in guests)
        host, place = "USA", None
    accompanied = (person for clause in remarks.clauses(one.remarks) for person in clause.accompanied)
    home = "USA" if one.form == "trip" else abroad
    return Engagement(
        type="visit",
        status="planned" if one.written and one.written < one.start else "held",
        date=date,
        place=place,
        country=host,
        parties=tuple(filter(None, ("USA", abroad))),
        participants=(*people, *(person.model_copy(update={"party": person.party or home}) for person in accompanied)),
        main=True,
        evidence=_head(one),
        confidence=0.98,
    )


def _told(one: Record, visit: Engagement, clause: Clause) -> Iterator[Engagement]:
    """What a clause of the remarks tells of, at the time and place of the visit."""
    host = country(one) if one.form == "trip" else "USA"
    common: dict[str, object] = {
        "status": visit.status,
        "date": visit.date,
        "place": visit.place,
        "country": visit.country,
        "evidence": clause.text,
    }
    guests = visit.participants
    if clause.talks:
        met = tuple(person.model_copy(update={"party": person.party or host}) for person in clause.talks)
        summit = any(remarks.is_head(person.office) for person in guests) and any(remarks.is_head(person.office) for person in met)
        parties = {person.party for person in (*guests, *met) if person.party}
        common |= {"type": "summit" if summit else "meeting", "participants": (*guests, *met), "confidence": 0.9}
        yield Engagement.model_validate(common | {"parties": tuple(parties)})
    elif clause.attended:
        yield from _attended(clause.attended, common, visit)
    elif clause.signed:
        yield Engagement.model_validate(common | {"type": "signing", "parties": visit.parties, "confidence": 0.7})


def _attended(occasion: str, common: dict[str, object], visit: Engagement) -> Iterator[Engagement]:
    organisation, name = remarks.organisation(occasion), remarks.forum(occasion)
    mine = {person.party for person in visit.participants if person.party}
    common = common | {"participants": visit.participants, "confidence": 0.8}
    if remarks.is_ceremony(occasion) and not organisation:
        yield Engagement.model_validate(common | {"type": "ceremony", "parties": visit.parties})
    elif organisation or name:
        parties = mine | ({organisation} if organisation else set())
        recurring = name if organisation or (name and remarks.recurs(name)) else None
        yield Engagement.model_validate(common | {"type": "conference", "parties": tuple(parties), "channel": recurring})


@lru_cache(maxsize=1024)
def _code(country_id: str) -> str | None:
    known: str | None = remarks.tables()["countries"].get(country_id)
    return known or _states().get(_bare(country_id.replace("-", " ")))


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """The code of each state and territory, of those that are no more too, by the bare words of its English names."""
    english = load("en")
    written = english.polities.names if english else {}
    names = {_bare(name): code for code, several in written.items() for name in several if len(code) == 3}
    return names | {_bare(name): code for name, code in territories("en").items()}


def _bare(name: str) -> str:
    """A country's name without accents, signs and small words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isascii())
    return " ".join(word for word in re.findall("[a-z]+", plain) if word not in ("the", "and", "of"))


def country(one: Record) -> str | None:
    """The code of a record's country, at its time."""
    code = _code(one.country_id)
    before = remarks.tables()["until"].get(code)
    return before[0] if before and one.start <= before[1] else code


def _town(locale: str) -> str | None:
    """The town, where a record gives one only."""
    return locale if locale and "," not in locale else None


def _day(text: str) -> Date | None:
    try:
        return Date.parse(text) if text else None
    except DateError:
        return None


def _date(one: Record) -> tuple[Date | None, tuple[str, ...]]:
    """The time of a record, and what is wrong with it."""
    first, last = _day(one.start), _day(one.end)
    if first is None or last is None:
        return first or last, (f"a date that cannot be read: {one.start!r} to {one.end!r}",)
    try:
        return Date.between(first, last), ()
    except DateError:
        return None, (f"it ends before it begins: {one.start} to {one.end}",)


def doubtful(records: list[Record]) -> Iterator[str]:
    """A line for each record whose dates cannot be right, or can hardly be."""
    travels: dict[str, list[tuple[Day, Day, Record]]] = {}
    for one in records:
        name = _label(one)
        _, faults = _date(one)
        yield from (f"{name}: {fault}" for fault in faults)
        if not faults:
            first, last = Day.fromisoformat(one.start), Day.fromisoformat(one.end)
            if (last - first).days > 100:
                yield f"{name}: lasts {(last - first).days} days"
            travels.setdefault(f"{one.role}/{one.name}", []).append((first, last, one))
    for trips in travels.values():
        for first, last, one in trips:
            inside = {other.country for begin, _, other in trips if first < begin < last and other.country_id != one.country_id}
            if len(inside) > 1:
                yield f"{_label(one)}: was meanwhile in {', '.join(sorted(inside))}"


def _label(one: Record) -> str:
    return f"{one.form} {one.id} ({one.name}, {one.country}, {one.start} to {one.end})"
