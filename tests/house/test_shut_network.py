"""The tests stand on their own: no address is opened, no error goes unheard."""

import socket
import subprocess
import sys
from pathlib import Path

import av
import pytest
from PIL import Image

OUTSIDE = {
    "a name": lambda: socket.getaddrinfo("museum.example", 443),
    "a number": lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    "a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 9)),
}


@pytest.mark.parametrize("reach", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the refused socket is closed by the collector
def test_the_network_is_shut(reach):
    with pytest.raises(RuntimeError, match="the network is shut in tests"):
        reach()


def test_this_machine_can_be_spoken_to():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            client.sendall(b"x")
        server.accept()[0].close()


def test_a_process_under_test_is_shut_in_too(cli_environment):
    reach = "import socket; socket.getaddrinfo('museum.example', 443)"
    done = subprocess.run([sys.executable, "-c", reach], env=cli_environment, capture_output=True, check=False)
    assert b"the network is shut in tests" in done.stderr


def test_a_tiny_picture_clip_and_tone_decode(tiny_media):
    with Image.open(tiny_media.still(orientation=6)) as picture:
        assert (picture.size, picture.getexif()[0x0112]) == ((320, 240), 6)
    with av.open(str(tiny_media.clip(seconds=0.5))) as film:
        assert sum(1 for _ in film.decode(video=0)) == 15
        assert [stream.type for stream in film.streams] == ["video", "audio"]
    with av.open(str(tiny_media.tone(seconds=0.5))) as sound:
        assert sum(frame.samples for frame in sound.decode(audio=0)) == 24_000


@pytest.mark.slow
def test_an_error_in_the_log_fails_a_test(tmp_path, cli_environment):
    loud = tmp_path / "test_loud.py"
    loud.write_text("import logging\n\ndef test_it():\n    logging.getLogger('x').error('heard')\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "--rootdir", tmp_path, loud],
        env=cli_environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "test_it logged at ERROR: x: heard" in done.stdout
