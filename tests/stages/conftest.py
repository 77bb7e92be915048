"""Documents that stages are tested with: small, whole, and made by hand."""

from pathlib import Path

import pytest
from handmade import clip, still

from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.footage import Footage
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Museum
from fanxing.model.story import Story


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A place of work."""
    return Bench(store=Store(tmp_path / "home"), roots=(tmp_path,))


@pytest.fixture
def story() -> Story:
    """One museum, one exhibition, one guide, two objects."""
    return Story(
        cut="episode",
        kind="episode",
        title="一册看尽文人清梦",
        hook="三百年前的文人，怎样度过一天？",
        museum=Museum(name="星渚县博物馆", short="星渚", hours="周二至周日 9:00–17:00"),
        exhibition=Exhibition(name="《诗意册》特展", say="这本册页，作于一七四五年。一共十二开。"),
        guide=Guide(name="林月", role="金牌讲解员", say="我是林月。"),
        objects=(
            Exhibit(
                id="a",
                name="松下高士",
                date="1745年",
                material="纸本",
                say="一棵老松，虬枝盘曲。树下坐着一位高士，他背对着我们。",
            ),
            Exhibit(
                id="b",
                name="白玉双耳碗",
                date="1781年",
                size="口径 16.7 厘米，高 7.8 厘米",
                holder="另一座馆",
                facts=("刻有御题诗",),
            ),
        ),
        closing=Closing(say="愿你也有这样的一天。"),
    )


@pytest.fixture
def footage() -> Footage:
    """Pictures of both objects; the second has a clip as well."""
    return Footage(
        items=(
            still("object/a/media/0", focus=True),
            still("object/b/media/0"),
            clip("object/b/media/1", 75, keep_sound=True),
        )
    )
