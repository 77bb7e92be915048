"""Tencent Cloud's speech synthesis (extra ``tencent``): natural, online, character times from the service.

Keys from the environment: ``TENCENTCLOUD_SECRET_ID`` and ``TENCENTCLOUD_SECRET_KEY``; requests are signed by the
SDK's TC3-HMAC-SHA256.
Source: https://cloud.tencent.com/document/product/1073/37995 (TextToVoice), read in its SDK 3.1.101.
"""

import base64
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.media.speech.dictation import Mark, dictation, units_of_marks
from fanxing.media.speech.online import PassingError, Patience, audible, not_installed, require_allowed, tried
from fanxing.media.speech.speaker import Order, Speech
from fanxing.model.errors import Fault, RecipeError, ServiceError, ToolError
from fanxing.model.narration import VoiceKind
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

DEFAULT_VOICE = "101001"
"""智瑜, a woman."""
_SERVICE_RATE = 16_000
_LONGEST = 140
"""Characters of one request; the service takes 150."""
_SPEEDS = (0.6, 0.8, 1.0, 1.2, 1.5, 2.5)
_SPEED_NUMBERS = (-2.0, -1.0, 0.0, 1.0, 2.0, 6.0)
_LASTING = ("AuthFailure", "UnauthorizedOperation", "InvalidParameter", "UnsupportedOperation")
"""Beginnings of error codes that no second try mends."""


@dataclass(frozen=True, slots=True)
class Tencent:
    """One of the service's voices."""

    voice: str = DEFAULT_VOICE
    patience: Patience = field(default_factory=Patience)
    endpoint: str = "tts.tencentcloudapi.com"
    """Host of the service."""
    scheme: str = "https"
    kind: VoiceKind = "synthetic"
    version: str = "2"
    at_once: int = 4

    @property
    def name(self) -> str:
        """As the recipe writes it."""
        return f"tencent:{self.voice}"

    def __call__(self, order: Order) -> Speech:
        """Read one line."""
        said = dictation(order)
        if not said.units:
            return Speech(np.zeros(0, np.float32), ())
        sounds: list[NDArray[np.float32]] = []
        marks: list[Mark] = []
        seconds = 0.0
        for part in _parts(said.text):
            sound, told = self._read(part, order.rate)
            marks += [Mark(one.text, one.start + seconds, one.end + seconds) for one in told]
            sounds.append(sound)
            seconds += len(sound) / SAMPLE_RATE
        whole = np.concatenate(sounds)
        return Speech(whole, units_of_marks(said, marks, len(whole)))

    def _read(self, text: str, rate: float) -> tuple[NDArray[np.float32], list[Mark]]:
        speed = _speed(rate)
        return tried(self.name, lambda: self._ask(text, speed), (PassingError,), self.patience)

    def _ask(self, text: str, speed: float) -> tuple[NDArray[np.float32], list[Mark]]:
        request = {
            "Text": text,
            "SessionId": uuid.uuid4().hex,
            "VoiceType": int(self.voice),
            "Speed": speed,
            "SampleRate": _SERVICE_RATE,
            "Codec": "pcm",
            "EnableSubtitle": True,
        }
        fault = _library().Fault
        try:
            return _told(json.loads(_client(self.endpoint, self.scheme).call("TextToVoice", request))["Response"])
        except fault as error:
            _raise_if_lasting(str(getattr(error, "code", "")), str(getattr(error, "message", error)))
            raise PassingError(str(error)) from error
        except (OSError, ValueError, KeyError, TypeError) as error:  # broken off, or not in the form of the documents
            raise PassingError(str(error)) from error


def _told(answer: dict[str, Any]) -> tuple[NDArray[np.float32], list[Mark]]:
    """Read the service's answer."""
    samples = np.frombuffer(base64.b64decode(answer["Audio"]), "<i2").astype(np.float32) / 32768
    sound = np.asarray(soxr.resample(samples, _SERVICE_RATE, SAMPLE_RATE, "HQ"), np.float32)
    marks = [
        Mark(str(one["Text"]), float(one["BeginTime"]) / 1000, float(one["EndTime"]) / 1000)
        for one in answer.get("Subtitles") or ()
    ]
    return audible(sound), marks


def _raise_if_lasting(code: str, message: str) -> None:
    if code.startswith(_LASTING):
        raise ServiceError(
            Fault(
                rule="voice-service",
                what=say("腾讯云语音合成拒绝了请求：{why}", why=message),
                mend=say("检查密钥、是否开通语音合成、音色编号；或在配方里换用 espeak"),
            )
        )


def _speed(rate: float) -> float:
    """Give the service's number for a rate.

    Raises:
        RecipeError: Slower than the service speaks.
    """
    if rate < _SPEEDS[0]:
        raise RecipeError(
            Fault(
                rule="voice-rate",
                what=say("腾讯云的语速最慢是 {slowest}，配方里写的是 {rate}", slowest=_SPEEDS[0], rate=rate),
                where="voice.rate",
                mend=say("写 {slowest} 或更大，或换一个声音", slowest=_SPEEDS[0]),
            )
        )
    return round(float(np.interp(rate, _SPEEDS, _SPEED_NUMBERS)), 2)


def tencent(voice: str) -> Tencent:
    """Make a voice by its number; empty for the usual one.

    Raises:
        ToolError: The library or the keys are missing, or this machine does not allow it.
    """
    _library()
    require_allowed("tencent")
    if not all(os.environ.get(name) for name in ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY")):
        raise ToolError(
            Fault(
                rule="voice-keys",
                what=say("没有腾讯云的密钥"),
                mend=say("设置环境变量 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY"),
            )
        )
    if voice and not voice.isdigit():
        raise ToolError(
            Fault(
                rule="voice-number",
                what=say("腾讯云的音色“{voice}”不是编号", voice=voice),
                mend=say("写音色编号，如 tencent:101001"),
            )
        )
    return Tencent(voice or DEFAULT_VOICE)


@dataclass(frozen=True, slots=True)
class _Sdk:
    """What we use of the SDK."""

    client: Any
    credential: Any
    http_profile: Any
    client_profile: Any
    Fault: type[Exception]


def _library() -> _Sdk:
    try:
        # An extra: loaded only where it is asked for.
        from tencentcloud.common import credential  # noqa: PLC0415
        from tencentcloud.common.exception.tencent_cloud_sdk_exception import (  # noqa: PLC0415
            TencentCloudSDKException,
        )
        from tencentcloud.common.profile.client_profile import ClientProfile  # noqa: PLC0415
        from tencentcloud.common.profile.http_profile import HttpProfile  # noqa: PLC0415
        from tencentcloud.tts.v20190823.tts_client import TtsClient  # noqa: PLC0415
    except ImportError as error:
        raise not_installed("tencent", "tencent") from error
    return _Sdk(TtsClient, credential, HttpProfile, ClientProfile, TencentCloudSDKException)


def _client(endpoint: str, scheme: str) -> Any:  # noqa: ANN401 - the SDK has no types
    sdk = _library()
    keys = sdk.credential.Credential(os.environ["TENCENTCLOUD_SECRET_ID"], os.environ["TENCENTCLOUD_SECRET_KEY"])
    http = sdk.http_profile(protocol=scheme, endpoint=endpoint, reqTimeout=30)
    return sdk.client(keys, "ap-shanghai", sdk.client_profile(httpProfile=http))


def _parts(text: str) -> Iterator[str]:
    """Part a text that is longer than one request, after a mark where there is one."""
    while len(text) > _LONGEST:
        cut = max((text.rfind(mark, 0, _LONGEST) + 1 for mark in "。，、！？"), default=0) or _LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text
