#!/usr/bin/env python3
"""usage: tests/peers/addresses.py BEFORE AFTER CAPSULE...

Every address that the build BEFORE exports of each CAPSULE (pages, tags, categories, years, files; Gemini and Gopher) is asked
of a server of the build AFTER: it answers with the same first line, or with a redirect to a page that does. What differs is
printed, and makes the exit status 1. Loopback only.
"""
import argparse
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.parse

INDEXES = {"gemini": "index.gmi", "gopher": "gophermap"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`splashdown serve` of one capsule, for as long as the block lasts."""

    def __init__(self, build, capsule, scratch):
        self.gemini, self.gopher = free_port(), free_port()
        self.command = [build / "splashdown", "serve", "--listen", "127.0.0.1", "--gemini-port", str(self.gemini), "--gopher-port",
                        str(self.gopher), "--certs", scratch / "certs", "--workers", "1", capsule]
        self.environment = os.environ | {"XDG_STATE_HOME": str(scratch / "state")}

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=self.environment)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if line.strip().endswith("ready"):
                return self
        raise SystemExit("no server: " + "".join(said[-3:]))

    def __exit__(self, *_):
        self.process.terminate()
        self.process.stderr.close()
        self.process.wait()

    def exchange(self, port, request, secure):
        with socket.create_connection(("127.0.0.1", port)) as plain:
            plain.settimeout(300)
            context = ssl._create_unverified_context()
            with context.wrap_socket(plain, server_hostname="localhost") if secure else plain as connection:
                connection.sendall(request + b"\r\n")
                pieces = []
                while piece := connection.recv(65536):
                    pieces.append(piece)
        return b"".join(pieces)

    def ask(self, protocol, address, turns=3):
        """The body at ADDRESS, or None with what the server says instead."""
        if protocol == "gopher":
            answer = self.exchange(self.gopher, address.encode(), False)
            return (None, answer[:80]) if answer.startswith(b"3") else (answer, b"")
        head, _, body = self.exchange(self.gemini, f"gemini://localhost:{self.gemini}{urllib.parse.quote(address)}".encode(),
                                      True).partition(b"\r\n")
        if head.startswith(b"3") and turns:
            return self.ask(protocol, urllib.parse.unquote(urllib.parse.urlsplit(head[3:].decode()).path), turns - 1)
        return (body, b"") if head.startswith(b"20") else (None, head)


def first_line(page):
    return page.split(b"\n")[0].split(b"\t")[0].strip()


def exported(build, capsule, protocol, folder):
    """(address, file) of all that BUILD exports."""
    subprocess.run([build / "splashdown", "export", "--to", protocol, "--output", folder, capsule], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".splashdown-export"):
        address = "/" + str(path.relative_to(folder))
        if path.name == INDEXES[protocol]:
            address = address[:-len(path.name)]
        yield address, path


def compare(before, after, capsule, scratch):
    asked = gone = changed = 0
    with Server(after, capsule, scratch) as server:
        for protocol in INDEXES:
            for address, path in exported(before, capsule, protocol, scratch / protocol):
                asked += 1
                body, said = server.ask(protocol, address)
                if body is None:
                    gone += 1
                    print(f"{capsule.name}: {protocol} {address}: {said.decode(errors='replace').strip()}")
                elif first_line(body) != first_line(path.read_bytes()):
                    changed += 1
                    print(f"{capsule.name}: {protocol} {address}: {first_line(path.read_bytes())[:60]} -> {first_line(body)[:60]}")
    print(f"{capsule.name}: {asked} addresses asked, {gone} do not answer, {changed} begin with another line", flush=True)
    return gone + changed


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[0].removeprefix("usage: "))
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path)
    parser.add_argument("capsule", type=pathlib.Path, nargs="+")
    arguments = parser.parse_args()
    different = 0
    for capsule in arguments.capsule:
        with tempfile.TemporaryDirectory() as scratch:
            different += compare(arguments.before, arguments.after, capsule.resolve(), pathlib.Path(scratch))
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
