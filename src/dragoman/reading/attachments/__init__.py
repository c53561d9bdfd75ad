"""Which date, place, country and persons belong to an engagement, its type and its status: scored decisions.

The candidates are what the document names near an occasion. What the rules of frames and roles chose is one feature of a candidate among
others: where it stands, what other engagements of the document have, how it agrees with what else is known of this one. The weights stand
in ``weights.json``, fitted on the gold corpus by bench/fit_attachments.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.language.analysis import Analysis
from dragoman.reading.attachments.company import persons
from dragoman.reading.attachments.kinds import statuses, types
from dragoman.reading.attachments.places import countries, places
from dragoman.reading.attachments.scene import Candidates, Scene
from dragoman.reading.attachments.times import dates
from dragoman.reading.logistic import Weights, probability, shares, weights
from dragoman.reading.occasion import Occasion

FILE = "attachments/weights.json"
FIELDS: Mapping[str, Callable[[Scene, Occasion], Candidates[Any]]] = {
    "date": dates,
    "place": places,
    "country": countries,
    "persons": persons,
    "type": types,
    "status": statuses,
}
"""The fields in the order in which they are decided: a country is judged by the place chosen, a type by the persons, a status
by the date. The parties stay as the rules found them: a decision on them was no better."""
ROUNDS = (tuple(FIELDS), ("date", "place", "country"))
"""The fields that are decided in each round: in the second what was decided of other engagements in the first is known."""
LEAST = {"date": 0.25, "place": 0.25, "country": 0.25, "persons": 0.3}
"""The probability from which on a candidate belongs to an engagement; one of its types and statuses always does."""
SETS = frozenset({"persons"})
"""Fields that take all candidates that are likely enough; the others take the best, or none."""


def attach(occasions: Sequence[Occasion], analysis: Analysis) -> None:
    """Decide the fields of a document's occasions."""
    models = weights(FILE)
    for number, fields in enumerate(ROUNDS, 1):
        scene = Scene(analysis, occasions)
        for field in fields:
            decide(field, scene, models[f"{field} {number}"])


def decide(field: str, scene: Scene, model: Weights) -> None:
    """Decide one field of all occasions."""
    for occasion in scene.occasions:
        candidates = FIELDS[field](scene, occasion)
        cases = [features for _, features in candidates]
        sure = [probability(model, one) for one in cases] if field in SETS else shares(model, cases, none=field in LEAST)
        likely = [(p, value) for p, (value, _) in zip(sure, candidates, strict=True) if p >= LEAST.get(field, 0.0)]
        if field in SETS:
            setattr(occasion, field, [value for _, value in likely])
        elif likely or not (field == "country" and scene.rule(occasion).type == "visit"):
            # a visit is of a country: there the rules' stays if no other is likely
            setattr(occasion, field, max(likely, key=lambda one: one[0])[1] if likely else None)
