#!/usr/bin/env python3
"""usage: tests/bench/requests.py BUILD [--rounds N] [--requests N] [--workers N] [--sizes 1,48]

Server CPU per request, every process and thread of a server counted, in interleaved rounds: the floor (tests/bench/floor.c), the
floor tuned, splashdown, and the peers that are installed (molly-brown, gophernicus, pygopherd) or named in the environment
(GMID, GMNISRV, GEOMYIDAE, AGATE: paths of binaries). Every answer is checked: header, length, checksum, close_notify.
BUILD is a release build.
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def process_tree(pid):
    """PID and its descendants."""
    found = [pid]
    for parent in found:
        for task in pathlib.Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def cpu_ns(pid):
    """Nanoseconds on a CPU so far, by all threads of all processes of a server; 0 for those that have ended."""
    total = 0
    for process in process_tree(pid):
        for task in pathlib.Path(f"/proc/{process}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0])
    return total


class Server:
    """One server under measurement. Forking servers must be measured by their children's time, which outlives them."""

    def __init__(self, name, command, port, request, header, forks=False, cwd=None):
        self.name, self.port, self.request, self.header, self.forks = name, port, request, header, forks
        self.figures = []
        self.answer = ("-", "-")
        self.process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)
        self.wait()

    def wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name}: ended with {self.process.returncode}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{self.name}: does not listen on {self.port}")

    def cpu(self):
        if not self.forks:
            return cpu_ns(self.process.pid)
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(field) for field in fields[11:15]) * 1_000_000_000 // os.sysconf("SC_CLK_TCK")

    def load(self, load, protocol, count, resumed):
        before = self.cpu()
        done = subprocess.run([load, protocol, str(self.port), "localhost", self.request, str(count), "2", self.header,
                               *self.answer, *(["resumed"] if resumed else [])], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {done.stdout}{done.stderr}")
        _, _, length, checksum, _ = done.stdout.split()
        self.answer = (length, checksum)
        return (self.cpu() - before) / count / 1000

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def build_tools(folder):
    for name in ("floor", "load"):
        subprocess.run(["cc", "-O2", "-o", folder / name, HERE / f"{name}.c", "-lssl", "-lcrypto"], check=True)


def make_capsule(folder, kilobytes):
    """A post whose gemtext is about KILOBYTES long."""
    posts = folder / "capsule" / "_posts"
    posts.mkdir(parents=True)
    (folder / "capsule" / "_config.yml").write_text("title: Bench\nlang: en\n")
    line = "A line of a post that is as long as such lines are, with *emphasis* and a full stop.\n\n"
    (posts / "2024-01-01-bench.md").write_text("---\ntitle: Bench\n---\n\n" + line * (kilobytes * 1000 // len(line)))
    return folder / "capsule"


def make_certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                    "-subj", "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
                   check=True, capture_output=True)
    return folder / "certificate.pem", folder / "key.pem"


def splashdown(build, folder, workers, protocol, capsule):
    gemini, gopher = free_port(), free_port()
    config = folder / "splashdown.yml"
    config.write_text("limits: { requests_per_second: 1000000, burst: 1000000, per_address: 4000 }\n"
                      f"log: {{ access: {folder}/access.log }}\n")
    command = [f"{build}/splashdown", "serve", "-c", config, "--listen", "127.0.0.1", "--gemini-port", str(gemini),
               "--gopher-port", str(gopher), "--certs", str(folder / "certs"), "--workers", str(workers), str(capsule)]
    if protocol == "gemini":
        request = f"gemini://localhost:{gemini}/2024/01/01/bench.gmi"
        return Server("splashdown", command, gemini, request, "20 text/gemini; charset=utf-8; lang=en\r\n")
    return Server("splashdown", command, gopher, "/2024/01/01/bench", "")


def gemini_servers(options, folder, size, capsule):
    certificate, key = make_certificate(folder)
    header = "20 text/gemini; charset=utf-8; lang=en\r\n"
    yield splashdown(options.build, folder, options.workers, "gemini", capsule)
    for name, tuned in (("floor", []), ("floor, tuned", ["tuned"])):
        port = free_port()
        yield Server(name, [folder / "floor", "tls", str(port), str(size), certificate, key, *tuned], port,
                     "gemini://localhost/", header)
    static = folder / "static"
    static.mkdir(exist_ok=True)
    (static / "page.gmi").write_bytes(b"x" * size)
    if shutil.which("molly-brown"):
        port = free_port()
        config = folder / "molly.conf"
        config.write_text(f'Hostname = "localhost"\nPort = {port}\nCertPath = "{certificate}"\nKeyPath = "{key}"\n'
                          f'DocBase = "{static}"\nAccessLog = "{folder}/molly.log"\nErrorLog = "{folder}/molly.err"\n')
        yield Server("molly-brown", ["molly-brown", "-c", config], port, f"gemini://localhost:{port}/page.gmi",
                     "20 text/gemini\r\n")


def gopher_servers(options, folder, size, capsule):
    yield splashdown(options.build, folder, options.workers, "gopher", capsule)
    port = free_port()
    yield Server("floor", [folder / "floor", "tcp", str(port), str(size)], port, "/", "")


def measure(servers, options, folder, protocol, resumed):
    for server in servers:
        server.figures = []
        server.load(folder / "load", protocol, max(20, options.requests // 10), resumed)
    for _ in range(options.rounds):
        for server in servers:
            server.figures.append(server.load(folder / "load", protocol, options.requests, resumed))


def table(title, servers):
    floor = next(server for server in servers if server.name == "floor")
    base = statistics.median(floor.figures)
    print(f"\n{title}\n\n| | µs CPU per request | lowest – highest | × floor |\n|---|---:|---:|---:|")
    for server in servers:
        middle = statistics.median(server.figures)
        ratio = statistics.median(a / b for a, b in zip(server.figures, floor.figures))
        print(f"| {server.name} | {middle:.1f} | {min(server.figures):.1f} – {max(server.figures):.1f} | {ratio:.2f} |")
    return base


def body_size(server, folder, protocol):
    server.load(folder / "load", protocol, 1, False)
    return int(server.answer[0])


def compare(options, protocol, kilobytes):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        os.chmod(folder, 0o755)
        build_tools(folder)
        capsule = make_capsule(folder, kilobytes)
        probe = splashdown(options.build, folder, 1, protocol, capsule)
        try:
            size = body_size(probe, folder, protocol)
        finally:
            probe.stop()
        make = gemini_servers if protocol == "gemini" else gopher_servers
        servers = []
        for server in make(options, folder, size, capsule):
            stack.callback(server.stop)
            servers.append(server)
        measure(servers, options, folder, protocol, False)
        table(f"{protocol}, {size} bytes, a new connection each", servers)
        if protocol == "gemini":
            measure(servers, options, folder, protocol, True)
            table(f"{protocol}, {size} bytes, resumed", servers)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--requests", type=int, default=2000)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--sizes", default="1,48", help="kilobytes, comma-separated")
    options = options.parse_args()
    for protocol in ("gemini", "gopher"):
        for kilobytes in options.sizes.split(","):
            compare(options, protocol, int(kilobytes))


if __name__ == "__main__":
    main()
