"""Workers that hang or die again and again, and a server that is frozen as a whole: who connects afterwards is answered."""
import os
import pathlib
import re
import signal
import threading
import time

import pytest

import splash
from splash import eventually
from test_faults import Clients

CAPSULE = {"index.gmi": "# Home\n", "about.md": "---\ntitle: About\n---\nMe.\n", "large.bin": b"x" * (8 << 20)}


def ask_at_once(server, count=16):
    """COUNT new connections, half on each protocol, all answered."""
    wrong = []

    def ask(number):
        try:
            if number % 2:
                answer = server.get("/about.gmi")
                assert answer.status == 20 and answer.closed_cleanly and "Me." in answer.text, answer
            else:
                assert b"Me." in server.select("/about")
        except (OSError, AssertionError) as error:
            wrong.append(repr(error))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong


@pytest.mark.parametrize("workers", [1, 3])
def test_a_worker_that_hangs_is_ended_and_replaced_and_new_connections_are_answered(serve, workers):
    server = serve(CAPSULE, workers=workers)
    before = server.workers()
    victim = before[0]
    os.kill(victim, signal.SIGSTOP)
    ask_at_once(server)
    eventually(lambda: f"(process {victim}) hangs" in server.said(), "it is noticed")
    eventually(lambda: victim not in server.workers() and len(server.workers()) == workers, "a new worker")
    ask_at_once(server)
    assert set(before[1:]) < set(server.workers()), "the others are left alone"
    assert server.said().count(" hangs") == 1


def cpu_ticks(pid):
    return sum(map(int, pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))


@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_a_worker_in_a_loop_without_an_end_is_ended_while_the_other_serves(serve, protocol):
    """It runs, so it is neither stopped nor short of a processor: only its loop, which never turns, shows it."""
    server = serve(CAPSULE, workers=2, env={**splash.preloaded("spin"), "SPLASHDOWN_TEST_SPIN": "spin-for-ever"})
    before = {pid: cpu_ticks(pid) for pid in server.workers()}
    # TLS hides the request from who reads the socket, but not the name of the host in its first message.
    with splash.connect(server.gemini if protocol == "gemini" else server.gopher) as caught:
        caught.sendall(b"\x16\x03\x01\x00\xff spin-for-ever" if protocol == "gemini" else b"/spin-for-ever\r\n")
        # Whom it accepts in the same turn is its own as well.
        eventually(lambda: any(cpu_ticks(pid) > ticks + 30 for pid, ticks in before.items()), "it runs and runs")
        ask_at_once(server)
        told = eventually(lambda: re.search(r"\(process (\d+)\) hangs", server.said()), "it is noticed")
        victim = int(told[1])
        assert victim in before
        eventually(lambda: victim not in server.workers() and len(server.workers()) == 2, "a new worker")
        assert not caught.recv(100), "its own connections end with it"
    assert set(before) - {victim} < set(server.workers()), "the other is left alone"
    assert server.said().count(" hangs") == 1
    ask_at_once(server)


def test_the_others_stand_in_for_one_that_is_silent_and_it_goes_on_afterwards(serve):
    """A worker that is busy for some seconds: nobody waits for it, and nobody ends it."""
    server = serve(CAPSULE, workers=2)
    before = server.workers()
    for victim in before:
        os.kill(victim, signal.SIGSTOP)
        try:
            ask_at_once(server)
        finally:
            os.kill(victim, signal.SIGCONT)
        ask_at_once(server)
    assert set(server.workers()) == set(before) or " hangs" in server.said()


def test_of_several_that_hang_one_after_the_other_is_ended(serve):
    server = serve(CAPSULE, workers=2)
    before = server.workers()
    for pid in before:
        os.kill(pid, signal.SIGSTOP)
    ask_at_once(server)
    eventually(lambda: not set(before) & set(server.workers()) and len(server.workers()) == 2, "new workers")
    assert server.said().count(" hangs") == 2
    ask_at_once(server)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_is_killed_ten_times_in_a_row_loses_no_new_connection(serve, workers):
    server = serve(CAPSULE, workers=workers)
    for _ in range(10):
        victim = eventually(server.workers, "a worker")[-1]
        os.kill(victim, signal.SIGKILL)
        eventually(lambda: f"(process {victim}) was killed" in server.said(), "its end is told")
        ask_at_once(server, 6)
    eventually(lambda: len(server.workers()) == workers, "all workers")
    pauses = [float(pause) for pause in re.findall(r"starts in (\d+\.\d) s", server.said())]
    assert not pauses or max(pauses) <= 0.2


def test_under_load_one_that_hangs_takes_along_its_own_connections_only(serve):
    server = serve(CAPSULE, workers=2)
    with Clients(server) as clients:
        clients.more()
        victim = server.workers()[0]
        os.kill(victim, signal.SIGSTOP)
        clients.more()
        eventually(lambda: victim not in server.workers() and len(server.workers()) == 2, "a new worker")
        clients.more()
    assert len(clients.failed) <= clients.count, clients.failed


class Half:
    """The work under way when the server is frozen: a request of which a part was sent, a handshake, and a large answer."""

    def __init__(self, server):
        self.server, self.plain = server, splash.connect(server.gopher)
        self.plain.sendall(b"/abo")
        self.tls = splash.tls_connect(server.gemini)
        self.tls.sendall(b"gemini://loc")
        self.large = splash.tls_connect(server.gemini)
        self.large.sendall(splash.request_line(server.url("/large.bin")))
        self.head = self.large.recv(1000)

    def finish(self):
        self.plain.sendall(b"ut\r\n")
        assert b"Me." in splash.read_all(self.plain)
        self.tls.sendall(f"alhost:{self.server.gemini}/about.gmi\r\n".encode())
        assert "Me." in splash.read_answer(self.tls).text
        rest = splash.read_answer(self.large)
        assert rest.closed_cleanly and len(self.head + rest.raw) == len(b"20 application/octet-stream\r\n") + (8 << 20)


def freeze(server, seconds):
    """The group, as a terminal or a container's host stops it."""
    assert os.getpgid(server.workers()[0]) == server.process.pid
    os.killpg(server.process.pid, signal.SIGSTOP)
    yield
    time.sleep(seconds)
    os.killpg(server.process.pid, signal.SIGCONT)


def test_a_server_that_is_frozen_and_thawed_loses_nobody(serve):
    """Longer than a worker may hang, a request may take, or a signature."""
    server = serve(CAPSULE, wrapper="setsid", config="limits: { request_timeout: 5s, write_timeout: 5s }\n")
    before = server.workers(), server.keeper()
    half, answers = Half(server), []
    frozen = freeze(server, 12)
    next(frozen)
    waiting = threading.Thread(target=lambda: answers.append(server.get("/about.gmi").text))
    waiting.start()
    next(frozen, None)
    half.finish()
    waiting.join()
    assert len(answers) == 1 and "Me." in answers[0]
    for _ in range(3):
        ask_at_once(server, 8)
        time.sleep(1)
    assert (server.workers(), server.keeper()) == before
    assert " hangs" not in server.said() and "does not answer" not in server.said()


def test_a_server_that_is_frozen_while_workers_finish_lets_them_finish(serve):
    server = serve(CAPSULE, wrapper="setsid", config="limits: { request_timeout: 60s, write_timeout: 60s }\n")
    half = Half(server)
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: "new workers serve" in server.said(), "a reload")
    frozen = freeze(server, 16)
    next(frozen)
    next(frozen, None)
    rest = splash.read_answer(half.large)
    assert rest.closed_cleanly and len(half.head + rest.raw) == len(b"20 application/octet-stream\r\n") + (8 << 20)
