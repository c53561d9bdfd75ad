"""Pages, PDF, Word and e-mail files: what is kept of each, and that damaged, locked, empty and hostile ones give one clear line."""

import made_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import SENTENCE

from dragoman.sources import HTML_LIMIT, SourceError, document

ARTICLE = "".join(
    f"<p>{sentence}</p>"
    for sentence in (SENTENCE, "They spoke of trade and of border traffic for two hours and more.", "Both will meet again.")
)
HEAD = (
    '<meta charset="utf-8"><title>Ministers meet in Strelsau - MFA</title><meta property="og:title" content="Ministers meet in Strelsau">'
    '<meta property="og:site_name" content="Ministry of Foreign Affairs of Ruritania"><link rel="canonical" href="https://mfa.example/en/1">'
    '<meta property="article:published_time" content="2018-06-01T10:00:00+03:00">'
)
PAGE = f"<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article><h1>Ministers meet in Strelsau</h1>{ARTICLE}</article>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
PARAGRAPH = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"<w:p><w:r><w:t>Talks &b; &f;</w:t></w:r></w:p></w:body></w:document>"
)


def refused(data: bytes, name: str | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        document(data, name=name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_web_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    data = files.html(PAGE, HEAD)
    found = document(data)
    assert found.media_type == "text/html"
    assert found.data == data
    assert found.text.startswith("Ministers meet in Strelsau\n")
    assert SENTENCE in found.text
    assert "Home" not in found.text
    assert (found.title, str(found.published)) == ("Ministers meet in Strelsau", "2018-06-01")
    assert found.publisher == "Ministry of Foreign Affairs of Ruritania"
    assert found.source_url == "https://mfa.example/en/1"


def test_a_date_in_a_page_s_running_text_is_not_its_date() -> None:
    found = document(files.html(f"<article><p>On 3 May 2011 a treaty was signed in Strelsau. {SENTENCE}</p>{ARTICLE}</article>"))
    assert found.published is None


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    text = "Министр иностранных дел встретился с послом в столице. Стороны обсудили торговлю."
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{text}</p></article></body></html>'
    assert text in document(page.encode("cp1251")).text


def test_a_page_whose_main_text_cannot_be_told_is_kept_whole() -> None:
    found = document(files.html("<script>var x = 1</script>" + "".join(f"<div>Round {n}</div>" for n in range(20_000))))
    assert found.text.split("\n")[:2] == ["Round 0", "Round 1"]
    assert "var x" not in found.text
    assert "main text could not be told" in found.notes[0]


def test_a_page_too_long_is_refused_before_it_is_parsed() -> None:
    assert "at most 20.0 MB" in refused(b"<html><body>" + b"<p>Talks</p>" * (HTML_LIMIT // 10))


@pytest.mark.parametrize("body", ["<div>" * 50_000, "<b>" * 10_000, "<!--" * 10_000, "<script>alert(1)</script>", ""])
def test_hostile_and_empty_pages_give_one_line(body: str) -> None:
    assert "without text" in refused(files.html(body))


def test_a_pdf_gives_paragraphs_not_lines_of_paper() -> None:
    found = document(
        files.pdf(
            "The Foreign Minister of Ruritania met his col-",
            "league from Elbonia in Strelsau, and they agreed",
            "on a committee.",
            "It meets soon.",
        )
    )
    assert found.media_type == "application/pdf"
    assert found.text == (
        "The Foreign Minister of Ruritania met his colleague from Elbonia in Strelsau, and they agreed on a committee.\nIt meets soon."
    )


def test_a_pdf_names_its_title_but_its_making_is_no_publication() -> None:
    found = document(files.titled_pdf("Ministers meet in Strelsau"))
    assert (found.title, found.published) == ("Ministers meet in Strelsau", None)
    assert document(files.titled_pdf("Microsoft Word - talks.doc")).title is None


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert document(files.locked_pdf("")).text == SENTENCE


def test_pdfs_that_cannot_be_read_say_why() -> None:
    whole = files.pdf(SENTENCE)
    assert "encrypted" in refused(files.locked_pdf("secret"))
    assert "truncated" in refused(whole[: len(whole) // 2])
    assert "truncated" in refused(b"%PDF-1.7\n" + b"x" * 500)
    assert "without text" in refused(files.pdf_of_pages(1))
    assert "at most 2,000" in refused(files.pdf_of_pages(2_001))


def test_a_word_file_gives_paragraphs_and_the_rows_of_tables() -> None:
    found = document(files.word(), name="release.docx")
    assert found.text == f"{SENTENCE}\nDate\t1 June 2018\nStrelsau\nThey will meet again."
    assert (found.title, found.published) == ("Ministers meet in Strelsau", None)


def test_word_files_that_cannot_be_read_say_why() -> None:
    whole = files.word()
    assert "damaged" in refused(whole[: len(whole) // 2])
    assert "unpacks to" in refused(files.word_with(b"<a>" + b" " * 60_000_000))
    assert "not a DOCX file" in refused(b"some text", name="talks.docx")


def test_entities_in_a_word_file_are_never_opened() -> None:
    try:
        text = document(files.word_with(ENTITIES + PARAGRAPH)).text
    except SourceError:
        return
    assert "root:" not in text


def test_a_mail_gives_its_text_below_its_subject() -> None:
    found = document(files.mail().as_bytes())
    assert found.media_type == "message/rfc822"
    assert found.text == f"Ministers meet — réunion à Strelsau\n\n{SENTENCE}"
    assert (found.title, found.publisher) == ("Ministers meet — réunion à Strelsau", "Press Office of Ruritania")
    assert str(found.published) == "2018-06-01"


def test_the_rich_part_is_read_where_the_plain_one_is_a_hint() -> None:
    rich = f"<html><body><article>{ARTICLE}</article></body></html>"
    assert document(files.mail("View this mail in your browser.", rich).as_bytes()).text.count(SENTENCE) == 1
    assert SENTENCE in document(files.mail(None, rich).as_bytes(), name="talks.eml").text


def test_attachments_are_left_aside_and_named() -> None:
    found = document(files.mail(attachment="annex.pdf").as_bytes())
    assert "annex.pdf" in found.notes[-1]


def test_mails_that_cannot_be_read_say_why() -> None:
    assert "without text" in refused(files.mail("  ").as_bytes())
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    assert "e-mail" in refused(b"MIME-Version: 1.0\nSubject: x\n" + nested, name="x.eml")


def test_the_media_type_that_a_caller_knows_decides() -> None:
    data = files.html(PAGE, HEAD)
    assert document(data, media_type="text/plain").text == data.decode()
    assert document(data, media_type="text/html; charset=utf-8").media_type == "text/html"


@settings(deadline=None)
@given(
    st.sampled_from(["text/html", "message/rfc822"]),
    st.binary(max_size=1000),
    st.sampled_from([b"", b"Subject: x\n\n", b"<html><body><p>"]),
)
def test_any_bytes_as_any_kind_give_a_document_or_one_line(media_type: str, data: bytes, before: bytes) -> None:
    try:
        found = document(before + data, media_type=media_type)
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        found.text.encode("utf-8")


@settings(deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20))
def test_damaged_word_files_give_a_document_or_one_line(place: int, damage: bytes) -> None:
    whole = WORD[:place] + damage + WORD[place + len(damage) :]
    try:
        document(whole, name="x.docx")
    except SourceError as error:
        assert "\n" not in str(error)


WORD = files.word()
