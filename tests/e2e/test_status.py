"""`splashdown status`: what a running server says of itself, over its UNIX socket, in three formats."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import stat
import subprocess

import pytest

import splash
from splash import Server, eventually, run, write_capsule

CAPSULE = {
    "_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nBright.\n", "_posts/2024-06-01-sun.md": "---\ntitle: Sun\n---\nHot.\n",
}


def started(tmp_path, more="", **keywords):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nstatus: {tmp_path}/run/status.sock\n{more}")
    server = Server(None, tmp_path, config=config, **keywords)
    server.socket = tmp_path / "run" / "status.sock"
    server.config = tmp_path / "splashdown.yml"
    return server


def status(server, form="json"):
    code, out, err = run("status", "-c", server.config, "--format", form)
    assert (code, err) == (0, ""), err
    return json.loads(out) if form == "json" else out.decode()


def until(server, condition, what):
    """A worker counts an answer just after its last byte has gone."""
    def fits():
        found = status(server)
        return found if condition(found) else None

    return eventually(fits, what)


def samples(text):
    """{name{labels}: value} of Prometheus text; fails unless each line is one that Prometheus reads."""
    found, types = {}, {}
    assert text.endswith("\n")
    for line in text.splitlines():
        if kind := re.fullmatch(r"# TYPE ([a-z_]+) (counter|gauge|histogram)", line):
            assert kind[1] not in types, f"announced twice: {line}"
            types[kind[1]] = kind[2]
            current = kind[1]
        elif line.startswith("#"):
            assert re.fullmatch(r"# HELP [a-z_]+ \S.*", line), line
        else:
            match = re.fullmatch(r'([a-z_]+)(\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? (-?[0-9.e+]+)', line)
            assert match, line
            base = re.sub("_(bucket|sum|count)$", "", match[1]) if types[current] == "histogram" else match[1]
            assert base == current, f"{line} stands below {current}"
            assert (match[1] + (match[2] or "")) not in found, f"twice: {line}"
            found[match[1] + (match[2] or "")] = float(match[3])
    return found


def test_what_was_answered_is_counted_by_protocol_and_status(tmp_path):
    with started(tmp_path) as server:
        for _ in range(5):
            assert server.get("/").status == 20
        assert server.get("/none").status == 51
        assert server.get("/about").status == 31
        server.select("")
        server.select("/none")
        now = until(server, lambda s: s["gopher"]["requests"] == 2 and s["gemini"]["requests"] == 7, "nine requests")
        assert now["gemini"]["status"] == {"20": 5, "31": 1, "51": 1}
        assert now["gopher"]["status"] == {"ok": 1, "error": 1}
        assert now["gemini"]["connections"] == 7 and now["gopher"]["connections"] == 2
        assert now["gemini"]["bytes"] > 5 * len("20 text/gemini\r\n") and now["gopher"]["bytes"] > 0
        assert now["cache"]["hit"] + now["cache"]["miss"] == 6 and now["cache"]["miss"] >= 2
        assert now["handshakes"] == {"full": 7, "resumed": 0, "failed": 0}
        buckets = now["gemini"]["duration"]
        assert [b["requests"] for b in buckets] == sorted(b["requests"] for b in buckets)
        assert buckets[-1]["requests"] == 7 and now["gemini"]["duration_seconds"] > 0
        assert now["workers"] == 2 and now["workers_leaving"] == 0 and now["generation"] == 1
        host, = now["hosts"]
        assert (host["name"], host["posts"]) == ("localhost", 2) and host["certificate_days_left"] > 3000


def test_handshakes_are_told_apart(tmp_path):
    with started(tmp_path) as server:
        context = splash.tls_context()
        with splash.tls_connect(server.gemini, context=context) as tls:
            tls.sendall(server.url("/").encode() + b"\r\n")
            assert splash.read_answer(tls).status == 20
            session = tls.session
        assert server.get("/", context=context, session=session).status == 20
        with splash.connect(server.gemini) as connection:
            connection.sendall(b"gemini://localhost/\r\n")
            splash.read_all(connection)
        with splash.connect(server.gemini) as connection:
            pass
        until(server, lambda s: s["handshakes"] == {"full": 1, "resumed": 1, "failed": 1}, "one of each")


def test_limits_that_were_hit_are_counted(tmp_path):
    with started(tmp_path, "limits: { requests_per_second: 1, burst: 1, exempt: [] }\n") as server:
        while server.get("/").status != 44:
            pass
        now = until(server, lambda s: s["limits"]["requests_per_second"] >= 1, "a request too many")
        assert now["gemini"]["status"]["44"] == now["limits"]["requests_per_second"]
        assert now["limits"]["connections"] == now["limits"]["per_address"] == 0


def test_prometheus_can_read_it(tmp_path):
    with started(tmp_path) as server:
        for _ in range(3):
            server.get("/")
        until(server, lambda s: s["gemini"]["requests"] == 3, "three requests")
        found = samples(status(server, "prometheus"))
        assert found['splashdown_requests_total{protocol="gemini",status="20"}'] == 3
        assert found['splashdown_request_duration_seconds_count{protocol="gemini"}'] == 3
        assert found['splashdown_request_duration_seconds_bucket{protocol="gemini",le="+Inf"}'] == 3
        assert found['splashdown_tls_handshakes_total{result="full"}'] == 3
        assert found["splashdown_workers"] == 2 and found['splashdown_posts{host="localhost"}'] == 2
        assert found['splashdown_certificate_expiry_timestamp_seconds{host="localhost"}'] > 2e9
        bounds = [(float(re.search('le="([^"]+)"', name)[1]), value) for name, value in found.items()
                  if name.startswith('splashdown_request_duration_seconds_bucket{protocol="gemini"')]
        assert bounds == sorted(bounds) and bounds[-1][0] == float("inf")


def test_people_can_read_it(tmp_path):
    with started(tmp_path) as server:
        server.get("/")
        server.select("/none")
        until(server, lambda s: s["gemini"]["requests"] == s["gopher"]["requests"] == 1, "two requests")
        text = status(server, "text")
        assert re.match(r"splashdown \d+\.\d+\.\d+, up \d+ min \d+ s, generation 1, 2 workers, 0 open connections\n", text)
        for line in (r"requests +1 +1", r"  20 +1 +0", r"  error +0 +1", r"handshakes: 1 full, 0 resumed, 0 failed",
                     r"search jobs: 0, waited 0 ms each, 0 refused",
                     r"localhost: 2 posts, certificate good for \d+ days"):
            assert re.search(f"^{line}$", text, re.M), (line, text)
        assert all(len(line) <= 80 for line in text.splitlines())


def test_nothing_counted_is_lost_when_a_worker_dies(tmp_path):
    with started(tmp_path) as server:
        for _ in range(20):
            server.get("/")
        before = until(server, lambda s: s["gemini"]["requests"] == 20, "twenty requests")
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
        until(server, lambda s: s["workers"] == 2 and not set(server.workers()) & {pid}, "new workers")
        after = status(server)
        assert after["gemini"]["requests"] == 20 and after["gemini"]["bytes"] == before["gemini"]["bytes"]
        server.get("/")
        until(server, lambda s: s["gemini"]["requests"] == 21, "one more")


def test_it_survives_a_reload(tmp_path):
    with started(tmp_path) as server:
        server.get("/")
        inode = server.socket.stat().st_ino
        for generation in (2, 3):
            server.process.send_signal(signal.SIGHUP)
            now = until(server, lambda s: s["generation"] == generation and s["workers_leaving"] == 0, "the next generation")
            assert now["workers"] == 2 and now["gemini"]["requests"] == 1
        assert server.socket.stat().st_ino == inode
        server.socket.unlink()
        server.process.send_signal(signal.SIGHUP)
        eventually(server.socket.exists, "a socket made anew")
        until(server, lambda s: s["generation"] == 4, "the next generation")
    assert not server.socket.exists()


def test_only_the_servers_own_people_may_ask(tmp_path):
    with started(tmp_path) as server:
        mode = server.socket.stat()
        assert stat.S_IMODE(mode.st_mode) == 0o660
        if os.geteuid() == 0:
            gid = pathlib.Path(f"/proc/{server.workers()[0]}/status").read_text().split("\nGid:\t")[1].split()[0]
            assert mode.st_gid == int(gid) and mode.st_uid == 0


def test_what_a_dead_server_left_is_replaced_and_anything_else_is_not(tmp_path):
    (tmp_path / "run").mkdir()
    place = tmp_path / "run" / "status.sock"
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(place))
    left.close()
    with started(tmp_path) as server:
        assert status(server)["generation"] == 1
        second = tmp_path / "second"
        second.mkdir()
        with pytest.raises(AssertionError, match="belongs to another running server"):
            Server(None, second, config=server.config.read_text())
        assert status(server)["generation"] == 1
    place.write_text("precious")
    with pytest.raises(AssertionError, match="is not a socket and will not be replaced"):
        started(tmp_path)
    assert place.read_text() == "precious"


def test_who_asks_nonsense_or_nothing_gets_nothing(tmp_path):
    with started(tmp_path) as server:
        def ask(question):
            with socket.socket(socket.AF_UNIX) as s:
                s.settimeout(splash.PATIENCE)
                try:
                    s.connect(str(server.socket))
                    s.sendall(question)
                    return splash.read_all(s)
                except (ConnectionResetError, BlockingIOError):  # the latter: those before have not been accepted yet
                    return b""

        assert ask(b"xml\n") == b"" and ask(b"x" * 100) == b"" and ask(b"\n") == b""
        idle = []
        for _ in range(100):
            s = socket.socket(socket.AF_UNIX)
            s.connect(str(server.socket))
            idle.append(s)
        for s in idle[1:]:
            s.close()
        assert json.loads(eventually(lambda: ask(b"json\n"), "room for one more"))["workers"] == 2
        s = idle[0]
        s.settimeout(splash.PATIENCE)
        assert s.recv(1) == b""


def test_no_server_is_one_clear_line(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = tmp_path / "s.yml"
    config.write_text(f"hosts: [{{ name: localhost, capsule: capsule }}]\nstatus: {tmp_path}/none.sock\n")
    code, out, err = run("status", "-c", config)
    assert (code, out) == (1, b"") and err.count("\n") == 1 and f"no server answers at {tmp_path}/none.sock" in err
    config.write_text("hosts: [{ name: localhost, capsule: capsule }]\n")
    code, _, err = run("status", "-c", config)
    assert code == 1 and "names no status socket" in err and "status: /run/splashdown/status.sock" in err
    assert run("status", "-c", tmp_path / "no.yml")[0] == 1
    assert run("status", "--format", "xml")[0] == 2
    if not os.path.exists("/run/splashdown/status.sock"):
        code, _, err = run("status")
        assert code == 1 and "/run/splashdown/status.sock" in err


def test_the_memory_of_the_search_index_is_told(tmp_path):
    with started(tmp_path) as server:
        assert status(server)["search_index_bytes"] == 0 and "search index" not in status(server, "text")
        assert server.get("/search?Bright").status == 20
        until(server, lambda s: 10_000 < s["search_index_bytes"] < 50_000_000, "an index that takes memory")
        assert re.search(r"^search index: \d+\.\d+ MB, over all workers$", status(server, "text"), re.M)
        assert samples(status(server, "prometheus"))["splashdown_search_index_bytes"] > 10_000


@pytest.mark.parametrize("terminal", [False, True])
def test_it_is_told_again_until_the_server_is_gone(tmp_path, terminal):
    """On a terminal each report begins at the corner of a cleared screen; a pipe gets them one after the other."""
    corner = b"\x1b[H\x1b[J" if terminal else b""
    reads, writes = os.openpty() if terminal else os.pipe()
    with started(tmp_path) as server:
        watching = subprocess.Popen([splash.SPLASHDOWN, "status", "-c", server.config, "--watch"], stdin=subprocess.DEVNULL,
                                    stdout=writes, stderr=subprocess.PIPE)
        os.close(writes)
        seen = b""
        while seen.count(b"generation") < 2:
            seen += os.read(reads, 65536)
        assert seen.startswith(corner) and seen.count(b"\x1b[H\x1b[J") == (2 if terminal else 0)
        server.get("/")
        before = len(seen)
        while not re.search(rb"requests +1 ", seen[before:]):
            seen += os.read(reads, 65536)
    assert watching.wait(splash.PATIENCE) == 1
    assert b"no server answers" in watching.stderr.read()
    watching.stderr.close()
    os.close(reads)


def test_after_an_upgrade_it_says_that_the_old_program_runs(tmp_path):
    """A package puts another file in the place of the program; a reload goes on with the one that was started."""
    program = tmp_path / "splashdown"
    shutil.copy2(splash.SPLASHDOWN, program)
    fake = tmp_path / "wrapper"
    fake.write_text(f'#!/bin/sh\nshift\nexec {program} "$@"\n')
    fake.chmod(0o755)
    with started(tmp_path, wrapper=fake) as server:
        assert status(server)["program_replaced"] is False and "Another version" not in status(server, "text")
        shutil.copy2(splash.SPLASHDOWN, tmp_path / "new")
        (tmp_path / "new").rename(program)
        until(server, lambda s: s["program_replaced"], "the note of another version")
        assert "Another version is on the disk: a reload keeps this one running; restart the\nserver" in status(server, "text")
        assert server.said().count("another version of the program is on the disk") == 1
        server.process.send_signal(signal.SIGHUP)
        until(server, lambda s: s["generation"] == 2, "the next generation")
        assert status(server)["program_replaced"] is True
        assert samples(status(server, "prometheus"))["splashdown_program_replaced"] == 1


def test_hosts_are_counted_apart_and_what_is_read_most_is_named(tmp_path):
    """Of both workers together, and of those that have gone."""
    write_capsule(tmp_path / "other", {"_config.yml": "title: O\n", "index.md": "x\n", "月.md": "x\n", "secret.txt": "x\n"})
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}, {{ name: b.example, capsule: {tmp_path}/other }}]\n"
              f"status: {tmp_path}/run/status.sock\n")
    with Server(None, tmp_path, config=config) as server:
        server.config = tmp_path / "splashdown.yml"

        def read(path, times, host="localhost"):
            for _ in range(times):
                assert splash.gemini(server.gemini, server.url(path).replace("localhost", host), sni=host).status in (20, 31, 51)

        read("/2024/05/01/moon.gmi", 6)
        read("/2024/06/01/sun.gmi", 2)
        read("/2024/06/01/sun", 3)  # only leads there
        read("/none", 5)
        read("/search?moon", 3)
        read("/%E6%9C%88.gmi", 4, "b.example")
        read("/secret.txt", 9, "b.example")
        server.select("/2024/06/01/sun")
        server.select("/2024/06/01/sun.txt")
        until(server, lambda s: s["gemini"]["requests"] == 32 and s["gopher"]["requests"] == 2, "all of them")

        def told():
            found = status(server)
            return {h["name"]: h["requests"] for h in found["hosts"]}, [(p["host"], p["path"], p["reads"]) for p in found["most_read"]]

        hosts = {"localhost": {"gemini": 19, "gopher": 2, "spartan": 0, "finger": 0, "nex": 0}, "b.example": {"gemini": 13, "gopher": 0, "spartan": 0, "finger": 0, "nex": 0}}
        most = [("localhost", "/2024/05/01/moon", 6)]
        most += sorted([("b.example", "/%E6%9C%88", 4), ("localhost", "/2024/06/01/sun", 4)])
        for _ in range(6):  # whichever worker answers
            assert (told()[0], [told()[1][0], *sorted(told()[1][1:])]) == (hosts, most)
        assert sum(h["bytes"]["gemini"] for h in status(server)["hosts"]) == status(server)["gemini"]["bytes"]
        text = status(server, "text")
        assert re.search(r"^  requests: 19 on Gemini, 2 on Gopher; \d\.\d\d MB sent$", text, re.M), text
        assert "\nmost read in the last day\n         6  localhost/2024/05/01/moon\n" in text and "4  b.example/月\n" in text
        found = samples(status(server, "prometheus"))
        assert found['splashdown_host_requests_total{host="b.example",protocol="gemini"}'] == 13
        assert found['splashdown_host_sent_bytes_total{host="b.example",protocol="gopher"}'] == 0
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
        until(server, lambda s: s["workers"] == 2 and s["most_read"], "new workers")
        server.process.send_signal(signal.SIGHUP)
        until(server, lambda s: s["generation"] == 2 and s["workers_leaving"] == 0, "the next generation")
        assert (told()[0], [told()[1][0], *sorted(told()[1][1:])]) == (hosts, most)


def test_twenty_pages_are_named_and_none_that_is_hidden_or_gone(tmp_path):
    files = {f"page-{i}.md": "x\n" for i in range(30)} | {"_drafts/hidden.md": "x\n"}
    write_capsule(tmp_path / "capsule", CAPSULE | files)
    config = f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nstatus: {tmp_path}/run/status.sock\n"
    with Server(None, tmp_path, config=config) as server:
        server.config = tmp_path / "splashdown.yml"
        for i in range(30):
            for _ in range(2 if i < 15 else 1):
                assert server.get(f"/page-{i}.gmi").status == 20
        found = until(server, lambda s: s["gemini"]["requests"] == 45, "all of them")["most_read"]
        assert len(found) == 20 and {p["path"] for p in found[:15]} == {f"/page-{i}" for i in range(15)}
        (tmp_path / "capsule" / "page-3.md").unlink()
        until(server, lambda s: "/page-3" not in {p["path"] for p in s["most_read"]} and len(s["most_read"]) == 20, "the others")
