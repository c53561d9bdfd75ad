"""Paths to bytes: order, folders, links, and what is said of a path that gives nothing."""

import io
import os
from pathlib import Path

import pytest

from dragoman.sources import FILE_LIMIT, Item, places, walk
from dragoman.sources import extract as bounds


def names(items: list[Item]) -> list[str]:
    return [Path(item.name).name for item in items]


def test_folders_are_walked_in_sorted_order_with_all_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/c.eml", "deep/er/d.pdf", ".hidden.txt", ".git/e.txt", "page_files/style.css", "a.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = list(walk([tmp_path]))
    assert names(found) == ["a.html", "b.txt", "c.eml", "d.pdf"]
    assert [item.data for item in found] == [b"a.html", b"b.txt", b"deep/c.eml", b"deep/er/d.pdf"]
    assert [place.path for place in places([tmp_path])] == [Path(item.name) for item in found]


def test_a_file_that_is_named_is_tried_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "cable.0417"
    path.write_bytes(b"talks")
    assert next(walk([path])) == Item(str(path), b"talks")


def test_documents_that_no_reader_is_there_for_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "talks.doc").write_bytes(b"x")
    assert names(list(walk([tmp_path]))) == ["talks.doc"]


def test_links_back_up_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(walk([tmp_path]))
    assert names(found) == ["gone.txt", "a.txt"]
    assert str(found[0].error) == "no such file or folder"


def test_a_missing_file_and_a_device_are_errors_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    missing, device, good = walk([tmp_path / "missing.txt", Path(os.devnull), tmp_path / "a.txt"])
    assert str(missing.error) == "no such file or folder"
    assert str(device.error) == "not a file"
    assert good.data == b"x"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_is_closed_to_us_is_said(tmp_path: Path) -> None:
    closed, file = tmp_path / "closed", tmp_path / "file.txt"
    closed.mkdir(mode=0o000)
    file.touch(mode=0o000)
    try:
        assert [str(item.error) for item in walk([closed, file])] == ["this folder cannot be read: permission denied", "permission denied"]
    finally:
        closed.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    assert [str(item.error) for item in walk([tmp_path])] == ["this folder cannot be read: permission denied"]


def test_standard_input_has_a_place_among_the_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    assert [(Path(item.name).name, item.data) for item in walk([tmp_path, "-"])] == [("a.txt", b"x"), ("-", b"from a pipe")]


def test_a_file_beyond_the_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "vast.txt"
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    (item,) = walk([path])
    assert item.data is None
    assert f"at most {bounds.size(FILE_LIMIT)}" in str(item.error)
