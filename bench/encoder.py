"""Speed of the language model: python bench/encoder.py [--threads 2]. Prints one JSON object."""

from __future__ import annotations

import argparse
import json
import resource
import time

from dragoman.language.encoder import Encoder

WORDS = (
    "the",
    "minister",
    "met",
    "his",
    "colleague",
    "in",
    "Geneva",
    "and",
    "they",
    "agreed",
    "to",
    "hold",
    "the",
    "next",
    "round",
    "of",
    "talks",
    "on",
    "trade",
    "before",
    "summer",
)
PIECES = 40


def sentences(encoder: Encoder, count: int) -> tuple[str, list[tuple[int, int]]]:
    """A text of sentences that are PIECES pieces long (ends counted), with their places."""
    text, places = "", []
    for number in range(count):
        begin = number % len(WORDS)
        words = (WORDS[begin:] + WORDS[:begin]) * 4
        size = next(n for n in range(len(words), 0, -1) if len(encoder.tokenizer.encode(" ".join(words[:n])).ids) <= PIECES - 2)
        sentence = " ".join(words[:size])
        places.append((len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    return text, places


def main() -> None:
    """Load, read, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=1000)
    chosen = parser.parse_args()
    began = time.perf_counter()
    encoder = Encoder.load(threads=chosen.threads)
    loaded = time.perf_counter() - began
    text, places = sentences(encoder, chosen.sentences)
    encoder.parse(text, places[:50])
    began, worked = time.perf_counter(), time.process_time()
    encoder.parse(text, places)
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(
        json.dumps(
            {
                "threads": chosen.threads,
                "load_seconds": round(loaded, 2),
                "sentences_of_40_tokens_per_second": round(len(places) / took, 1),
                "processor_seconds_per_thousand": round(1000 * work / len(places), 2),
                "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
