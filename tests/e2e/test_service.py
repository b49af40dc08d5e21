"""Under a service manager: sockets that are handed over, readiness, reloads, logs that are rotated."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading

import pytest

import actors
import splash
from splash import ROOT, Server, eventually, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n"}
PASSED = ["ASAN_OPTIONS", "UBSAN_OPTIONS"]


class Manager:
    """The receiving end of NOTIFY_SOCKET; a name that begins with @ is abstract."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind("\0" + path[1:] if path.startswith("@") else path)
        self.socket.settimeout(splash.PATIENCE)
        self.path = path

    def hears(self):
        return self.socket.recv(4096).decode().splitlines()


class Activated:
    """A server that a service manager starts when the first visitor comes: systemd-socket-activate opens the sockets."""

    def __init__(self, folder, *arguments, names="gemini:gopher", environment=(), prefix=(), program=splash.SPLASHDOWN):
        self.gemini, self.gopher = splash.free_port(), splash.free_port()
        self.log = pathlib.Path(folder) / "err"
        command = [*prefix, "systemd-socket-activate", f"--fdname={names}", "-l", f"127.0.0.1:{self.gemini}",
                   "-l", f"127.0.0.1:{self.gopher}"]
        for name in PASSED + list(environment):
            command += ["-E", name]
        command += [program, "serve", "--workers", "2", *arguments]
        with open(self.log, "wb") as errors:
            self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                            stderr=errors)
        eventually(lambda: self.said().count("Listening on") == 2, "both sockets")

    def said(self):
        return self.log.read_text(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.process.terminate()
        code = self.process.wait(splash.PATIENCE)
        assert not splash.SANITIZER.search(self.said()), self.said()
        if kind is None:
            assert code == 0, self.said()


@pytest.fixture
def capsule(tmp_path):
    return write_capsule(tmp_path / "capsule", CAPSULE)


# Sockets


def test_the_first_visitor_starts_it_and_is_answered(tmp_path, capsule):
    with Activated(tmp_path, "--certs", tmp_path / "certs", capsule) as service:
        assert b"Hello." in splash.gopher(service.gopher)
        answer = splash.gemini(service.gemini, f"gemini://localhost:{service.gemini}/")
        assert answer.text.startswith("# Welcome\n") and answer.closed_cleanly
        # The first worker may answer before all are ready, which is when this is said.
        said = eventually(lambda: "gopher://" in service.said() and service.said(), "the addresses")
        assert f"gemini://localhost:{service.gemini}/ on 127.0.0.1:{service.gemini}" in said
        assert f"gopher://localhost:{service.gopher}/ on 127.0.0.1:{service.gopher}" in said
        # Menus lead to the port that was handed over, not to the one of the configuration.
        assert {item.port for item in splash.menu(splash.gopher(service.gopher)) if item.type in "017"} == {service.gopher}


def test_names_of_sockets_count_not_their_order(tmp_path, capsule):
    with Activated(tmp_path, "--certs", tmp_path / "certs", capsule, names="gopher:gemini") as service:
        assert b"Hello." in splash.gopher(service.gemini)
        assert splash.gemini(service.gopher, f"gemini://localhost:{service.gopher}/").status == 20


def test_handed_over_sockets_survive_a_reload(tmp_path, capsule):
    with Activated(tmp_path, "--certs", tmp_path / "certs", capsule) as service:
        assert b"Hello." in splash.gopher(service.gopher)
        eventually(lambda: "\nready\n" in service.said(), "ready")
        for count in (1, 2):
            service.process.send_signal(signal.SIGHUP)
            eventually(lambda: service.said().count("new workers serve") == count, "new workers")
            assert b"Hello." in splash.gopher(service.gopher)
            assert splash.gemini(service.gemini, f"gemini://localhost:{service.gemini}/").status == 20


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user")
def test_the_packaged_service_is_never_root_and_keeps_its_certificates(capsule):
    """Starts it as the unit does: a user without rights, sockets from outside, XDG_STATE_HOME for the certificates."""
    with actors.acting_as("ordinary") as actor:
        state = actor.folder / "state"
        state.mkdir(mode=0o750)
        actor.give(state)
        shutil.copytree(capsule, actor.folder / "capsule")
        config = actor.folder / "splashdown.yml"
        config.write_text("hosts: [{ name: example.org, capsule: capsule }]\n")
        drop = [*actor.prefix, "--no-new-privs", "--bounding-set=-all"]
        with Activated(actor.folder, "-c", config, prefix=drop, program=actor.bin / "splashdown",
                       environment=[f"XDG_STATE_HOME={state}"]) as service:
            assert b"Hello." in splash.gopher(service.gopher)
            made = state / "splashdown/certs/example.org.key"
            assert (made.stat().st_mode & 0o777, made.stat().st_uid) == (0o600, actor.uid)
            answer = splash.gemini(service.gemini, f"gemini://example.org:{service.gemini}/about.gmi", sni="example.org")
            assert answer.status == 20
            status = pathlib.Path(f"/proc/{service.process.pid}/status").read_text()
            assert re.search(rf"^Uid:\t{actor.uid}\t", status, re.M) and re.search(r"^CapBnd:\t0+$", status, re.M)


# Readiness


@pytest.mark.parametrize("path", ["file", "abstract"])
def test_readiness_is_told_when_it_is_so(tmp_path, capsule, path):
    manager = Manager(str(tmp_path / "notify") if path == "file" else f"@splashdown-test-{os.getpid()}")
    with Server(capsule, tmp_path, env={"NOTIFY_SOCKET": manager.path}, ready=False) as server:
        assert manager.hears() == ["READY=1"]
        assert server.get("/").status == 20 and b"Hello." in server.select("")
        server.process.send_signal(signal.SIGTERM)
        assert manager.hears() == ["STOPPING=1"]


def test_a_reload_that_fails_ends_in_readiness_too(tmp_path, capsule):
    """A manager that waits for READY=1 after RELOADING=1 would kill the service otherwise."""
    manager = Manager(str(tmp_path / "notify"))
    with Server(capsule, tmp_path, config="limits: { burst: 61 }\n", env={"NOTIFY_SOCKET": manager.path}) as server:
        assert manager.hears() == ["READY=1"]
        (tmp_path / "splashdown.yml").write_text("limits: { brust: 61 }\n")
        for _ in range(2):
            server.process.send_signal(signal.SIGHUP)
            reloading = manager.hears()
            assert reloading[0] == "RELOADING=1" and re.fullmatch(r"MONOTONIC_USEC=\d+", reloading[1])
            assert manager.hears() == ["READY=1"]
        assert server.said().count("nothing has changed") == 2 and server.get("/").status == 20


def test_a_log_that_is_opened_anew_is_no_reload(tmp_path, capsule):
    manager = Manager(str(tmp_path / "notify"))
    with Server(capsule, tmp_path, config="log: { access: access.log }\n", env={"NOTIFY_SOCKET": manager.path}) as server:
        assert manager.hears() == ["READY=1"]
        (tmp_path / "splashdown.yml").write_text("limits: { brust: 61 }\n")
        server.process.send_signal(signal.SIGUSR1)
        eventually(lambda: "access.log is reopened" in server.said(), "the log is opened anew")
        assert "brust" not in server.said()
        server.process.send_signal(signal.SIGTERM)
        assert manager.hears() == ["STOPPING=1"], "nothing in between"


def test_workers_do_not_speak_to_the_manager(tmp_path, capsule):
    manager = Manager(str(tmp_path / "notify"))
    with Server(capsule, tmp_path, env={"NOTIFY_SOCKET": manager.path}) as server:
        assert manager.hears() == ["READY=1"]
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        eventually(lambda: len(server.workers()) == 2 and server.workers() != before, "a new worker")
        assert server.get("/").status == 20
        server.process.send_signal(signal.SIGTERM)
        assert manager.hears() == ["STOPPING=1"], "nothing in between"


# Logs


def lines_of(path, count):
    """The file's lines once there are COUNT. A log that is being turned over is not there for a moment."""
    def found():
        lines = path.read_text().splitlines() if path.exists() else []
        return lines if len(lines) >= count else None

    return eventually(found, f"{count} lines")


def test_json_lines_have_the_fields_of_the_manual(tmp_path, capsule):
    config = "log: { access: access.log, format: json, addresses: full }\n"
    with Server(capsule, tmp_path, config=config, workers=1) as server:
        sent = len(server.get("/about.gmi").raw)
        server.get("/nowhere?words=secret")
        taken = len(server.select("/about"))
        lines = [json.loads(line) for line in lines_of(tmp_path / "access.log", 3)]
        for line in lines:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line.pop("time"))
            assert 0 <= line.pop("milliseconds") < 60000
        assert lines[0] == {"address": "127.0.0.1", "protocol": "gemini", "host": "localhost", "path": "/about.gmi", "status": 20,
                            "bytes": sent, "cache": "miss"}
        assert (lines[1]["path"], lines[1]["status"], lines[1]["host"]) == ("/nowhere", 51, "localhost")
        assert lines[2] == {"address": "127.0.0.1", "protocol": "gopher", "host": "localhost", "path": "/about", "bytes": taken,
                            "cache": "miss"}


def test_combined_lines_are_what_log_tools_read(tmp_path, capsule):
    with Server(capsule, tmp_path, config="log: { access: access.log, format: combined }\n", workers=1) as server:
        sent = len(server.get("/about.gmi").raw)
        taken = len(server.select("/about"))
        gemini, gopher = lines_of(tmp_path / "access.log", 2)
        moment = r"\[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000\]"
        assert re.fullmatch(rf'127\.0\.0\.0 - - {moment} "GET /about\.gmi gemini" 20 {sent} "-" "-" localhost \d+ miss', gemini)
        assert re.fullmatch(rf'127\.0\.0\.0 - - {moment} "GET /about gopher" - {taken} "-" "-" localhost \d+ miss', gopher)


def test_hidden_addresses_are_nowhere(tmp_path, capsule):
    for kind, wanted in (("combined", "- - - ["), ("json", '{"time":')):
        folder = tmp_path / kind
        folder.mkdir()
        with Server(capsule, folder, config=f"log: {{ access: a.log, format: {kind}, addresses: hidden }}\n") as server:
            server.get("/")
            line = lines_of(folder / "a.log", 1)[0]
            assert line.startswith(wanted) and "127.0" not in line and "address" not in line


def test_a_log_that_is_off_is_not_there(tmp_path, capsule):
    with Server(capsule, tmp_path, config="log: { access: off }\n") as server:
        assert server.get("/").status == 20
    assert server.out.read_bytes() == b""


def test_what_a_stranger_sends_stays_one_line_of_json(tmp_path, capsule):
    with Server(capsule, tmp_path, config="log: { access: access.log, format: json }\n", workers=1) as server:
        server.select(b'/a"b\\c\x1b[31m\x01\xff\r\n')
        server.get("/%22%0a%e2%80%ae")
        first, second = lines_of(tmp_path / "access.log", 2)
        assert json.loads(first)["path"] == '/a"b\\c\x1b[31m\x01\u00ff' and "\x1b" not in first
        assert json.loads(second)["path"] == "/%22%0a%e2%80%ae"


def test_no_line_is_lost_or_mixed_when_many_ask_at_once(tmp_path, capsule):
    with Server(capsule, tmp_path, config="log: { access: access.log, format: json }\n") as server:
        def visit():
            for _ in range(25):
                server.select("/about")

        visitors = [threading.Thread(target=visit) for _ in range(8)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        lines = [json.loads(line) for line in lines_of(tmp_path / "access.log", 200)]
        assert len(lines) == 200 and {line["path"] for line in lines} == {"/about"}


@pytest.mark.parametrize("broken", [False, True])
def test_logrotate_turns_the_log_over_and_no_line_is_lost(tmp_path, capsule, broken):
    """The file of contrib/logrotate, but for its folder, its user and the service's name. A mistake in the configuration keeps no
    log from being turned over."""
    logs = tmp_path / "logs"
    logs.mkdir(mode=0o755)
    with Server(capsule, tmp_path, config="log: { access: logs/access.log }\n") as server:
        text = (ROOT / "contrib/logrotate/splashdown").read_text()
        assert "systemctl kill --kill-whom=main --signal=USR1 splashdown.service" in text
        text = text.replace("/var/log/splashdown", str(logs)).replace(" splashdown splashdown", " root root")
        text = re.sub(r"systemctl kill .*", f"kill -USR1 {server.process.pid}", text)
        if os.geteuid() != 0:
            text = re.sub(r"^ *su .*\n", "", text, flags=re.M)
        (tmp_path / "logrotate.conf").write_text(text)
        stop, visits = threading.Event(), []

        def visit():
            while not stop.is_set():
                visits.append(server.select("/about"))

        visitor = threading.Thread(target=visit)
        visitor.start()
        try:
            lines_of(logs / "access.log", 1)
            before = set(server.workers())
            if broken:
                (tmp_path / "splashdown.yml").write_text("log: { acces: \n")
            subprocess.run(["/usr/sbin/logrotate", "-f", "-s", tmp_path / "state", tmp_path / "logrotate.conf"], check=True)
            lines_of(logs / "access.log", 1)
            assert set(server.workers()) == before
        finally:
            stop.set()
            visitor.join()
        old = logs / "access.log.1"
        eventually(lambda: len((old.read_text() + (logs / "access.log").read_text()).splitlines()) == len(visits),
                   "a line for each visit, in one file or the other")


def test_a_log_that_cannot_be_opened_anew_changes_nothing(tmp_path, capsule):
    logs = tmp_path / "logs"
    logs.mkdir()
    with Server(capsule, tmp_path, config="log: { access: logs/access.log }\n") as server:
        before = server.workers()
        logs.rename(tmp_path / "moved")
        server.process.send_signal(signal.SIGUSR1)
        eventually(lambda: "logs/access.log cannot be written" in server.said(), "the reason")
        eventually(lambda: "nothing has changed" in server.said(), "that nothing has changed")
        assert server.workers() == before and server.get("/about.gmi").status == 20
        assert "/about.gmi" in lines_of(tmp_path / "moved/access.log", 1)[0]


def test_each_line_names_the_host_that_answered(tmp_path, capsule):
    config = (f"log: {{ access: access.log, format: combined }}\nhosts:\n  - {{ name: localhost, capsule: {capsule} }}\n"
              f"  - {{ name: b.example, aliases: [c.example], capsule: {capsule} }}\n")
    with Server(None, tmp_path, config=config, workers=1) as server:
        asked = [("localhost", 20), ("b.example", 20), ("c.example", 20), ("b.example", 20), ("d.example", 53)]
        for host, status in asked:
            assert splash.gemini(server.gemini, server.url("/about.gmi", host), sni=host).status == status
        assert splash.gemini(server.gemini, server.url("/nowhere", "b.example"), sni="b.example").status == 51
        ends = [line.split('"-" "-" ')[1].split() for line in lines_of(tmp_path / "access.log", 6)]
        assert [(host, cache) for host, _, cache in ends] == [("localhost", "miss"), ("b.example", "miss"), ("b.example", "hit"),
                                                              ("b.example", "hit"), ("-", "-"), ("b.example", "-")]
