"""Small real files of each kind, made for the tests. What they tell is plainly invented."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
from pypdf import PdfReader, PdfWriter

SENTENCE = "The Foreign Minister of Ruritania met the Foreign Minister of Elbonia in Strelsau on Monday."


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand: its lines below one another."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return out + f"{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(SENTENCE))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _written(writer)


def pdf_of_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(200, 200)
    return _written(writer)


def titled_pdf(title: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(SENTENCE))))
    writer.add_metadata({"/Title": title, "/CreationDate": "D:20150101000000"})
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    """A Word file with a title, paragraphs and between them a table with a merged cell."""
    file = docx.Document()
    file.core_properties.title = "Ministers meet in Strelsau"
    file.add_paragraph(SENTENCE)
    table = file.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Date", "1 June 2018"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Strelsau"
    file.add_paragraph("They will meet again.")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def word_with(body: bytes) -> bytes:
    """A Word file whose main part is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, body if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def mail(plain: str | None = SENTENCE, rich: str | None = None, attachment: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Ministers meet — réunion à Strelsau"
    message["From"] = "Press Office of Ruritania <press@mfa.example>"
    message["To"] = "desk@paper.example"
    message["Date"] = "Fri, 01 Jun 2018 23:30:00 +0900"
    if plain is not None:
        message.set_content(plain)
    if rich is not None:
        message.add_alternative(rich, subtype="html")
    if attachment:
        message.add_attachment(b"\0\1\2", maintype="application", subtype="pdf", filename=attachment)
    return message


def html(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>".encode()
