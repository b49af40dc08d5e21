#!/usr/bin/env python3
"""usage: tests/bench/scale.py BUILD [--posts N] [--requests N] [--search] [--folder FOLDER]

Measures the cost of a capsule of N posts (100,000) for a worker, beside one of ten: seconds and CPU to `ready`, private memory,
seconds until an edit is seen and its CPU, and CPU per request of some addresses on both protocols. --search adds the index,
which is made at the first question and counted apart. BUILD is a release build; other work on the machine makes the seconds
longer, and the CPU hardly. Capsules are made in FOLDER, and found there the next time; else they do not stay. Prints the table
of tests/bench/README.md.
"""
import argparse
import contextlib
import pathlib
import re
import socket
import ssl
import subprocess
import tempfile
import time

import make_capsule
from server import cpu_ns, free_port

ADDRESSES = {"home": ("/", ""), "all posts": ("/posts/", "/posts/"), "a year": ("/2003/", "/2003/"), "tags": ("/tags/", "/tags/"),
             "a post": ("/shelf%203/2003/04/04/post-3.gmi", "/shelf%203/2003/04/04/post-3"), "feed": ("/atom.xml", "/atom.xml")}
EDITED = "_posts/2003/2003-04-04-post-3.md"


class Server:
    """One worker, measured."""

    def __init__(self, build, capsule, scratch):
        self.capsule, self.gemini, self.gopher = pathlib.Path(capsule), free_port(), free_port()
        self.errors = open(pathlib.Path(scratch) / "errors", "w+")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [build / "splashdown", "serve", "--listen", "127.0.0.1", "--gemini-port", str(self.gemini), "--gopher-port",
             str(self.gopher), "--workers", "1", "--certs", pathlib.Path(scratch) / "certs", capsule],
            stdout=subprocess.DEVNULL, stderr=self.errors)
        while "ready\n" not in pathlib.Path(self.errors.name).read_text():
            assert self.process.poll() is None, pathlib.Path(self.errors.name).read_text()
            time.sleep(0.01)
        self.start = time.monotonic() - began
        pid = self.process.pid
        self.worker = int(pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
        self.start_cpu = self.cpu()

    def cpu(self):
        return cpu_ns(self.worker) / 1e9

    def private_mb(self):
        text = pathlib.Path(f"/proc/{self.worker}/smaps_rollup").read_text()
        return sum(int(kb) for kb in re.findall(r"^Private_(?:Clean|Dirty): +(\d+)", text, re.M)) / 1024

    def peak_mb(self):
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{self.worker}/status").read_text())[1]) / 1024

    def select(self, selector):
        with socket.create_connection(("127.0.0.1", self.gopher)) as s:
            s.sendall(selector.encode() + b"\r\n")
            return b"".join(iter(lambda: s.recv(1 << 16), b""))

    def get(self, path, context=ssl._create_unverified_context()):
        raw = socket.create_connection(("127.0.0.1", self.gemini))
        with contextlib.closing(context.wrap_socket(raw, server_hostname="localhost")) as s:
            s.sendall(f"gemini://localhost:{self.gemini}{path}\r\n".encode())
            return b"".join(iter(lambda: s.recv(1 << 16), b""))

    def per_request(self, ask, address, count):
        """Microseconds of the worker's CPU, from its cache."""
        assert ask(address)[:2] not in (b"51", b"3N"), address
        before = self.cpu()
        for _ in range(count):
            ask(address)
        return (self.cpu() - before) / count * 1e6

    def edit(self):
        """(seconds until readers see an edit, the CPU that it took)."""
        mark, before, began = f"Edited at {time.monotonic_ns()}.", self.cpu(), time.monotonic()
        with open(self.capsule / EDITED, "a") as file:
            file.write(f"\n{mark}\n")
        while mark.encode() not in self.select(ADDRESSES["a post"][1]):
            time.sleep(0.02)
        return time.monotonic() - began, self.cpu() - before

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(build, posts, requests, search, folder, scratch):
    folder = pathlib.Path(folder or scratch) / f"capsule{posts}"
    if not folder.exists():
        make_capsule.make(folder, posts)
    (folder / "_config.yml").write_text(make_capsule.CONFIG + f"splashdown: {{ search: {str(search).lower()} }}\n")
    server = Server(build, folder, scratch)
    row = {"start, s": server.start, "start, CPU s": server.start_cpu}
    time.sleep(3)  # the first look through the folder
    row["memory, MB"] = server.private_mb()
    for name, (path, selector) in ADDRESSES.items():
        row[f"Gopher {name}, µs"] = server.per_request(server.select, selector, requests)
        row[f"Gemini {name}, µs"] = server.per_request(server.get, path, requests)
    edits = [server.edit() for _ in range(3)]
    row["an edit is seen, s"] = max(seconds for seconds, _ in edits)
    row["an edit, CPU s"] = max(cpu for _, cpu in edits)
    row["memory after edits, MB"] = server.private_mb()
    row["peak memory, MB"] = server.peak_mb()
    if search:
        before, began, memory = server.cpu(), time.monotonic(), server.private_mb()
        server.select("/search\tmoon")
        row.update({"index, s": time.monotonic() - began, "index, CPU s": server.cpu() - before,
                    "index, MB": server.private_mb() - memory,
                    "a question, CPU ms": server.per_request(server.select, "/search\tlantern 月亮", 20) / 1000})
    server.stop()
    return row


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--posts", type=int, default=100000)
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--search", action="store_true")
    options.add_argument("--folder", type=pathlib.Path)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        pathlib.Path(scratch).chmod(0o755)
        rows = [measure(options.build, posts, options.requests, options.search, options.folder, scratch)
                for posts in (10, options.posts)]
    print(f"| | 10 posts | {options.posts:,} posts |\n|---|---|---|")
    for name in rows[0]:
        small, large = (f"{row[name]:.2f}" if row[name] < 10 else f"{row[name]:.0f}" for row in rows)
        print(f"| {name} | {small} | {large} |")


if __name__ == "__main__":
    main()
