"""The wall clock is set while the server runs, forward and back: by NTP after a start without a battery, by hand, by a mistake."""
import json
import os
import re
import signal
import ssl
import struct
import time

import pytest

import splash
from splash import eventually, run, write_capsule

HOUR, DAY, YEAR = 3600, 86400, 366 * 86400
JUMPS = {"an hour back": -HOUR, "twelve years forward": 12 * YEAR, "to before the start of the year 2000": -40 * YEAR}
CAPSULE = {"_config.yml": "title: Tides\n", "about.md": "---\ntitle: About\n---\nMe.\n",
           "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nBright.\n", "_posts/2030-01-01-later.md": "---\ntitle: Later\n---\nNot yet.\n"}


class Clock:
    """The wall clock of one server."""

    def __init__(self, path):
        self.path = path
        self.set(0)

    def set(self, seconds):
        # In place: the server has the file mapped.
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        os.write(fd, struct.pack("=q", seconds))
        os.close(fd)

    def env(self):
        """The environment of a program that runs by this clock."""
        return {**splash.preloaded("clock_shift"), "SPLASHDOWN_TEST_CLOCK": str(self.path)}


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "clock")


def start(tmp_path, clock, config="", **keywords):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"status: {tmp_path}/status.sock\n{config or 'limits: { request_timeout: 120s }'}\n"
    return splash.Server(folder, tmp_path, config=config, env=clock.env(), **keywords)


def is_well(server):
    answer = server.get("/about.gmi")
    assert answer.status == 20 and answer.closed_cleanly and "Me." in answer.text
    assert b"Me." in server.select("/about")


def year_of_log(server):
    found = re.findall(r"\[\d\d/\w{3}/(\d{4}):", server.out.read_text())
    return int(found[-1]) if found else None


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_requests_are_answered_and_waiting_ones_wait_on(tmp_path, clock, jump):
    with start(tmp_path, clock) as server:
        silent = splash.connect(server.gopher)
        half = splash.tls_connect(server.gemini)
        half.sendall(b"gemini://local")
        is_well(server)
        for shift in (jump, 0):
            clock.set(shift)
            for _ in range(5):
                is_well(server)
            year = time.gmtime(time.time() + shift).tm_year
            eventually(lambda: year_of_log(server) == year, "the log follows the clock")
        assert not splash.is_closed_within(silent, 0.5)
        half.sendall(f"host:{server.gemini}/about.gmi\r\n".encode())
        assert splash.read_answer(half).status == 20
        silent.sendall(b"/about\r\n")
        assert b"Me." in splash.read_all(silent)
        half.close()
        silent.close()


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_silent_connections_end_in_time(tmp_path, clock, jump):
    with start(tmp_path, clock, "limits: { request_timeout: 1s }") as server:
        silent = [splash.connect(server.gopher), splash.connect(server.gemini)]
        clock.set(jump)
        assert all(splash.is_closed_within(connection, 30) for connection in silent)
        for connection in silent:
            connection.close()


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_limits_neither_fill_up_nor_stay_empty(tmp_path, clock, jump):
    config = "limits: { requests_per_second: 1, burst: 3, exempt: [] }"
    with start(tmp_path, clock, config) as server:
        eventually(lambda: server.get("/").status == 44, "it is too much")
        clock.set(jump)
        began = time.monotonic()
        answered = sum(server.get("/").status == 20 for _ in range(20))
        assert answered <= time.monotonic() - began + 1
        eventually(lambda: server.get("/").status == 20, "requests again")


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_sessions_are_resumed_whatever_the_clock_says(tmp_path, clock, jump):
    context = splash.tls_context(ssl.TLSVersion.TLSv1_3)

    def visit(session=None):
        with splash.tls_connect(server.gemini, context=context, session=session) as tls:
            tls.sendall(splash.request_line(server.url("/about.gmi")))
            answer = splash.read_answer(tls)
            assert answer.status == 20 and answer.closed_cleanly
            return tls.session_reused, tls.session

    with start(tmp_path, clock) as server:
        _, before = visit()
        assert visit(before)[0]
        clock.set(jump)
        visit(before)
        _, session = visit()
        assert all(visit(session)[0] for _ in range(6))
        clock.set(0)
        visit(session)
        assert visit(before)[0]


def test_a_posts_day_comes_and_goes_with_the_clock(tmp_path, clock):
    """Noticed when the capsule is next examined, which an edit causes."""
    with start(tmp_path, clock) as server:
        for shift, status, text in ((0, 51, "a"), (12 * YEAR, 20, "b"), (0, 51, "c"), (-40 * YEAR, 51, "d"), (12 * YEAR, 20, "e")):
            clock.set(shift)
            write_capsule(tmp_path / "capsule", {f"{text}.txt": text})
            eventually(lambda: all(server.get(f"/{text}.txt").status == 20 for _ in range(6)), "the edit is noticed")
            eventually(lambda: all(server.get("/2030/01/01/later.gmi").status == status for _ in range(6)), f"{status} after {shift} seconds")
            is_well(server)


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_workers_are_replaced_and_reloads_done(tmp_path, clock, jump):
    with start(tmp_path, clock) as server:
        clock.set(jump)
        victim = server.workers()[0]
        os.kill(victim, signal.SIGKILL)
        eventually(lambda: victim not in server.workers() and len(server.workers()) == 2, "a new worker")
        # Each connection waits for one worker or the other: of so many some are the new one's.
        for _ in range(8):
            is_well(server)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "a reload")
        is_well(server)
        code, out, _ = run("status", "--format=json", "-c", tmp_path / "splashdown.yml")
        assert code == 0 and 0 <= json.loads(out)["uptime_seconds"] < 600
