"""``report verify``: does a report's own data still give its assessment, and are its exhibits
the files they were?

What this shows is that assessment, case and exhibits agree with one another under the catalogue of
this product. It does not show who made them: whoever changes the case can make a new report of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rules
from reports import foreign
from reports.attached import ASSESSMENT, CASE, EVIDENCE
from reports.bundle import MANIFEST, SUMS
from reports.errors import ReportError
from rules.errors import CaseError
from webapp import casework, lawfiles
from webapp.errors import UserError

#: A bundle of a large case; more is refused before it is unfolded.
LARGEST = 500_000_000
MOST_MEMBERS = 2_000


@dataclass(slots=True)
class Verdict:
    """``same``: the assessment made again has the same bytes. ``catalogue`` and ``now``: the
    version the report was made with, and this product's. ``faults`` name what does not match."""

    same: bool = False
    catalogue: str = ""
    now: str = ""
    band: str = ""
    band_now: str = ""
    matching: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return self.same and not self.faults


def verify(path: Path, others: Sequence[Path] = ()) -> Verdict:
    """Of a report (PDF) or a bundle (ZIP). ``others``: files to compare with the exhibits.

    Raises UserError where the file is no report of ours, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError.of_file("not_readable", path, error) from None
    members = _members(data)
    held = {name: members[name] for name in (ASSESSMENT, CASE, EVIDENCE) if name in members}
    if ASSESSMENT not in held or CASE not in held:
        raise UserError("not_a_report", path=path.name)
    verdict = Verdict()
    _again(held, verdict)
    if not data.startswith(b"%PDF-"):
        _members_match(members, held, verdict)
    given = {n: d for n, d in members.items() if n.startswith("originals/")}
    for other in others:
        try:
            given[other.name] = other.read_bytes()
        except OSError as error:
            raise UserError.of_file("not_readable", other, error) from None
    _exhibits(held.get(EVIDENCE, b""), given, {o.name for o in others}, verdict)
    return verdict


def _members(data: bytes) -> dict[str, bytes]:
    if data.startswith(b"%PDF-"):
        try:
            return foreign.attachments(data)
        except ReportError:
            raise UserError("damaged_report") from None
    if not data.startswith(b"PK\x03\x04"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_unfold(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UserError("damaged_report") from None


def _unfold(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [m for m in archive.infolist() if not m.is_dir()]
    left = LARGEST
    if len(members) > MOST_MEMBERS or len({m.filename for m in members}) < len(members):
        raise zipfile.BadZipFile
    for member in members:
        with archive.open(member) as file:
            # What the directory says about sizes is not to be believed.
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise zipfile.BadZipFile
        yield member.filename, data


def _again(held: Mapping[str, bytes], verdict: Verdict) -> None:
    """The assessment of the attached case, made with this product's catalogue."""
    said = _object(held[ASSESSMENT])
    law_said = said.get("law") if isinstance(said.get("law"), dict) else {}
    assert isinstance(law_said, dict)
    outcome = said.get("outcome")
    verdict.catalogue = str(law_said.get("catalogue", ""))
    verdict.band = str(outcome.get("band", "")) if isinstance(outcome, dict) else ""
    try:
        case = rules.parse_case(held[CASE])
    except CaseError as error:
        verdict.faults.append(("case", error.message("en").splitlines()[0]))
        return
    if case.jurisdiction not in lawfiles.available():
        verdict.faults.append(("no_law", case.jurisdiction))
        return
    law = casework.catalogue(case.jurisdiction)
    verdict.now = law.version
    evidence = _object(held[EVIDENCE]) if EVIDENCE in held else {}
    lang = "en" if evidence.get("lang") == "en" else "fr"
    days: list[dt.date | None] = [None]
    try:
        days.append(dt.date.fromisoformat(str(law_said.get("on", ""))))
    except ValueError:
        verdict.faults.append(("assessment", "law.on"))
    for day in days:
        try:
            made = rules.assess(case, law, day, lang)
        except CaseError:
            continue
        verdict.band_now = made.band
        if rules.dump(rules.assessment_to_json(made)) == held[ASSESSMENT]:
            verdict.same = True
            return
    key = "different" if verdict.catalogue == verdict.now else "other_catalogue"
    verdict.faults.append((key, verdict.catalogue))


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise UserError("damaged_report") from None
    if not isinstance(found, dict):
        raise UserError("damaged_report")
    return found


def _members_match(
    members: Mapping[str, bytes], held: Mapping[str, bytes], verdict: Verdict
) -> None:
    """Every file of a bundle against its manifest, and the PDF's own data against the bundle's."""
    listed = _object(members.get(MANIFEST, b"{}")).get("files")
    known: dict[str, str] = {}
    for entry in listed if isinstance(listed, list) else []:
        if isinstance(entry, dict):
            known[str(entry.get("path"))] = str(entry.get("sha256"))
    if not known:
        verdict.faults.append(("no_manifest", MANIFEST))
    for name, data in sorted(members.items()):
        if name in (MANIFEST, SUMS):
            continue
        if name not in known:
            verdict.faults.append(("unlisted", name))
        elif known[name] != _sha(data):
            verdict.faults.append(("altered", name))
    verdict.faults += [("gone", name) for name in sorted(set(known) - set(members))]
    if "report.pdf" in members:
        try:
            inside = foreign.attachments(members["report.pdf"])
        except ReportError:
            verdict.faults.append(("altered", "report.pdf"))
            return
        for name, data in held.items():
            if inside.get(name) != data:
                verdict.faults.append(("pdf_differs", name))


def _exhibits(
    evidence: bytes, given: Mapping[str, bytes], named: set[str], verdict: Verdict
) -> None:
    """Files by their SHA-256: an exhibit matches whatever its file is called now."""
    if not evidence:
        verdict.faults.append(("gone", EVIDENCE))
        return
    hashes = {_sha(data): name for name, data in given.items()}
    wanted: set[str] = set()
    exhibits = _object(evidence).get("exhibits")
    for exhibit in exhibits if isinstance(exhibits, list) else []:
        if not isinstance(exhibit, dict):
            continue
        files = exhibit.get("files")
        for file in files if isinstance(files, list) else []:
            sha = str(file.get("sha256", "")) if isinstance(file, dict) else ""
            if not sha:
                continue
            wanted.add(sha)
            label = f"{exhibit.get('number')}. {exhibit.get('label')}"
            (verdict.matching if sha in hashes else verdict.missing).append(label)
    for name, data in sorted(given.items()):
        if _sha(data) not in wanted:
            verdict.faults.append(("no_exhibit" if name in named else "altered", name))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
