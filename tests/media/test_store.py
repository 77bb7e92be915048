"""Results appear whole or not at all; what is broken is made again."""

import errno
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import mortal
import numpy as np
import pytest

from fanxing.media.sound.aac import encode_aac
from fanxing.media.store import Store, blobs_of, write_whole
from fanxing.media.wav import write_wav
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


@pytest.mark.slow
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


def test_a_damaged_media_file_of_the_same_length_is_replaced_by_a_sound_one(tmp_path: Path) -> None:
    told: list[str] = []
    store = Store(tmp_path, told.append)
    blob = store.keep(b"abc", ".bin")
    store.path(blob).write_bytes(b"xyz")
    store.keep(b"abc", ".bin")
    assert store.path(blob).read_bytes() == b"abc"
    assert len(told) == 1
    assert "已损坏" in told[0]


def test_a_damaged_media_file_is_not_handed_out_and_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    note = store.once(Note, "note", [1], lambda: Note(words="一", blob=store.keep(b"abc", ".bin")))
    assert note.blob is not None
    store.path(note.blob).write_bytes(b"xyz")
    with pytest.raises(ToolError, match="已损坏，已删除"):
        store.copy(note.blob, tmp_path / "out" / "film.bin")
    assert list((tmp_path / "out").iterdir()) == []
    again = store.once(Note, "note", [1], lambda: Note(words="二", blob=store.keep(b"abc", ".bin")))
    assert again.blob is not None
    store.copy(again.blob, tmp_path / "out" / "film.bin")
    assert (tmp_path / "out" / "film.bin").read_bytes() == b"abc"


def test_copies_made_at_once_do_not_spoil_one_another(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    blob = store.keep(bytes(range(256)) * 20_000, ".bin")
    place = tmp_path / "out" / "film.bin"
    threads = [threading.Thread(target=store.copy, args=(blob, place)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert place.read_bytes() == bytes(range(256)) * 20_000
    assert list(place.parent.iterdir()) == [place]


ROOM = """
import sys, time
from pathlib import Path
from fanxing.media.sound.aac import encode_aac
from fanxing.media.store import Store
with Store(Path(sys.argv[1])).scratch() as room:
    (room / "work").write_text("half done")
    print(room, flush=True)
    sys.stdin.read()
"""


def test_rooms_of_killed_runs_are_cleared_away_and_those_at_work_are_not(tmp_path: Path) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", ROOM, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    killed, alive = (Path(child.stdout.readline().strip()) for child in children if child.stdout)
    children[0].kill()
    children[0].communicate()
    (tmp_path / "tmp" / f"{children[1].pid}-old").mkdir()  # an earlier fanxing's, whose number is another's by now
    with Store(tmp_path).scratch() as room:
        assert sorted((tmp_path / "tmp").iterdir()) == sorted([alive, room])
    assert not killed.exists()
    assert (alive / "work").exists()
    children[1].communicate("")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_draft_of_a_killed_run_is_cleared_away_when_its_file_is_written(tmp_path: Path) -> None:
    left, fresh, other = (tmp_path / name for name in (".a.txt-" + "0" * 16, ".a.txt-" + "1" * 16, ".a.txt-mine"))
    for file in (left, fresh, other):
        file.write_text("half")
    os.utime(left, (0, 0))
    os.utime(other, (0, 0))
    write_whole(tmp_path / "a.txt", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([fresh, other, tmp_path / "a.txt"])


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder is due")
    store = Store(tmp_path / "home")
    with pytest.raises(ToolError, match="无法读取"):
        store.recall(Note, "note", "1")
    with pytest.raises(ToolError, match="无法写入"), store.scratch():
        pass
    with pytest.raises(ToolError, match="无法写入"):
        store.remember("note", "1", Note(words=""))


def test_an_entry_that_cannot_be_read_is_told_and_not_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "kept" / "note-1.json").mkdir(parents=True)
    with pytest.raises(ToolError, match="无法读取"):
        store.recall(Note, "note", "1")
    store.remember("note", "2", Note(words="松"))
    entry = tmp_path / "kept" / "note-2.json"
    with mortal.shut(entry), pytest.raises(ToolError, match="无法读取"):
        store.recall(Note, "note", "2")
    assert store.recall(Note, "note", "2") == Note(words="松")


@pytest.mark.slow
def test_a_disk_that_gets_full_at_work_is_told(small_disk: Path) -> None:
    store = Store(small_disk)
    with pytest.raises(ToolError, match="无法写入"), store.scratch() as room:
        write_wav(room / "long.wav", np.zeros(2_000_000, np.float32))
    noise = np.random.default_rng(0).uniform(-1, 1, (48_000 * 120, 2)).astype(np.float32)
    with pytest.raises(ToolError, match="无法写入"), store.scratch() as room:
        encode_aac(noise, room / "long.m4a")
    with pytest.raises(ToolError, match="无法写入"):
        store.keep(b"x" * 4_000_000, ".bin")
    blob = store.keep(b"x" * 1_500_000, ".bin")
    with pytest.raises(ToolError, match="无法写入"):
        store.copy(blob, small_disk / "out" / "x.bin")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_errors_that_only_a_disk_gives_are_the_machines_fault(tmp_path: Path, number: int) -> None:
    with pytest.raises(ToolError, match="无法写入"), Store(tmp_path).scratch():
        raise OSError(number, os.strerror(number))


def test_other_errors_at_work_are_not_the_disks(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), Store(tmp_path).scratch() as room:
        (room / "gone").read_bytes()
