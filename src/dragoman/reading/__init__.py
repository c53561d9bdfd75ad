"""Analysis → reading: engagements, channels, commitments, statements, each on its evidence."""

from dragoman.reading.reader import READER, read, read_analysis, read_document

__all__ = ["READER", "read", "read_analysis", "read_document"]
