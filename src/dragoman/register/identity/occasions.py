"""Two accounts of an engagement compared: dates, parties, persons, places, channels and rounds, each reason with its weight."""

from __future__ import annotations

from dragoman.edtf import Date
from dragoman.model import Engagement
from dragoman.register.identity import channels, names, phonetics
from dragoman.register.identity.accounts import Account
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.windows import Window

THRESHOLD = 2.2
FAMILY = {"summit": "talks", "meeting": "talks", "conference": "talks", "call": "talks"}
"""Types that accounts mix up: a round by video is a call for one and a meeting for another. All other types stand for themselves."""
_TALKS = {
    frozenset(("summit", "meeting")): -0.5, frozenset(("meeting", "conference")): 0.0, frozenset(("summit", "conference")): -0.5,
    frozenset(("call", "meeting")): -1.5, frozenset(("call", "summit")): -2.0, frozenset(("call", "conference")): -1.5,
}  # fmt: skip
_MOST_NAMES = 12
_SLIPS = {1: -0.5, 2: -2.0, 3: -2.5, 4: -3.5, 5: -4.0}
"""Days between the dates that two accounts give for one occasion: time zones, nights, reprints that give their own day."""


def family(entry: Engagement) -> str:
    """The group of types within which accounts can meet."""
    return FAMILY.get(entry.type, entry.type)


def compare(a: Account, b: Account) -> Match | None:
    """What speaks for two accounts being of one engagement; None where it is excluded."""
    x, y = a.entry, b.entry
    if a.source.id == b.source.id or family(x) != family(y):
        return None
    if x.round is not None and y.round is not None and x.round != y.round:
        return None
    w = Weighing()
    if not _weigh_dates(w, a, b) or not _weigh_parties(w, x, y):
        return None
    w.add(f"both {x.type}", 0.5 if family(x) == "talks" else 1.0) if x.type == y.type else w.add(
        f"{x.type} and {y.type}", _TALKS[frozenset((x.type, y.type))]
    )
    _weigh_status(w, x, y)
    _weigh_place(w, x, y)
    _weigh_channel(w, x, y)
    _weigh_persons(w, x, y)
    _weigh_topics(w, x, y)
    return w.match()


def _weigh_dates(w: Weighing, a: Account, b: Account) -> bool:
    x, y, one, two = a.entry.date, b.entry.date, a.window, b.window
    if one is None or two is None:
        if x and y and not (x.overlaps(y)):
            return False
        w.add("date unknown", 2.0 if x and y and min(x.precision, y.precision) == 3 else 0.0)
        return True
    gap = max((one.first - two.last).days, (two.first - one.last).days, 0)
    called_off = "cancelled" in (a.entry.status, b.entry.status)
    precision = min(one.precision, two.precision)
    if gap:
        slip = _SLIPS.get(gap) if precision == 3 else -1.0 if gap <= 2 and precision == 2 else None
        if slip is None or called_off:
            return False
        w.add(f"{gap} days apart", slip)
        return True
    w.add(*_agreement(x, y, precision))
    if precision == 0:
        _weigh_waiting(w, a, b, one, two)
    return True


def _agreement(x: Date | None, y: Date | None, precision: int) -> tuple[str, float]:
    if x == y and x is not None:
        return "same date", {3: 4.0, 2: 2.5, 1: 2.0, 0: 1.5}[precision]
    return {3: ("days overlap", 3.0), 2: ("within the month", 2.0), 1: ("within the year", 0.7), 0: ("date left open", 0.3)}[precision]


def _weigh_waiting(w: Weighing, a: Account, b: Account, one: Window, two: Window) -> None:
    """What was planned without a date is rather the next occasion than a late one."""
    for open_, dated, account in ((one, two, a), (two, one, b)):
        if account.entry.date is None and dated.precision > 1 and account.entry.status in ("planned", "proposed"):
            months = (dated.first - open_.first).days / 30
            if months > 6:
                w.add("long after it was planned", -1.0 if months <= 12 else -2.0)


def _weigh_parties(w: Weighing, x: Engagement, y: Engagement) -> bool:
    relation = channels.compare_parties(x.parties, y.parties)
    if relation == "apart":
        return False
    # two meet and four meet: not the same table; a guest more at a council is
    within = -0.3 if min(len(x.parties), len(y.parties)) > 1 and family(x) == "talks" and "conference" in (x.type, y.type) else -1.0
    w.add(f"parties {relation}", {"equal": 1.0, "within": within, "overlap": -6.0, "unknown": -1.0}[relation])
    return True


def _weigh_status(w: Weighing, x: Engagement, y: Engagement) -> None:
    states = {x.status, y.status}
    if states == {"cancelled", "held"}:
        w.add("cancelled and held", -2.0 if x.date and y.date else -4.0)


def same_place(a: str, b: str) -> bool:
    """Whether two names of places are spellings of one."""
    return a == b or phonetics.likeness(latin(a).replace(" ", ""), latin(b).replace(" ", "")) >= 0.85


def _weigh_place(w: Weighing, x: Engagement, y: Engagement) -> None:
    if x.country and y.country and x.country != y.country:
        exact = x.date and y.date and min(x.date.precision, y.date.precision) == 3
        w.add("other country", -4.0 if exact else -6.5)
    elif x.place and y.place:
        w.add(*(("same place", 1.0) if same_place(x.place, y.place) else ("other place", -1.5)))
    elif x.country and y.country:
        w.add("same country", 0.5)


def _weigh_channel(w: Weighing, x: Engagement, y: Engagement) -> None:
    if x.channel and y.channel:
        match = channels.compare(x.channel, x.parties, y.channel, y.parties)
        if match is None:
            w.add("other channel", -3.0)
        elif match.score >= channels.THRESHOLD:
            w.add("same channel", 2.0)
            if x.round is not None and x.round == y.round:
                w.add(f"both round {x.round}", 3.0)
        else:
            w.add("channel uncertain", 0.0 if match.score >= 0.5 else -1.5)
    elif x.channel or y.channel:
        w.add("channel on one side", -0.3)
    if x.on_margins_of and y.on_margins_of:
        match = channels.compare(x.on_margins_of, (), y.on_margins_of, ())
        w.add("at the side of one event", 1.0) if match and match.score >= 1.5 else None


def _weigh_persons(w: Weighing, x: Engagement, y: Engagement) -> None:
    parties = sorted({p.party or "" for p in x.participants} & {p.party or "" for p in y.participants})
    foreseen = len({x.status, y.status} & {"held"}) == 1 and x.status != y.status
    for party in parties:
        mine = [p.name for p in x.participants if (p.party or "") == party]
        theirs = [p.name for p in y.participants if (p.party or "") == party]
        met = pair_names(mine, theirs)
        label = party or "no party"
        if not met:
            w.add(f"other persons of {label}", -2.5 if foreseen and family(x) == "talks" else -7.0)
            continue
        w.add(
            f"{label}: " + ", ".join(f"{m} = {t}" if m != t else m for m, t, _ in met),
            1.5 * met[0][2] + 0.5 * sum(s for _, _, s in met[1:3]),
        )
        if (left := min(len(mine), len(theirs)) - len(met)) > 0:
            w.add(f"{left} more of {label} differ", -1.0)
        elif len(mine) != len(theirs):
            w.add(f"more of {label} on one side", -0.7)


def pair_names(mine: list[str], theirs: list[str]) -> list[tuple[str, str, float]]:
    """The names of one side with those of the other that name the same person, surest first; each is used once."""
    mine, theirs = mine[:_MOST_NAMES], theirs[:_MOST_NAMES]
    scored = sorted(((round(names.same(m, t), 3), m, t) for m in mine for t in theirs), key=lambda s: (-s[0], s[1:]))
    used: set[tuple[str, str]] = set()
    out = []
    for score, m, t in scored:
        if score >= 0.45 and ("m", m) not in used and ("t", t) not in used:
            used |= {("m", m), ("t", t)}
            out.append((m, t, score))
    return out


def _weigh_topics(w: Weighing, x: Engagement, y: Engagement) -> None:
    one, two = set(x.topics), set(y.topics)
    if not one or not two:
        return
    share = len(one & two) / len(one | two)
    if share >= 0.5:
        w.add("same topics", 0.4)
    elif share == 0 and family(x) != "talks":
        w.add("other topics", -0.7)
