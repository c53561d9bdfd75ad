"""How fast documents are read, on one core: python bench/speed.py [--documents N]

Prints documents of 2,000 characters a second (median of five runs over the bundled corpus, after one run that loads the lexicons) and the
peak memory, first by the lexicons alone, then with the trained model. Shared machines are noisy: compare ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time

RUNS = 5
CHARACTERS = 2000


def measure(limit: int) -> None:
    """Read the corpus and print the figures of this process."""
    from dragoman.corpus import folder
    from dragoman.reading import read

    texts = [path.read_text("utf-8") for path in sorted(folder().rglob("*.txt"))][:limit]
    for text in texts:
        read(text)
    rates = []
    for _ in range(RUNS):
        start = time.process_time()
        for text in texts:
            read(text)
        rates.append(sum(map(len, texts)) / CHARACTERS / (time.process_time() - start))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{statistics.median(rates):7.1f} documents a second ({min(rates):.1f} to {max(rates):.1f}), peak memory {memory:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--here", action="store_true", help="measure in this process, as set by the environment")
    args = parser.parse_args()
    if args.here:
        measure(args.documents)
        return
    for name, setting in (("lexicons alone", {"DRAGOMAN_MODEL": "off"}), ("with the model", {"DRAGOMAN_THREADS": "1"})):
        print(f"{name:15}", end=" ", flush=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DRAGOMAN_")} | setting
        subprocess.run([sys.executable, __file__, "--here", "--documents", str(args.documents)], env=environment, check=True)


if __name__ == "__main__":
    main()
