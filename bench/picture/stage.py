"""fanxing: the picture stage alone, from the documents that the chain hands it."""

import argparse
import json
import resource
import time
from pathlib import Path

from material import bench_of, copied, load

from fanxing.cli.main import collect_seldom
from fanxing.media.store import Store
from fanxing.stages.picture import picture


def spent() -> float:
    """CPU seconds of this process and its ended children."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("room", type=Path)
    words.add_argument("home", type=Path)
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("--film", type=Path)
    told = words.parse_args()
    store: Store = copied(told.room, told.home)
    given = load(told.room)
    collect_seldom()
    cpu, wall = spent(), time.perf_counter()
    films = picture.function(**given, bench=bench_of(store, told.jobs))
    cost = {"cpu_s": spent() - cpu, "wall_s": time.perf_counter() - wall, "frames": films.films[0].frames}
    film = store.path(films.films[0].video)
    cost["bytes"] = film.stat().st_size
    cost["spans"] = films.films[0].spans
    cost["sha256"] = films.films[0].video.sha256
    if told.film:
        told.film.write_bytes(film.read_bytes())
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
