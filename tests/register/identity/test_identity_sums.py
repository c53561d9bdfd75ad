"""What is kept of the mentions of a name says the same as the mentions, in whatever lots they came."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from identity_fiction import document, engagement, people

from dragoman.model import Channel
from dragoman.register.identity import Describer, Document, Index, resolve
from dragoman.register.identity.accounts import ChannelMention, Mention
from dragoman.register.identity.sightings import SHOWN, sightings
from dragoman.register.identity.usages import usages

TODAY = date(2040, 1, 1)
OFFICES = ("Foreign Minister", "Deputy Foreign Minister", "deputy minister", "ministre de la Défense", "министр обороны", "")
NAMES = ("Alva Brenn", "A. Brenn", "Алва Бренн", "Brenn")
CHANNELS = ("Zenda Dialogue", "ZENDA DIALOGUE", "Strategic Dialogue")


def told(number: int, dice: random.Random) -> Document:
    """A meeting of the person and the channel whose names, offices and levels are chosen by the dice."""
    person = {"name": dice.choice(NAMES), "party": "RUR"}
    if office := dice.choice(OFFICES):
        person["office"] = office
    channel = dice.choice(CHANNELS)
    entry = Channel(name=channel, parties=("GRK", "RUR"), level=dice.choice((None, "minister")), evidence=f"the {channel}")
    day = f"20{dice.randint(30, 39)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    said = engagement(date=day, participants=(person, *people("Ivo Marn, Foreign Minister, GRK")), channel=channel)
    channels = (entry,) if dice.random() < 0.6 else ()
    return document(f"d{number}", said, channels=channels, published=day, language=dice.choice(("en", "ru", "fr")))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), cut=st.integers(1, 29))
def test_sums_of_two_lots_are_those_of_the_whole(seed: int, cut: int) -> None:
    dice = random.Random(seed)
    documents = [told(number, dice) for number in range(30)]
    mentions: list[Mention] = [one for document in documents for one in document.mentions()]
    titles: list[ChannelMention] = [one for document in documents for one in document.channels()]
    whole, used = sightings(mentions), usages(titles)
    dice.shuffle(mentions)
    dice.shuffle(titles)
    one, two = sightings(mentions[:cut]), sightings(mentions[cut:])
    this, that = usages(titles[:cut]), usages(titles[cut:])
    assert one and two and this and that
    assert one.and_also(two) == two.and_also(one) == whole
    assert this.and_also(that) == that.and_also(this) == used
    assert sightings([]) is None
    assert usages([]) is None


def test_a_name_that_is_mentioned_often_is_described_as_if_all_came_at_once() -> None:
    dice = random.Random(3)
    documents = [told(number, dice) for number in range(2 * SHOWN)]
    index = Index()
    for document_ in documents:
        index.update(add=[document_])
    index.update(remove=[one.source.id for one in documents[:30]])
    index.update(add=documents[10:30])
    assert Describer(index, TODAY).resolution() == resolve(documents[10:], today=TODAY)
