"""Write what comes out of the published examples into their README files.

    python tools/examples.py            write
    python tools/examples.py --check    only say which are stale

The part between the two marks is made here; the rest of a README is written by hand. A test
runs the check, so an example never shows a result that the product no longer gives.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import criteria  # noqa: E402
import rules  # noqa: E402
from criteria.model import Catalogue  # noqa: E402
from rules.model import Assessment, Case  # noqa: E402

EXAMPLES = ROOT / "examples"
QUESTIONS = 5
MARKS = "<!-- {}: made by make examples -->", "<!-- end -->"

WORDS = {
    "fr": {
        "result": "Résultat",
        "settled": "acquis\u00a0: aucune inconnue ne change le sens",
        "open": "non acquis",
        "range": "Échelle de −1 (indépendance) à +1 (subordination)\u00a0: de {low} à {high}.",
        "limb": "Pouvoir ou critère",
        "state": "État",
        "from_to": "De – à",
        "present": "établi",
        "absent": "non établi",
        "unknown": "à établir",
        "disputed": "Témoins en désaccord",
        "contradicted": "Papier et faits diffèrent",
        "none": "aucun",
        "ask": "À demander d’abord",
    },
    "en": {
        "result": "Result",
        "settled": "settled: no unknown changes the side",
        "open": "not settled",
        "range": "Scale from −1 (independence) to +1 (subordination): from {low} to {high}.",
        "limb": "Power or criterion",
        "state": "State",
        "from_to": "From – to",
        "present": "established",
        "absent": "not established",
        "unknown": "to be established",
        "disputed": "Witnesses disagree on",
        "contradicted": "Paper and practice differ on",
        "none": "none",
        "ask": "To ask first",
    },
}


def number(value: float, lang: str, sign: str = "+") -> str:
    """Two decimals, with a true minus sign and the language's decimal mark."""
    text = format(value, f"{sign}.2f").replace("-", "−")
    return text.replace(".", ",") if lang == "fr" else text


def outcome(case: Case, found: Assessment, law: Catalogue, lang: str) -> str:
    """The result in Markdown."""
    words = WORDS[lang]
    colon = "\u00a0:" if lang == "fr" else ":"
    band = law.pack.outcome_words[found.band].in_(lang)
    settled = words["settled" if found.settled else "open"]
    low, high = number(found.score_low, lang), number(found.score_high, lang)
    lines = [
        f"**{words['result']}{colon} {band}** ({settled}).",
        "",
        words["range"].format(low=low, high=high),
        "",
        f"| {words['limb']} | {words['state']} | {words['from_to']} |",
        "| --- | --- | --- |",
    ]
    for limb in found.limbs:
        label = law.limbs[limb.id].label.in_(lang)
        bounds = f"{number(limb.low, lang, '')} – {number(limb.high, lang, '')}"
        lines.append(f"| {label} | {words[limb.state]} | {bounds} |")
    for kind, word in (("sources", "disputed"), ("paper_practice", "contradicted")):
        labels = [
            law.indicators[c.indicator].label.in_(lang) for c in found.conflicts if c.kind == kind
        ]
        lines += ["", f"{words[word]}{colon} {'; '.join(labels) or words['none']}."]
    lines += ["", f"{words['ask']}{colon}", ""]
    for place, item in enumerate(found.next_questions[:QUESTIONS], start=1):
        lines.append(f"{place}. {law.questions[item.question].text.in_(lang)}")
    return "\n".join(lines)


def cases() -> list[Path]:
    """Every published case, apart from the bad ones."""
    return sorted(p for p in EXAMPLES.rglob("case.json") if "bad" not in p.parts)


def renewed(path: Path) -> str:
    """The README beside ``path`` with its results made anew."""
    text = path.with_name("README.md").read_text("utf-8")
    data = path.read_bytes()
    for lang in ("fr", "en"):
        law = criteria.load("fr")
        case = rules.parse_case(data, law)
        block = outcome(case, rules.assess(case, law, lang=lang), law, lang)
        start, end = MARKS[0].format(lang), MARKS[1]
        pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.S)
        text, count = pattern.subn(lambda _: f"{start}\n\n{block}\n\n{end}", text)  # noqa: B023
        if count != 1:
            raise SystemExit(f"{path.parent.name}/README.md: no place marked {start}")
    return text


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when one is stale")
    options = parser.parse_args(arguments)
    stale = []
    for path in cases():
        readme, text = path.with_name("README.md"), renewed(path)
        if text != readme.read_text("utf-8"):
            stale.append(readme.relative_to(ROOT).as_posix())
            if not options.check:
                readme.write_text(text, "utf-8")
    if stale:
        print(("Stale, run `make examples`: " if options.check else "Written: ") + ", ".join(stale))
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
