"""The embedded reader: text → `Analysis` → `Reading`, without a network."""

from __future__ import annotations

import os
import warnings
from functools import lru_cache

from dragoman import sources
from dragoman.edtf import Date
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.language.encoder import Encoder, available
from dragoman.model import Document, Entry, Provenance, Reading
from dragoman.reading.affiliation import with_affiliations
from dragoman.reading.channels import find_channels
from dragoman.reading.commitments import found as promised
from dragoman.reading.confidence import confidence, least_confidence, occasion_features, prior_features
from dragoman.reading.engagements import entries, find_occasions
from dragoman.reading.logistic import Features
from dragoman.reading.mechanisms import mechanisms
from dragoman.reading.parts import joined, parts
from dragoman.reading.statements import statements

READER = "dragoman-embedded 0.6"
"""Name and version of this reader: readings made by an older one are made anew."""


@lru_cache(maxsize=1)
def model() -> Encoder | None:
    """The trained model that comes with the package; None, and one warning, where it or its runtime is missing.

    ``DRAGOMAN_MODEL=off`` reads by the lexicons alone; ``DRAGOMAN_THREADS`` sets the number of threads (2).
    """
    if os.environ.get("DRAGOMAN_MODEL") == "off":
        return None
    if not available():
        warnings.warn(
            "the trained model is not here (dragoman without onnxruntime or its model file): reading by lexicons alone", stacklevel=2
        )
        return None
    return Encoder.load(threads=int(os.environ.get("DRAGOMAN_THREADS", "2")))


def read_document(document: Document) -> Reading:
    """Read one document of any kind."""
    reading = _read(document.text, document.language, document.published, document.publisher)
    known = {"source_url": document.source_url, "title": document.title}
    provenance = reading.document.model_copy(update={key: value for key, value in known.items() if value})
    return reading.model_copy(update={"document": provenance, "notes": (*document.notes, *reading.notes)})


def read(source: str | bytes, *, language: str | None = None, published: str | Date | None = None, name: str | None = None) -> Reading:
    """Read a text, or the bytes of a file (plain text, HTML, PDF, DOCX, e-mail), and return all that it says of engagements.

    ``language`` (ISO 639-1) and ``published`` (EDTF) are taken from the document where they are not given. Raises `sources.SourceError` for
    bytes that are no readable document, and `edtf.DateError` for a date that is none.

    >>> reading = dragoman.read("On 6 August the ministers of Ruritania and Graustark met in Geneva.")
    >>> reading.engagements[0].parties
    """
    day = Date.parse(published) if isinstance(published, str) else published
    if isinstance(source, str):
        return _read(source, language, day)
    document = sources.document(source, name=name)
    return read_document(document.model_copy(update={"language": language or document.language, "published": day or document.published}))


def _read(text: str, language: str | None, published: Date | None, site: str | None = None) -> Reading:
    """The reading of a text; where its language is not given and it has parts in several, of each part in its own.

    The document's date, where only one part bears it, holds for all.
    """
    found = {} if language else parts(text)
    if not found:
        return read_analysis(analyse(text, language, published, encoder=model(), site=site))
    analyses = [analyse(part, code, published, encoder=model(), site=site) for code, part in found.items()]
    day = next((one.published for one in analyses if one.published), None)
    dated = [one if one.published else analyse(one.text, one.language, day, encoder=model(), site=site) for one in analyses]
    return joined([read_analysis(analysis) for analysis in dated])


def read_analysis(analysis: Analysis) -> Reading:
    """The reading of an analysis: the seam where a better analysis gives a better reading."""
    judged = {
        kind: [entry.model_copy(update={"confidence": confidence(kind, features)}) for entry, features in entries]
        for kind, entries in candidates(analysis).items()
    }
    least = least_confidence([entry.confidence for entry in judged["engagements"]])
    kept = {kind: tuple(entry for entry in entries if entry.confidence >= least[kind]) for kind, entries in judged.items()}
    issued = {"publisher": analysis.publisher, "reprinted_by": analysis.reprinted_by}
    provenance = Provenance.model_validate({"language": analysis.language, "published": analysis.published, **issued})
    return Reading.model_validate({"document": provenance, "reader": READER, "notes": analysis.notes, **kept})


def candidates(analysis: Analysis) -> dict[str, list[tuple[Entry, Features]]]:
    """Every entry that may be in a text, by list, with the features by which its confidence is judged."""
    analysis = with_affiliations(analysis)
    channels = find_channels(analysis)
    occasions = find_occasions(analysis, channels)
    dealings = entries(occasions, analysis)
    engagements = zip(dealings, (occasion_features(occasion, analysis) for occasion in occasions), strict=True)
    spoken = statements(analysis)
    return {
        "engagements": list(engagements),
        "channels": list(mechanisms(channels, occasions, analysis)),
        "commitments": list(promised(analysis, dealings, spoken)),
        "statements": [(entry, prior_features(entry.confidence)) for entry in spoken],
    }
