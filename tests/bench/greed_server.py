"""The server that greed.py measures: one worker, limits at their defaults and nobody exempt, readers named by PROXY headers."""
import contextlib
import os
import pathlib
import random
import re
import signal
import subprocess
import time
import urllib.parse

import greed_clients as clients
from server import free_port

POSTS = 3000
CHEAP = 30  # ms of CPU: the search of a reader
WORDS = ("tide harbour moon lantern ferry salt compass gull letter winter signal island shore anchor rope sail keel wave storm "
         "calm bay reef sand shell drift mast deck crew chart north").split()


def write(folder, name, content):
    path = pathlib.Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_capsule(folder, posts):
    """Writes the reader's pages: a small page, many posts of which each is read once, words to search for."""
    rng = random.Random(1)
    write(folder, "_config.yml", "title: Tides\nauthor: Ann\n")
    write(folder, "index.md", "# Welcome\n\nHello.\n")
    write(folder, "cached.md", "---\ntitle: Cached\n---\nThis page.\n")
    for number in range(posts):
        words = " ".join(rng.choices(WORDS, k=60))
        write(folder, f"_posts/{2000 + number % 20}-0{number % 9 + 1}-{number % 28 + 1:02}-post-{number}.md",
              f"---\ntitle: Post {number}\npermalink: /p/{number}/\ntags: [t{number % 40}, u{number % 7}]\n---\n{words} word{number}.\n")


def answered(target, raw):
    """None, or the message that the reader got instead of the page."""
    fine = raw.startswith(b"20 ") if target.protocol == "gemini" else raw and not raw.startswith(b"3")
    return None if fine else raw[:80].decode("utf-8", "replace").strip() or "nothing"


def read_cached(target, peer, _):
    return answered(target, clients.ask(target, peer, "/cached.gmi" if target.protocol == "gemini" else "/cached"))


def read_uncached(target, peer, number):
    return answered(target, clients.ask(target, peer, f"/p/{number % target.posts}/"))


def search_for(target, peer, words):
    query = " ".join(words) if target.protocol == "gopher" else urllib.parse.quote(" ".join(words))
    return answered(target, clients.ask(target, peer, f"/search?{query}"))


def search(target, peer, number):
    return search_for(target, peer, [WORDS[number % len(WORDS)], f"word{number % target.posts}"])


def shake(target, peer, _):
    return clients.shake(target, peer)


def ask_status(target, *_):
    done = subprocess.run([target.build / "splashdown", "status", "-c", target.config], capture_output=True, text=True,
                          timeout=clients.PATIENCE, check=False)
    return None if done.returncode == 0 else done.stderr.strip()[:80]


KINDS = {"cached": read_cached, "uncached": read_uncached, "search": search, "handshake": shake}


class Served:
    """A running server: what clients need to know of it, and what it costs. CONFIG is added to the configuration, HOSTS are
    lines of the first host and further hosts."""

    def __init__(self, build, protocol, scratch, cores, posts=POSTS, config="", host="", hosts=""):
        self.build, self.protocol, self.scratch, self.posts = pathlib.Path(build).resolve(), protocol, pathlib.Path(scratch), posts
        self.gemini, self.gopher = free_port(), free_port()
        self.port = self.gemini if protocol == "gemini" else self.gopher
        self.folder, self.config, self.status = self.scratch / "capsule", self.scratch / "splashdown.yml", self.scratch / "status.sock"
        self.cores, self.fault = cores, None  # FAULT: a bad end of the server, in words
        write_capsule(self.folder, posts)
        self.config.write_text(
            f"listen: [127.0.0.1]\ngemini: {{ port: {self.gemini} }}\ngopher: {{ port: {self.gopher} }}\nworkers: 1\n"
            f"certs: {self.scratch}/certs\nlimits: {{ exempt: [] }}\nproxy_protocol: {{ from: [127.0.0.1] }}\n"
            f"log: {{ access: off }}\nstatus: {self.status}\n{config}"
            f"hosts:\n- name: localhost\n  capsule: {self.folder}\n{host}{hosts}")

    def start(self):
        said = self.scratch / "said"
        with open(said, "wb") as errors:
            self.process = subprocess.Popen([self.build / "splashdown", "serve", "-c", self.config], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=errors,
                                            preexec_fn=lambda: clients.place(self.cores["server"], 0),
                                            env=dict(os.environ, XDG_STATE_HOME=str(self.scratch / "state")))
        while b"\nready\n" not in b"\n" + said.read_bytes():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {said.read_text()}")
            time.sleep(0.02)
        self.worker = next(pid for pid, name in self.children() if name not in ("splashdown-key", "splashdown-make"))
        return self

    def children(self):
        pid = self.process.pid
        for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with contextlib.suppress(OSError):
                yield int(child), pathlib.Path(f"/proc/{child}/comm").read_text().strip()

    def held_mb(self):
        """The worker's memory that is not a file's."""
        try:
            text = pathlib.Path(f"/proc/{self.worker}/status").read_text()
        except OSError:
            return 0.0
        return sum(int(kb) for kb in re.findall(r"^(?:RssAnon|RssShmem):\s+(\d+)", text, re.M)) / 1024

    def prime(self, seconds):
        """Asks until a search costs little: the first ones make the index, an old build at once and a new one in slices."""
        end, cheap = time.monotonic() + seconds, 0
        for number in range(10000):
            before = self.cpu_ms()
            with contextlib.suppress(OSError):
                search(self, clients.address(0xC000 + number), 0 if number % 2 else number)
            cheap = cheap + 1 if self.cpu_ms() - before < CHEAP else 0
            if cheap == 3 or time.monotonic() > end:
                break
        self.settle(seconds / 4)

    def settle(self, seconds=10):
        """Waits until the worker has little to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = self.cpu_ms()
            time.sleep(0.3)
            if self.cpu_ms() - before < 15:
                return

    def cpu_ms(self):
        total = 0.0
        for task in pathlib.Path(f"/proc/{self.worker}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0]) / 1e6
        return total

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)  # a worker has ten seconds for its readers, and five more for what its threads do
            except subprocess.TimeoutExpired:
                for child, _ in self.children():
                    with contextlib.suppress(OSError):
                        os.kill(child, signal.SIGKILL)
                self.process.kill()
                self.process.wait()
        if self.process.returncode:
            self.fault = f"the server ended with {self.process.returncode}: {(self.scratch / 'said').read_text(errors='replace')[-1500:]}"
