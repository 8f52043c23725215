"""The catalogue as a book, for somebody who never runs a case.

Every page is generated from the catalogue and has a permanent address:
``/law/<jurisdiction>/<chapter>/<id>``. Nothing here is stored and nothing is asked of a case.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from criteria.changes import KINDS as CHANGE_KINDS
from criteria.changes import Change
from criteria.errors import CatalogueError
from criteria.model import Catalogue, Text, Validity
from webapp import book, i18n, lawfiles, lawsearch, lawwords
from webapp.book import Book
from webapp.chapters import Place, short
from webapp.forms import plain
from webapp.views.shared import partial

bp = Blueprint("catalogue", __name__, url_prefix="/law")

#: Where most readers come from, and the catalogue's first law.
FIRST = "fr"
LONGEST_ID = 80


@bp.get("")
def contents() -> ResponseReturnValue:
    """Every jurisdiction with what its catalogue holds."""
    laws = lawfiles.readable()
    if not laws:
        lawfiles.current((lawfiles.available() or (FIRST,))[0])  # says what is wrong
    lawfiles.changes()
    missing = sorted(set(lawfiles.available()) - {law.pack.id for law in laws})
    return render_template(
        "law/contents.html",
        books=[book.of(law) for law in _first_to_last(laws)],
        missing=missing,
        elsewhere=lawfiles.elsewhere(),
    )


@bp.get("/search")
def search() -> ResponseReturnValue:
    laws = _first_to_last(lawfiles.readable())
    apart = lawfiles.elsewhere()
    query = " ".join(plain(request.args.get("q", "")).split())
    kind = _one_of(request.args.get("kind", ""), lawsearch.KINDS)
    known = [law.pack.id for law in laws] + (["elsewhere"] if apart else [])
    where = _one_of(request.args.get("in", ""), known)
    searched = lawsearch.indexes(
        [law for law in laws if where in ("", law.pack.id)],
        i18n.current(),
        apart if where in ("", "elsewhere") else (),
    )
    too_long = len(query) > lawsearch.LONGEST_QUERY
    asked = [] if too_long else lawsearch.asked_words(query)
    found = lawsearch.search(searched, query, kind) if asked else []
    everywhere = lawsearch.indexes(laws, i18n.current(), apart) if asked and not found else []
    pages = max(1, -(-len(found) // lawsearch.PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    shown = found[(page - 1) * lawsearch.PER_PAGE : page * lawsearch.PER_PAGE]
    return render_template(
        "law/search.html",
        query=query[: lawsearch.LONGEST_QUERY],
        asked=asked,
        kind=kind,
        where=where,
        laws=laws,
        kinds=[k for k in lawsearch.KINDS if k != "conclusions" or _concluding(laws)],
        found=len(found),
        hits=[_shown(hit, asked) for hit in shown],
        apart=apart,
        unfiltered=len(lawsearch.search(everywhere, query)),
        suggestions=lawsearch.suggestions(everywhere, query),
        page=page,
        pages=pages,
        limit=lawsearch.LONGEST_QUERY,
        too_long=too_long,
    ), 422 if too_long else 200


def _shown(hit: lawsearch.Hit, asked: Sequence[str]) -> dict[str, Any]:
    entry = hit.entry
    title = entry.title or i18n.say(entry.place.name)
    return {
        "entry": entry,
        "url": address(entry.jurisdiction, entry.place),
        "title": lawsearch.marked(title, asked),
        "excerpt": lawsearch.marked(lawsearch.excerpt(entry.body, asked), asked),
    }


def _concluding(laws: Sequence[Catalogue]) -> bool:
    return any(getattr(law, "conclusions", None) for law in laws)


@bp.get("/changes")
def changes() -> ResponseReturnValue:
    """What changed in the catalogue, and which period of law it touches."""
    laws = {law.pack.id: law for law in lawfiles.readable()}
    by_day: dict[Any, list[Change]] = {}
    for change in lawfiles.changes():
        by_day.setdefault(change.date, []).append(change)
    return render_template("law/changes.html", by_day=by_day, laws=laws, changed=_changed)


def _changed(change: Change, laws: dict[str, Catalogue]) -> list[tuple[str, list[Any]]]:
    """What a change names, by kind: places that can be read, or ids that are no more."""
    law = laws.get(change.jurisdiction or FIRST) or next(iter(laws.values()), None)
    if law is None:
        return []
    chapters = book.of(law)
    found = []
    for kind in CHANGE_KINDS:
        ids = change.entries.get(kind, ())
        if not ids:
            continue
        chapter = {"weights": "indicators"}.get(kind, kind)
        places = [chapters.place(chapter, id_) or id_ for id_ in ids]
        found.append((kind, [_named(chapters, kind, place) for place in places]))
    return found


def _named(chapters: Book, kind: str, place: Place | str) -> tuple[str, str]:
    """(words, address); the address is "" where there is no page."""
    if isinstance(place, Place):
        return i18n.say(place.name), address(chapters.id, place)
    if kind == "notices":
        named = {notice.id: notice.text for notice in chapters.law.pack.notices}
    else:
        named = {section.id: section.title for section in chapters.law.sections}
    return i18n.say(short(named[place])) if place in named else place, ""


@bp.get("/elsewhere")
def elsewhere() -> ResponseReturnValue:
    """Decisions under laws that have no pack: to read, never precedents."""
    return render_template("law/elsewhere.html", decisions=lawfiles.elsewhere())


@bp.get("/elsewhere/<id_>")
def decided_elsewhere(id_: str) -> ResponseReturnValue:
    known = {e.decision.id: e for e in lawfiles.elsewhere()}
    if id_ not in known:
        near = difflib.get_close_matches(id_.lower(), known, 4, 0.5)
        links = [
            (i18n.say(known[n].decision.citation), url_for("catalogue.decided_elsewhere", id_=n))
            for n in near
        ]
        return _missing_page(id_, _("No decision of that name is in the catalogue."), links, None)
    # The circumstances are the same in every law: their words come from the first.
    law = _first_to_last(lawfiles.readable())
    if not law:
        lawfiles.current(FIRST)
    return _page("law/decided.html", book.of(law[0]), one=known[id_])


@bp.get("/<jurisdiction>")
def jurisdiction(jurisdiction: str) -> ResponseReturnValue:
    """One law: what it is, its limits and notices, its chapters."""
    chapters = _book(jurisdiction)
    return _page("law/jurisdiction.html", chapters, log=_log(jurisdiction)[:3])


@bp.get("/<jurisdiction>/test")
def test(jurisdiction: str) -> ResponseReturnValue:
    return _page("law/test.html", _book(jurisdiction))


@bp.get("/<jurisdiction>/book")
def whole(jurisdiction: str) -> ResponseReturnValue:
    """Everything on one page, to print."""
    chapters = _book(jurisdiction)
    return _page("law/whole.html", chapters, whole=True, log=_log(jurisdiction))


@bp.get("/<jurisdiction>/authorities/<id_>")
def authority(jurisdiction: str, id_: str) -> ResponseReturnValue:
    """Statutes and decisions share one name space: their ids alone are an address too."""
    place = _book(jurisdiction).place("authorities", id_)
    if place is None:
        return _missing(jurisdiction, "statutes", id_)
    return redirect(address(jurisdiction, place))


@bp.get("/<jurisdiction>/<chapter>")
def chapter(jurisdiction: str, chapter: str) -> ResponseReturnValue:
    chapters = _book(jurisdiction)
    if chapter not in chapters.chapters:
        return _missing(jurisdiction, chapter, "")
    return _page("law/chapter.html", chapters, chapter=chapter)


@bp.get("/<jurisdiction>/<chapter>/<id_>")
def entry(jurisdiction: str, chapter: str, id_: str) -> ResponseReturnValue:
    chapters = _book(jurisdiction)
    place = chapters.place(chapter, id_) if chapter in chapters.chapters else None
    if place is None:
        return _missing(jurisdiction, chapter, id_)
    others = []
    if chapter == "indicators":
        others = [book.of(law) for law in lawfiles.readable() if law.pack.id != jurisdiction]
    before, after = chapters.neighbours(chapter, id_)
    return _page(
        "law/entry.html",
        chapters,
        chapter=chapter,
        place=place,
        entry=chapters.entries[chapter][id_],
        others=[b for b in others if b.weighings(id_)],
        before=before,
        after=after,
    )


# -- pieces --------------------------------------------------------------------------------


def _book(jurisdiction: str) -> Book:
    """The book of the address; another page when there is no such law, or no good one."""
    if jurisdiction not in lawfiles.available():
        abort(_found_nothing(jurisdiction))
    return book.of(lawfiles.current(jurisdiction))


def _page(template: str, chapters: Book, **values: Any) -> str:
    values.setdefault("whole", False)
    return render_template(template, book=chapters, law=chapters.law, **values)


def _log(jurisdiction: str) -> list[Change]:
    """Changes of this law, and of what every law shares."""
    return [c for c in lawfiles.changes() if c.jurisdiction in (jurisdiction, None)]


def _found_nothing(jurisdiction: str) -> Response:
    known = lawfiles.available()
    near = difflib.get_close_matches(jurisdiction.lower(), known, 3, 0.4)
    laws = {law.pack.id: law for law in lawfiles.readable()}
    links = [
        (i18n.say(laws[j].pack.name), url_for("catalogue.jurisdiction", jurisdiction=j))
        for j in near
        if j in laws
    ]
    return _missing_page(jurisdiction, _("No law of that name is in the catalogue."), links, None)


def _missing(jurisdiction: str, chapter: str, id_: str) -> ResponseReturnValue:
    """Nothing of that id: what resembles it."""
    chapters = _book(jurisdiction)
    if chapter in chapters.chapters and id_:
        said = _("This chapter has no entry of that name: %(chapter)s.",
                 chapter=lawwords.word(lawwords.CHAPTERS, chapter))  # fmt: skip
        near = chapters.near(chapter, id_[:LONGEST_ID])
        links = [(i18n.say(p.name), address(jurisdiction, p)) for p in near]
    else:
        said = _("This law has no chapter of that name.")
        close = difflib.get_close_matches(chapter.lower(), chapters.chapters, 3, 0.5)
        near = chapters.near(chapter, id_[:LONGEST_ID]) if id_ else []
        links = [
            (
                lawwords.word(lawwords.CHAPTERS, c),
                url_for("catalogue.chapter", jurisdiction=jurisdiction, chapter=c),
            )
            for c in close
        ]
        links += [(i18n.say(p.name), address(jurisdiction, p)) for p in near]
    return _missing_page(id_ or chapter, said, links, chapters)


def _missing_page(asked: str, said: str, links: Any, chapters: Book | None) -> Response:
    page = render_template(
        "law/missing.html",
        asked=plain(asked)[:LONGEST_ID],
        said=said,
        links=links,
        book=chapters,
        law=chapters.law if chapters else None,
        whole=False,
    )
    return make_response(page, 404)


def _one_of(value: str, known: Sequence[str]) -> str:
    return value if value in known else ""


def _first_to_last(laws: Sequence[Catalogue]) -> list[Catalogue]:
    return sorted(laws, key=lambda law: (law.pack.id != FIRST, law.pack.id))


def address(jurisdiction: str, place: Place, **more: Any) -> str:
    """The permanent address of an entry."""
    if place.chapter == "pack":
        return url_for("catalogue.jurisdiction", jurisdiction=jurisdiction, **more)
    if jurisdiction == "elsewhere":
        return url_for("catalogue.decided_elsewhere", id_=place.id, **more)
    if place.chapter == "test":
        at = url_for("catalogue.test", jurisdiction=jurisdiction, **more)
        return f"{at}#test-{place.id}"
    return url_for(
        "catalogue.entry", jurisdiction=jurisdiction, chapter=place.chapter, id_=place.id, **more
    )


def about(law: Catalogue, chapter: str, id_: str) -> str:
    """The address of what a case's page shows, "" where this law has no such entry."""
    place = book.of(law).place(chapter, id_)
    return address(law.pack.id, place) if place else ""


def money_uses(jurisdiction: str, authority: str) -> tuple[Text, ...]:
    """Labels of what of money and time limits rests on an authority."""
    if jurisdiction not in lawfiles.with_money():
        return ()
    try:
        return book.cited_for_money(lawfiles.money(jurisdiction), authority)
    except CatalogueError:
        return ()  # the notice of the page names the faults


def period(validity: Validity) -> str:
    """The days of a period in words, "" when it is open both ways."""
    m = i18n.words()
    start = m.date(validity.start) if validity.start else ""
    end = m.date(validity.end) if validity.end else ""
    if start and end:
        return str(_("from %(start)s to %(end)s", start=start, end=end))
    if start:
        return str(_("since %(start)s", start=start))
    return str(_("until %(end)s", end=end)) if end else ""


def _unavailable(error: CatalogueError) -> ResponseReturnValue:
    """No good catalogue was ever read by this process."""
    template = "law/unavailable_piece.html" if partial() else "law/unavailable.html"
    # Not "until when": nobody knows how long an editor takes. Soon, then.
    headers = {"Retry-After": "60"}
    return render_template(template, faults=error.faults), 503, headers


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_error_handler(CatalogueError, _unavailable)
    app.jinja_env.globals |= {
        "law_address": address,
        "law_about": about,
        "law_faults": lawfiles.faults,
        "money_uses": money_uses,
        "period": period,
        "lawwords": lawwords,
    }


__all__ = ["bp", "init_app"]
