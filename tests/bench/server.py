"""Servers under measurement: processes, their CPU and their memory."""
import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import time


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


def private_kb(pid):
    """Kilobytes that the processes of a server have for themselves."""
    total = 0
    for process in process_tree(pid):
        with contextlib.suppress(OSError):
            text = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
            total += sum(int(kb) for kb in re.findall(r"^Private_(?:Clean|Dirty): +(\d+)", text, re.M))
    return total


def open_files(pid):
    return sum(len(list(pathlib.Path(f"/proc/{process}/fd").iterdir())) for process in process_tree(pid))


class Server:
    """One server. FORKS: it makes a process for each request, whose time is seen once it has ended. Peers run as nobody, for
    some of them refuse to be root; Splashdown drops its privileges by itself."""

    def __init__(self, name, command, protocol, port, requests, header, forks=False, user="nobody"):
        self.name, self.protocol, self.port, self.requests, self.header, self.forks = name, protocol, port, requests, header, forks
        self.answers = {}
        as_user = {"user": user, "group": "nogroup", "extra_groups": []} if user and os.geteuid() == 0 else {}
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True, **as_user)
        self.wait()

    def wait(self):
        for _ in range(400):
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

    def load(self, tool, what, count, resumed=False, clients=2):
        """Asks COUNT times for REQUESTS[WHAT]; every answer is checked against the first. Returns CPU microseconds of a request."""
        before = self.cpu()
        done = subprocess.run([tool, self.protocol, str(self.port), "localhost", self.requests[what], str(count), str(clients),
                               self.header[what], *self.answers.get(what, ("-", "-")), *(["resumed"] if resumed else [])],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}, {what}: {done.stdout}{done.stderr}")
        _, _, length, checksum, _ = done.stdout.split()
        self.answers[what] = (length, checksum)
        return (self.cpu() - before) / count / 1000

    def idle_kb(self, tool, count):
        """Private kilobytes of one of COUNT connections that are open and silent, after the handshake on Gemini."""
        before = private_kb(self.process.pid)
        with subprocess.Popen([tool, "hold", str(self.port), "localhost", self.protocol, str(count)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as holder:
            if holder.stdout.readline().strip() != f"held {count}":
                raise RuntimeError(f"{self.name}: does not hold {count} connections")
            time.sleep(1)
            after = private_kb(self.process.pid)
            holder.stdin.close()
        return (after - before) / count

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
