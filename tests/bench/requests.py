#!/usr/bin/env python3
"""usage: tests/bench/requests.py BUILD [--quick] [--rounds N] [--requests N] [--idle N]

Server CPU per request, every process and thread of a server counted, in interleaved rounds A B C A B C; medians, and ratios to
the floor (tests/bench/floor.c). Every answer is checked: header, length, checksum, close_notify. Peers that are installed
(molly-brown, gophernicus, pygopherd) or named in the environment (GMID, GMNISRV, AGATE, GEOMYIDAE: paths of binaries)
take part. BUILD is a release build. Prints the tables of tests/bench/README.md. --quick is for seeing that all this works.
"""
import argparse
import contextlib
import os
import pathlib
import statistics
import sys
import tempfile
import time

import peers
import server

COLUMNS = {"gemini": [("1 KB", "small", False), ("1 KB, resumed", "small", True), ("48 KB", "large", False), ("10 MB", "big", False)],
           "gopher": [("1 KB", "small", False), ("48 KB", "large", False), ("10 MB", "big", False)]}


def sizes_of(build, folder, protocol):
    """Bytes of Splashdown's answers, which all others are given to send."""
    probe = peers.splashdown(build, folder, protocol)
    try:
        for what in ("small", "large", "big"):
            probe.load(folder / "load", what, 1)
        return {what: int(length) for what, (length, _) in probe.answers.items()}
    finally:
        probe.stop()


def is_right(one, tool):
    """Whoever answers wrongly is not compared."""
    try:
        for what in one.requests:
            one.load(tool, what, 1)
    except RuntimeError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False
    return True


def start(stack, options, folder, protocol):
    """{name: [servers]}: a floor answers one size, all others all three."""
    sizes = sizes_of(options.build, folder, protocol)
    static = peers.make_static(folder, sizes)
    make_peers = peers.gemini_peers if protocol == "gemini" else peers.gopher_peers
    found = {}
    for one in (peers.splashdown(options.build, folder, protocol), *peers.floors(folder, protocol, sizes),
                *make_peers(folder, static)):
        stack.callback(one.stop)
        if is_right(one, folder / "load"):
            found.setdefault(one.name, []).append(one)
    return found


def count_of(options, what, one):
    """Fewer of what takes long, so that each takes its share of a round."""
    count = options.requests // (100 if what == "big" else 5 if what == "large" else 1)
    return max(20 if one.forks else 2, count // 5 if one.forks else count)


def measure(options, tool, servers, what, resumed):
    """{name: [microseconds of each round]}"""
    figures = {name: [] for name in servers}
    for turn in range(options.rounds + 1):
        for name, group in servers.items():
            one = next(one for one in group if what in one.requests)
            took = one.load(tool, what, count_of(options, what, one), resumed)
            if turn:
                figures[name].append(took)
    return figures


def cell(what, mine, floor):
    middle = statistics.median(mine)
    if what == "big":
        return f"{middle * 1000 / peers.BIG:.2f}"
    ratio = statistics.median(a / b for a, b in zip(mine, floor))
    best = min(a / b for a, b in zip(mine, floor))
    return f"{ratio:.2f} (best {best:.2f}; {middle:.0f} µs)"


def compare(options, protocol):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        (folder / "logs").mkdir()
        (folder / "logs").chmod(0o777)
        peers.build_tools(folder)
        peers.make_capsule(folder / "capsule")
        peers.make_certificate(folder)
        servers = start(stack, options, folder, protocol)
        columns = COLUMNS[protocol]
        cells = {name: [] for name in servers}
        for _, what, resumed in columns:
            figures = measure(options, folder / "load", servers, what, resumed)
            for name in servers:
                cells[name].append(cell(what, figures[name], figures["floor"]))
        for name, group in servers.items():
            cells[name].append("-" if group[0].forks else f"{group[0].idle_kb(folder / 'load', options.idle):.1f}")
        titles = [f"{title}, CPU s/GB" if what == "big" else f"{title}, × floor" for title, what, _ in columns]
        print(f"\n| {protocol} | {' | '.join(titles)} | KB per idle connection |\n|---|{'---:|' * (len(columns) + 1)}")
        for name, row in cells.items():
            print(f"| {name} | {' | '.join(row)} |", flush=True)


def compare_networks(options):
    """The page of 1 KB on each network of one server, beside plain Gopher."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        peers.build_tools(folder)
        peers.make_capsule(folder / "capsule")
        servers = {one.name: [one] for one in peers.networks(options.build, folder)}
        stack.callback(servers["gopher"][0].stop)
        figures = measure(options, folder / "load", servers, "small", False)
        print("\n| network | 1 KB, × gopher |\n|---|---:|")
        for name, mine in figures.items():
            print(f"| {name} | {cell('small', mine, figures['gopher'])} |", flush=True)


def requests_a_second(one, tool, count):
    began = time.monotonic()
    one.load(tool, "small", count, clients=16)
    return count / (time.monotonic() - began)


def shares(one, tool, count):
    """The share of the CPU that each worker of ONE has used."""
    pids = server.process_tree(one.process.pid)[1:]
    before = [server.cpu_ns(pid) for pid in pids]
    one.load(tool, "small", count, clients=16)
    each = [server.cpu_ns(pid) - was for pid, was in zip(pids, before)]
    return " + ".join(f"{100 * share / sum(each):.0f} %" for share in each)


def spread(options):
    """One worker beside two: requests a second, and how evenly the workers share. The certificate's key is one of RSA-4096: a
    server needs ten times as long for a signature as clients for all they do, so that these may take a share of the cores."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        peers.build_tools(folder)
        peers.make_capsule(folder / "capsule")
        (folder / "certs").mkdir()
        peers.make_certificate(folder, "certs/localhost.crt", "certs/localhost.key", ["-newkey", "rsa:4096"])
        fleet = {}
        for workers in (1, 2):
            fleet[workers] = peers.splashdown(options.build, folder, "gemini", workers)
            stack.callback(fleet[workers].stop)
            fleet[workers].load(folder / "load", "small", 20)
        count = max(4, options.requests // 2)
        rates = {workers: [] for workers in fleet}
        for _ in range(options.rounds):
            for workers, one in fleet.items():
                rates[workers].append(requests_a_second(one, folder / "load", count))
        print("\n| workers | gemini, RSA-4096, requests a second | × one worker | share of each worker |\n|---|---:|---:|---:|")
        for workers, one in fleet.items():
            ratio = statistics.median(a / b for a, b in zip(rates[workers], rates[1]))
            share = shares(one, folder / "load", count)
            print(f"| {workers} | {statistics.median(rates[workers]):.0f} | {ratio:.2f} | {share} |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--requests", type=int, default=1000)
    options.add_argument("--idle", type=int, default=1000)
    options = options.parse_args()
    if options.quick:
        options.rounds, options.requests, options.idle = 1, 20, 50
    os.umask(0o022)
    for protocol in COLUMNS:
        compare(options, protocol)
    compare_networks(options)
    spread(options)


if __name__ == "__main__":
    main()
