"""Drives Debian's Chromium through its own protocol, over two pipes.

Written by hand because Playwright's wheel weighs 45 MB, brings a Node.js, and pins browsers of its own; these tests
need ten calls of the protocol and no network.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Self
from xml.sax.saxutils import escape

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Debian, Ubuntu and Google call it."""
_ARGUMENTS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # CI runs as root, where Chromium's own walls do not stand; it opens only our own files
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)

_AS_3_AND_4 = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for number, pipe in zip((3, 4), pipes):
    os.dup2(pipe, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads commands from descriptor 3 and writes answers to descriptor 4; a shell may not go past 9."""
_FONTS = ("pylopdf_fonts_zh_cn", "justmytype_intl_cjk")
"""Packages whose fonts the browser uses: so a page looks the same on a machine that has no Chinese font."""


def executable() -> str | None:
    """Path of a Chromium on this machine; None where there is none."""
    named = os.environ.get("FANXING_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


class ProtocolError(Exception):
    """Chromium did not do what it was asked."""


class Chromium:
    """A running browser; one page is open."""

    def __init__(self, folder: Path) -> None:
        """Start it with an empty profile below ``folder``, where downloads go too."""
        self.folder = folder
        (folder / "profile").mkdir(parents=True, exist_ok=True)
        fonts = folder / "fonts.conf"
        places = "".join(f"<dir>{escape(str(files(name)))}</dir>" for name in _FONTS)
        fonts.write_text(f"<fontconfig>{places}<cachedir>{escape(str(folder))}</cachedir></fontconfig>", "utf-8")
        asked_read, self._asks = os.pipe()
        self._answers, answered_write = os.pipe()
        with (folder / "chromium.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    _AS_3_AND_4,
                    str(asked_read),
                    str(answered_write),
                    str(executable()),
                    *_ARGUMENTS,
                    f"--user-data-dir={folder / 'profile'}",
                    "about:blank",
                ],
                pass_fds=(asked_read, answered_write),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"HOME": str(folder), "LANG": "C.UTF-8", "FONTCONFIG_FILE": str(fonts)},
            )
        os.close(asked_read)
        os.close(answered_write)
        self._buffer = b""
        self._number = 0
        self._happened: list[dict[str, Any]] = []
        try:
            self._attach()
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def _attach(self) -> None:
        target = next(one for one in self.call("Target.getTargets")["targetInfos"] if one["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.folder), eventsEnabled=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser."""
        try:
            self.call("Browser.close")
        except ProtocolError:
            self._process.kill()
        os.close(self._asks)
        self._process.wait(20)
        os.close(self._answers)

    def call(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        """Call a method of the browser and wait for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        os.write(self._asks, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ProtocolError(f"{method}: {answer['error']}")
                return answer["result"]
            self._happened.append(answer)

    def ask(self, method: str, **parameters: Any) -> Any:
        """Call a method of the page and wait for its answer."""
        return self.call(method, self._session, **parameters)

    def wait_for(self, method: str) -> dict[str, Any]:
        """Give the next event of that name, those included that came meanwhile."""
        for at, event in enumerate(self._happened):
            if event.get("method") == method:
                return self._happened.pop(at)["params"]
        while (event := self._next()).get("method") != method:
            self._happened.append(event)
        return event["params"]

    def happened(self, method: str) -> list[dict[str, Any]]:
        """Give the events of that name that came so far."""
        return [event["params"] for event in self._happened if event.get("method") == method]

    def open(self, page: Path, *, width: int, height: int = 800, scripts: bool = True, dense: float = 1.0) -> None:
        """Open a file at a width in CSS pixels and wait until it is loaded; below 700 as a phone."""
        self._happened.clear()
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=dense,
            mobile=width < 700,
        )
        self.ask("Page.navigate", url=page.absolute().as_uri())
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page; a promise is waited for."""
        told = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True)
        if "exceptionDetails" in told:
            raise ProtocolError(json.dumps(told["exceptionDetails"], ensure_ascii=False))
        return told["result"].get("value")

    def picture(self, file: Path, *, whole: bool = True) -> Path:
        """Write a PNG of the page, the whole of it or what is seen."""
        told = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(told["data"]))
        return file

    def paper(self, file: Path) -> Path:
        """Print the page to a PDF, as its own style sheet wants it."""
        told = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        file.write_bytes(base64.b64decode(told["data"]))
        return file

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._answers, 1 << 20)
            if not more:
                raise ProtocolError(f"Chromium ended: {(self.folder / 'chromium.log').read_text()[-800:]}")
            self._buffer += more
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)
