"""Clients of greed.py: each has an address of its own, which a PROXY header names; the reader, who is measured, and the parts
of greedy ones. Nothing here knows a particular greed."""
import contextlib
import multiprocessing
import os
import pathlib
import queue
import random
import socket
import ssl
import subprocess
import threading
import time

PATIENCE = 60  # seconds until an answer counts as none
FORK = multiprocessing.get_context("fork")


def address(number):
    """An IPv4 address, no two in one /24."""
    return f"10.{number >> 8 & 255}.{number & 255}.7"


def connect(port, peer, receive=None, timeout=PATIENCE):
    """A connection that is PEER's."""
    raw = socket.socket()
    if receive:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    raw.settimeout(timeout)
    try:
        raw.connect(("127.0.0.1", port))
        kind, to = ("TCP6", "2001:db8:ffff::1") if ":" in peer else ("TCP4", "198.51.100.1")
        raw.sendall(f"PROXY {kind} {peer} {to} {random.randrange(1024, 65536)} {port}\r\n".encode())
    except OSError:
        raw.close()
        raise
    return raw


def tls_context(certificate=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if certificate:
        context.load_cert_chain(*certificate)
    return context


PLAIN = tls_context()


def open_for(target, peer, context=None, host="localhost", receive=None):
    """A connection that is ready for the request: with the handshake on Gemini."""
    raw = connect(target.port, peer, receive)
    if target.protocol == "gopher":
        return raw
    try:
        return (context or PLAIN).wrap_socket(raw, server_hostname=host)
    except OSError:
        raw.close()
        raise


def line(target, path, host="localhost"):
    if target.protocol == "gopher":
        return path.replace("?", "\t", 1).encode() + b"\r\n"
    return f"gemini://{host}:{target.port}{path}\r\n".encode()


def ask(target, peer, path, context=None, host="localhost"):
    with open_for(target, peer, context, host) as connection:
        connection.sendall(line(target, path, host))
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def shake(target, peer, context=None):
    open_for(target, peer, context).close()


def read_slowly(target, peer, path, size, pause):
    """Asks for PATH and takes SIZE bytes of it each PAUSE seconds, of the records as they are, until the server ends it."""
    with open_for(target, peer, receive=4096) as connection:
        connection.sendall(line(target, path))
        connection.settimeout(None)  # one with a time limit does not block, and is read past Python here
        while os.read(connection.fileno(), size):
            time.sleep(pause)


def canned_hello(groups):
    """The ClientHello that OpenSSL's own client sends with a key share of GROUPS."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE)
        command = ["openssl", "s_client", "-tls1_3", "-groups", groups, "-servername", "localhost", "-connect",
                   f"127.0.0.1:{listener.getsockname()[1]}"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as client:
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(PATIENCE)
                hello = connection.recv(1 << 16)
                while len(hello) < 5 + int.from_bytes(hello[3:5], "big"):
                    hello += connection.recv(1 << 16)
            client.terminate()
    return hello


def say_hello(target, peer, hello):
    """Sends HELLO, waits for the server's flight, and is gone."""
    with connect(target.port, peer) as raw:
        raw.sendall(hello)
        if not raw.recv(1 << 16):
            raise ConnectionError("no answer to a hello")


class Crowd:
    """Greedy clients in a process of their own, on CORES and with the lowest priority there; each is a thread that does
    WORK(number, turn) again and again until the end. `turns` counts how often."""

    def __init__(self, cores, count, work, pause=0.0):
        self.cores, self.count, self.work, self.pause = cores, count, work, pause
        self.turns, self.failed = FORK.Value("q", 0), FORK.Value("q", 0)
        self.process = FORK.Process(target=self.run, daemon=True)
        self.process.start()

    def run(self):
        place(self.cores, 10)
        threads = [threading.Thread(target=self.loop, args=(number,), daemon=True) for number in range(self.count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def loop(self, number):
        turn = 0
        while True:
            done = self.turns
            try:
                self.work(number, turn)
            except OSError:  # it was refused, as it should be
                done = self.failed
                time.sleep(0.02)
            with done.get_lock():
                done.value += 1
            turn += 1
            time.sleep(self.pause)

    def stop(self):
        self.process.kill()
        self.process.join()


def place(cores, nice):
    if cores:
        os.sched_setaffinity(0, cores)
    with contextlib.suppress(OSError):
        os.nice(nice)


class Program(Crowd):
    """Greedy clients that are a program."""

    def __init__(self, cores, command):
        self.turns = self.failed = None
        self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        preexec_fn=lambda: place(cores, 10))

    def stop(self):
        self.process.kill()
        self.process.wait()


class Sample:
    """One thing that the reader did. `loop` is the CPU time of the loop's thread from begin to end, in ms."""

    def __init__(self, kind, ms, loop, refused):
        self.kind, self.ms, self.loop, self.refused = kind, ms, loop, refused


def loop_ms(pid):
    """The CPU time that the worker's main thread has used so far."""
    try:
        return int(pathlib.Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return 0.0


class Reader:
    """Does one thing of each kind every PERIOD seconds, whether or not those before have their answer, each from another address.
    A process of its own."""

    def __init__(self, target, kinds, period, cores):
        self.target, self.kinds, self.period, self.cores = target, kinds, period, cores
        self.samples, self.over = FORK.Queue(), FORK.Event()
        self.process = None

    def one(self, kind, number):
        began, loop, refused = time.monotonic(), loop_ms(self.target.worker), None
        with self.lock:
            self.open[kind, number] = began
        try:
            refused = self.kinds[kind](self.target, address(0x8000 + number % 0x4000), number)
        except OSError as error:
            refused = f"{type(error).__name__}: {error}"
        sample = Sample(kind, (time.monotonic() - began) * 1000, loop_ms(self.target.worker) - loop, refused)
        with self.lock:
            if self.open.pop((kind, number), None):  # else the end came first, and counted it
                self.samples.put(sample)

    def run(self, first, count):
        place(self.cores, 0)
        self.lock, self.open, threads = threading.Lock(), {}, []
        began = time.monotonic()
        for turn in range(count):
            for at, kind in enumerate(self.kinds):
                due = began + (turn + at / len(self.kinds)) * self.period
                if self.over.wait(max(0, due - time.monotonic())):
                    break
                threads.append(threading.Thread(target=self.one, args=(kind, first + turn), daemon=True))
                threads[-1].start()
        for thread in threads:
            while thread.is_alive() and not self.over.is_set():
                thread.join(0.1)
        with self.lock:
            left = list(self.open.items())
            self.open.clear()
        for (kind, _), since in left:  # has waited so long, and still waits
            self.samples.put(Sample(kind, (time.monotonic() - since) * 1000, 0.0, None))
        self.samples.put(None)
        self.samples.close()
        self.samples.join_thread()
        os._exit(0)

    def read(self, first, count, enough=None, seconds=PATIENCE * 3):
        """The samples of COUNT turns whose number begins at FIRST; fewer once ENOUGH(samples) or after SECONDS."""
        self.over.clear()
        self.process = FORK.Process(target=self.run, args=(first, count), daemon=True)
        self.process.start()
        samples, end = [], time.monotonic() + seconds
        while True:
            try:
                sample = self.samples.get(timeout=0.2)
                if sample is None:
                    break
                samples.append(sample)
            except queue.Empty:
                if not self.process.is_alive() and self.samples.empty():
                    break
            if time.monotonic() > end or (enough and enough(samples)):
                self.over.set()
        self.process.join()
        return samples
