"""The tokenizer: the pieces of the pretrained vocabulary that our languages use, cut so that words and names begin at pieces.

A piece that runs over the end of a word or a name ("리는" in "케리는") would hide it; such pieces are dropped, and the
Unigram model falls back on shorter ones, whose embeddings are just as good.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from training.corpora import Sentence
from training.weights import Pretrained

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
MARK = "▁"
SCRIPTS = {"LATIN", "CYRILLIC", "CJK", "ARABIC", "DEVANAGARI", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "GREEK"}
UNSPACED = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"}
# A piece goes when more than this share of its uses runs over a boundary.
CROSSING, CROSSING_UNSPACED = 0.25, 0.03


def scripts(piece: str) -> set[str]:
    """Scripts of the letters of a piece, by the first word of their Unicode names."""
    return {unicodedata.name(c, "?").split()[0] for c in piece if c.isalpha()}


def tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """A Unigram tokenizer; punctuation and numbers stand apart, offsets point into the text as given."""
    made = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    apart = pre_tokenizers.Split(Regex(MARK + r"?(?:\p{N}+|(?!" + MARK + r")[\p{P}\p{S}])"), "isolated")
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Metaspace(replacement=MARK, prepend_scheme="always"), apart])
    made.decoder = decoders.Metaspace(replacement=MARK, prepend_scheme="always")
    return made


def choose(pretrained: Pretrained, sentences: Iterable[Sentence], size: int) -> list[int]:
    """Rows of the pretrained vocabulary to keep, the special pieces first."""
    known = [s for s in sentences if s.part == "train"]
    special = [pretrained.special[name] for name in ("start", "pad", "end", "unknown")]
    kept = [i for i, piece in enumerate(pretrained.pieces) if i not in special and _ours(piece)]
    crossing: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for _ in range(3):
        made = tokenizer(SPECIAL + [pretrained.pieces[i] for i in kept], [0.0] * 4 + [pretrained.scores[i] for i in kept])
        crossing.clear()
        uses.clear()
        count(made, known, uses, crossing)
        kept = [i for i in kept if not _hides(pretrained.pieces[i], uses, crossing)]
    kept.sort(key=lambda i: (uses[pretrained.pieces[i]] == 0 and len(pretrained.pieces[i]) > 1, -pretrained.scores[i]))
    return special + sorted(kept[: size - len(special)])


def count(made: Tokenizer, sentences: list[Sentence], uses: Counter[str], crossing: Counter[str]) -> None:
    """Add to uses and crossing how often each piece is met, and how often it runs over a boundary."""
    for sentence, encoding in zip(sentences, made.encode_batch([s.text for s in sentences]), strict=True):
        edges = {edge for a, b, _ in sentence.names or () for edge in (a, b)}
        if sentence.tree:
            edges |= {a for a, _ in sentence.tree.words}
        for piece, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True):
            uses[piece] += 1
            first = start + (piece.startswith(MARK) and sentence.text[start : start + 1].isspace())
            crossing[piece] += any(i in edges for i in range(first + 1, end))


def _ours(piece: str) -> bool:
    return scripts(piece) <= SCRIPTS and MARK not in piece[1:]


def _hides(piece: str, uses: Counter[str], crossing: Counter[str]) -> bool:
    letters = piece.removeprefix(MARK)
    if len(letters) < 2:
        return False
    found = scripts(letters)
    unspaced = bool(found & UNSPACED)
    if not uses[piece]:
        return unspaced and "HANGUL" not in found and len(letters) > 2
    return crossing[piece] / uses[piece] > (CROSSING_UNSPACED if unspaced else CROSSING)
