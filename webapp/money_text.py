"""Money and time limits as plain text, for the command line."""

from __future__ import annotations

import datetime as dt
import textwrap
from decimal import Decimal

from criteria.model import Text
from criteria.money_model import Cited, MoneyLaw
from reports.messages import Messages
from rules.money_model import ClaimFound, Clock, MoneyFound

WIDTH = 96
_WORDS = {
    "title": Text("Montants et délais, vus le {day}", "Money and time limits, as of {day}"),
    "clocks": Text("DÉLAIS, LE PLUS PRESSANT D’ABORD", "TIME LIMITS, THE MOST PRESSING FIRST"),
    "claims": Text("MONTANTS, EN EUROS BRUTS", "AMOUNTS, IN GROSS EUROS"),
    "assumptions": Text("HYPOTHÈSES RETENUES", "ASSUMPTIONS MADE"),
    "expires": Text("expire le {day}", "expires on {day}"),
    "left": Text("reste {n} jours", "{n} days left"),
    "one_left": Text("reste 1 jour", "1 day left"),
    "today": Text("aujourd’hui même", "this very day"),
    "expired": Text("expiré depuis {n} jours", "expired {n} days ago"),
    "unknown": Text(
        "point de départ inconnu ({months} mois à partir de : {what})",
        "start unknown ({months} months from {what})",
    ),
    "longer": Text(
        "plus long, discuté : {months} mois, {day}", "longer, argued: {months} months, {day}"
    ),
    "suspended": Text(
        "avec la médiation, si elle suspend : {day}", "with the mediation, if it suspends: {day}"
    ),
    "range": Text("de {low} à {high}", "{low} to {high}"),
    "uncapped": Text("au moins {low}, sans plafond", "at least {low}, no cap"),
    "computed": Text("calculé", "computed"),
    "conditional": Text("si les conditions sont établies", "if the conditions are established"),
    "not_due": Text("pas dû", "not due"),
    "missing": Text("non calculé, il manque une donnée", "not computed, an input is missing"),
    "refused": Text(
        "non calculé, il manque une valeur au droit", "not computed, the law lacks a value"
    ),
    "words": Text("sans montant", "no amount"),
    "claim": Text("Poste", "Claim"),
    "low": Text("De", "From"),
    "high": Text("À", "To"),
    "state": Text("État", "State"),
    "details": Text("POSTE PAR POSTE", "CLAIM BY CLAIM"),
    "weak": Text(
        "repose en partie sur une règle à vérifier", "rests in part on a rule to be verified"
    ),
    "to_establish": Text("à établir : {what}", "to establish: {what}"),
    "reach": Text("remonte au {day}", "reaches back to {day}"),
    "scenarios": Text(
        "selon l’hypothèse retenue : {range}", "depending on the assumption: {range}"
    ),
    "excludes": Text("ne s’ajoute pas à : {what}", "not to be added to: {what}"),
    "inside": Text("peut être déjà dans : {what}", "may already be inside: {what}"),
    "yours": Text("valeur donnée par vous", "value of yours"),
    "contested": Text("discuté", "argued"),
    "gaps": Text(
        "Jours sans période donnée, comptés sans travail : {what}",
        "Days without a period, counted as without work: {what}",
    ),
    "from_to": Text("du {a} au {b}", "{a} to {b}"),
    "law": Text("Droit : {version}", "Law: {version}"),
}


class _Page:
    def __init__(self, found: MoneyFound, law: MoneyLaw, lang: str) -> None:
        self.found, self.law, self.lang = found, law, lang
        self.m = Messages(lang)
        self.lines: list[str] = []

    def w(self, key: str, **params: str) -> str:
        from webapp.errors import french

        text = _WORDS[key].in_(self.lang).format(**params)
        return french(text) if self.lang == "fr" else text

    def put(self, text: str = "", indent: int = 0) -> None:
        blank = " " * indent
        # Lines break at plain spaces only: French keeps its no-break ones.
        self.lines += textwrap.wrap(
            text.replace("\u00a0", "\x00").replace("\u202f", "\x01"),
            WIDTH,
            initial_indent=blank,
            subsequent_indent=blank,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]

    def text(self) -> str:
        joined = "\n".join(self.lines)
        return joined.replace("\x00", "\u00a0").replace("\x01", "\u202f")

    def euros(self, value: Decimal) -> str:
        said = self.m.number(value, "#,##0.00")  # type: ignore[arg-type]
        return f"{said}\u00a0€" if self.lang == "fr" else f"€{said}"

    def range(self, low: Decimal, high: Decimal | None) -> str:
        if high is None:
            return self.w("uncapped", low=self.euros(low))
        if low == high:
            return self.euros(low)
        return self.w("range", low=self.euros(low), high=self.euros(high))

    def source(self, cited: Cited) -> str:
        names = [self.law.authorities[id].citation.in_(self.lang) for id in cited.authorities]
        if cited.citation:
            names.append(cited.citation.in_(self.lang))
        level = self.m.t(f"levels.{cited.verification}")
        separator = "\u202f; " if self.lang == "fr" else "; "
        return f"{separator.join(names)} [{level}]" if names else f"[{level}]"

    # -- parts -----------------------------------------------------------------------------

    def clock(self, c: Clock) -> None:
        limit = self.law.limitations[c.limitation]
        self.put(f"- {limit.label.in_(self.lang)}")
        if c.expires is None or c.days_left is None:
            what = limit.from_words.in_(self.lang)
            self.put(self.w("unknown", months=str(c.months), what=what), 4)
            self.put(limit.find_out.in_(self.lang), 4)
        else:
            days = {"running": "left", "expired": "expired", "today": "today"}[c.state]
            if c.days_left == 1:
                days = "one_left"
            left = self.w(days, n=str(abs(c.days_left)))
            self.put(f"{self.w('expires', day=self.m.date(c.expires))} – {left}", 4)
            if c.presumed and limit.presumed:
                self.put(limit.presumed.in_(self.lang), 4)
        for months, day in c.others:
            said = self.m.date(day) if day else "–"
            self.put(self.w("longer", months=str(months), day=said), 4)
        if c.if_suspended:
            self.put(self.w("suspended", day=self.m.date(c.if_suspended)), 4)
        if limit.warning:
            self.put(limit.warning.in_(self.lang), 4)
        self.put(self.source(limit.cited), 4)

    def table(self) -> None:
        """Every claim on one line; what lies behind it follows."""
        rows = []
        for c in self.found.claims:
            low = self.euros(c.low) if c.low is not None else "–"
            high = self.euros(c.high) if c.high is not None else "–" if c.capped else "…"
            rows.append((self.law.claims[c.id].label.in_(self.lang), low, high, self.w(c.status)))
        heads = tuple(_WORDS[key].in_(self.lang) for key in ("claim", "low", "high", "state"))
        widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(4)]
        for row in [heads, tuple("-" * width for width in widths), *rows]:
            cells = (
                row[0].ljust(widths[0]),
                row[1].rjust(widths[1]),
                row[2].rjust(widths[2]),
                row[3],
            )
            self.lines.append("  ".join(cells))

    def claim(self, c: ClaimFound) -> None:
        rule = self.law.claims[c.id]
        colon = "\u00a0: " if self.lang == "fr" else ": "
        amount = self.range(c.low, c.high) if c.low is not None else "–"
        self.put(f"- {rule.label.in_(self.lang)}{colon}{amount} ({self.w(c.status)})")
        for reason in c.reasons:
            self.put(reason.message(self.lang), 4)
        if rule.why_no_amount:
            self.put(rule.why_no_amount.in_(self.lang), 4)
        if rule.words and c.low is not None:
            self.put(rule.words.in_(self.lang), 4)
        open_ = [self.law.conditions[s.id] for s in c.conditions if s.state == "unknown"]
        if open_ and c.status == "conditional":
            separator = "\u202f; " if self.lang == "fr" else "; "
            what = separator.join(k.label.in_(self.lang) for k in open_)
            self.put(self.w("to_establish", what=what), 4)
        for cut in c.cuts:
            self.put(self.w("reach", day=self.m.date(cut.first)), 4)
        low, high = c.envelope
        if low is not None and (low, high) != (c.low, c.high):
            self.put(self.w("scenarios", range=self.range(low, high)), 4)
        for key, ids in (("inside", rule.inside), ("excludes", rule.excludes)):
            if ids and c.low is not None:
                names = self.m.listing([self.law.claims[i].label.in_(self.lang) for i in ids])
                self.put(self.w(key, what=names), 4)
        own = {self.law.tables[v.table].label.in_(self.lang) for v in c.values if v.own}
        for label in sorted(own):
            self.put(f"{label}{colon}{self.w('yours')}", 4)
        self.put(self.source(rule.cited), 4)
        if c.weakest == "memory" and rule.cited.verification != "memory":
            self.put(self.w("weak"), 4)


def text(found: MoneyFound, law: MoneyLaw, lang: str) -> str:
    """Clocks first, then the claims, then what was assumed."""
    page = _Page(found, law, lang)
    if found.case.title:
        page.put(found.case.title)
    page.put(page.w("title", day=page.m.date(found.as_of)))
    page.put(law.premise.in_(lang))
    page.put()
    page.put(page.w("clocks"))
    for clock in found.clocks:
        page.clock(clock)
    page.put()
    page.put(page.w("claims"))
    page.table()
    page.put()
    page.put(page.w("details"))
    for claim in found.claims:
        page.claim(claim)
    page.put()
    page.put(page.w("assumptions"))
    colon = "\u00a0: " if lang == "fr" else ": "
    for a in law.assumptions.values():
        taken = a.option(found.assumptions[a.id]).label.in_(lang)
        argued = f" ({page.w('contested')})" if a.contested else ""
        page.put(f"- {a.label.in_(lang)}{colon}{taken}{argued}")
    for convention in law.conventions:
        page.put(f"- {convention.text.in_(lang)} {convention.change.in_(lang)}")
    if found.gaps:
        page.put("- " + page.w("gaps", what=", ".join(_days(page, a, b) for a, b in found.gaps)))
    page.put()
    page.put(page.w("law", version=found.law))
    return page.text()


def _days(page: _Page, first: dt.date, last: dt.date) -> str:
    if first == last:
        return page.m.date(first)
    return page.w("from_to", a=page.m.date(first), b=page.m.date(last))
