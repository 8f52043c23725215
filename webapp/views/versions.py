"""Two versions of the terms side by side, and what going from one to the other changes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_wtf import FlaskForm

from reports.clean import unmarked
from webapp import i18n, version_effect, versions
from webapp.db import db
from webapp.models import CaseRow, DocumentRow
from webapp.views import review
from webapp.views.shared import get_case, law_of, own

bp = Blueprint("versions", __name__, url_prefix="/cases/<case_id>/versions")

#: Clauses on a page; those that are the same are folded and do not count.
PER_PAGE = 60
FILTERS = ("changed", "moved", "reworded", "gone", "new", "all")


@dataclass(frozen=True, slots=True)
class Line:
    """One pair as the page shows it. ``left`` and ``right``: pieces, marked where they differ;
    ``findings`` of each side that are not rejected."""

    pair: versions.Pair
    left: tuple[versions.Piece, ...]
    right: tuple[versions.Piece, ...]
    old_heading: str
    new_heading: str
    indicators: tuple[tuple[str, str, bool, bool], ...]


def comparable(row: CaseRow) -> list[DocumentRow]:
    """Documents that are read, the oldest version first."""
    ready = [d for d in row.documents if d.status == "ready"]
    return sorted(ready, key=lambda d: (d.version_date is not None, d.version_date or 0, d.id))


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    documents = comparable(row)
    if len(documents) < 2:
        return render_template("versions/none.html", case=row, documents=documents)
    old, new = _chosen(row, documents)
    if old.id == new.id:
        return render_template("versions/none.html", case=row, documents=documents, same=True)
    texts, pairs = _pairs(old, new)
    law = law_of(row)
    wanted = request.args.get("show", "")
    wanted = wanted if wanted in FILTERS else "changed"
    shown = [p for p in pairs if _fits(p, wanted)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "versions/show.html",
        case=row,
        law=law,
        documents=documents,
        old=old,
        new=new,
        counts=versions.counts(pairs),
        total=len(pairs),
        lines=[_line(p, old, new, texts) for p in shown[(page - 1) * PER_PAGE : page * PER_PAGE]],
        show=wanted,
        page=page,
        pages=pages,
        effect=version_effect.effect(row, law, old, new, i18n.current()),
        carried=len(version_effect.carried(pairs, old, new)),
    )


@bp.post("/carry")
def carry(case_id: str) -> ResponseReturnValue:
    """Decisions on clauses that are word for word the same are taken over."""
    row = get_case(case_id)
    old, new = _chosen(row, comparable(row))
    if not FlaskForm().validate_on_submit() or old.id == new.id:
        abort(400)
    texts, pairs = _pairs(old, new)
    decisions = version_effect.carried(pairs, old, new)
    version_effect.carry(decisions, new, texts[1], review.settle)
    row.touch()
    db.session.commit()
    flash(
        ngettext(
            "%(num)d decision is taken over. It can be undone below.",
            "%(num)d decisions are taken over. They can be undone together below.",
            len(decisions),
        )
    )
    return redirect(url_for("review.show", case_id=row.id, document_id=new.id))


def _chosen(row: CaseRow, documents: list[DocumentRow]) -> tuple[DocumentRow, DocumentRow]:
    """The two of the address; where it does not say, the newest and the one before it of the
    same title, if there is one."""
    if len(documents) < 2:
        abort(404)
    *earlier, newest = documents
    titled = [d for d in earlier if d.title == newest.title] or earlier
    chosen = []
    for name, standard in (("old", titled[-1]), ("new", newest)):
        number = request.values.get(name, type=int)
        found = standard if number is None else own(row, DocumentRow, number)
        if found.status != "ready":
            abort(404)
        chosen.append(found)
    return chosen[0], chosen[1]


def _pairs(old: DocumentRow, new: DocumentRow) -> tuple[tuple[str, str], tuple[versions.Pair, ...]]:
    texts = review.text_of(old), review.text_of(new)
    a, b = (
        [unmarked(text[c["start"] : c["end"]]) for c in document.clauses]
        for text, document in zip(texts, (old, new), strict=True)
    )
    return texts, versions.align(a, b)


def _fits(pair: versions.Pair, wanted: str) -> bool:
    if wanted == "moved":
        return pair.moved
    return wanted == "all" or pair.kind == wanted or (wanted == "changed" and pair.kind != "same")


def _line(pair: versions.Pair, old: DocumentRow, new: DocumentRow, texts: tuple[str, str]) -> Line:
    words: list[str] = []
    headings: list[str] = []
    stated: list[set[tuple[str, str]]] = []
    for document, text, index in ((old, texts[0], pair.old), (new, texts[1], pair.new)):
        if index is None:
            words.append("")
            headings.append("")
            stated.append(set())
            continue
        clause = document.clauses[index]
        words.append(unmarked(text[clause["start"] : clause["end"]]))
        headings.append(clause["heading"])
        stated.append(
            {
                (f.indicator, f.state)
                for f in document.findings
                if f.clause == index and f.status != "rejected"
            }
        )
    if pair.kind == "reworded":
        left, right = versions.words(*words)
    else:
        left, right = (((w, False),) if w else () for w in words)
    both = sorted(stated[0] | stated[1])
    return Line(
        pair,
        tuple(left),
        tuple(right),
        headings[0],
        headings[1],
        tuple((i, s, (i, s) in stated[0], (i, s) in stated[1]) for i, s in both),
    )
