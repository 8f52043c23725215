"""From the laid-out PDF to the filed one: PDF/A-3a that also says it is PDF/UA-1, with its data.

The layout engine writes one variant a document. PDF/A-3a is tagged as PDF/UA-1 wants it, so the
second claim is added to the metadata here, with the schema that PDF/A asks for when metadata
holds a property it does not know. Files are attached here too: through the layout engine each
would be listed twice among the associated files, and dated with the clock.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from hashlib import md5

import pikepdf

from reports.attached import Attached

#: PDF/A forbids metadata it cannot read: the property of PDF/UA is described beside it.
_PDFUA = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
    'pdfuaid:part="1"/>'
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of the standard</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    "</rdf:Description>"
)
#: Files attached to a PDF/A-3 must have a date. Ours have none that a clock would not have to
#: give; this one says plainly that it is not one.
NO_DATE = "D:20000101000000Z"


def archive(pdf: bytes, files: Sequence[Attached] = ()) -> bytes:
    """The PDF with both claims and ``files`` attached; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _claim(document)
        _attach(document, files)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _claim(document: pikepdf.Pdf) -> None:
    metadata = document.Root.Metadata
    said = metadata.read_bytes().decode("utf-8")
    if "pdfuaid:part" not in said:
        said = re.sub(r"</rdf:RDF>", _PDFUA + "</rdf:RDF>", said, count=1)
    # Never compressed: archives read it without opening the document.
    metadata.write(said.encode("utf-8"))


def _attach(document: pikepdf.Pdf, files: Sequence[Attached]) -> None:
    if not files:
        return
    listed = []
    for file in sorted(files, key=lambda f: f.name):
        stream = pikepdf.Stream(document, file.data)
        stream.Type = pikepdf.Name.EmbeddedFile
        stream.Subtype = pikepdf.Name("/application/json")
        stream.Params = pikepdf.Dictionary(
            Size=len(file.data),
            ModDate=pikepdf.String(NO_DATE),
            # The format's own check, no safeguard: fingerprints here are SHA-256.
            CheckSum=pikepdf.String(md5(file.data, usedforsecurity=False).digest()),
        )
        held = document.make_indirect(stream)
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(file.name),
            UF=pikepdf.String(file.name),
            Desc=pikepdf.String(file.description),
            AFRelationship=pikepdf.Name(file.relation),
            EF=pikepdf.Dictionary(F=held, UF=held),
        )
        listed.append((file.name, document.make_indirect(spec)))
    names = document.Root.get("/Names")
    if names is None:
        names = document.Root.Names = pikepdf.Dictionary()
    flat = pikepdf.Array()
    for name, entry in listed:
        flat.append(pikepdf.String(name))
        flat.append(entry)
    names.EmbeddedFiles = pikepdf.Dictionary(Names=flat)
    document.Root.AF = pikepdf.Array([entry for _, entry in listed])
