"""Signs of indicators as data, compiled to spaCy Matcher patterns."""
