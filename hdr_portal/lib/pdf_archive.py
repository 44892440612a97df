"""Makes an archive edition of a tagged PDF/A-3a: says that it is PDF/UA-1 too, and embeds files that belong to it.

ISO 19005-3 wants each embedded file with its type, its relationship to the document and an entry in the catalogue's AF;
a metadata schema it does not know (that of PDF/UA) has to be described in the metadata itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


@dataclass(frozen=True)
class Attached:
    """A file inside the document. `relationship` is a word of ISO 32000-2: Source (made from it), Data, Alternative."""

    name: str
    description: str
    content_type: str
    relationship: str
    content: bytes


def archived(raw: bytes, files: Sequence[Attached], epoch: datetime) -> bytes:
    """The same document with the marks and the files; equal arguments give equal bytes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata = pdf.make_stream(
            metadata.replace(b"</rdf:RDF>", UA_MARK, 1), Type=Name.Metadata, Subtype=Name.XML
        )
        specs = [_spec(pdf, file, epoch) for file in sorted(files, key=lambda one: one.name)]
        pdf.Root.AF = Array(specs)
        if Name.Names not in pdf.Root:
            pdf.Root.Names = Dictionary()
        named = [part for spec in specs for part in (spec.UF, spec)]
        pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array(named)))
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _spec(pdf: pikepdf.Pdf, file: Attached, epoch: datetime) -> pikepdf.Object:
    stream = Stream(pdf, file.content)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{file.content_type}")
    stream.Params = Dictionary(
        Size=len(file.content),
        ModDate=String(f"D:{epoch:%Y%m%d%H%M%S}Z"),
        CheckSum=String(md5(file.content, usedforsecurity=False).digest()),
    )
    held = pdf.make_indirect(stream)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            Desc=String(file.description),
            AFRelationship=Name(f"/{file.relationship}"),
            EF=Dictionary(F=held, UF=held),
        )
    )
