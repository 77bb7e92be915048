"""Results appear whole or not at all; what is broken is made again."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from fanxing.media.store import Store, blobs_of, write_whole
from fanxing.model.document import Blob, Document
from fanxing.model.errors import ToolError


class Note(Document):
    """A document with a media file."""

    words: str
    blob: Blob | None = None


def test_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = store.keep(b"jade", ".bin"), store.keep(b"jade", ".bin")
    assert first == second
    assert store.path(first).read_bytes() == b"jade"
    assert len(list((tmp_path / "blobs").iterdir())) == 1


def test_a_file_is_moved_under_the_name_of_its_content(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.scratch() as room:
        (room / "a.png").write_bytes(b"picture")
        blob = store.keep(room / "a.png")
    assert blob.suffix == ".png"
    assert store.has(blob)
    assert not list((tmp_path / "tmp").iterdir())


def test_what_was_made_once_is_recalled(tmp_path: Path) -> None:
    store, made = Store(tmp_path), []

    def make() -> Note:
        made.append(1)
        return Note(words="松")

    assert store.once(Note, "note", ["a", 1], make) == store.once(Note, "note", ["a", 1], make)
    store.once(Note, "note", ["a", 2], make)
    assert len(made) == 2


def test_a_broken_entry_is_removed_with_a_word_and_made_again(tmp_path: Path) -> None:
    told: list[str] = []
    store = Store(tmp_path, told.append)
    store.once(Note, "note", [1], lambda: Note(words="松"))
    entry = next((tmp_path / "kept").iterdir())
    entry.write_text('{"words": ')
    assert store.once(Note, "note", [1], lambda: Note(words="柏")).words == "柏"
    assert len(told) == 1
    assert "已损坏" in told[0]


@pytest.mark.parametrize("harm", ["gone", "cut short"])
def test_an_entry_whose_media_file_is_harmed_is_made_again(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path)
    store.once(Note, "note", [1], lambda: Note(words="一", blob=store.keep(b"abc", ".bin")))
    file = next((tmp_path / "blobs").iterdir())
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"a")
    again = store.once(Note, "note", [1], lambda: Note(words="二", blob=store.keep(b"abc", ".bin")))
    assert again.words == "二"
    assert again.blob is not None
    assert store.path(again.blob).read_bytes() == b"abc"


def test_blobs_are_found_however_deep() -> None:
    class Nest(Document):
        rows: tuple[dict[str, Note], ...]

    blob = Blob(sha256="0" * 64, suffix=".a", size=1)
    assert list(blobs_of(Nest(rows=({"x": Note(words="", blob=blob)},)))) == [blob]


def test_a_store_goes_to_another_process(tmp_path: Path) -> None:
    store = pickle.loads(pickle.dumps(Store(tmp_path)))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        blob = pool.apply(store.keep, (b"x", ".bin"))
    assert store.has(blob)


def test_killed_while_writing_leaves_nothing_half_done(tmp_path: Path) -> None:
    code = textwrap.dedent(
        """
        import sys, pathlib
        from fanxing.media.store import Store, write_whole
        store = Store(pathlib.Path(sys.argv[1]))
        print("go", flush=True)
        at = 0
        while True:
            at += 1
            store.keep(bytes([at % 251]) * 2_000_000, ".bin")
            write_whole(store.home / "whole.txt", b"y" * 1_000_000)
        """
    )
    for _ in range(6):
        child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.close()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.15)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        for file in (tmp_path / "blobs").glob("*.bin"):
            assert file.stat().st_size == 2_000_000
        whole = tmp_path / "whole.txt"
        assert not whole.exists() or whole.stat().st_size == 1_000_000


def test_what_is_written_can_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_bytes(b"x")
    write_whole(tmp_path / "whole.txt", b"x")
    assert (tmp_path / "whole.txt").stat().st_mode == (tmp_path / "plain.txt").stat().st_mode


def test_a_place_that_cannot_be_written_is_this_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder is due")
    with pytest.raises(ToolError, match="无法写入"):
        Store(tmp_path / "home").keep(b"x", ".bin")
    with pytest.raises(ToolError, match="无法写入"):
        write_whole(tmp_path / "home" / "x.txt", b"x")
