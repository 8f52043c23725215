"""Opens a PDF that anybody may have made, in a process that can be killed.

Run as a file with ``python -I`` by ``reports.foreign``; it imports nothing of the product.
``stamp LABEL``: the PDF on standard input comes back with the label and the page's number on
each page. ``read``: what is attached to it comes back as JSON.
"""

import base64
import io
import json
import os
import resource
import sys

EXIT_LOCKED = 6
EXIT_BROKEN = 4
EXIT_MEMORY = 5
#: Bytes of attachments that are read; ours stay far below.
MOST = 60_000_000


def stamp(document: object, label: str) -> bytes:
    import pikepdf
    from pikepdf.canvas import BLACK, WHITE, Canvas, Helvetica, Text

    total = len(document.pages)  # type: ignore[attr-defined]
    sheets = pikepdf.Pdf.new()
    for number, page in enumerate(document.pages, start=1):  # type: ignore[attr-defined]
        words = f"{label} \u2013 {number}/{total}"
        box = page.trimbox
        width, height = float(box[2] - box[0]), float(box[3] - box[1])
        if page.get("/Rotate", 0) % 180:
            width, height = height, width
        size = 9.0
        wide = 0.56 * size * len(words) + 12
        left, low = max(2.0, width - wide - 14), max(2.0, height - 30)
        canvas = Canvas(page_size=(width, height))
        canvas.add_font(pikepdf.Name.StampFont, Helvetica())
        with canvas.do.save_state():
            canvas.do.fill_color(WHITE).stroke_color(BLACK).line_width(0.8)
            canvas.do.rect(left, low, wide, 17, fill=True)
            canvas.do.rect(left, low, wide, 17, fill=False)
            text = Text()
            text.font(pikepdf.Name.StampFont, size)
            text.text_transform(pikepdf.Matrix().translated(left + 6, low + 5))
            text.show(words.encode("cp1252", "replace"))
            canvas.do.fill_color(BLACK).draw_text(text)
        sheet = canvas.to_pdf()
        for font in sheet.pages[0].Resources.Font.values():
            font.Encoding = pikepdf.Name.WinAnsiEncoding
        sheets.pages.extend(sheet.pages)
        overlay(document, page, sheets.pages[-1], pikepdf.Rectangle(box))
    out = io.BytesIO()
    document.save(out, deterministic_id=True)  # type: ignore[attr-defined]
    return b"%d\n" % total + out.getvalue()


def overlay(document: object, page: object, sheet: object, box: object) -> None:
    """Draws a sheet over a page. pikepdf's own way names what it adds at random, so that the same
    file would not give the same bytes."""
    import pikepdf

    form = document.copy_foreign(sheet.as_form_xobject())  # type: ignore[attr-defined]
    taken = page.Resources.get("/XObject", {}) if "/Resources" in page else {}  # type: ignore
    number = next(n for n in range(len(taken) + 1) if f"/Exhibit{n}" not in taken)
    name = page.add_resource(  # type: ignore[attr-defined]
        form, pikepdf.Name.XObject, pikepdf.Name(f"/Exhibit{number}")
    )
    placed = page.calc_form_xobject_placement(form, name, box)  # type: ignore[attr-defined]
    page.contents_add(b"q\n", prepend=True)  # type: ignore[attr-defined]
    page.contents_add(b"Q\n")  # type: ignore[attr-defined]
    page.contents_add(placed)  # type: ignore[attr-defined]
    page.contents_coalesce()  # type: ignore[attr-defined]


def read(document: object) -> bytes:
    """The files attached, by name: names in a PDF are anybody's, so only their last part."""
    held, left = {}, MOST
    for name in document.attachments:  # type: ignore[attr-defined]
        data = document.attachments[name].get_file().read_bytes()  # type: ignore[attr-defined]
        left -= len(data)
        if left < 0:
            raise MemoryError
        held[str(name)] = base64.b64encode(data).decode()
    return json.dumps(held).encode()


def main() -> int:
    memory, seconds, task, *more = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as document:
            out = stamp(document, json.loads(more[0])) if task == "stamp" else read(document)
    except MemoryError:
        return EXIT_MEMORY
    except Exception as fault:  # whatever is wrong with the file is the parent's to report
        sys.stderr.write(type(fault).__name__)
        return EXIT_LOCKED if type(fault).__name__ == "PasswordError" else EXIT_BROKEN
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    code = main()
    os._exit(code)
