"""A worker in the hands of somebody else, played from outside: root writes into its memory what it might write itself."""
import contextlib
import json
import os
import pathlib
import random
import re
import signal

import pytest

import splash
from splash import Server, eventually, run, write_capsule

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="takes root to write into another process")

ROUNDS, PER_ADDRESS, KINDS = 200, 4, ("ff", "random", "zero")
CAPSULE = {"_config.yml": "title: Taken\n", "index.gmi": "# Home\n", "page.txt": "A page.\n", "large.txt": "x" * (16 << 20)}


def shared_maps(pid):
    """{(from, to): writable} of the memory that it shares with others."""
    text = pathlib.Path(f"/proc/{pid}/maps").read_text()
    found = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) r([w-])-s .*memfd:splashdown", text, re.M)
    return {(int(a, 16), int(b, 16)): w == "w" for a, b, w in found}


def fill(pid, kind, chance):
    """All shared memory that it may write."""
    with open(f"/proc/{pid}/mem", "r+b", buffering=0) as memory:
        for (begin, end), writable in shared_maps(pid).items():
            if writable:
                memory.seek(begin)
                memory.write({"ff": b"\xff", "zero": b"\0"}[kind] * (end - begin) if kind != "random" else chance.randbytes(end - begin))


def status(server):
    code, out, err = run("status", "-c", server.scratch / "splashdown.yml", "--format", "json")
    assert code == 0, err
    return json.loads(out)


def test_a_worker_may_write_in_one_slot_and_the_parent_in_all(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(tmp_path / "capsule", tmp_path, workers=3) as server:
        assert sorted(shared_maps(server.process.pid).values()) == [True] * 4
        for pid in server.workers():
            assert sorted(shared_maps(pid).values()) == [False, False, False, True]


class Liar:
    """The worker of a generation that ends, held by a reader who takes his time: all who come now reach its siblings."""

    def __init__(self, server):
        self.pid, = server.workers()
        self.slow = splash.connect(server.gopher)
        self.slow.sendall(b"/large.txt\r\n")
        assert self.slow.recv(1) == b"x"
        before = server.said().count("new workers serve")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: server.said().count("new workers serve") > before, "the next generation")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.slow.close()

    def lies(self, kind, chance):
        """False: its time to finish is over."""
        try:
            fill(self.pid, kind, chance)
            return True
        except (OSError, ValueError):
            return False


def assert_an_address_has_its_share(server):
    eventually(lambda: status(server)["connections"] == 0, "none is open")
    held = [splash.connect(server.gopher) for _ in range(PER_ADDRESS)]
    eventually(lambda: status(server)["connections"] == PER_ADDRESS, "all of them are counted")
    assert b"A page." not in server.select("/page.txt")
    for connection in held:
        connection.close()
    eventually(lambda: status(server)["connections"] == 0, "none is counted any more")


def test_what_a_worker_writes_changes_nothing_for_others(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nstatus: {tmp_path}/run/status.sock\n"
              f"limits: {{ exempt: [], per_address: {PER_ADDRESS}, requests_per_second: 1000, burst: 1000, request_timeout: 600s }}\n")
    chance, rounds = random.Random(1), 0
    with Server(None, tmp_path, config=config, workers=1) as server:
        while rounds < ROUNDS:
            with Liar(server) as liar:
                liar.lies(KINDS[rounds % len(KINDS)], chance)
                assert_an_address_has_its_share(server)
                for _ in range(50):
                    rounds += liar.lies(KINDS[rounds % len(KINDS)], chance)
                    assert server.select("/page.txt") == b"A page.\n"
            eventually(lambda: liar.pid not in server.workers(), "its end")
        found = status(server)
        assert found["workers"] == 1 and found["gopher"]["bytes"] < 1 << 30 and found["gopher"]["requests"] < 10 * ROUNDS
        assert "no worker sends" not in server.said()
