#!/usr/bin/env python3
"""usage: tests/torture.py [--seconds N] [--seed N] [--write]      (tests/run --torture builds first, and writes)

Throws mutated requests at a live server with sanitizers, on both ports and as PROXY headers, while faults are made around it, and
asks all the time whether the right answers still come; then gives each greed of the benchmark a turn, on a server of its own.
SPLASHDOWN_BIN is the build. Prints a table of what was tried, how often, and what came of it; --write puts it into SECURITY.md. Ends
with 1 when anything came out wrong. All on loopback.
"""
import argparse
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import struct
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "e2e"))
import splash  # noqa: E402
import torture_greeds  # noqa: E402

SECURITY = HERE.parent / "SECURITY.md"
SLOWER = 3  # a fault may cost so many times the longest wait without it, where that is more than the bound in seconds
BEGIN, END = "<!-- torture: begin -->", "<!-- torture: end -->"
CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n",
           "file.txt": "text\n", "large.bin": b"large" * 400_000, "long.md": "---\ntitle: Long\n---\n" + "A long page of words.\n\n" * 4000, "_posts/2024-05-01-moon.md": "---\ntitle: Moon 月\ntags: [sky]\n---\nBright.\n",
           "_posts/2024-05-02-sun.md": "---\ntitle: Sun\ntags: [sky]\n---\nToo bright.\n"}
PIECES = [b"\r\n", b"\n", b"\0", b"\t", b"%00", b"%2e%2e/", b"../", b"\xff\xfe", b"\xe6\x9c\x88", b"%", b"//", b"@", b"#", b"?",
          b"gemini://", b":1965", b"[::1]", b"URL:http://x/", b"\x1b[2J", b"+", b"$", b"A" * 1100, b" HTTP/1.1", b"\x16\x03\x01"]
GEMINI = [b"gemini://localhost:%d/\r\n", b"gemini://localhost:%d/about.gmi\r\n", b"gemini://localhost:%d/search?moon\r\n",
          b"gemini://localhost:%d/2024/05/01/moon.gmi\r\n", b"titan://localhost:%d/x;size=3;mime=text/plain\r\nabc"]
GOPHER = [b"/about\r\n", b"\r\n", b"/search\tmoon\r\n", b"/2024/05/01/moon\r\n", b"/file.txt\t+\r\n", b"URL:https://example.org/\r\n",
          b"GET / HTTP/1.0\r\n\r\n"]
# Requests that take a while: searches, cold pages, feeds, and a file that does not fit into the buffers of a connection.
DEAR = [(b"/search?%s", b"/search\t%s"), (b"/search?%s%%20moon", b"/search?%s"), (b"/long.gmi", b"/long"), (b"/long.gmi", b"/long.txt"),
        (b"/atom.xml", b"/atom.xml"), (b"/tag/sky/atom.xml", b"/tag/sky/atom.xml"), (b"/large.bin", b"/large.bin"), (b"/posts/", b"/")]
PROXY = [b"PROXY TCP4 192.0.2.7 198.51.100.1 4660 1965\r\n/about\r\n",
         b"\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x34\x07\xad/about\r\n"]


class Count:
    def __init__(self, name, meant):
        self.name, self.meant, self.tried, self.answered, self.closed, self.wrong = name, meant, 0, 0, 0, []

    def add(self, other):
        self.tried, self.answered, self.closed = self.tried + other.tried, self.answered + other.answered, self.closed + other.closed
        self.wrong += other.wrong

    def took(self, answer, fits):
        self.tried += 1
        if not answer:
            self.closed += 1
        elif fits(answer):
            self.answered += 1
        else:
            self.wrong.append(repr(answer[:100]))


def mutate(rng, line):
    line = bytearray(line)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(line) + 1)
        how = rng.randrange(5)
        if how == 0 and line:
            line[at % len(line)] = rng.randrange(256)
        elif how == 1:
            line[at:at] = rng.choice(PIECES)
        elif how == 2:
            del line[at:at + rng.randrange(1, 8)]
        elif how == 3:
            line[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 40)))
        else:
            line[at:at] = line[:rng.randrange(1, 60)]
    return bytes(line)


def read_some(connection):
    raw = b""
    try:
        while chunk := connection.recv(65536):
            raw += chunk
    except OSError:
        pass
    return raw


def throw_plain(port, line, rng):
    """The answer's bytes; the client half-closes, so that what is no whole request ends at once."""
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        try:
            cut = rng.randrange(len(line) + 1) if rng.random() < 0.1 else len(line)
            connection.sendall(line[:cut])
            if cut < len(line):
                connection.sendall(line[cut:])
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return read_some(connection)


class Gemini:
    """One client that resumes its session: handshakes would take most of the time."""

    def __init__(self, port):
        self.port, self.context, self.session = port, splash.tls_context(), None

    def throw(self, line):
        raw = socket.create_connection(("127.0.0.1", self.port), 30)
        with self.context.wrap_socket(raw, server_hostname="localhost", session=self.session) as tls:
            try:
                tls.sendall(line)
                # A line that never ends is ended by the client: what it is about is the answer, not the server's patience.
                if b"\r\n" not in line and len(line) <= 1026:
                    return b""
            except OSError:
                pass
            answer = read_some(tls)
            self.session = tls.session or self.session
            return answer


def leave(port, line, rng, context=None):
    """Sends a request, reads some of the answer or nothing, and leaves: by a reset, a close, or silence after half a close.
    Returns the bytes read."""
    connection = socket.create_connection(("127.0.0.1", port), 30)
    how, answer = rng.randrange(3), b""
    try:
        if context:
            connection = context.wrap_socket(connection, server_hostname="localhost")
        connection.sendall(line)
        if rng.random() < 0.3:
            answer = connection.recv(rng.randrange(1, 4096))
        else:
            time.sleep(rng.random() * 0.01)
        if how == 0:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif how == 1:
            connection.shutdown(socket.SHUT_WR)
    finally:
        connection.close()
    return answer


def is_gemini(answer):
    return bool(re.match(rb"([1-6][0-9]) [^\x00-\x1f\x7f]{0,1024}\r\n", answer)) and (
        answer[:1] == b"2" or answer.index(b"\r\n") + 2 == len(answer))


def is_gopher(answer):
    return b"\0" not in answer and b"\x1b" not in answer and b"root:" not in answer


def allowed(most, floor):
    """Seconds that a client may wait because of a fault: MOST. Only a machine that makes clients wait for more than a SLOWERth of
    MOST without any fault, for FLOOR seconds, is given more."""
    return max(most, SLOWER * floor)


class Newcomers:
    """Clients that connect all the time, on both protocols: they measure the longest wait from a connection to the end of its
    answer. A connection that ends with its worker is no wait: the client asks again, and the wait is counted from the
    beginning."""

    def __init__(self, server, most):
        self.server, self.most, self.longest, self.over = server, most, 0.0, False
        self.threads = [threading.Thread(target=self.come, args=(ask,)) for ask in (self.plain, self.secure) * 2]

    def plain(self):
        return b"Me." in self.server.select("/about")

    def secure(self):
        page = self.server.get("/about.gmi")
        return page.closed_cleanly and "Me." in page.text

    def come(self, ask):
        while not self.over:
            began, answered = time.monotonic(), False
            while not answered and time.monotonic() - began < 2 * self.most + 10:
                try:
                    answered = ask()
                except (OSError, TypeError):
                    pass
            self.longest = max(self.longest, time.monotonic() - began)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over = True
        for thread in self.threads:
            thread.join()


class Torture:
    def __init__(self, scratch, seconds, seed):
        self.scratch, self.seed, self.until, self.over = scratch, seed, time.monotonic() + seconds, False
        config = ("limits: { connections: 1000, per_address: 1000, request_timeout: 5s }\nlog: { format: json }\n"
                  f"status: {scratch}/status.sock\n")
        self.config = config
        folder = splash.write_capsule(scratch / "capsule", CAPSULE)
        self.server = splash.Server(folder, scratch, config=config, workers=2, wrapper="setsid")
        self.server.capsule = folder
        (scratch / "behind").mkdir()
        self.behind = splash.Server(folder, scratch / "behind", config="proxy_protocol: { from: [127.0.0.1] }\n", workers=1)
        self.counts = {name: Count(name, meant) for name, meant in [
            ("gemini", "mutated Gemini requests"), ("gopher", "mutated Gopher requests"), ("proxy", "mutated PROXY headers"),
            ("tls", "bytes that are no TLS on the Gemini port"), ("left", "readers who leave during a search, a cold page, a feed or a large file"),
            ("right", "right requests meanwhile")]}
        self.faults, self.longest = {}, {}
        self.lock = threading.Lock()

    def running(self):
        return not self.over and time.monotonic() < self.until

    def count(self, name, answer, fits):
        with self.lock:
            self.counts[name].took(answer, fits)

    def throw_gemini(self, rng):
        client = Gemini(self.server.gemini)
        while self.running():
            line = rng.choice(GEMINI)
            try:
                answer = client.throw(mutate(rng, line.replace(b"%d", b"%d" % self.server.gemini)))
            except OSError:
                client, answer = Gemini(self.server.gemini), b""
            self.count("gemini", answer, is_gemini)

    def throw_gopher(self, rng):
        while self.running():
            for name, port, lines in (("gopher", self.server.gopher, GOPHER), ("proxy", self.behind.gopher, PROXY)):
                try:
                    answer = throw_plain(port, mutate(rng, rng.choice(lines)), rng)
                except OSError:
                    answer = b""
                self.count(name, answer, is_gopher)
            if rng.random() < 0.1:
                line = bytes([rng.choice((0x16, 0x16, rng.randrange(256)))]) + mutate(rng, bytes.fromhex("0301002e0100002a0303"))
                try:
                    answer = throw_plain(self.server.gemini, line, rng)
                except OSError:
                    answer = b""
                self.count("tls", answer, lambda a: a[:1] == b"\x15")

    def leave_early(self, rng):
        context = splash.tls_context()
        while self.running():
            gemini, gopher = rng.choice(DEAR)
            word = rng.choice((b"moon", b"bright", b"words", b"%6doon", b"nothing"))
            gemini, gopher = (line.replace(b"%s", word).replace(b"%%", b"%") for line in (gemini, gopher))
            for name, port, line, tls in (("gemini", self.server.gemini, b"gemini://localhost:%d%s\r\n" % (self.server.gemini, gemini), context),
                                          ("gopher", self.server.gopher, gopher + b"\r\n", None)):
                try:
                    answer = leave(port, line, rng, tls)
                except OSError:
                    answer = b""
                self.count("left", answer, lambda a: a[:1] == b"2" if name == "gemini" else a[:1] != b"3")

    def ask(self, _):
        while self.running():
            kill = self.killed
            try:
                page, menu = self.server.get("/about.gmi"), self.server.select("/about")
                if not page.closed_cleanly or not menu:
                    raise OSError("an answer that was cut")
                fine = page.status == 20 and "Me." in page.text and b"Me." in menu
                self.count("right", b"fine" if fine else page.raw[:60] + menu[:60], lambda a: a == b"fine")
            except OSError as error:
                # A worker that is killed takes its connections along: that is no wrong answer.
                lost = b"" if self.killed != kill or time.monotonic() - self.killed_at < 10 else repr(error).encode()
                self.count("right", lost, lambda a: False)

    # Faults: each returns what must hold afterwards.

    killed, killed_at = 0, 0.0
    STOPPED, KILLED = "worker stopped with SIGSTOP", "worker killed ten times in a row"

    def kill_worker(self):
        self.killed, self.killed_at = self.killed + 1, time.monotonic()
        victim = self.server.workers()[0]
        os.kill(victim, signal.SIGKILL)
        return lambda: victim not in self.server.workers() and len(self.server.workers()) == 2

    def wait_for_workers(self, victim):
        splash.eventually(lambda: victim not in self.server.workers() and len(self.server.workers()) == 2, "a new worker", 60)

    def newcomers(self, name, most, work):
        """Checks that WORK lets no connecting client wait for more than MOST seconds. A machine that under this load makes clients
        wait without any fault is judged by its own floor, their longest wait before and after (`allowed`)."""
        floors = [self.longest_wait(most, lambda: time.sleep(3))]
        longest = self.longest_wait(most, work)
        floors.append(self.longest_wait(most, lambda: time.sleep(3)))
        floor = max(floors)
        if longest > self.longest.get(name, (0.0, 0.0))[0]:
            self.longest[name] = longest, floor
        assert longest <= allowed(most, floor), f"a new connection waited {longest:.1f} s, and {floor:.1f} s without"
        return lambda: True

    def longest_wait(self, most, work):
        with Newcomers(self.server, most) as newcomers:
            work()
        return newcomers.longest

    def stop_worker(self):
        """It takes along what it has accepted, once it is ended."""
        def stop():
            self.killed, self.killed_at = self.killed + 1, time.monotonic()
            victim = self.server.workers()[0]
            os.kill(victim, signal.SIGSTOP)
            self.wait_for_workers(victim)
            self.killed_at = time.monotonic()
            time.sleep(1)

        return self.newcomers(self.STOPPED, 12, stop)

    def kill_ten(self):
        def kill():
            for _ in range(10):
                self.killed, self.killed_at = self.killed + 1, time.monotonic()
                victim = self.server.workers()[-1]
                os.kill(victim, signal.SIGKILL)
                self.wait_for_workers(victim)
            time.sleep(1)

        return self.newcomers(self.KILLED, 1, kill)

    def freeze(self):
        before, hangs = (self.server.workers(), self.server.keeper()), self.server.said().count(" hangs")
        os.killpg(self.server.process.pid, signal.SIGSTOP)
        time.sleep(10)
        os.killpg(self.server.process.pid, signal.SIGCONT)
        time.sleep(3)
        assert (self.server.workers(), self.server.keeper()) == before and self.server.said().count(" hangs") == hangs, "somebody was ended"
        return lambda: "Me." in self.server.get("/about.gmi").text

    def reload(self):
        before = set(self.server.workers())
        self.server.process.send_signal(signal.SIGHUP)
        return lambda: len(set(self.server.workers()) - before) >= 2

    def break_configuration(self):
        said = self.server.said().count("nothing has changed")
        path = self.scratch / "splashdown.yml"
        path.write_text("limits: [")
        self.server.process.send_signal(signal.SIGHUP)

        def refused():
            done = self.server.said().count("nothing has changed") > said
            if done:
                path.write_text(self.config)
            return done

        return refused

    def spoil_post(self):
        (self.server.capsule / "_posts" / "2024-05-01-moon.md").write_bytes(os.urandom(3000))
        time.sleep(0.5)
        (self.server.capsule / "_posts" / "2024-05-01-moon.md").write_text(CAPSULE["_posts/2024-05-01-moon.md"])
        return lambda: (page := self.server.get("/2024/05/01/moon.gmi")).status == 20 and "Bright." in page.text

    def spoil_certificate(self):
        path = self.server.certs / "localhost.crt"
        good, said = path.read_bytes(), self.server.said().count("nothing has changed")
        path.write_text("garbage")
        splash.eventually(lambda: self.server.said().count("nothing has changed") > said, "the error is told")
        path.write_bytes(good)
        return lambda: self.server.get("/").status == 20

    def hold_idle(self):
        idle = [splash.connect(self.server.gopher) for _ in range(200)]
        ended = all(splash.is_closed_within(connection, 30) for connection in idle)
        return lambda: ended

    def make_faults(self, rng):
        kinds = [(self.STOPPED, f"replaced; no new connection waits more than 12 s, or {SLOWER} × as long as without", self.stop_worker),
                 (self.KILLED, f"replaced; no new connection waits more than 1 s, or {SLOWER} × as long as without", self.kill_ten),
                 ("all processes frozen for 10 s and thawed", "nobody is ended, nobody lost", self.freeze),
                 ("worker killed with SIGKILL", "replaced, others go on", self.kill_worker),
                 ("reload under load", "new workers serve, no request lost", self.reload),
                 ("broken configuration and SIGHUP", "told, nothing changes", self.break_configuration),
                 ("post overwritten with random bytes, and back", "served again", self.spoil_post),
                 ("certificate overwritten with garbage, and back", "told, the old one stays", self.spoil_certificate),
                 ("200 silent connections at once", "ended in time", self.hold_idle),
                 *torture_greeds.faults(self.behind)]
        for name, meant, _ in kinds:
            self.faults[name] = [0, meant, []]
        # Each once, in a short run too.
        rng.shuffle(kinds)
        for turn in range(1 << 30):
            name, _, make = kinds[turn] if turn < len(kinds) else rng.choice(kinds)
            if not self.running():
                return
            self.check(name, lambda make=make, name=name: splash.eventually(make(), name, 60))
            time.sleep(0.5)

    def check(self, name, work):
        try:
            work()
        except (AssertionError, OSError) as error:
            self.faults[name][2].append(repr(error))
        self.faults[name][0] += 1

    def be_greedy(self):
        """Without the load, which is another server's: a reader's bounds are times."""
        for name, meant, work in torture_greeds.of_the_benchmark():
            self.faults[name] = [0, meant, []]
            self.check(name, work)

    def throw(self, work, seed, results):
        """In a process of its own: threads of one Python take turns, and would wait for each other more than for the server."""
        try:
            work(random.Random(seed))
        except Exception as error:  # whatever it is: it must not keep the others waiting
            self.counts["right"].wrong.append(f"a client ended: {error!r}")
        results.put(self.counts)

    def start_throwers(self, works):
        fork = multiprocessing.get_context("fork")
        results = fork.SimpleQueue()
        throwers = [fork.Process(target=self.throw, args=(work, self.seed * 100 + i, results)) for i, work in enumerate(works)]
        for thrower in throwers:
            thrower.start()
        return throwers, results

    def run(self):
        # Processes before threads: a fork takes along the locks that others hold.
        throwers, results = self.start_throwers([self.throw_gemini, self.throw_gopher, self.throw_gopher, self.throw_gopher, self.leave_early])
        threads = [threading.Thread(target=work, args=(random.Random(self.seed * 100 + 50 + i),)) for i, work in enumerate((self.ask, self.make_faults))]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
            for _ in throwers:
                for name, count in results.get().items():
                    self.counts[name].add(count)
        finally:
            self.over = True
            for thrower in throwers:
                thrower.terminate()
                thrower.join()
        wrong = [f"{c.meant}: {w}" for c in self.counts.values() for w in c.wrong]
        for server in (self.server, self.behind):
            if server.stop() != 0:
                wrong.append(f"the server ended badly: {server.said()[-2000:]}")
            if report := splash.SANITIZER.search(server.said()):
                wrong.append(f"a sanitizer reported: {server.said()[report.start():][:3000]}")
            if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", server.out.read_bytes()):
                wrong.append("a control byte reached the access log")
        self.be_greedy()
        wrong += [f"{name}: {w}" for name, (_, _, failed) in self.faults.items() for w in failed]
        return wrong

    def table(self):
        yield "| tried | times | answered | closed without an answer | wrong |"
        yield "|---|---:|---:|---:|---:|"
        for c in self.counts.values():
            yield f"| {c.meant} | {c.tried} | {c.answered} | {c.closed} | {len(c.wrong)} |"
        yield ""
        yield "| fault under that load, or greed after it | times | what must come of it | did not |"
        yield "|---|---:|---|---:|"
        for name, (times, meant, failed) in self.faults.items():
            longest = " (the longest: {:.1f} s, {:.1f} s without)".format(*self.longest[name]) if name in self.longest else ""
            yield f"| {name} | {times} | {meant}{longest} | {len(failed)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=570)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    os.chmod(scratch, 0o755)
    torture = Torture(scratch, min(options.seconds, 570), options.seed)
    wrong = torture.run()
    table = "\n".join(torture.table())
    print(table)
    for line in wrong[:20]:
        print(f"WRONG: {line}")
    if options.write and SECURITY.exists():
        text = SECURITY.read_text(encoding="utf-8")
        head, rest = text.split(BEGIN)
        SECURITY.write_text(f"{head}{BEGIN}\n\n{table}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
    if not wrong:
        shutil.rmtree(scratch)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
