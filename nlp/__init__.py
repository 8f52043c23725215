"""What the terms say: a file becomes clauses with proposed indicators, exactly located."""

from nlp.errors import ReadingError, warning_text
from nlp.model import Reading

__all__ = ["Reading", "ReadingError", "read_terms", "warning_text"]


def __getattr__(name: str) -> object:
    # The reader brings scikit-learn and spaCy: seconds that only those who read terms pay.
    if name == "read_terms":
        from nlp.read import read_terms

        return read_terms
    raise AttributeError(name)
