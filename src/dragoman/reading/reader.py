"""The embedded reader: text → `Analysis` → `Reading`, without a network."""

from __future__ import annotations

from dragoman.edtf import Date
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.model import Channel, Document, Provenance, Reading
from dragoman.reading.channels import ChannelMention, find_channels
from dragoman.reading.engagements import entry, find_occasions

READER = "dragoman-embedded 0.1"
"""Name and version of this reader: readings made by an older one are made anew."""
