"""Decision tables: the first row that matches gives the result; unknown answers leave several.

Every result that some completion of the unknown answers gives is found, and no other, by splitting
on the answers that the rows ask for. Two tables that read the same unknown answer are completed
apart, so that a third that reads both may keep a result too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from criteria.model import Catalogue, Table
from rules.compile import Known, Law
from rules.model import Case

#: The result of a table none of whose rows matches.
NONE = ""
Results = Mapping[str, frozenset[str]]


def answers_of(case: Case) -> dict[str, str]:
    """The answers that say something, as ids of choices."""
    told = {a.question: a.value for a in case.answers if a.value != "unknown"}
    return {q: str(v).lower() if isinstance(v, bool) else str(v) for q, v in told.items()}


def results(catalogue: Catalogue, answers: Mapping[str, str]) -> Results:
    """Of each table, the results that are left open; tables are read after those they build on."""
    found: dict[str, frozenset[str]] = {}

    def visit(table: Table) -> frozenset[str]:
        if table.id not in found:
            domains: list[Set[str]] = []
            for source in table.inputs:
                if source.kind == "table":
                    domains.append(visit(catalogue.tables[source.ref]))
                elif source.ref in answers:
                    domains.append({answers[source.ref]})
                else:
                    choices = catalogue.questions[source.ref].choices
                    domains.append(frozenset(source.values or (c.id for c in choices)))
            found[table.id] = possible(table, domains)
        return found[table.id]

    for table in catalogue.tables.values():
        visit(table)
    return found


def possible(table: Table, domains: list[Set[str]]) -> frozenset[str]:
    """Results over all choices of one value from each domain."""
    open_worlds, found = [domains], set()
    while open_worlds:
        world = open_worlds.pop()
        for row in table.rows:
            unsure = None
            for i, cell in enumerate(row.when):
                if cell is None or world[i] == {cell}:
                    continue
                if cell not in world[i]:
                    break
                unsure = i if unsure is None else unsure
            else:
                if unsure is None:
                    found.add(row.result)
                else:
                    cell = row.when[unsure]
                    assert cell is not None
                    for part in ({cell}, world[unsure] - {cell}):
                        open_worlds.append([*world[:unsure], part, *world[unsure + 1 :]])
                break
        else:
            found.add(NONE if table.otherwise is None else table.otherwise)
    return frozenset(found)


def known_with(law: Law, at: Known, found: Results) -> Known:
    """What is known, with the nodes on tables that are true, or may be."""
    sure = maybe = 0
    for bit, table, accepts, may in law.on_tables:
        left = found[table]
        sure |= bit if left and left <= accepts else 0
        maybe |= bit if left & may or NONE in left else 0
    return at._replace(sure=sure, maybe=maybe)
