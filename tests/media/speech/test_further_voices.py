"""Voices that are extras: a neural voice file, and two services, spoken to through doubles on this machine."""

import asyncio
import base64
import datetime as dt
import hashlib
import hmac
import http.server
import importlib.util
import io
import json
import re
import shutil
import sys
import threading
from pathlib import Path

import av
import numpy as np
import pytest
import soxr
from voice_file import write_voice

from fanxing.media.bench import Bench
from fanxing.media.speech import Order, names, speaker
from fanxing.media.speech.dictation import Mark, dictation, shifted, units_of_marks
from fanxing.media.speech.edge import Edge
from fanxing.media.speech.espeak import Espeak
from fanxing.media.speech.lexicon import toned
from fanxing.media.speech.online import ALLOWED, Patience, require_allowed
from fanxing.media.speech.piper import Piper
from fanxing.media.speech.reading import read
from fanxing.media.speech.takes import spoken_takes
from fanxing.media.speech.tencent import Tencent
from fanxing.media.store import Store
from fanxing.model.errors import RecipeError, ServiceError, ToolError
from fanxing.model.narration import Narration
from fanxing.model.script import Line

SECOND = 48_000
AT_ONCE = Patience(tries=3, first_wait_s=0.0)
TEXT = "青铜器，作于1745年。"


def _needs(library, extra):
    try:
        found = importlib.util.find_spec(library)
    except ModuleNotFoundError:
        found = None
    if found is None:
        pytest.skip(f"{library} is not installed: pip install 'fanxing[{extra}]'")


DICTATED = {
    "华嵒作于1745年，11.2 × 13.1厘米": "画盐作于一七四五年，十一点二乘十三点一厘米",
    "曾侯乙": "憎侯乙",
    "三百年前的文人，怎样度过？": "三百年前的文人，怎样度过？",
    "藏于Cleveland": "藏于 Cleveland ",
    "😀<br>": "",
}
"""What is shown, and what a voice without a lexicon is given. To add a case, add a line."""


@pytest.mark.parametrize(("shown", "given"), DICTATED.items())
def test_a_voice_is_given_words_that_it_cannot_misread(shown, given):
    said = dictation(Order(shown, lexicon=toned({"嵒": "yán"})))
    assert said.text == given
    assert len(said.owner) == len(said.text)


def test_marks_become_the_times_of_units():
    said = dictation(Order(TEXT))
    marks = [Mark("青铜器", 0.0, 0.9), Mark("作于", 1.2, 1.6), Mark("一七四五", 1.6, 2.4), Mark("年", 2.4, 2.6)]
    units = units_of_marks(said, marks, 3 * SECOND)
    assert [(unit.at, unit.length) for unit in units] == [(unit.at, unit.length) for unit in read(TEXT)]
    assert units[5].start == pytest.approx(1.6 * SECOND)
    assert units[5].end == pytest.approx(2.4 * SECOND)
    assert units[2].end == pytest.approx(0.9 * SECOND)


HOSTILE = {
    "none": [],
    "words that were never given": [Mark("你好", 0.0, 1.0), Mark("", 0.2, 0.3)],
    "backwards": [Mark("青铜器", 2.0, 1.0), Mark("作于", 0.5, 0.1), Mark("年", -3.0, -2.0)],
    "beyond the end": [Mark("青铜器", 0.0, 90.0), Mark("年", 99.0, 100.0)],
}
"""What a service may tell. To add a case, add a line."""


@pytest.mark.parametrize("samples", [SECOND * 3, SECOND // 2, 3, 0])
@pytest.mark.parametrize("marks", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_service_tells_the_times_run_forward(marks, samples):
    units = units_of_marks(dictation(Order(TEXT)), marks, samples)
    assert len(units) == len(read(TEXT))
    times = [time for unit in units for time in (unit.start, unit.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= samples


NASTY = "𬭩与𠙶，😀**粗**<br>[册页](http://a.example/2)甲\n1,234件½𫚖"


def test_a_script_with_anything_in_it_is_given_as_words():
    said = dictation(Order(NASTY))
    assert not {"😀", "*", "<", "[", "h", "1", "\n"} & set(said.text)
    assert len(said.owner) == len(said.text)


def test_marks_are_moved_by_the_encoders_delay_and_no_further():
    sound = np.zeros(SECOND, np.float32)
    sound[5000:] = 0.5
    assert shifted([Mark("青", 0.05, 0.2)], sound)[0].start == pytest.approx(5000 / SECOND)
    assert shifted([Mark("青", 0.9, 1.0)], sound)[0].start == 0.9


LIBRARIES = {"edge": "edge_tts", "tencent": "tencentcloud.tts.v20190823.tts_client", "piper": "piper"}


@pytest.mark.parametrize(("name", "library"), LIBRARIES.items())
def test_a_missing_extra_is_said_with_the_line_that_installs_it(name, library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ToolError, match=rf"-m pip install 'fanxing\[{name}\]'"):
        speaker(f"{name}:huayan")


RECIPE = """
fanxing: 1
title: 一册看尽文人清梦
museum: {{name: 星渚县博物馆}}
exhibition: {{name: 诗意册特展}}
guide: {{name: 林月}}
objects: [{{name: 松下高士, say: 一棵老松。, media: [{{file: leaf.jpg, credit: 星渚县博物馆, licence: own}}]}}]
voice: {{speaker: "{speaker}"}}
"""


@pytest.fixture
def film(tmp_path, tiny_media):
    """Give a maker of recipes that ask for a voice."""

    def make(voice):
        shutil.copy(tiny_media.still(width=1080, height=1440), tmp_path / "leaf.jpg")
        (tmp_path / "film.yaml").write_text(RECIPE.format(speaker=voice), "utf-8")
        return tmp_path / "film.yaml"

    return make


def test_a_recipe_that_asks_for_a_missing_extra_is_told_before_any_work(film, cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    ran = cli("video", "check", film("edge"))
    assert ran.exit_code == 0
    assert "film.yaml:8" in ran.stderr
    assert "pip install 'fanxing[edge]'" in ran.stderr


def test_a_film_with_a_missing_voice_ends_with_the_line_that_installs_it(film, cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    ran = cli("video", "subtitle", film("edge"))
    assert ran.exit_code == 4
    assert "pip install 'fanxing[edge]'" in ran.stderr


def test_an_online_voice_is_asked_only_where_the_machine_allows_it(monkeypatch):
    monkeypatch.setenv(ALLOWED, "edge")
    require_allowed("edge")
    with pytest.raises(ToolError, match="tencent"):
        require_allowed("tencent")


@pytest.mark.parametrize("name", ["edge", "tencent", "piper:none"])
def test_a_voice_that_is_not_here_is_said_with_its_mend(name, monkeypatch, tmp_path):
    monkeypatch.delenv("FANXING_ONLINE_VOICES", raising=False)
    monkeypatch.setenv("FANXING_MODELS", str(tmp_path))
    with pytest.raises(ToolError, match="声音") as caught:
        speaker(name)
    assert all(fault.mend for fault in caught.value.faults)


def test_a_stranger_cannot_name_a_file_as_a_voice(monkeypatch, tmp_path):
    _needs("piper", "piper")
    monkeypatch.setenv("FANXING_MODELS", str(tmp_path / "models"))
    (tmp_path / "voice.onnx").write_bytes(b"")
    with pytest.raises(ToolError, match="没有 piper 声音"):
        speaker("piper:../voice")


def _spoken():
    """What a service says: sound at 24 kHz, and its words with their times."""
    speech = Espeak()(Order(TEXT))
    marks = [
        (text, speech.units[first].start / SECOND, speech.units[last].end / SECOND)
        for text, first, last in (("青铜器", 0, 2), ("作于", 3, 4), ("一七四五", 5, 5), ("年", 6, 6))
    ]
    return speech, marks


def _tc3(headers, content):
    """Sign a request as the service's documents say. Source: https://cloud.tencent.com/document/api/1073/37991."""
    stamp = int(headers["X-TC-Timestamp"])
    day = dt.datetime.fromtimestamp(stamp, dt.UTC).strftime("%Y-%m-%d")
    names = re.search("SignedHeaders=([^,]+)", headers["Authorization"])[1]
    signed = "".join(f"{name}:{headers[name].strip().lower()}\n" for name in names.split(";"))
    canonical = f"POST\n/\n\n{signed}\n{names}\n{hashlib.sha256(content).hexdigest()}"
    scope = f"{day}/tts/tc3_request"
    text = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = b"TC3key"
    for part in (day, "tts", "tc3_request", text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return f"TC3-HMAC-SHA256 Credential=id/{scope}, SignedHeaders={names}, Signature={key.hex()}"


class _TencentDouble(http.server.BaseHTTPRequestHandler):
    """Answers as the SDK's documents say the service does."""

    asked: list[dict] = []
    faults: list[str] = []
    wrong: list[dict] = []
    """Answers that are not in the form of the documents."""

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(json.loads(content))
        answer = {"RequestId": "1"}
        if self.wrong:
            answer |= self.wrong.pop(0)
        elif self.headers["Authorization"] != _tc3(self.headers, content):
            answer["Error"] = {"Code": "AuthFailure.SignatureFailure", "Message": "the signature does not match"}
        elif self.faults:
            answer["Error"] = {"Code": self.faults.pop(0), "Message": "no"}
        else:
            speech, marks = _spoken()
            pcm = (soxr.resample(speech.sound, SECOND, 16_000) * 32767).astype("<i2").tobytes()
            answer["Audio"] = base64.b64encode(pcm).decode()
            answer["Subtitles"] = [
                {"Text": text, "BeginTime": round(a * 1000), "EndTime": round(b * 1000), "BeginIndex": 0, "EndIndex": 1}
                for text, a, b in marks
            ]
        body = json.dumps({"Response": answer}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        del words


@pytest.fixture
def tencent_double(monkeypatch):
    """A server on this machine that speaks as Tencent's does; its faults are given first."""
    _needs("tencentcloud.tts", "tencent")
    monkeypatch.setenv("TENCENTCLOUD_SECRET_ID", "id")
    monkeypatch.setenv("TENCENTCLOUD_SECRET_KEY", "key")
    _TencentDouble.asked, _TencentDouble.faults, _TencentDouble.wrong = [], [], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _TencentDouble) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Tencent(patience=AT_ONCE, endpoint=f"127.0.0.1:{server.server_port}", scheme="http")
        server.shutdown()


def _is_whole(speech):
    assert [(unit.at, unit.length) for unit in speech.units] == [(unit.at, unit.length) for unit in read(TEXT)]
    known = Espeak()(Order(TEXT)).units
    errors = [abs(one.start - other.start) / SECOND for one, other in zip(speech.units, known, strict=True)]
    assert max(errors) < 0.12
    assert len(speech.sound) > SECOND


@pytest.mark.extra
def test_tencent_reads_a_line_with_the_time_of_every_unit(tencent_double):
    _is_whole(tencent_double(Order(TEXT)))
    assert _TencentDouble.asked[0]["Text"] == "青铜器，作于一七四五年"
    assert _TencentDouble.asked[0]["Speed"] == 0.0


@pytest.mark.extra
def test_tencent_is_asked_again_when_it_stumbles(tencent_double):
    _TencentDouble.faults = ["InternalError", "LimitExceeded.AccessLimit"]
    _is_whole(tencent_double(Order(TEXT, 1.2)))
    assert len(_TencentDouble.asked) == 3
    assert _TencentDouble.asked[0]["Speed"] == 1.0


SILENCE = base64.b64encode(bytes(32_000)).decode()
NO_ANSWERS = {
    "empty": {},
    "no sound": {"Audio": "", "Subtitles": []},
    "silence": {"Audio": SILENCE},
    "no base64": {"Audio": "?", "Subtitles": []},
    "half a sample": {"Audio": "AAAA", "Subtitles": None},
    "marks without times": {"Audio": SILENCE, "Subtitles": [{"Text": "青"}]},
}
"""What a service must not send. To add a case, add a line."""


@pytest.mark.extra
@pytest.mark.parametrize("answer", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_a_broken_answer_is_asked_for_again_and_never_made_a_silent_film(answer, tencent_double):
    _TencentDouble.wrong = [answer]
    _is_whole(tencent_double(Order(TEXT)))
    _TencentDouble.wrong = [answer] * 3
    with pytest.raises(ServiceError, match="没有完成"):
        tencent_double(Order(TEXT))


@pytest.mark.extra
def test_tencent_gives_up_clearly(tencent_double):
    _TencentDouble.faults = ["InternalError"] * 5
    with pytest.raises(ServiceError, match="没有完成"):
        tencent_double(Order(TEXT))
    assert len(_TencentDouble.asked) == 3


@pytest.mark.extra
def test_a_wrong_key_is_refused_by_its_signature_and_not_tried_again(tencent_double, monkeypatch):
    monkeypatch.setenv("TENCENTCLOUD_SECRET_KEY", "another")
    with pytest.raises(ServiceError, match="拒绝"):
        tencent_double(Order(TEXT))
    assert len(_TencentDouble.asked) == 1


@pytest.mark.extra
def test_a_rate_that_the_service_does_not_have_is_the_recipes_fault(tencent_double):
    with pytest.raises(RecipeError, match=r"最慢是 0\.6"):
        tencent_double(Order(TEXT, 0.5))


@pytest.mark.extra
def test_what_a_service_read_is_kept_and_declared_as_made_by_a_machine(tencent_double, tmp_path):
    bench = Bench(store=Store(tmp_path / "home"), roots=(tmp_path,))
    lines = [Line(id=str(at), text=text) for at, text in enumerate([TEXT, "青铜器"])]
    takes = spoken_takes(lines, tencent_double, 1.0, {}, bench)
    assert len(_TencentDouble.asked) == 2
    assert spoken_takes(lines, tencent_double, 1.0, {}, bench) == takes
    assert len(_TencentDouble.asked) == 2
    spoken_takes(lines[:1], tencent_double, 1.0, toned({"青铜": "qīng tóng"}), bench)
    assert len(_TencentDouble.asked) == 3
    assert Narration(takes=tuple(takes)).is_synthetic
    assert {(take.voice, take.speaker) for take in takes} == {("synthetic", "tencent:101001")}


@pytest.mark.parametrize("voice", [Tencent(), Edge(), Piper("huayan", Path("huayan.onnx"))])
def test_every_further_voice_is_declared_as_made_by_a_machine(voice):
    """The visible label, the metadata and the platforms' declarations all follow from this word."""
    assert voice.kind == "synthetic"


@pytest.mark.extra
def test_a_request_that_nothing_mends_is_not_tried_again(tencent_double):
    _TencentDouble.faults = ["AuthFailure.SecretIdNotFound"]
    with pytest.raises(ServiceError, match="拒绝"):
        tencent_double(Order(TEXT))
    assert len(_TencentDouble.asked) == 1


@pytest.mark.extra
def test_a_long_line_is_asked_for_in_parts(tencent_double):
    tencent_double(Order("青铜器上的纹样，" * 30))
    assert len(_TencentDouble.asked) == 2
    assert all(len(one["Text"]) <= 150 for one in _TencentDouble.asked)


def _mp3(sound):
    """Encode as the Edge service does: MP3, 24 kHz, 48 kbit/s, no header that tells its delay."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        stream.bit_rate = 48_000
        frame = av.AudioFrame.from_ndarray(sound[None, :].astype(np.float32), format="fltp", layout="mono")
        frame.sample_rate = 24_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return out.getvalue()


async def _edge_answers(request):
    """Answer one connection: metadata and sound, as the service's protocol goes."""
    from aiohttp import web  # noqa: PLC0415

    socket = web.WebSocketResponse()
    await socket.prepare(request)
    texts = [(await socket.receive()).data for _ in range(2)]
    request.app["asked"].append(texts[1])
    if request.app["faults"]:
        request.app["faults"].pop()
        await socket.close()
        return socket
    speech, marks = _spoken()
    head = "X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{}\r\n\r\n"
    await socket.send_str(head.format("turn.start") + "{}")
    for text, start, end in marks:
        told = {"Offset": round(start * 1e7), "Duration": round((end - start) * 1e7), "text": {"Text": text}}
        await socket.send_str(
            head.format("audio.metadata") + json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": told}]})
        )
    sound = _mp3(soxr.resample(speech.sound, SECOND, 24_000))
    header = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
    for at in range(0, len(sound), 2000):
        await socket.send_bytes(len(header).to_bytes(2, "big") + header + sound[at : at + 2000])
    await socket.send_str(head.format("turn.end") + "{}")
    await socket.receive()
    return socket


@pytest.fixture
def edge_double(monkeypatch):
    """A server on this machine that speaks as Edge's does; gives the voice and the server's notes."""
    _needs("edge_tts", "edge")
    import edge_tts.communicate  # noqa: PLC0415
    from aiohttp import web  # noqa: PLC0415

    app = web.Application()
    app["asked"], app["faults"] = [], []
    app.router.add_get("/edge", _edge_answers)
    loop, ready, port = asyncio.new_event_loop(), threading.Event(), []
    runner = web.AppRunner(app)

    async def open_door():
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.append(site._server.sockets[0].getsockname()[1])
        ready.set()

    def serve():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(open_door())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(20)
    monkeypatch.setattr(edge_tts.communicate, "WSS_URL", f"ws://127.0.0.1:{port[0]}/edge?key=1")
    yield Edge(patience=AT_ONCE), app
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")  # aiohttp and edge-tts warn of their own affairs
def test_edge_reads_a_line_with_the_time_of_every_unit(edge_double):
    voice, app = edge_double
    _is_whole(voice(Order(TEXT)))
    assert "青铜器，作于一七四五年" in app["asked"][0]


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_edge_is_asked_again_when_it_stumbles_and_gives_up_clearly(edge_double):
    voice, app = edge_double
    app["faults"] += [1, 1]
    _is_whole(voice(Order(TEXT)))
    app["faults"] += [1, 1, 1]
    with pytest.raises(ServiceError, match="没有完成"):
        voice(Order(TEXT))
    assert len(app["asked"]) == 6


@pytest.fixture
def piper_voice(monkeypatch, tmp_path):
    """Give a maker of voice files with random weights: of the kind ``pinyin`` or ``espeak``."""
    _needs("piper", "piper")
    _needs("onnx", "piper")
    monkeypatch.setenv("FANXING_MODELS", str(tmp_path))

    def make(kind, **choices):
        write_voice(tmp_path, kind, kind=kind, **choices)
        return speaker(f"piper:{kind}")

    return make


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")  # onnxruntime's own affairs
@pytest.mark.parametrize("tells_lengths", [True, False])
@pytest.mark.parametrize("kind", ["pinyin", "espeak"])
def test_a_voice_file_reads_a_line_from_our_own_phonemes(kind, tells_lengths, piper_voice):
    voice = piper_voice(kind, tells_lengths=tells_lengths)
    speech = voice(Order(TEXT))
    assert voice.name == f"piper:{kind}"
    assert [(unit.at, unit.length) for unit in speech.units] == [(unit.at, unit.length) for unit in read(TEXT)]
    assert all(unit.end > unit.start for unit in speech.units)
    assert 0.1 < np.abs(speech.sound).max() < 0.9
    assert len(voice(Order(TEXT, 2.0)).sound) == pytest.approx(len(speech.sound) / 2, rel=0.2)  # in whole frames
    assert not len(voice(Order("……")).sound)


@pytest.mark.extra
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_film_that_a_voice_file_reads_is_labelled_as_made_by_a_machine(piper_voice, film, cli, tmp_path):
    piper_voice("espeak")
    assert cli("video", "render", film("piper:espeak"), "--draft", "--jobs", "1").exit_code == 0
    told = json.loads((tmp_path / "out" / "film" / "episode" / "package.json").read_text("utf-8"))
    assert told["ai"] == {"synthetic": True, "parts": ["voice"], "label": "旁白为AI合成语音", "metadata": "bare"}
    assert "piper:espeak" in [one["credit"] for one in told["credits"]]


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_voice_files_of_this_machine_are_listed_by_name(piper_voice):
    piper_voice("pinyin")
    assert names() == ("espeak", "silent", "piper:pinyin", "edge", "tencent")


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["pinyin", "espeak"])
def test_a_voice_file_that_tells_its_lengths_gives_exact_times(kind, piper_voice):
    """A character that is said after another begins where the other's phonemes end, in the sound itself."""
    voice = piper_voice(kind)
    alone, pair = voice(Order("青")), voice(Order("青铜"))
    second = pair.units[1]
    assert pair.units[0].start == alone.units[0].start
    assert pair.units[0].end <= second.start < second.end <= len(pair.sound)
    told = alone.sound[alone.units[0].start : alone.units[0].end]
    same = pair.sound[pair.units[0].start : pair.units[0].end]
    assert np.corrcoef(told[: len(same) - 200], same[: len(told) - 200])[0, 1] > 0.99


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_the_lexicon_is_heard_by_a_voice_file(piper_voice):
    voice = piper_voice("pinyin")
    assert not np.array_equal(voice(Order("曾")).sound, voice(Order("曾", lexicon=toned({"曾": "zēng"}))).sound)


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_a_voice_that_knows_pinyin_alone_names_the_words_it_would_pass_over(piper_voice):
    with pytest.raises(RecipeError, match="不会念：Degas"):
        piper_voice("pinyin")(Order("藏于Degas"))
    named = Order("藏于Degas", lexicon=toned({"Degas": "dé jiā"}))
    assert len(piper_voice("pinyin")(named).sound)
    assert len(piper_voice("espeak")(Order("藏于Degas")).sound)


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["pinyin", "espeak"])
@pytest.mark.parametrize("text", [NASTY, "𫚖", "好" * 200, "！！"])
def test_a_voice_file_reads_anything(kind, text, piper_voice):
    speech = piper_voice(kind)(Order(text))
    times = [time for unit in speech.units for time in (unit.start, unit.end)]
    assert len(speech.units) == len(read(text))
    assert times == sorted(times)
    assert not times or times[-1] <= len(speech.sound)


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_a_voice_file_that_gives_no_sound_is_said_clearly(piper_voice):
    with pytest.raises(ToolError, match="没有念出声音"):
        piper_voice("pinyin", loudness=0.0)(Order(TEXT))


@pytest.mark.extra
@pytest.mark.filterwarnings("ignore")
def test_a_broken_voice_file_is_said_clearly(piper_voice, tmp_path):
    voice = piper_voice("pinyin")
    (tmp_path / "pinyin.onnx").write_bytes(b"no model")
    with pytest.raises(ToolError, match="打不开"):
        voice(Order(TEXT))
