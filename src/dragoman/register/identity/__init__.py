"""Identity across documents: which accounts are one engagement, which names one person or one channel, what became of commitments.

Everything here is pure: documents with their readings and human decisions in, a `Resolution` out, the same for any order of either.

    resolution = resolve(documents, decisions, today=date(2021, 12, 31))

An `Index` keeps the same up to date: ``index.update(add=[document])`` groups only what the document touches again and says what that was;
`Describer(index, today)` gives single entities of the result. See docs/identity.md for how things are compared.
"""

from dragoman.register.identity.accounts import Account, Document, Promise, Source
from dragoman.register.identity.copies import signature
from dragoman.register.identity.decisions import Decision, Reference
from dragoman.register.identity.describe import Describer, resolve
from dragoman.register.identity.export import identities
from dragoman.register.identity.index import Index, Touched
from dragoman.register.identity.resolution import Resolution

__all__ = [
    "Account",
    "Decision",
    "Describer",
    "Document",
    "Index",
    "Promise",
    "Reference",
    "Resolution",
    "Source",
    "Touched",
    "identities",
    "resolve",
    "signature",
]
