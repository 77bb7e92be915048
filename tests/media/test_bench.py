"""Several works of one stage tell one way, from nothing to all."""

from pathlib import Path

from fanxing.media.bench import Bench
from fanxing.media.store import Store


def test_shares_of_a_work_are_told_as_one_way(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    bench = Bench(Store(tmp_path), progress=lambda *words: told.append(words))
    for at in range(2):
        for done in (0, 30, 60):
            bench.share(at, 2).progress(done, 60, "帧")
    assert [done for done, _, _ in told] == [0, 30, 60, 60, 90, 120]
    assert {one[1:] for one in told} == {(120, "帧")}
