"""Where an engagement was: the places and countries that it may have."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language.analysis import PlaceMention
from dragoman.language.territories import is_territory
from dragoman.reading.attachments.scene import Candidates, Scene, Verdict, again, grouped
from dragoman.reading.occasion import Occasion


def places(scene: Scene, occasion: Occasion) -> Candidates[str]:
    """The towns and venues of its neighbourhood, and of the occasions told with it."""
    near = grouped(scene.positions.around(occasion, scene.a.places), lambda m: m.name)
    rule = scene.rule(occasion)
    values = dict.fromkeys([*near, *([rule.place] if rule.place else []), *(r.place for _, r in scene.kin(occasion) if r.place)])
    shared, about = scene.sharing(occasion, _place), scene.about(occasion)
    found = []
    for value in values:
        country = scene.country_of.get(value)
        features = scene.positions.seen(occasion, near.get(value, [])) | shared(value)
        features |= about | {
            "rule": float(value == rule.place),
            "rule's country": float(country is not None and country == rule.country),
            "against country": float(None not in (country, rule.country) and country != rule.country),
            "not where the visit went": float(occasion.type == "visit" and None not in (country, rule.country) and country != rule.country),
            "where the visit went": float(occasion.type == "visit" and country is not None and country == rule.country),
            "of a party": float(country in rule.parties),
            "of the visitor": float(country is not None and any(scene.a.persons[i].party == country for i in rule.persons[:1])),
            "country unknown": float(country is None),
            "publisher's": float(country is not None and country == scene.publisher),
            "share": scene.places[value] / max(1, len(scene.a.places)),
            "only": float(len(scene.places) == 1),
            "as seat": float(_as_seat(scene, near.get(value, []))),
        }
        found.append((value, again(features, "bare", rule.place is None)))
    return found


def _as_seat(scene: Scene, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a town stands for its government wherever it is named here: no word of place leads to it."""
    return bool(mentions) and not any(scene.positions.located(m) for m in mentions)


def countries(scene: Scene, occasion: Occasion) -> Candidates[str]:
    """The states of its neighbourhood, of its place, of its parties, and of the occasions told with it."""
    polities = scene.positions.around(occasion, scene.a.polities)
    named = grouped([m for m in polities if m.form in ("name", "abbreviation")], lambda m: m.code)
    places = grouped([m for m in scene.positions.around(occasion, scene.a.places) if m.country], lambda m: m.country or "")
    rule = scene.rule(occasion)
    own = scene.country_of.get(occasion.place or "")
    values = [*named, *places, *sorted(occasion.parties), *(r.country for _, r in scene.kin(occasion) if r.country)]
    shared, about = scene.sharing(occasion, _country), scene.about(occasion)
    found = []
    for value in dict.fromkeys([*values, *(v for v in (rule.country, own) if v)]):
        if not is_territory(value) and value != rule.country:
            continue
        features = {f"town {k}": v for k, v in scene.positions.seen(occasion, places.get(value, [])).items()}
        features |= scene.positions.seen(occasion, named.get(value, []))
        features |= shared(value) | about
        features |= {
            "rule": float(value == rule.country),
            "of its place": float(value == own),
            "not of its place": float(own is not None and value != own),
            "party": float(value in rule.parties),
            "only party at home": float(value in rule.parties and value in scene.dyad),
            "publisher's": float(value == scene.publisher),
            "persons": float(any(scene.a.persons[i].party == value for i in rule.persons)),
            "party without persons": float(value in rule.parties and not any(scene.a.persons[i].party == value for i in rule.persons)),
            "visited": float(occasion.type == "visit" and value == rule.country),
        }
        found.append((value, again(features, "bare", rule.country is None)))
    return found


def _place(rule: Verdict) -> str | None:
    return rule.place


def _country(rule: Verdict) -> str | None:
    return rule.country
