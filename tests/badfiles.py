"""Bad files, built the same each time, named by what is wrong with them.

Small ones that a person may read stand in ``examples/bad``; these are binary or large.
Every builder returns bytes. ``ALL`` maps a file name to its builder, for tests that go
through them; the very large ones are apart, in ``LARGE``.

No builder needs a clock, a network or a random number: two calls give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import docx
import pikepdf
from pikepdf import Dictionary, Name, Stream

#: A zip needs a date; this is the earliest one it can hold.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
PASSWORD = "un mot de passe"

#: Words of ours, in the register of terms of use, so that a reader has something to read.
CLAUSES = (
    "Le Prestataire est libre d’accepter ou de refuser chaque tâche qui lui est proposée.",
    "La Plateforme fixe seule le prix de chaque tâche, sans négociation possible.",
    "Toute tâche refusée plus de trois fois en trente jours fait baisser le score de priorité.",
    "Le paiement intervient sous 15 jours, dès que le solde atteint 12,50 €.",
    "La Plateforme peut suspendre le compte sans préavis en cas de manquement.",
)


# -- PDF -----------------------------------------------------------------------------------


def _save(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _escaped(line: str) -> bytes:
    data = line.replace("\u202f", " ").encode("cp1252", "replace")
    return data.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def text_pdf(pages: list[list[str]], encryption: pikepdf.Encryption | None = None) -> bytes:
    """A plain text PDF, one list of lines a page. It is good: others are made bad from it."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        for lines in pages:
            shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(b"BT /F1 10 Tf 14 TL 50 790 Td\n" + shown + b"ET\n")
        if encryption is None:
            return _save(pdf)
        return _save(pdf, encryption=encryption)


@cache
def good_pdf() -> bytes:
    """Two pages of readable French terms, to compare the bad ones with."""
    return text_pdf([["Article 1 - Objet", *CLAUSES], ["Article 2 - Paiement", *CLAUSES]])


@cache
def image_only_pdf() -> bytes:
    """A scan: a page that holds one picture and no letter."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        # Grey bands, as lines of print would look from far away.
        rows = [(b"\x30" if y % 12 < 4 else b"\xf0") * 64 for y in range(96)]
        picture = Stream(
            pdf,
            zlib.compress(b"".join(rows), 9),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=64,
            Height=96,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.FlateDecode,
        )
        page.obj.Resources = Dictionary(XObject=Dictionary(Im1=pdf.make_indirect(picture)))
        page.obj.Contents = pdf.make_stream(b"q 495 0 0 742 50 50 cm /Im1 Do Q\n")
        return _save(pdf)


@cache
def password_pdf() -> bytes:
    """A PDF that does not open without ``PASSWORD``."""
    # RC4 with a fixed file id, because AES would draw a new initial vector each time.
    locked = pikepdf.Encryption(owner="owner", user=PASSWORD, R=3, aes=False, metadata=False)
    return text_pdf([["Article 1 - Objet", *CLAUSES]], locked)


@cache
def truncated_pdf() -> bytes:
    """A download that stopped half way: neither cross-reference table nor end mark."""
    whole = good_pdf()
    return whole[: len(whole) // 3]


@cache
def pdf_without_pages() -> bytes:
    """Well formed, and nothing in it."""
    with pikepdf.new() as pdf:
        return _save(pdf)


@cache
def pdf_bomb(megabytes: int = 600) -> bytes:
    """A few kilobytes whose only content stream unfolds to ``megabytes`` of spaces."""
    press = zlib.compressobj(9)
    piece = b" " * 1_000_000
    folded = b"".join(press.compress(piece) for _ in range(megabytes)) + press.flush()
    # Folded once more: the second filter hides the size from whoever looks at the first.
    twice = zlib.compress(folded, 9)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        stream = Stream(pdf, b"")
        stream.write(twice, filter=pikepdf.Array([Name.FlateDecode, Name.FlateDecode]))
        page.obj.Contents = pdf.make_indirect(stream)
        return _save(
            pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )


# -- DOCX and ZIP --------------------------------------------------------------------------


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def good_docx() -> bytes:
    """A readable Word file with a heading, paragraphs and a list."""
    document = docx.Document()
    document.add_heading("Article 1 – Objet", level=1)
    for clause in CLAUSES[:3]:
        document.add_paragraph(clause)
    document.add_paragraph("Le Prestataire s’engage à :")
    for item in ("respecter les consignes ;", "rendre la tâche dans les délais."):
        document.add_paragraph(item, style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return _zip(_parts(out.getvalue()))


@cache
def truncated_docx() -> bytes:
    """A Word file that stopped half way: a zip without its directory."""
    whole = good_docx()
    return whole[: len(whole) // 2]


@cache
def docx_without_document() -> bytes:
    """A sound zip in which Word's own text is missing."""
    return _zip({k: v for k, v in _parts(good_docx()).items() if k != "word/document.xml"})


@cache
def docx_broken_xml() -> bytes:
    """A sound zip whose text is not XML to its end."""
    parts = _parts(good_docx())
    parts["word/document.xml"] = parts["word/document.xml"][:-200]
    return _zip(parts)


@cache
def zip_bomb_docx(megabytes: int = 400) -> bytes:
    """A few hundred kilobytes whose one text node unfolds to ``megabytes``."""
    parts = _parts(good_docx())
    head, _, tail = parts.pop("word/document.xml").partition(b"</w:t>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), data, zipfile.ZIP_DEFLATED, 9)
        info = zipfile.ZipInfo("word/document.xml", ZIP_EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as member:
            member.write(head)
            for _ in range(megabytes):
                member.write(b"a" * 1_000_000)
            member.write(b"</w:t>" + tail)
    return out.getvalue()


@cache
def docx_external_entity() -> bytes:
    """A text that asks the reader to fetch a file of the machine."""
    parts = _parts(good_docx())
    body = parts["word/document.xml"]
    start = body.index(b"<w:document")
    doctype = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = body[:start] + doctype + body[start:].replace(b"</w:t>", b"&x;</w:t>", 1)
    return _zip(parts | {"word/document.xml": body})


# -- Text ----------------------------------------------------------------------------------


@cache
def empty() -> bytes:
    """Nothing at all."""
    return b""


@cache
def only_spaces() -> bytes:
    """Something, and nothing to read."""
    return "\ufeff \n\t\n\u00a0\u202f\n".encode()


@cache
def long_text(pages: int = 500) -> bytes:
    """Terms in French Markdown of ``pages`` pages of about 400 words. Not bad: only long."""
    out = []
    for page in range(1, pages + 1):
        out.append(f"## Article {page} – Dispositions\n")
        # A number in each sentence, so that none repeats and no cache can help.
        for line in range(1, 28):
            clause = CLAUSES[(page + line) % len(CLAUSES)]
            out.append(f"{page}.{line}. {clause}\n")
    return "\n".join(out).encode()


@cache
def one_endless_line(megabytes: int = 2) -> bytes:
    """A text without a full stop or a line break."""
    return b"clause " * (megabytes * 1_000_000 // 7)


@cache
def latin1_text() -> bytes:
    """French terms in an old encoding; bytes that are not UTF-8."""
    return "\n\n".join(CLAUSES).replace("’", "'").replace("€", "EUR").encode("latin-1")


@cache
def binary_as_txt() -> bytes:
    """Bytes of no text at all, whatever the name says."""
    return bytes(range(256)) * 64


@cache
def hostile_html() -> bytes:
    """Scripts, handlers, a remote picture and a clause; only the clause is to be read."""
    return (
        "<!doctype html><html lang=fr><head><title>CGU</title>"
        "<script>document.title='pris'</script></head><body onload=alert(1)>"
        "<img src=x onerror=alert(2)><h1>Article 1</h1>"
        f"<p>{CLAUSES[1]}</p><iframe src='file:///etc/hostname'></iframe></body></html>"
    ).encode()


@cache
def nested_html(depth: int = 50_000) -> bytes:
    """More boxes in boxes than a recursive reader has room for."""
    return b"<div>" * depth + CLAUSES[0].encode() + b"</div>" * depth


# -- Large ---------------------------------------------------------------------------------


class Zeros(io.RawIOBase):
    """A stream of ``size`` zero bytes that takes no memory: an upload that is too big."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        count = min(len(view), self.size - self.at)
        view[:count] = bytes(count)
        self.at += count
        return count


def huge_upload(megabytes: int = 200) -> io.BufferedReader:
    """A readable stream of ``megabytes`` million bytes."""
    return io.BufferedReader(Zeros(megabytes * 1_000_000))


def chunks(stream: io.BufferedIOBase, size: int = 1 << 20) -> Iterator[bytes]:
    """The stream in pieces, for servers that are fed piece by piece."""
    while piece := stream.read(size):
        yield piece


#: Files that no reader can take, or that hold nothing to read: each must end in a clear message.
ALL: dict[str, Callable[[], bytes]] = {
    "empty.md": empty,
    "only-spaces.txt": only_spaces,
    "image-only.pdf": image_only_pdf,
    "password.pdf": password_pdf,
    "truncated.pdf": truncated_pdf,
    "no-pages.pdf": pdf_without_pages,
    "truncated.docx": truncated_docx,
    "no-document.docx": docx_without_document,
    "broken-xml.docx": docx_broken_xml,
    "binary.txt": binary_as_txt,
}

#: Files that would take the machine's memory or time.
LARGE: dict[str, Callable[[], bytes]] = {
    "bomb.pdf": pdf_bomb,
    "bomb.docx": zip_bomb_docx,
}

#: Sound files under a wrong name: what they are is seen from their bytes, so they are read.
MISNAMED: dict[str, Callable[[], bytes]] = {"pdf-named.docx": good_pdf}
