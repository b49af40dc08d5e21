"""Faults around a running server: each fault is caused, and others must not notice it. Those of certificates,
reloads and crash loops are in test_server.py, those of watches in test_live.py."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest

import splash
from splash import Server, eventually, feed, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n",
           "file.txt": "text\n"}
ROOT = os.geteuid() == 0


def limited(tmp_path, *limits):
    """A program that runs splashdown with `prlimit LIMIT...`."""
    program = tmp_path / "limited"
    program.write_text(f"#!/bin/sh\nexec prlimit {' '.join(limits)} {splash.SPLASHDOWN} \"$@\"\n")
    program.chmod(0o755)
    return program


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Clients:
    """Readers that ask all the time; DONE counts answers, FAILED what was no right one."""

    def __init__(self, server, count=4):
        self.server, self.done, self.failed, self.over = server, 0, [], False
        self.threads = [threading.Thread(target=self.ask) for _ in range(count)]
        self.count = count

    def ask(self):
        while not self.over:
            try:
                answer = self.server.get("/about.gmi")
                assert answer.status == 20 and answer.closed_cleanly and "Me." in answer.text
                assert b"Me." in self.server.select("/about")
                self.done += 1
            except (OSError, AssertionError) as error:
                self.failed.append(repr(error))

    def more(self, n=10):
        aim = self.done + n
        eventually(lambda: self.done >= aim, "more answers")

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over = True
        for thread in self.threads:
            thread.join()


# Workers that die


def test_a_worker_killed_under_load_loses_no_more_than_its_own_connections(serve):
    server = serve(CAPSULE, workers=3)
    with Clients(server) as clients:
        for _ in range(3):
            clients.more()
            victim = server.workers()[0]
            os.kill(victim, signal.SIGKILL)
            eventually(lambda: victim not in server.workers() and len(server.workers()) == 3, "a new worker")
            clients.more()
    assert len(clients.failed) <= 3 * clients.count, clients.failed


def hold_one(server, held):
    """One more silent connection; true when it was refused as one too many."""
    connection = splash.connect(server.gopher)
    held.append(connection)
    connection.settimeout(0.5)
    try:
        return b"Too many" in connection.recv(1000)
    except (socket.timeout, ConnectionResetError):
        return False


def test_what_a_killed_worker_held_of_the_limits_is_free_again(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    config = "limits: { per_address: 6, exempt: [], request_timeout: 120s }\n"
    with Server(folder, tmp_path, config=config, workers=2) as server:
        held = []
        eventually(lambda: hold_one(server, held), "one connection too many")
        before = server.workers()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: len(server.workers()) == 2 and not set(before) & set(server.workers()), "new workers")
        eventually(lambda: b"Me." in (answer_or_none(lambda: server.select("/about")) or b""), "room again")
        for connection in held:
            connection.close()


def answer_or_none(ask):
    try:
        return ask()
    except OSError:
        return None


@pytest.mark.skipif(not shutil.which("prlimit"), reason="takes prlimit")
def test_a_worker_that_reaches_its_memory_limit_is_replaced(tmp_path):
    """An allocation that fails ends that worker: better than half an answer."""
    posts = {f"_posts/2024-01-{day:02}-p.md": f"---\ntitle: P{day}\n---\n" + "words and words\n\n" * 6000 for day in range(1, 9)}
    folder = write_capsule(tmp_path / "capsule", {**CAPSULE, **posts})
    server = Server(folder, tmp_path, workers=2)
    try:
        victim, other = server.workers()
        facts = pathlib.Path(f"/proc/{victim}/status").read_text()
        used = int(re.search(r"VmSize:\s+(\d+)", facts)[1]) * 1024
        uid, gid = re.search(r"Uid:\s+(\d+)", facts)[1], re.search(r"Gid:\s+(\d+)", facts)[1]
        as_worker = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"] if ROOT else []
        subprocess.run([*as_worker, "prlimit", "--pid", str(victim), f"--as={used}"], check=True)

        def has_ended():
            for day in range(1, 9):
                answer_or_none(lambda: server.get(f"/2024/01/{day:02}/p.gmi"))
                if victim not in server.workers():
                    return True
            return False

        eventually(has_ended, "the limit is reached", 1200)
        assert other in server.workers()
        eventually(lambda: len(server.workers()) == 2, "a new worker")
        assert all(server.get("/about.gmi").status == 20 for _ in range(10))
        assert f"(process {victim})" in server.said() and "another one takes its place" in server.said()
    finally:
        # Not by __exit__: AddressSanitizer reports what it could not allocate.
        assert server.stop() == 0


# Descriptors


def test_without_descriptors_connections_wait_and_nothing_spins(tmp_path, monkeypatch):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    monkeypatch.setattr(splash, "SPLASHDOWN", limited(tmp_path, "--nofile=64:64"))
    config = f"limits: {{ per_address: 1000, request_timeout: 60s }}\nstatus: {tmp_path}/status.sock\n"
    with Server(folder, tmp_path, config=config, workers=1) as server:
        worker, = server.workers()
        held = [splash.connect(server.gopher) for _ in range(100)]
        eventually(lambda: "no descriptors left: new connections wait" in server.said(), "it is said")
        # Those that came first are answered, files included: some descriptors are kept for that.
        held[0].sendall(b"/file.txt\r\n")
        assert splash.read_all(held[0]) == b"text\n"
        before = cpu_seconds(worker)
        time.sleep(2)
        assert cpu_seconds(worker) - before < 1, "it spins"
        with pytest.raises(OSError):
            server.select("/about", timeout=1)
        # Each that leaves makes room for one that waits, to the last.
        for connection in held[1:]:
            connection.sendall(b"/about\r\n")
        for connection in held[1:]:
            assert b"Me." in splash.read_all(connection)
            connection.close()
        assert server.get("/").status == 20 and server.workers() == [worker]
        assert server.said().count("no descriptors left") == 1


@pytest.mark.skipif(not shutil.which("prlimit"), reason="takes prlimit")
def test_what_cannot_be_opened_for_want_of_descriptors_is_40_for_now(tmp_path):
    folder = write_capsule(tmp_path / "capsule", {**CAPSULE, "other.md": "Other.\n"})
    with Server(folder, tmp_path, workers=1) as server:
        worker, = server.workers()

        def limit(files):
            owner = re.findall(r"[UG]id:\s+(\d+)", pathlib.Path(f"/proc/{worker}/status").read_text())
            as_worker = ["setpriv", f"--reuid={owner[0]}", f"--regid={owner[1]}", "--clear-groups"] if ROOT else []
            subprocess.run([*as_worker, "prlimit", "--pid", str(worker), f"--nofile={files}:"], check=True)

        def ask_without(path):
            """The answers to earlier clients."""
            with splash.tls_connect(server.gemini) as tls, splash.connect(server.gopher) as plain:
                plain.sendall(path.partition(".gmi")[0].encode())
                limit(3)
                tls.sendall(splash.request_line(server.url(path)))
                plain.sendall(b"\r\n")
                told = splash.read_answer(tls), splash.read_all(plain)
                limit(1024)
            return told

        for path in ("/about.gmi", "/file.txt"):
            answer, menu = ask_without(path)
            assert (answer.status, answer.meta, answer.body) == (40, "Try again later", b"") and answer.closed_cleanly, path
            assert menu.startswith(b"3") and menu.endswith(b"\r\n.\r\n"), path
            assert server.get(path).status == 20 and not server.select(path.partition(".gmi")[0]).startswith(b"3"), "afterwards"
        assert server.workers() == [worker]


# Disks


def test_a_full_disk_for_the_access_log_stops_nobody(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="log: { access: /dev/full }\n", workers=1) as server:
        for _ in range(30):
            assert server.get("/").status == 20 and b"Hello." in server.select("")
        eventually(lambda: "the access log lost" in server.said(), "it is said")
        assert server.get("/").status == 20
        assert server.said().count("the access log lost") == 1, "not for each request"
    lost = re.findall(r"the access log lost (\d+) lines", server.said())
    assert len(lost) == 2, "the rest at the end"
    assert sum(map(int, lost)) == 61, "each line counts"


def test_a_reader_of_the_log_that_goes_away_stops_nobody(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    os.mkfifo(tmp_path / "log")
    reader = os.open(tmp_path / "log", os.O_RDONLY | os.O_NONBLOCK)
    with Server(folder, tmp_path, config=f"log: {{ access: {tmp_path}/log }}\n", workers=1) as server:
        assert server.get("/").status == 20
        os.close(reader)
        for _ in range(10):
            assert server.get("/").status == 20 and b"Hello." in server.select("")


@pytest.mark.skipif(not ROOT, reason="takes root to mount a small disk")
def test_a_feed_that_finds_no_room_leaves_the_old_one(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=64k none {disk} 2>/dev/null"):
        pytest.skip("this machine mounts nothing here")
    try:
        (disk / "atom.xml").write_text("the old feed")
        posts = {f"_posts/2024-01-{n:02}-p.md": f"---\ntitle: P{n}\n---\n" + "words and words\n" * 2000 for n in range(1, 20)}
        folder = write_capsule(tmp_path / "capsule", {**CAPSULE, **posts})
        code, out, err = feed("--base-url", "gemini://example.org/", "--output", disk / "atom.xml", folder)
        assert (code, out) == (1, b"") and "No space left" in err and err.count("\n") == 1
        assert (disk / "atom.xml").read_text() == "the old feed"
        assert [path.name for path in disk.iterdir()] == ["atom.xml"]
    finally:
        os.system(f"umount {disk}")


# The capsule


def test_a_capsule_that_is_removed_and_comes_back(serve):
    server = serve(CAPSULE)
    assert server.get("/about.gmi").status == 20
    shutil.rmtree(server.capsule)
    for _ in range(10):
        assert server.get("/about.gmi").status in (20, 40, 51)
        assert server.select("/about")
    eventually(lambda: server.get("/file.txt").status != 20, "what is gone is gone")
    assert len(server.workers()) == 2
    write_capsule(server.capsule, {**CAPSULE, "about.md": "---\ntitle: About\n---\nAgain.\n"})
    eventually(lambda: "Again." in (server.get("/about.gmi").text or ""), "it is served again")


def test_files_that_cannot_be_read_are_no_reason_to_end(serve):
    server = serve({**CAPSULE, "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nBright.\n"})
    moon = server.capsule / "_posts" / "2024-05-01-moon.md"
    with Clients(server, 2) as clients:
        for _ in range(5):
            moon.unlink()
            moon.mkdir()
            clients.more(3)
            moon.rmdir()
            os.mkfifo(moon)
            clients.more(3)
            moon.unlink()
            moon.symlink_to("/etc/passwd")
            clients.more(3)
            moon.unlink()
            moon.write_bytes(os.urandom(5000))
            clients.more(3)
    assert clients.failed == []
    moon.write_text("---\ntitle: Moon\n---\nFull.\n")
    eventually(lambda: "Full." in (server.get("/2024/05/01/moon.gmi").text or ""), "the post is back")


# Configuration


def test_a_broken_configuration_changes_nothing_under_load(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="workers: 2\n") as server:
        before = server.workers()
        with Clients(server) as clients:
            for broken in ("workers: [", "workers: 2\nlimts: {}\n", "\0\0\0", "limits: { per_address: 0 }\n"):
                (tmp_path / "splashdown.yml").write_text(broken)
                seen = server.said().count("nothing has changed")
                server.process.send_signal(signal.SIGHUP)
                eventually(lambda: server.said().count("nothing has changed") > seen, "the error")
                clients.more()
        assert clients.failed == [] and server.workers() == before
