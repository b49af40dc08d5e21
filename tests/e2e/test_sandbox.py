"""The locks around the processes of a server, and the repair of what one of them spoils."""
import ctypes
import os
import pathlib
import platform
import re
import signal
import socket
import subprocess

import pytest

import splash
from splash import Server, eventually, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n"}
ROOT = os.geteuid() == 0
PIDFD_OPEN, PIDFD_GETFD = 434, 438
LANDLOCK = 444
SECCOMP = {"x86_64": 317, "aarch64": 277}.get(platform.machine())
LISTED = platform.machine() in ("x86_64", "aarch64")
LISTS_ONLY = pytest.mark.skipif(not LISTED, reason="processors whose calls are not listed refuse some only")

# Runs a program on a kernel that does not know some system calls.
WITHOUT = """#!/usr/bin/python3
import ctypes, os, struct, sys
code = struct.pack("=HBBI", 0x20, 0, 0, 0)
for call in [%s]:
    code += struct.pack("=HBBI", 0x15, 0, 1, call) + struct.pack("=HBBI", 0x06, 0, 0, 0x50000 | 38)
code += struct.pack("=HBBI", 0x06, 0, 0, 0x7fff0000)
buffer = ctypes.create_string_buffer(code, len(code))
program = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""


def kernel_without(tmp_path, *calls):
    path = tmp_path / "without"
    path.write_text(WITHOUT % ", ".join(map(str, calls)))
    path.chmod(0o755)
    return path


def facts(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def everybody(server):
    return [server.process.pid, *server.children()]


# The locks of each process


def test_parent_keeper_and_workers_are_locked_in_after_the_start(serve):
    server = serve(CAPSULE)

    def locked(pid):
        now = facts(pid)
        return now["NoNewPrivs"] == "1" and now["Seccomp"] == "2"

    eventually(lambda: all(locked(pid) for pid in everybody(server)), "all are locked in")
    assert server.keeper() and len(server.workers()) == 2
    # Those who come later have the parent's list beside their own.
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    os.kill(server.keeper(), signal.SIGKILL)
    eventually(lambda: server.keeper() and len(server.workers()) == 2 and before[0] not in server.workers(), "they are replaced")
    eventually(lambda: all(locked(pid) for pid in everybody(server)), "all are locked in")
    eventually(lambda: answers(server), "an answer over TLS")
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: not set(before) & set(server.workers()) and len(server.workers()) == 2, "new workers")
    assert server.get("/").status == 20 and b"Hello." in server.select("")
    assert "refuses" not in server.said()


def answers(server):
    try:
        return server.get("/").status == 20
    except OSError:
        return False


def test_no_process_leaves_a_core_file(serve):
    server = serve(CAPSULE)
    for pid in everybody(server):
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        assert re.search(r"^Max core file size +0 +0 ", limits, re.M)


@LISTS_ONLY
@pytest.mark.parametrize("missing,named", [([LANDLOCK], "Landlock"), ([SECCOMP], "seccomp")])
def test_require_refuses_to_start_without_a_lock_and_on_serves_without(tmp_path, missing, named):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    wrapper = kernel_without(tmp_path, *missing)
    server = Server(folder, tmp_path, config="sandbox: require\n", wrapper=wrapper, ready=False)
    try:
        assert server.process.wait(splash.PATIENCE) == 1
    finally:
        server.stop()
    line = next(line for line in server.said().splitlines() if "sandbox: require" in line)
    assert named in line and "write sandbox: on" in line and "splashdown.yml" in line
    assert not server.certs.exists()
    with Server(folder, tmp_path, config="sandbox: on\n", wrapper=wrapper) as server:
        assert server.get("/").status == 20
        # A later demand for every lock is refused, and nothing changes.
        before = server.workers()
        (tmp_path / "splashdown.yml").write_text("sandbox: require\n")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "nothing has changed" in server.said(), "the reload is refused")
        assert server.workers() == before and server.get("/").status == 20


@LISTS_ONLY
def test_require_serves_where_all_locks_are_there(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="sandbox: require\n") as server:
        assert all(facts(pid)["Seccomp"] == "2" for pid in server.workers())
        assert server.get("/").status == 20


def check(tmp_path, config, *wrapper):
    (tmp_path / "check.yml").write_text(config + f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\n"
                                        f"certs: {tmp_path}/certs\n")
    program, *before = [*wrapper, splash.SPLASHDOWN]
    code, out, errors = splash.run(*before, "check", "-c", tmp_path / "check.yml", program=program)
    return code, out.decode() + errors


@LISTS_ONLY
def test_check_tells_which_locks_hold_on_this_machine(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    _, said = check(tmp_path, "sandbox: on\n")
    assert "each process can make only the system calls on its list" in said and re.search(r"kernel has Landlock \d", said)
    _, said = check(tmp_path, "sandbox: on\n", kernel_without(tmp_path, LANDLOCK, SECCOMP))
    assert "no Landlock" in said and "no seccomp filters" in said
    code, said = check(tmp_path, "sandbox: require\n", kernel_without(tmp_path, SECCOMP))
    assert code == 1 and "check.yml" in said and "sandbox: require" in said


def test_a_wrong_word_for_it_is_told_with_the_right_ones(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    for word in ("strict", "[on]", "2"):
        code, said = check(tmp_path, f"sandbox: {word}\n")
        assert code == 1 and "sandbox is" in said
    for word in ("yes", "on", "true", "off", "no", "require"):
        assert "write one of" not in check(tmp_path, f"sandbox: {word}\n")[1]


# Things that one process spoils for others


def stolen(pid, wanted):
    """A descriptor of another process, as one that was taken over would have it: the first socket for which WANTED is true."""
    libc = ctypes.CDLL(None, use_errno=True)
    process = libc.syscall(PIDFD_OPEN, pid, 0)
    assert process >= 0
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            if not os.readlink(f"/proc/{pid}/fd/{name}").startswith("socket:"):
                continue
            fd = libc.syscall(PIDFD_GETFD, process, int(name), 0)
            assert fd >= 0, os.strerror(ctypes.get_errno())
            found = socket.socket(fileno=fd)
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) and wanted(found):
                return found
            found.close()
    finally:
        os.close(process)
    raise AssertionError("no such socket")


def listens_on(port):
    return lambda s: s.family == socket.AF_INET and s.getsockname()[1] == port


@pytest.mark.skipif(not ROOT, reason="takes root to reach into another process")
def test_a_listener_that_a_worker_shut_down_is_served_again(serve):
    server = serve(CAPSULE, workers=2)
    for pid in server.workers():
        for port in (server.gopher, server.gemini):
            with stolen(pid, listens_on(port)) as listener:
                listener.shutdown(socket.SHUT_RDWR)
    before = server.workers()

    def served():
        try:
            return b"Hello." in server.select("") and server.get("/").status == 20
        except OSError:
            return False

    eventually(served, "answers")
    assert server.workers() == before
    for _ in range(20):
        assert b"Hello." in server.select("") and server.get("/").status == 20


@pytest.mark.skipif(not ROOT, reason="takes root to reach into another process")
def test_a_listener_that_a_worker_made_blocking_does_not_block(serve):
    server = serve(CAPSULE, workers=1)
    with stolen(server.workers()[0], listens_on(server.gopher)) as listener:
        os.set_blocking(listener.fileno(), True)
        eventually(lambda: not os.get_blocking(listener.fileno()), "it is put right")
    assert b"Hello." in server.select("")


@pytest.mark.skipif(not ROOT, reason="takes root to reach into another process")
def test_the_status_socket_that_a_worker_shut_down_is_made_anew(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="status: status.sock\n") as server:
        before = server.workers()

        def answered():
            code, out, _ = splash.run("status", "-c", tmp_path / "splashdown.yml")
            return code == 0 and b"connections" in out

        for times in (1, 2):
            with stolen(before[0], lambda s: s.family == socket.AF_UNIX) as listener:
                listener.shutdown(socket.SHUT_RDWR)
            eventually(lambda: server.said().count("the status socket was shut down") == times, "it is noticed")
            eventually(answered, "who asks is answered")
        # Nobody was replaced for it, and all have the new one alone: those who are left answer, and who comes later.
        assert server.workers() == before and server.get("/").status == 20
        for victim in before:
            left = server.workers()
            os.kill(victim, signal.SIGKILL)
            eventually(lambda: victim not in server.workers() and len(server.workers()) == 2, "a new worker")
            assert answered() and left != server.workers()
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "2 new workers serve" in server.said(), "a reload")
        eventually(answered, "an answer after it")
        assert server.said().count("the status socket was shut down") == 2


@pytest.mark.skipif(not ROOT, reason="takes root to reach into another process")
def test_a_status_socket_that_cannot_be_made_anew_is_told_of_once_and_comes_back_with_a_reload(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    with Server(folder, tmp_path, config=f"status: {run_folder}/status.sock\n") as server:
        (run_folder / "status.sock").unlink()
        (run_folder / "status.sock").write_text("in the way")
        with stolen(server.workers()[0], lambda s: s.family == socket.AF_UNIX) as listener:
            listener.shutdown(socket.SHUT_RDWR)
        eventually(lambda: "is not a socket and will not be replaced" in server.said(), "it is told")
        (run_folder / "status.sock").unlink()
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "2 new workers serve" in server.said(), "a reload")
        assert splash.run("status", "-c", tmp_path / "splashdown.yml")[0] == 0
        assert server.said().count("is not a socket and will not be replaced") == 1 and server.get("/").status == 20


# Sockets that are added


def test_workers_that_a_reload_adds_share_the_address_and_lose_nobody(tmp_path):
    """Their sockets listen when they are ready, which the parent sees to: workers may not."""
    write_capsule(tmp_path / "capsule", CAPSULE)
    port = splash.free_port()
    config = tmp_path / "splashdown.yml"
    config.write_text(f"listen: [127.0.0.1]\ngopher: {{ port: {port} }}\nhosts: [{{ name: localhost, capsule: capsule }}]\n"
                      "gemini: { port: 0 }\nworkers: 1\ncerts: certs\n")
    log = tmp_path / "err"
    with open(log, "wb") as errors:
        process = subprocess.Popen([splash.SPLASHDOWN, "serve", "-c", config], stderr=errors, stdout=subprocess.DEVNULL)
    try:
        eventually(lambda: "ready" in log.read_text(), "ready")
        config.write_text(config.read_text().replace("workers: 1", "workers: 3"))
        process.send_signal(signal.SIGHUP)
        while "3 new workers serve" not in log.read_text():
            assert b"Hello." in splash.gopher(port)
        children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
        eventually(lambda: len(children.read_text().split()) == 3, "the old worker's end")
        listening = f"0100007F:{port:04X} 00000000:0000 0A"
        assert pathlib.Path("/proc/net/tcp").read_text().count(listening) == 3
        for _ in range(30):
            assert b"Hello." in splash.gopher(port)
    finally:
        process.terminate()
        assert process.wait(splash.PATIENCE) == 0
    assert not splash.SANITIZER.search(log.read_text())
