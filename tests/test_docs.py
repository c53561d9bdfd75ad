"""The documentation is true: its commands run, its Python runs, its links lead somewhere, and every field of a lexicon is explained."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.corpus import folder
from dragoman.language.lexicon import Lexicon, Section
from dragoman.model import TOPICS, Reading

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
_ENGAGEMENT, _DECISION = re.compile(r"\be-[0-9a-f]{8}\b"), re.compile(r"\bx-[0-9a-f]{8}\b")


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    return [body for tongue, body in _BLOCK.findall((ROOT / page).read_text("utf-8")) if tongue == language]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some of the corpus and a register of it where the README has them."""
    place = tmp_path_factory.mktemp("session")
    (place / "build").mkdir()
    shutil.copytree(folder() / "retold-seeds", place / "press-releases")
    register = str(place / "build" / "demo.db")
    korean = sorted(folder().glob("ko-*.txt"))[:2]
    done = CliRunner().invoke(app, ["--register", register, "add", str(place / "press-releases"), *map(str, korean)])
    assert done.exit_code == 0, done.output or done.exception
    return place


def test_the_commands_of_the_readme_run(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("DRAGOMAN_REGISTER", str(workplace / "build" / "demo.db"))
    runner = CliRunner()
    listing = runner.invoke(app, ["engagements", "--type", "meeting", "--format", "json"])
    engagement, decision = json.loads(listing.stdout)[0]["id"], ""
    commands = [line[2:] for block in blocks("README.md", "console") for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) > 8
    for command in commands:
        program, *arguments = shlex.split(_DECISION.sub(decision, _ENGAGEMENT.sub(engagement, command)))
        assert program == "dragoman"
        done = runner.invoke(app, arguments)
        assert done.exit_code == 0, f"{command}\n{done.output}"
        made = re.match("x-[0-9a-f]+", done.stdout)
        decision = made[0] if made else decision


def test_every_command_that_the_readme_names_exists() -> None:
    table = re.findall(r"^\| [^|`]+\| (`.*) \|$", (ROOT / "README.md").read_text("utf-8"), re.M)
    names = {match for row in table for match in re.findall(r"`(?:dragoman )?(?:--\S+ \S+ )?([a-z]+)", row)}
    help_text = CliRunner().invoke(app, ["--help"]).stdout + CliRunner().invoke(app, ["decide", "--help"]).stdout
    assert len(names) > 20
    assert {name for name in names if not re.search(rf"^  {name}\b", help_text, re.M)} == set()


def test_the_python_of_the_readme_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(workplace)
    for block in blocks("README.md", "python"):
        exec(compile(block, "README.md", "exec"), {})
        for line, promised in re.findall(r"^print\((.*)\)\s+# (.*)$", block, re.M):
            assert promised in capsys.readouterr().out, line


def test_the_reading_of_the_format_page_is_a_reading() -> None:
    example = Reading.from_json(blocks("docs/reading-format.md", "json")[0].replace('"published": "2018-06-01"', '"published": null'))
    assert [len(getattr(example, name)) for name in ("engagements", "channels", "commitments", "statements")] == [1, 1, 1, 1]


def test_every_topic_is_explained() -> None:
    page = (ROOT / "docs" / "reading-format.md").read_text("utf-8")
    assert [topic for topic in TOPICS if f"`{topic}`" not in page] == []


def fields(section: type[Section]) -> Iterator[str]:
    """The names of all fields of a section and those below it."""
    for name, field in section.model_fields.items():
        yield name
        for kind in (field.annotation, *typing.get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, Section):
                yield from fields(kind)


def test_every_field_of_a_lexicon_is_explained() -> None:
    words = set(re.findall(r"`(?:[a-z_]+\.)?([a-z_]+)`", (ROOT / "docs" / "lexicons.md").read_text("utf-8")))
    assert sorted(set(fields(Lexicon)) - words) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_name_no_place_that_readers_do_not_have(page: Path) -> None:
    assert not re.search(r"(?<!\w)/work/|\.\./shared", page.read_text("utf-8"))


def test_the_makefile_has_what_the_readme_says() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    said = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z]+)\b", page.read_text("utf-8"), re.M)}
    assert {"demo", "test", "venv"} <= said
    assert [name for name in said if not re.search(rf"^{name}:", makefile, re.M)] == []
