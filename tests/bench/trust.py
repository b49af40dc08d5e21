#!/usr/bin/env python3
"""usage: tests/bench/trust.py BUILD [--before BUILD] [--quick] [--rounds N] [--requests N] [--starts N] [--idle N] [--only WORD]

Measures the cost of keeping keys in a process of their own: CPU of parent, keeper and workers together, beside the floor
(floor.c) with the same certificate, in interleaved rounds A B C A B C; memory of an idle connection; time from start to
`ready`. BUILD is a release build, --before one of an earlier version, for what is to stay as it was. One table, with what is to
be reached; ratios are medians of those of each round. Ends with 1 where a limit is missed.
"""
import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import peers
import server

RSA_2048 = ["-newkey", "rsa:2048"]
KEEPER = "splashdown-key"


def folder_of(stack, kind=peers.P_256):
    """A capsule, the tools, and one certificate for all."""
    folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
    folder.chmod(0o755)
    peers.build_tools(folder)
    peers.make_capsule(folder / "capsule")
    (folder / "certs").mkdir()
    certificate, key = peers.make_certificate(folder, kind=kind)
    for source, name in ((certificate, "localhost.crt"), (key, "localhost.key")):
        (folder / "certs" / name).write_bytes(source.read_bytes())
        (folder / "certs" / name).chmod(0o600)
    return folder


def kinds_of_processes(pid):
    """{parent, keeper, workers: nanoseconds of CPU so far}"""
    spent = {"parent": 0, "keeper": 0, "workers": 0}
    for process in server.process_tree(pid):
        with contextlib.suppress(OSError):
            name = pathlib.Path(f"/proc/{process}/comm").read_text().strip()
            kind = "parent" if process == pid else "keeper" if name == KEEPER else "workers"
            for task in pathlib.Path(f"/proc/{process}/task").glob("*/schedstat"):
                spent[kind] += int(task.read_text().split()[0])
    return spent


class Row:
    """One load, on the servers that are compared: microseconds of each round."""

    def __init__(self, options, title, limit, protocol="gemini", kind=peers.P_256, workers=1, clients=2, resumed=False):
        self.options, self.title, self.limit, self.protocol = options, title, limit, protocol
        self.kind, self.workers, self.clients, self.resumed = kind, workers, clients, resumed

    def start(self, stack):
        folder = folder_of(stack, self.kind)
        self.tool = folder / "load"
        builds = {"now": self.options.build, **({"before": self.options.before} if self.options.before else {})}
        self.servers = {name: peers.splashdown(build, folder, self.protocol, self.workers, name) for name, build in builds.items()}
        first = self.servers["now"]
        first.load(self.tool, "small", 1)
        sizes = {"small": int(first.answers["small"][0])}
        self.servers["floor"] = next(iter(peers.floors(folder, self.protocol, sizes)))
        for one in self.servers.values():
            stack.callback(one.stop)
            one.load(self.tool, "small", 1)
        self.figures = {name: [] for name in self.servers}

    def count(self):
        return self.options.requests * (5 if self.protocol == "gopher" else 1)

    def measure(self):
        for turn in range(self.options.rounds + 1):
            for name, one in self.servers.items():
                if name == "now":
                    before = kinds_of_processes(one.process.pid)
                took = one.load(self.tool, "small", self.count(), self.resumed, self.clients)
                if name == "now":
                    after = kinds_of_processes(one.process.pid)
                    self.shares = {kind: (after[kind] - before[kind]) / self.count() / 1000 for kind in after}
                if turn:
                    self.figures[name].append(took)

    def ratio(self, name, to):
        return statistics.median(a / b for a, b in zip(self.figures[name], self.figures[to]))

    def lines(self):
        """(what, now, before, limit, whether it holds)"""
        now = self.ratio("now", "floor")
        shares = ", ".join(f"{kind} {share:.0f}" for kind, share in self.shares.items())
        before = f"{self.ratio('before', 'floor'):.2f}" if self.options.before else "-"
        limit = self.limit or (self.ratio("before", "floor") * 1.03 if self.options.before else None)
        yield (f"{self.title}, × floor", f"{now:.2f} ({statistics.median(self.figures['now']):.0f} µs: {shares})", before,
               f"≤ {limit:.2f}" if limit else "as before", limit is None or now <= limit + 0.005)


def requests(options):
    rows = [Row(options, "Gemini 1 KB, P-256", 1.00), Row(options, "Gemini 1 KB, P-256, resumed", 0.95, resumed=True),
            Row(options, "Gemini 1 KB, RSA-2048", 1.00, kind=RSA_2048),
            Row(options, "Gemini 1 KB, P-256, four workers", 1.00, workers=4, clients=4),
            Row(options, "Gemini 1 KB, RSA-2048, four workers", 1.00, kind=RSA_2048, workers=4, clients=4),
            Row(options, "Gopher 1 KB", None, protocol="gopher")]
    for row in (row for row in rows if options.only in row.title):
        with contextlib.ExitStack() as stack:
            row.start(stack)
            row.measure()
        yield from row.lines()


def idle(options):
    if options.only not in "an idle TLS connection":
        return
    with contextlib.ExitStack() as stack:
        folder = folder_of(stack)
        found = {}
        for name, build in (("now", options.build), ("before", options.before)):
            if build:
                one = peers.splashdown(build, folder, "gemini", 1, name)
                stack.callback(one.stop)
                one.load(folder / "load", "small", 20)
                found[name] = one.idle_kb(folder / "load", options.idle)
    before = f"{found['before']:.1f}" if "before" in found else "-"
    yield "an idle TLS connection, KB", f"{found['now']:.1f}", before, "≤ 15", found["now"] <= 15


def ready_ms(build, folder, workers):
    """From the start to the line `ready`, with keys and certificates that are there."""
    command = [build / "splashdown", "serve", "--listen", "127.0.0.1", "--gemini-port", server.free_port(), "--gopher-port",
               server.free_port(), "--certs", folder / "certs", "--workers", workers, folder / "capsule"]
    began = time.monotonic()
    with subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE) as process:
        said = []
        for line in process.stderr:
            said.append(line)
            if line == b"ready\n":
                break
        took = (time.monotonic() - began) * 1000
        process.terminate()
        process.stderr.read()
    if b"ready\n" not in said:
        raise RuntimeError(b"".join(said).decode())
    return took


def starts(options):
    for workers in (1, 4) if options.only in "start to `ready`" else ():
        with contextlib.ExitStack() as stack:
            folder = folder_of(stack)
            builds = {"now": options.build, **({"before": options.before} if options.before else {})}
            figures = {name: [] for name in builds}
            for turn in range(options.starts + 1):
                for name, build in builds.items():
                    took = ready_ms(build, folder, workers)
                    if turn:
                        figures[name].append(took)
        middle = {name: statistics.median(each) for name, each in figures.items()}
        least = {name: min(each) for name, each in figures.items()}
        before = f"{middle['before']:.0f} (best {least['before']:.0f})" if "before" in middle else "-"
        holds = "before" not in middle or middle["now"] <= middle["before"] + 50
        yield f"start to `ready`, {workers} worker{'s' * (workers > 1)}, ms", f"{middle['now']:.0f} (best {least['now']:.0f})", before, "+ 50", holds


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--before", type=pathlib.Path)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--requests", type=int, default=300)
    options.add_argument("--starts", type=int, default=15)
    options.add_argument("--idle", type=int, default=1000)
    options.add_argument("--only", default="", help="rows with this word")
    options = options.parse_args()
    if options.quick:
        options.rounds, options.requests, options.starts, options.idle = 1, 20, 1, 50
    os.umask(0o022)
    missed = 0
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        print("| | now | before | to reach | |\n|---|---:|---:|---:|---|")
        for part in (requests, idle, starts):
            for what, now, before, limit, holds in part(options):
                missed += not holds
                print(f"| {what} | {now} | {before} | {limit} | {'' if holds else 'MISSED'} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
