"""The command line as people use it, on real files."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.cli import main

RELEASE = """Ministry of Foreign Affairs of Ruritania
3 May 1998

Foreign Minister Anna Castell and her Syldavian colleague Milo Drago met in Strelsau on May 2. "The border is a bridge," Castell said.
"""
READING = {
    "document": {"language": "en", "published": "1998-05-03", "publisher": "Ministry of Foreign Affairs of Ruritania"},
    "engagements": [
        {
            "type": "meeting",
            "status": "held",
            "date": "1998-05-02",
            "place": "Strelsau",
            "parties": ["RUR", "SYL"],
            "participants": [{"name": "Anna Castell", "office": "Foreign Minister", "party": "RUR"}],
            "channel": "=Border Dialogue",
            "round": 2,
            "topics": ["territory_border"],
            "evidence": "met in Strelsau on May 2",
        }
    ],
    "channels": [],
    "commitments": [{"parties": ["RUR"], "action": "build", "due": "../1999", "status": "pledged", "evidence": "not in the text"}],
    "statements": [{"speaker": "Anna Castell", "party": "RUR", "quote": "The border is a bridge", "evidence": "The border is a bridge"}],
}


class Done(NamedTuple):
    """What a command said."""

    stdout: str
    stderr: str


def run(*arguments: object, at: Path, ok: int = 0, given: bytes = b"") -> Done:
    """Run a command in a folder; its exit status must be as expected, and an error that nobody foresaw passes through."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        patch.chdir(at)
        patch.delenv("DRAGOMAN_REGISTER", raising=False)
        patch.setenv("DRAGOMAN_AUTHOR", "clerk")
        patch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        main()
    for stream in (out, err):
        stream.seek(0)
    done = Done(out.read(), err.read())
    assert (ended.value.code or 0) == ok, done
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register of one document, whose reading was given."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "release.txt").write_text(RELEASE)
    (tmp_path / "in" / "release.json").write_text(json.dumps(READING))
    done = run("add", "--readings", "in", at=tmp_path)
    assert "1 document added to register.db" in done.stdout
    assert "1 entry left out" in done.stderr
    return tmp_path


def test_adding_again_changes_nothing(folder: Path) -> None:
    assert "1 there already" in run("add", "--readings", "in", at=folder).stdout


def test_listings_in_every_form(folder: Path) -> None:
    table = run("engagements", "--dyad", "rur-SYL", "--since", "1998", at=folder).stdout
    assert "Strelsau" in table and "2 May 1998" in table and "RUR SYL" in table
    (record,) = json.loads(run("engagements", "--format", "json", at=folder).stdout)
    assert (record["date"], record["round"], record["accounts"][0]["evidence"]) == ("1998-05-02", 2, "met in Strelsau on May 2")
    (row,) = csv.DictReader(io.StringIO(run("engagements", "--format", "csv", at=folder).stdout))
    assert (row["parties"], row["participants"]) == ("RUR; SYL", "Anna Castell (Foreign Minister, RUR)")
    assert row["channel"] == "'=Border Dialogue"  # no spreadsheet may take it for a formula
    assert "Nothing" in run("engagements", "--party", "BOR", at=folder).stdout
    assert json.loads(run("engagements", "--party", "BOR", "--format", "json", at=folder).stdout) == []
    for command in ("documents", "channels", "commitments", "statements", "people"):
        assert json.loads(run(command, "--format", "json", at=folder).stdout) == [] or command != "commitments"
        run(command, at=folder)
        run(command, "--format", "csv", at=folder)
    assert "bridge" in run("statements", "--person", "castell", at=folder).stdout


def test_show_has_the_evidence_in_its_sentence(folder: Path) -> None:
    (record,) = json.loads(run("engagements", "--format", "json", at=folder).stdout)
    shown = run("show", record["id"][:8], at=folder).stdout
    assert "Foreign Minister Anna Castell and her Syldavian colleague Milo Drago met in Strelsau on May 2." in " ".join(shown.split())
    document = record["accounts"][0]["document"]
    assert run("show", f"d-{document[:8]}", "--text", at=folder).stdout.strip() == RELEASE.strip()
    assert "The border is a bridge" in run("show", document, at=folder).stdout
    assert json.loads(run("show", document, "--format", "json", at=folder).stdout)["reading"]["engagements"]
    person = record["participants"][0]["person"]
    assert "Strelsau" in run("show", person, at=folder).stdout
    assert "nothing in the register has the id" in run("show", "e-ffffffffffff", at=folder, ok=1).stderr


def test_a_reprint_is_shown_as_one(tmp_path: Path) -> None:
    prose = "The Foreign Minister of France received her colleague from Germany in Paris on Monday for talks on trade and border traffic."
    text = "\n".join(["Ministers of France and Germany meet", "", prose, prose, "", "Source: Border Wire", "© The Strelsau Mirror", ""])
    (tmp_path / "copy.txt").write_text(text)
    run("add", "copy.txt", at=tmp_path)
    assert "Border Wire, reprinted by The Strelsau Mirror" in run("documents", at=tmp_path).stdout
    (meeting,) = json.loads(run("engagements", "--format", "json", at=tmp_path).stdout)
    assert (meeting["accounts"][0]["publisher"], meeting["accounts"][0]["reprinted_by"]) == ("Border Wire", "The Strelsau Mirror")
    assert "Border Wire, reprinted by The Strelsau Mirror" in run("show", meeting["id"], at=tmp_path).stdout


def test_search_and_summary(folder: Path) -> None:
    assert "Strelsau" in run("search", "strelsau", at=folder).stdout
    assert "No document" in run("search", "Klow", at=folder).stdout
    assert json.loads(run("search", '"on may 2"', "--format", "json", at=folder).stdout)[0]["name"] == "release.txt"
    summary = run("summary", at=folder).stdout
    for part in ("1 document", "English 1", "meeting", "2. 2 May 1998", "Anna Castell", "How to go on"):
        assert part in summary
    assert json.loads(run("summary", "--format", "json", at=folder).stdout)["documents"] == 1


def test_upkeep(folder: Path) -> None:
    before = run("engagements", "--format", "json", at=folder).stdout
    assert "rebuilt from 1 document" in run("rebuild", at=folder).stdout
    assert "0 readings changed" in run("reread", at=folder).stdout
    run("backup", "copy.db", at=folder)
    assert before == run("engagements", "--format", "json", at=folder).stdout
    assert before == run("--register", "copy.db", "engagements", "--format", "json", at=folder).stdout
    assert "is there already" in run("backup", "copy.db", at=folder, ok=1).stderr
    assert "No damage" in run("check", at=folder).stdout


def test_decisions_and_exports(folder: Path) -> None:
    (record,) = json.loads(run("engagements", "--format", "json", at=folder).stdout)
    assert "correct" in run("decide", "correct", record["id"], "place", "Klow", "--reason", "the map", at=folder).stdout
    assert "Klow" in run("engagements", at=folder).stdout
    why = run("show", record["id"], "--why", at=folder).stdout
    assert "decision x-" in why and "others: Strelsau" in why
    kinds = [one["kind"] for one in json.loads(run("decisions", "--format", "json", at=folder).stdout)]
    assert kinds == ["reading", "correct"]
    decision = json.loads(run("decisions", "--format", "json", at=folder).stdout)[1]
    assert (decision["author"], decision["reason"]) == ("clerk", "the map")
    run("decide", "undo", decision["id"][:8], at=folder)
    assert "Strelsau" in run("engagements", at=folder).stdout
    assert "cannot be corrected" in run("decide", "correct", record["id"], "colour", "red", at=folder, ok=1).stderr
    said = json.loads(run("export", "identities", at=folder).stdout)
    assert said["engagements"] == {"release#0": record["id"]}
    assert said["resolved"][record["id"]]["place"] == "Strelsau"
    assert "No accounts" in run("discrepancies", at=folder).stdout


def test_the_past_can_be_asked_but_not_changed(folder: Path) -> None:
    assert json.loads(run("--as-of", "2001-01-01", "engagements", "--format", "json", at=folder).stdout) == []
    assert len(json.loads(run("--as-of", "9000", "engagements", "--format", "json", at=folder).stdout)) == 1
    assert "not changed" in run("--as-of", "2001", "rebuild", at=folder, ok=2).stderr


def test_records_of_others_are_imported(tmp_path: Path) -> None:
    (tmp_path / "visits.xml").write_text(
        "<visits><visit><id>9</id><start-date>1999-06-04</start-date><end-date>1999-06-05</end-date>"
        "<visitor>President Test</visitor><from id='portugal'>Portugal</from><description>Private visit.</description></visit></visits>"
    )
    assert "1 records added" in run("import", "history-at-state", ".", at=tmp_path).stdout
    assert "0 records added to register.db, 1 there already" in run("import", "history-at-state", ".", at=tmp_path).stdout
    assert "PRT USA" in run("engagements", at=tmp_path).stdout
    assert "0 readings changed" in run("reread", at=tmp_path).stdout
    assert "no .xml files" in run("import", "history-at-state", "nowhere", at=tmp_path, ok=1).stderr


def test_documents_are_read_when_no_reading_is_given(tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text(RELEASE)
    assert "1 document added" in run("add", "release.txt", "-", at=tmp_path, given=b"Nothing happened today.").stdout.replace(
        "2 documents", "1 document"
    )
    assert len(json.loads(run("documents", "--format", "json", at=tmp_path).stdout)) == 2
    assert "0 readings changed" in run("reread", at=tmp_path).stdout


def test_reading_without_a_register(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(RELEASE + name)
    assert json.loads(run("read", "one.txt", at=tmp_path).stdout)["document"]["language"] == "en"
    assert "one.txt" in run("read", "one.txt", "--format", "table", at=tmp_path).stdout
    run("read", "one.txt", "two.txt", "--out", "out", at=tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.json", "two.json"]
    assert "--out" in run("read", "one.txt", "two.txt", at=tmp_path, ok=2).stderr
    assert not (tmp_path / "register.db").exists()


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(RELEASE)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    done = run("add", "good.txt", "empty.txt", "picture.txt", "missing.txt", at=tmp_path, ok=1)
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["empty.txt", "picture.txt", "missing.txt"]
    assert "1 document added to register.db, 3 not readable." in done.stdout
    (tmp_path / "good.json").write_text('{"engagements": [{}]}')
    assert "good.json: not a reading" in run("add", "--readings", "good.txt", at=tmp_path, ok=1).stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["engagements", "--party", "K O R"], "no code of a party"),
        (["engagements", "--dyad", "KOR"], "no pair of parties"),
        (["engagements", "--since", "yesterday"], "not an EDTF date"),
        (["engagements", "--date", "XXXX-03-15"], "its year must be known"),
        (["engagements", "--type", "party"], "is none of summit"),
        (["engagements", "--format", "xml"], "xml"),
        (["elephants"], "elephants"),
        (["show"], "Missing"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], reason: str) -> None:
    assert reason in run(*arguments, at=tmp_path, ok=2).stderr


def test_registers_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    for register, reason in (
        ("none.db", "no register here"),
        ("letter.txt", "not a register"),
        (".", "is a folder"),
        ("mysql://x/y", "postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/none", "refused"),
    ):
        done = run("--register", register, "engagements", at=tmp_path, ok=1)
        assert reason in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = "Evil \x1b]0;title\x07 \x1b[31mred\x1b[0m \u202etxet\u202c [bold]markup[/bold] Strelsau."
    (tmp_path / "evil.txt").write_text(text)
    (tmp_path / "evil.json").write_text(json.dumps({"engagements": [{"type": "visit", "status": "held", "evidence": text, "place": text}]}))
    run("add", "--readings", "evil.txt", at=tmp_path)
    for arguments in (["engagements"], ["search", "Strelsau"], ["documents"], ["summary"]):
        shown = run(*arguments, at=tmp_path).stdout
        assert "\x1b" not in shown and "\u202e" not in shown
    assert "[bold]markup[/bold]" in " ".join(run("search", "Strelsau", at=tmp_path).stdout.split())


def test_output_that_nobody_reads_to_the_end(folder: Path) -> None:
    shell = f"{sys.executable} -c 'from dragoman.cli import main; main()' engagements --format json | true"
    done = subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def test_it_is_a_program(tmp_path: Path) -> None:
    done = subprocess.run([Path(sys.executable).with_name("dragoman"), "summary"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_help_teaches(tmp_path: Path) -> None:
    assert "dragoman add press-releases/" in run("--help", at=tmp_path).stdout
    assert "\n      dragoman engagements --dyad KOR-RUS --since 2016\n" in run("engagements", "--help", at=tmp_path).stdout
