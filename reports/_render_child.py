"""HTML on standard input, PDF on standard output, in a process that can be killed.

With ``many`` as last argument: pages separated by NUL, and each PDF after a line with its length.

Run as a file with ``python -I`` by ``reports.pdf``; it imports nothing of the product. The
layout engine hangs on some inputs (a cell over 100,000,000 columns) and recurses on others,
so the limits hold here and the parent keeps the clock. Nothing is fetched: fonts come through
the fontconfig file that the parent wrote, styles are in the page.
"""

import os
import resource
import sys

EXIT_LIBRARIES = 3
EXIT_FAILED = 4
EXIT_MEMORY = 5


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Only fontconfig's cache, in the parent's temporary folder, is ever written.
    resource.setrlimit(resource.RLIMIT_FSIZE, (32 * 1024 * 1024, 32 * 1024 * 1024))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """An audit hook: no network and no other program, whatever the page asks for."""
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"} or (
        event in {"os.exec", "os.fork", "os.posix_spawn", "os.system"}
    ):
        raise PermissionError(event)


#: Characters drawn with the same glyph: text taken from the PDF must be the one people type.
SAME_GLYPH = {b"00a0": b"0020", b"2010": b"002d", b"2011": b"002d", b"00ad": b"002d"}


def searchable(document: object, pdf: object) -> None:
    """Correct the fonts' tables of characters, just before the file is written.

    The layout engine names a glyph after the first character drawn with it. Where that is a
    no-break space, every space of the font would be copied as one, and no search would find
    two words.
    """
    for item in getattr(pdf, "objects", ()):
        lines = getattr(item, "stream", None)
        if not lines or lines[0] != b"/CIDInit /ProcSet findresource begin":
            continue
        for place, line in enumerate(lines):
            for wrong, right in SAME_GLYPH.items():
                if line.endswith(b"> <" + wrong + b">"):
                    lines[place] = line[: -len(wrong) - 1] + right + b">"


def main() -> int:
    variant, memory_bytes, cpu_seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(memory_bytes, cpu_seconds)
    many = sys.argv[4:] == ["many"]
    given = sys.stdin.buffer.read().decode("utf-8")
    pages = given.split("\0") if many else [given]
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except MemoryError:
        return EXIT_MEMORY
    except OSError as missing:
        if "failed to map" in str(missing) or "allocate memory" in str(missing):
            return EXIT_MEMORY
        # A shared library is not there: cffi's message names it.
        sys.stderr.write(str(missing).splitlines()[0])
        return EXIT_LIBRARIES
    sys.addaudithook(_refuse)

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> None:
            raise ValueError("a report fetches nothing")

    try:
        for page in pages:
            document = weasyprint.HTML(string=page, base_url=None, url_fetcher=Nothing())
            pdf = document.write_pdf(pdf_variant=variant, finisher=searchable)
            if many:
                sys.stdout.buffer.write(b"%d\n" % len(pdf))
            sys.stdout.buffer.write(pdf)
    except MemoryError:
        return EXIT_MEMORY
    except Exception as fault:  # whatever the layout trips over is the parent's to report
        sys.stderr.write(type(fault).__name__)
        return EXIT_FAILED
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    code = main()
    # Leave without unwinding libraries that a memory limit may have left half built.
    os._exit(code)
