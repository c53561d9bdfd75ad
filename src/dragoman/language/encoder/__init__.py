"""One small model for all languages: words, parts of speech, dependency heads and names of a text.

It needs `onnxruntime` and `tokenizers`; importing this package needs neither.
"""

from dragoman.language.encoder.model import Encoder, available
from dragoman.language.encoder.types import ModelError, Name, Parse, Word

__all__ = ["Encoder", "ModelError", "Name", "Parse", "Word", "available"]
