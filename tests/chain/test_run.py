"""The loop that makes what is missing: in order on one core, side by side with more."""

import signal
import threading

import pytest

from fanxing.chain.run import Job, run
from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.document import Document
from fanxing.model.errors import Fault, ToolError
from fanxing.model.events import Kept, Made
from fanxing.model.stage import stage

LONG_S = 20
"""Seconds after which a test that waits for another thread gives up."""


class Seed(Document):
    word: str = "种"


class Left(Document):
    word: str


class Right(Document):
    word: str


class Middle(Document):
    word: str


class Both(Document):
    word: str


class Meeting:
    """Two stages that can only go on when both have begun, and the end of one of them."""

    def __init__(self) -> None:
        self.barrier = threading.Barrier(2, timeout=LONG_S)
        self.ended = threading.Event()


@stage(version=1)
def middle(left: Left, *, bench: Bench) -> Middle:
    del bench
    return Middle(word=left.word)


@stage(version=1)
def both(middle: Middle, right: Right, *, bench: Bench) -> Both:
    del bench
    return Both(word=middle.word + right.word)


def _chain(left, right):
    """What ``left`` makes is needed first: so ``left`` runs in this thread and ``right`` beside it."""
    return left, middle, right, both


@stage(version=1)
def calm_left(seed: Seed, *, bench: Bench) -> Left:
    bench.progress(1, 2, "字")
    return Left(word=seed.word + "左")


@stage(version=1)
def calm_right(seed: Seed, *, bench: Bench) -> Right:
    bench.progress(1, 2, "字")
    return Right(word=seed.word + "右")


@pytest.fixture
def told():
    return []


@pytest.fixture
def job(tmp_path, told):
    def make(jobs):
        return Job("episode", Bench(store=Store(tmp_path), jobs=jobs), told.append)

    return make


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_any_number_of_cores_makes_the_same(job, jobs):
    made = run(_chain(calm_left, calm_right), {Seed: Seed()}, job(jobs))
    assert made[Both].word == "种左种右"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_makes_nothing(job, told, jobs):
    run(_chain(calm_left, calm_right), {Seed: Seed()}, job(jobs))
    del told[:]
    run(_chain(calm_left, calm_right), {Seed: Seed()}, job(jobs))
    assert {type(event) for event in told} == {Kept}


def test_stages_that_wait_for_nothing_of_each_other_run_side_by_side(job, told):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        meeting.barrier.wait()
        return calm_left.function(seed, bench=bench)

    @stage(version=1)
    def right(seed: Seed, *, bench: Bench) -> Right:
        meeting.barrier.wait()
        return calm_right.function(seed, bench=bench)

    assert run(_chain(left, right), {Seed: Seed()}, job(2))[Both].word == "种左种右"
    assert {event.stage for event in told if isinstance(event, Made)} == {"left", "middle", "right", "both"}


def _broken(what):
    return ToolError(Fault(rule="broken", what=what, mend="换一个"))


def test_a_failure_ends_the_stage_beside_it(job):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        del seed, bench
        meeting.barrier.wait()
        raise _broken("坏了")

    @stage(version=1)
    def right(seed: Seed, *, bench: Bench) -> Right:
        meeting.barrier.wait()
        try:
            for at in range(10**9):
                bench.progress(at, 10**9, "字")
        finally:
            meeting.ended.set()
        return Right(word=seed.word)

    with pytest.raises(ToolError, match="坏了") as caught:
        run(_chain(left, right), {Seed: Seed()}, job(2))
    assert caught.value.__notes__ == ["left"]
    assert meeting.ended.is_set()


def test_what_is_made_here_is_kept_when_the_stage_beside_it_fails(job, told):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        meeting.barrier.wait()
        assert meeting.ended.wait(LONG_S)
        return calm_left.function(seed, bench=bench)

    @stage(version=1)
    def right(seed: Seed, *, bench: Bench) -> Right:
        del seed, bench
        meeting.barrier.wait()
        meeting.ended.set()
        raise _broken("旁边坏了")

    with pytest.raises(ToolError, match="旁边坏了"):
        run(_chain(left, right), {Seed: Seed()}, job(2))
    assert Made in {type(event) for event in told}
    del told[:]
    run(_chain(left, calm_right), {Seed: Seed()}, job(2))
    assert Kept("left", "episode") in told


def test_of_two_failures_the_same_one_is_told_each_time(job):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        del seed, bench
        meeting.barrier.wait()
        raise _broken("左坏了")

    @stage(version=1)
    def right(seed: Seed, *, bench: Bench) -> Right:
        del seed, bench
        meeting.barrier.wait()
        raise _broken("右坏了")

    for _ in range(20):
        with pytest.raises(ToolError, match="左坏了"):
            run(_chain(left, right), {Seed: Seed()}, job(2))


@pytest.fixture
def _heeded():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has it ignored
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeded")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_a_stage_that_tells_nothing_and_the_one_beside_it(job, jobs):
    begun, ended = threading.Event(), threading.Event()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        del bench
        assert jobs == 1 or begun.wait(LONG_S)
        signal.raise_signal(signal.SIGINT)
        for _ in range(10**9):
            pass
        return Left(word=seed.word)

    @stage(version=1)
    def right(seed: Seed, *, bench: Bench) -> Right:
        begun.set()
        try:
            for at in range(10**9):
                bench.progress(at, 10**9, "字")
        finally:
            ended.set()
        return Right(word=seed.word)

    with pytest.raises(KeyboardInterrupt):
        run(_chain(left, right), {Seed: Seed()}, job(jobs))
    assert ended.is_set() == (jobs > 1)


def _with_ahead(left, ahead):
    """A chain whose last stage can make something of the seed, while what it also reads is made."""

    @stage(version=1, ahead=ahead)
    def last(left: Left, seed: Seed, *, bench: Bench) -> Both:
        del bench
        return Both(word=left.word + seed.word)

    return left, last


def test_what_needs_nothing_of_a_stage_is_made_while_that_is_made(job):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        meeting.barrier.wait()
        return calm_left.function(seed, bench=bench)

    def ahead(seed: Seed, *, bench: Bench) -> None:
        del seed
        meeting.barrier.wait()
        bench.progress(1, 2, "字")
        meeting.ended.set()

    made = run(_with_ahead(left, ahead), {Seed: Seed()}, job(2))
    assert made[Both] == Both(word="种左种")
    assert meeting.ended.is_set()


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_made_ahead_on_one_core_or_when_nothing_else_is_made(job, jobs):
    run((calm_left,), {Seed: Seed()}, job(1))
    begun = []

    def ahead(seed: Seed, *, bench: Bench) -> None:
        begun.append((seed, bench))

    made = run(_with_ahead(calm_left, ahead), {Seed: Seed()}, job(jobs))
    assert made[Both] == Both(word="种左种")
    assert not begun


def test_a_failure_ahead_is_told_by_the_stage_itself_or_by_nobody(job):
    def ahead(seed: Seed, *, bench: Bench) -> None:
        del seed, bench
        raise _broken("坏了")

    assert run(_with_ahead(calm_left, ahead), {Seed: Seed()}, job(2))[Both] == Both(word="种左种")


def test_a_failure_here_ends_what_is_made_ahead(job):
    meeting = Meeting()

    @stage(version=1)
    def left(seed: Seed, *, bench: Bench) -> Left:
        del seed, bench
        meeting.barrier.wait()
        raise _broken("坏了")

    def ahead(seed: Seed, *, bench: Bench) -> None:
        del seed
        meeting.barrier.wait()
        try:
            for at in range(10**9):
                bench.progress(at, 10**9, "字")
        finally:
            meeting.ended.set()

    with pytest.raises(ToolError, match="坏了"):
        run(_with_ahead(left, ahead), {Seed: Seed()}, job(2))
    assert meeting.ended.is_set()
