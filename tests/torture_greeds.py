"""Greeds among the faults of torture.py. Some are a crowd at the tortured server itself, which learns addresses from PROXY headers: for
a moment and whatever comes of it, another reader, of an address of their own, must be answered meanwhile and after. Those of
tests/bench/greeds.py are tried by greed.py --quick, each with a server of its own that has sanitizers, too."""
import os
import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "bench"))
import greed_clients as clients  # noqa: E402
import greeds  # noqa: E402

SECONDS = 2


class Target:
    def __init__(self, server, protocol):
        self.protocol, self.port = protocol, server.gemini if protocol == "gemini" else server.gopher


class Crowd:
    """COUNT threads that do WORK(number, turn) again and again until they are told to end."""

    def __init__(self, count, work):
        self.work, self.over = work, threading.Event()
        self.threads = [threading.Thread(target=self.loop, args=(number,), daemon=True) for number in range(count)]
        for thread in self.threads:
            thread.start()

    def loop(self, number):
        turn = 0
        while not self.over.is_set():
            try:
                self.work(number, turn)
            except OSError:
                self.over.wait(0.02)
            turn += 1

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()


def take_a_little(target, peer, path):
    """The behaviour of a slow reader, for a second."""
    with clients.open_for(target, peer, receive=4096) as connection:
        connection.sendall(clients.line(target, path))
        for _ in range(4):
            connection.recv(800)
            time.sleep(0.25)


def stay_silent(target, peer):
    with clients.connect(target.port, peer):
        time.sleep(1)


def is_answered(tls, plain, number):
    """Asks on both protocols, from an address of its own."""
    peer = clients.address(0x4000 + number % 0x4000)
    page, menu = clients.ask(tls, peer, "/about.gmi"), clients.ask(plain, peer, "/about")
    return page.startswith(b"20 ") and b"Me." in page and b"Me." in menu


def faults(server):
    """(name, what must come of it, what makes it) for Torture.make_faults."""
    tls, plain = Target(server, "gemini"), Target(server, "gopher")
    hellos = [clients.canned_hello(group) for group in ("X25519", "P-384", "X448")]
    asked = iter(range(1 << 30))

    def greed(count, work):
        def make():
            crowd = Crowd(count, work)
            try:
                end, fine = time.monotonic() + SECONDS, True
                while time.monotonic() < end:
                    fine = is_answered(tls, plain, next(asked)) and fine
            finally:
                crowd.stop()
            return lambda: fine and is_answered(tls, plain, next(asked))

        return make

    meant = "another reader is answered, meanwhile and after"
    works = {
        "60 searches at once": (60, lambda number, turn: clients.ask(plain, clients.address(number // 8), f"/search?words {turn}")),
        "hellos without an end, of three groups": (24, lambda number, turn: clients.say_hello(tls, clients.address(number), hellos[turn % 3])),
        "handshakes without requests": (8, lambda number, turn: clients.shake(tls, clients.address(1))),
        "48 slow readers of a large file": (48, lambda number, turn: take_a_little(tls, clients.address(number % 6), "/large.bin")),
        "an IPv6 household that stays silent": (100, lambda number, turn: stay_silent(plain, f"2001:db8:0:{number * 7 % 256:x}::{turn % 999 + 1:x}")),
    }
    return [(f"greed: {name}", meant, greed(*work)) for name, work in works.items()]


def of_the_benchmark():
    """(name, what must come of it, what raises when it does not) for each greed and protocol."""
    build = os.environ["SPLASHDOWN_BIN"]
    for name, kind in greeds.ALL.items():
        for protocol in kind.protocols:
            def work(name=name, protocol=protocol):
                flags = ["--gopher"] if protocol == "gopher" else []
                done = subprocess.run([sys.executable, "-B", HERE / "bench" / "greed.py", build, "--only", name, "--quick", *flags],
                                      stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
                assert done.returncode == 0, (done.stdout + done.stderr)[-1500:]

            yield f"greed on {protocol.capitalize()}: {kind.__doc__}", "its other reader is answered; the server ends well", work
