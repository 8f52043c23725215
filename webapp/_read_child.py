"""Runs in a child process: bytes of a document on stdin, its reading as JSON on stdout.

Arguments: name, language, seconds of processor time. Imports the reader alone.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
from pathlib import Path

EXIT_UNREADABLE = 3


def main() -> int:
    # This file's folder would otherwise come first and lend its modules' names.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from nlp import ReadingError
    from nlp.read import read_terms

    name, lang, seconds = sys.argv[1:4]
    resource.setrlimit(resource.RLIMIT_CPU, (2 * int(seconds) + 10, 2 * int(seconds) + 20))
    try:
        reading = read_terms(sys.stdin.buffer.read(), name, lang)
    except ReadingError as error:
        said = {"code": error.code, "fr": error.message("fr"), "en": error.message("en")}
        print(json.dumps(said), flush=True)  # noqa: T201 - stdout is the channel
        return EXIT_UNREADABLE
    sys.stdout.write(json.dumps(dataclasses.asdict(reading), ensure_ascii=True))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
