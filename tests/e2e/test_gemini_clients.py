"""The sample capsule in real Gemini clients, each in a terminal of its own with a home of its own."""
import os
import shlex
import shutil
import subprocess

import pytest

import splash
from splash import eventually

POST = "八十欄裡的漢字與假名"
FIRST_LINE = "You are reading a Markdown blog"


class Terminal:
    """A program in tmux: a hundred columns, forty lines, an empty home."""

    def __init__(self, scratch, *command):
        self.socket = scratch / "tmux"
        home = scratch / "home"
        home.mkdir()
        env = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": home / "cache",
               "XDG_DOWNLOAD_DIR": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        line = "cd " + shlex.quote(str(home)) + "; env -u TMUX " + " ".join(f"{k}={shlex.quote(str(v))}" for k, v in env.items())
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", line + " " + shlex.join(map(str, command)))

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, timeout=splash.PATIENCE,
                              env=dict(os.environ, LANG="C.UTF-8", LC_ALL="C.UTF-8"))
        return done.stdout.decode("utf-8", "replace")

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def shows(self, text):
        try:
            eventually(lambda: text in self.screen(), text)
        except AssertionError:
            raise AssertionError(f"{text!r} is not on the screen:\n{self.screen()}") from None
        return self.screen()

    def types(self, *keys):
        self.tmux("send-keys", *keys)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path):
    assert shutil.which("tmux"), "tmux is not installed; tests/run installs it"
    running = []

    def start(*command):
        assert shutil.which(command[0]), f"{command[0]} is not installed; tests/run installs it"
        running.append(Terminal(tmp_path, *command))
        return running[-1]

    yield start
    for one in running:
        one.__exit__()


def number_of(screen, title):
    """The number that the client gives the link."""
    line = next(line for line in screen.splitlines() if title in line)
    return line.split("]")[0].split("[")[1].strip()


def test_amfora_trusts_reads_follows_and_is_not_surprised_by_a_renewal(tmp_path, terminal):
    with splash.Server(splash.ROOT / "capsule", tmp_path) as server:
        amfora = terminal("amfora", server.url("/"))
        screen = amfora.shows(FIRST_LINE)
        amfora.types(number_of(screen, POST))
        assert "# " + POST in amfora.shows("# " + POST)
        assert "2026-03-21" in amfora.screen()
        before = (server.certs / "localhost.crt").read_bytes()
        assert splash.run("cert", "renew", "--certs", server.certs)[0] == 0
        assert (server.certs / "localhost.crt").read_bytes() != before
        eventually(lambda: "a certificate was replaced" in server.said() and "new workers serve" in server.said(), "the renewed certificate")
        amfora.types("Space")
        amfora.types(server.url("/about.gmi"), "Enter")
        amfora.shows("# About")


def test_bombadillo_trusts_reads_and_follows(tmp_path, terminal):
    with splash.Server(splash.ROOT / "capsule", tmp_path) as server:
        bombadillo = terminal("bombadillo", server.url("/"))
        screen = bombadillo.shows(FIRST_LINE)
        bombadillo.types(number_of(screen, POST), "Enter")
        bombadillo.shows("# " + POST)
        assert "2026-03-21" in bombadillo.screen()
        assert not list((tmp_path / "home").glob("*.gmi")), "shown, not saved to disk"
