"""What can go wrong while a report is made, said so that the reader can mend it."""

from __future__ import annotations

from reports.messages import Messages

#: The packages that WeasyPrint's shared libraries come from on Debian and Ubuntu.
SYSTEM_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1"
CODES = (
    "libraries_missing",
    "too_slow",
    "too_large",
    "bad_format",
    "bad_reader",
    "bad_section",
    "name_too_short",
    "too_many_names",
    "pdf_locked",
    "pdf_unreadable",
    "failed",
)


class ReportError(Exception):
    """A report could not be made. ``code`` is one of CODES, ``params`` fill its message."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: dict[str, object] = {"packages": SYSTEM_PACKAGES, **params}
        super().__init__(self.message("en"))

    def message(self, lang: str = "fr") -> str:
        """What is wrong and how to mend it, in French or English."""
        return Messages(lang).t(f"errors.{self.code}", **self.params)
