"""Processes, sockets, signals and privileges of `splashdown serve`: 2.3 of the architecture, 1.1 of the contract."""
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest

import actors
import splash
from splash import Server, eventually, run, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n"}
ROOT = os.geteuid() == 0


def status(pid):
    """/proc/PID/status as a dictionary."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def refused(tmp_path, *arguments, **keywords):
    """The message of a server that cannot start: one line, exit 1."""
    code, _, err = run("serve", "--certs", tmp_path / "certs", *arguments, **keywords)
    assert code == 1, err
    lines = [line for line in err.splitlines() if not line.startswith("splashdown: made a certificate")]
    assert len(lines) == 1 and lines[0].startswith("splashdown: "), err
    return lines[0]


def ports():
    return ["--listen", "127.0.0.1", "--gemini-port", splash.free_port(), "--gopher-port", splash.free_port()]


# Start


def test_it_says_each_address_and_then_ready(serve):
    server = serve(CAPSULE)
    lines = server.said().splitlines()
    assert f"splashdown: gemini://localhost:{server.gemini}/ on 127.0.0.1:{server.gemini}" in lines
    assert f"splashdown: gopher://localhost:{server.gopher}/ on 127.0.0.1:{server.gopher}" in lines
    assert lines[-1] == "ready"
    assert server.get("/").text.startswith("# Welcome\n")
    assert b"Hello." in server.select("")


def test_quiet_says_only_ready_and_verbose_says_more(serve):
    assert serve(CAPSULE, "-q").said() == "ready\n"
    assert "sandbox: " in serve(CAPSULE, "-v").said()


def test_the_current_folder_is_the_capsule(tmp_path):
    folder = write_capsule(tmp_path / "here", CAPSULE)
    before = os.getcwd()
    os.chdir(folder)
    try:
        server = Server(None, tmp_path)
    finally:
        os.chdir(before)
    with server:
        assert server.get("/").text.startswith("# Welcome\n")


def test_a_certificate_is_made_once_and_kept(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path) as server:
        assert "made a certificate for localhost" in server.said()
        first = (server.certs / "localhost.crt").read_bytes()
        assert (server.certs / "localhost.key").stat().st_mode & 0o777 == 0o600
    with Server(folder, tmp_path) as server:
        assert "made a certificate" not in server.said()
        assert (server.certs / "localhost.crt").read_bytes() == first


def test_one_protocol_may_be_off(serve):
    server = serve(CAPSULE, "--gopher-port", "0")
    assert "gopher://" not in server.said() and server.get("/").status == 20
    with pytest.raises(ConnectionRefusedError):
        server.select("")
    server = serve(CAPSULE, "--gemini-port", "0")
    assert "gemini://" not in server.said() and b"Hello." in server.select("")


def test_both_families_on_one_port(serve):
    server = serve(CAPSULE, listen=("::", "0.0.0.0"))
    assert b"Hello." in server.select("")
    assert b"Hello." in splash.gopher(server.gopher, host="::1")
    assert f"on [::]:{server.gopher}" in server.said() and f"on 0.0.0.0:{server.gopher}" in server.said()


def test_public_ports_are_what_readers_see(serve):
    server = serve(CAPSULE, "--public-gopher-port", "7170", "--public-gemini-port", "1999", "--host", "tides.example")
    assert "gopher://tides.example:7170/" in server.said() and "gemini://tides.example:1999/" in server.said()
    assert all(item.port == 7170 for item in splash.menu(server.select("")) if item.type in "017")


def test_several_hosts_of_a_file_are_told_apart(tmp_path):
    write_capsule(tmp_path / "a", {"index.gmi": "# A\n"})
    write_capsule(tmp_path / "b", {"index.gmi": "# B\n"})
    config = ("hosts:\n  - { name: a.example, capsule: a }\n  - { name: b.example, aliases: [c.example], capsule: b }\n"
              "default_host: b.example\n")
    with Server(None, tmp_path, config=config) as server:
        for host, text in [("a.example", "# A\n"), ("b.example", "# B\n"), ("c.example", "# B\n")]:
            assert splash.gemini(server.gemini, server.url("/", host), sni=host).text == text
        assert b"B" in server.select("")


# Errors that keep it from starting


def test_a_missing_capsule(tmp_path):
    line = refused(tmp_path, *ports(), tmp_path / "none")
    assert f"{tmp_path}/none" in line and "No such file" in line
    (tmp_path / "file").write_text("x")
    assert "Not a directory" in refused(tmp_path, *ports(), tmp_path / "file")


def test_a_certificate_folder_that_cannot_be_used(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    (tmp_path / "certs").write_text("a file stands here")
    assert f"{tmp_path}/certs" in refused(tmp_path, *ports(), folder)


def test_certificates_inside_the_capsule_are_refused(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    (folder / "certs").mkdir()
    line = refused(tmp_path, "--certs", folder / "certs", *ports(), folder)
    assert "inside the capsule" in line and "--certs" in line


def test_a_port_in_use_is_named(tmp_path, serve):
    server = serve(CAPSULE)
    line = refused(tmp_path, "--listen", "127.0.0.1", "--gemini-port", server.gemini, "--gopher-port", "0",
                   server.capsule)
    assert f"127.0.0.1:{server.gemini} is in use" in line and "--gemini-port" in line
    assert server.get("/").status == 20


@pytest.mark.skipif(not ROOT, reason="takes root to make a network of its own")
def test_a_port_that_may_not_be_bound():
    with actors.acting_as("ordinary") as actor:
        capsule = actor.capsule(CAPSULE)
        serve = [*actor.prefix, "--bounding-set=-all", "--inh-caps=-all", actor.bin / "splashdown", "serve", "--gemini-port", "0",
                 "--certs", actor.folder / "certs", capsule]
        restricted = 'echo 1024 >/proc/sys/net/ipv4/ip_unprivileged_port_start && exec "$@"'
        done = subprocess.run(["unshare", "--net", "sh", "-c", restricted, "sh", *map(str, serve)], cwd=actor.folder,
                              capture_output=True, text=True, timeout=600)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1 and "port 70 may not be bound" in done.stderr
    assert "--gopher-port 7070" in done.stderr and "systemd" in done.stderr and "setcap" in done.stderr


def test_an_address_of_another_machine(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    line = refused(tmp_path, "--listen", "192.0.2.1", "--gopher-port", "0", "--gemini-port", splash.free_port(), folder)
    assert "192.0.2.1" in line and "not an address of this machine" in line


def test_a_broken_site_configuration(tmp_path):
    folder = write_capsule(tmp_path / "capsule", {"_config.yml": "title: [x\n"})
    assert re.match(r"splashdown: _config\.yml:\d+: ", refused(tmp_path, *ports(), folder))


def test_a_mistyped_key_is_named_by_file_and_line(tmp_path):
    config = tmp_path / "s.yml"
    config.write_text("gemini:\n  prot: 1965\n")
    line = refused(tmp_path, "-c", config, tmp_path)
    assert line == f'splashdown: {config}:2: unknown key "prot"; did you mean "port"?'
    config.write_text("\nlistne:\n  - 127.0.0.1\n")
    assert refused(tmp_path, "-c", config, tmp_path).startswith(f'splashdown: {config}:2: unknown key "listne"')
    assert "no-such.yml: cannot be read" in refused(tmp_path, "-c", tmp_path / "no-such.yml", tmp_path)


# Workers


def test_there_are_as_many_workers_as_asked_for(serve):
    assert len(serve(CAPSULE, workers=3).workers()) == 3


@pytest.mark.skipif(not ROOT, reason="an ordinary user has nothing to give up")
def test_workers_give_up_root_for_good(serve):
    server = serve(CAPSULE)
    for pid in server.workers():
        now = status(pid)
        assert "0" not in now["Uid"].split() and "0" not in now["Gid"].split() and now["Groups"].strip() == ""
        assert int(now["CapEff"], 16) == int(now["CapPrm"], 16) == int(now["CapInh"], 16) == 0
    assert status(server.process.pid)["Uid"].split() == ["0"] * 4


def test_workers_are_confined_unless_told_otherwise(tmp_path, serve):
    for pid in serve(CAPSULE).workers():
        assert status(pid)["NoNewPrivs"] == "1" and status(pid)["Seccomp"] == "2"
    with Server(serve(CAPSULE).capsule, tmp_path, config="sandbox: off\n") as server:
        for pid in server.workers():
            assert status(pid)["NoNewPrivs"] == "0" and status(pid)["Seccomp"] == "0"
        assert server.get("/").status == 20


@pytest.mark.skipif(not ROOT, reason="takes root to shut others out")
def test_a_capsule_in_a_private_folder_is_served(tmp_path):
    folder = write_capsule(tmp_path / "private" / "capsule", CAPSULE)
    os.chmod(tmp_path / "private", 0o700)
    with Server(folder, tmp_path) as server:
        assert server.get("/").text.startswith("# Welcome\n")
        (folder / "about.md").write_text("---\ntitle: About\n---\nEdited.\n")
        eventually(lambda: "Edited." in server.get("/about.gmi").text, "the edit is live")


def test_a_dead_worker_is_replaced_and_nobody_notices(serve):
    server = serve(CAPSULE, workers=2)
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    eventually(lambda: len(set(server.workers()) - {before[0]}) == 2, "a new worker")
    assert "the next one starts in" not in server.said(), "the first time there is no pause"
    assert before[1] in server.workers()
    for _ in range(20):
        assert server.get("/").status == 20
    assert f"(process {before[0]}) was killed by signal 9" in server.said()


def test_a_worker_that_dies_again_and_again_is_given_growing_pauses(serve):
    """Up to a moment, where it was killed; what one gets that never serves is in tests/unit/server/test_backoff.c."""
    server = serve(CAPSULE, workers=1)
    for _ in range(5):
        pid = eventually(server.workers, "a worker")[0]
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: f"(process {pid})" in server.said(), "its end is told")
    pauses = re.findall(r"the next one starts in (\d+\.\d) s", server.said())
    assert pauses == ["0.1", "0.2", "0.2", "0.2"]
    eventually(server.workers, "a worker")
    eventually(lambda: server.select("") and True, "service again")


def is_refused(port):
    try:
        splash.connect(port).close()
    except ConnectionRefusedError:
        return True
    except ConnectionError:
        pass
    return False


def test_workers_end_when_the_parent_is_killed(serve):
    server = serve(CAPSULE)
    workers = server.workers()
    server.process.kill()
    server.process.wait()
    eventually(lambda: not any(os.path.exists(f"/proc/{pid}/fd") and status(pid)["State"][0] != "Z" for pid in workers),
               "the workers' end")
    # A thread that is still ending may hold the socket for a moment: such a connection is reset.
    eventually(lambda: is_refused(server.gopher), "a refused connection")
    server.process.returncode = 0


def test_the_limit_of_open_files_is_raised(serve):
    server = serve(CAPSULE)
    limits = pathlib.Path(f"/proc/{server.workers()[0]}/limits").read_text()
    soft, hard = re.search(r"^Max open files +(\S+) +(\S+)", limits, re.M).groups()
    assert soft == hard


# Signals


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_0_when_asked(serve, sign):
    server = serve(CAPSULE)
    assert server.stop(sign) == 0
    with pytest.raises(ConnectionRefusedError):
        server.select("")


def test_a_transfer_in_flight_is_finished_before_the_end(serve):
    big = os.urandom(1 << 20) * 8
    server = serve({**CAPSULE, "big.bin": big})
    with splash.tls_connect(server.gemini) as tls:
        tls.sendall(server.url("/big.bin").encode() + b"\r\n")
        raw = bytearray(tls.recv(1000))
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        while chunk := tls.recv(65536):
            raw += chunk
    assert bytes(raw).endswith(big[-1000:]) and len(raw) > len(big)
    server.process.wait(splash.PATIENCE)


class Unfinished:
    """A transfer that takes as long as the test likes."""

    files = {**CAPSULE, "big.bin": b"b" * (8 << 20)}

    def __init__(self, port):
        self.connection = socket.socket()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.connection.settimeout(splash.PATIENCE)
        self.connection.connect(("127.0.0.1", port))
        self.connection.sendall(b"/big.bin\r\n")
        self.got = len(self.connection.recv(1000))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        with self.connection:
            while kind is None and (piece := self.connection.recv(65536)):
                self.got += len(piece)
        assert kind or self.got == len(self.files["big.bin"]), "the transfer was cut"


def test_while_it_ends_new_clients_are_refused_and_do_not_hang(serve):
    server = serve(Unfinished.files)
    with Unfinished(server.gopher):
        server.process.send_signal(signal.SIGTERM)
        eventually(lambda: is_refused(server.gopher) and is_refused(server.gemini), "the sockets' end")
        assert server.process.poll() is None, "the transfer goes on"
    assert server.process.wait(splash.PATIENCE) == 0


def test_a_second_signal_ends_it_at_once_unless_it_is_the_same_one(serve):
    server = serve(Unfinished.files)
    with pytest.raises((AssertionError, ConnectionResetError)):
        with Unfinished(server.gopher):
            for _ in range(3):
                server.process.send_signal(signal.SIGTERM)
                time.sleep(0.1)
            assert server.process.poll() is None and "was killed by signal" not in server.said()
            time.sleep(1)
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(splash.PATIENCE) == 0


def test_those_who_wait_in_the_queue_when_it_ends_are_served(serve):
    server = serve(CAPSULE, workers=2)
    for pid in server.workers():
        os.kill(pid, signal.SIGSTOP)
    waiting = [splash.connect(server.gopher) for _ in range(200)]
    for connection in waiting:
        connection.sendall(b"/about\r\n")
    server.process.send_signal(signal.SIGTERM)
    eventually(lambda: all(int(status(pid)["ShdPnd"], 16) & 1 << (signal.SIGTERM - 1) for pid in server.workers()), "they are told")
    for pid in server.workers():
        os.kill(pid, signal.SIGCONT)
    for connection in waiting:
        with connection:
            assert b"Me." in splash.read_all(connection)
    assert server.process.wait(splash.PATIENCE) == 0


class Load:
    """Requests on both protocols, all the time, by several clients."""

    def __init__(self, server, clients=4):
        self.server, self.done, self.failed, self.over = server, 0, [], False
        self.threads = [threading.Thread(target=self.ask) for _ in range(clients)]

    def ask(self):
        while not self.over:
            try:
                answer = self.server.get("/about.gmi")
                assert answer.status == 20 and answer.closed_cleanly
                assert b"Me." in self.server.select("/about")
                self.done += 2
            except (OSError, AssertionError) as error:
                self.failed.append(repr(error))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over = True
        for thread in self.threads:
            thread.join()


def test_reloading_under_load_fails_no_request(serve):
    server = serve(CAPSULE)
    with Load(server) as load:
        for _ in range(3):
            before = set(server.workers())
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: len(server.workers()) == 2 and not before & set(server.workers()), "new workers")
    assert load.failed == [] and load.done > 20


def test_a_reload_with_an_error_changes_nothing(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="limits: { burst: 61 }\n") as server:
        before = server.workers()
        (tmp_path / "splashdown.yml").write_text("limits: { brust: 61 }\n")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: 'splashdown.yml:1: unknown key "brust"' in server.said(), "the error")
        assert "nothing has changed" in eventually(lambda: server.said(), "words")
        assert server.workers() == before and server.get("/").status == 20
        (tmp_path / "splashdown.yml").write_text("limits: { burst: 61 }\n")
        write_capsule(folder, {"_config.yml": "title: [x\n"})
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "could not start: nothing has changed" in server.said(), "the second error")
        eventually(lambda: server.workers() == before, "the old workers alone")
        assert server.get("/").status == 20
        write_capsule(folder, {"_config.yml": "title: Fine\n"})
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: not set(before) & set(server.workers()), "new workers")


def test_a_reload_takes_new_addresses_and_leaves_old_ones(tmp_path):
    write_capsule(tmp_path / "capsule", Unfinished.files)
    old, new = splash.free_port(), splash.free_port()
    config = tmp_path / "splashdown.yml"
    config.write_text(f"listen: [127.0.0.1]\ngopher: {{ port: {old} }}\nhosts: [{{ name: localhost, capsule: capsule }}]\n"
                      f"gemini: {{ port: 0 }}\nworkers: 2\ncerts: certs\n")
    log = open(tmp_path / "err", "w+b")
    process = subprocess.Popen([splash.SPLASHDOWN, "serve", "-c", config], stderr=log, stdout=subprocess.DEVNULL)
    try:
        eventually(lambda: "ready" in (tmp_path / "err").read_text(), "ready")
        assert b"Hello." in splash.gopher(old)
        with Unfinished(old):
            config.write_text(config.read_text().replace(str(old), str(new)).replace("workers: 2", "workers: 1"))
            process.send_signal(signal.SIGHUP)
            eventually(lambda: not is_refused(new) and b"Hello." in splash.gopher(new), "the new port")
            eventually(lambda: is_refused(old), "the old port's end, whatever is unfinished there")
    finally:
        process.terminate()
        assert process.wait(splash.PATIENCE) == 0
        log.close()
    assert not splash.SANITIZER.search((tmp_path / "err").read_text())


def test_usr1_opens_the_access_log_anew(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(folder, tmp_path, config="log: { access: access.txt }\n") as server:
        server.get("/about.gmi")
        log = tmp_path / "access.txt"
        eventually(lambda: "/about.gmi" in log.read_text(), "the first line")
        before = server.workers()
        log.rename(tmp_path / "access.1")
        server.process.send_signal(signal.SIGUSR1)
        eventually(log.exists, "the new file")
        eventually(lambda: server.get("/") and log.read_text() != "", "a line in the new file")
        assert "/about.gmi" not in log.read_text() and server.workers() == before


def test_the_access_log_is_standard_output_unless_told_otherwise(serve):
    server = serve(CAPSULE)
    server.get("/about.gmi")
    eventually(lambda: "/about.gmi" in server.out.read_text(), "a line of the log")


# Service managers


class Manager:
    """The receiving end of NOTIFY_SOCKET."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(splash.PATIENCE)

    def hears(self):
        return self.socket.recv(4096).decode().splitlines()


def test_a_service_manager_is_told(tmp_path, serve):
    manager = Manager(tmp_path / "notify")
    server = serve(CAPSULE, env={"NOTIFY_SOCKET": str(tmp_path / "notify")})
    assert manager.hears() == ["READY=1"]
    server.process.send_signal(signal.SIGHUP)
    reloading = manager.hears()
    assert reloading[0] == "RELOADING=1" and re.fullmatch(r"MONOTONIC_USEC=\d+", reloading[1])
    assert manager.hears() == ["READY=1"]
    server.process.send_signal(signal.SIGTERM)
    assert manager.hears() == ["STOPPING=1"]


def activated(tmp_path, folder, names, sockets):
    """A server that inherits SOCKETS as systemd passes them."""
    script = 'LISTEN_PID=$$ exec "$@"'
    for i, s in enumerate(sockets):
        script = f"exec {3 + i}<&{s.fileno()} {s.fileno()}<&-; " + script
    log = open(tmp_path / "err", "wb")
    env = dict(os.environ, LISTEN_FDS=str(len(sockets)), LISTEN_FDNAMES=names)
    return subprocess.Popen(["bash", "-c", script, "bash", splash.SPLASHDOWN, "serve", "--workers", "2", "--certs",
                             tmp_path / "certs", folder], env=env, stderr=log, stdout=subprocess.DEVNULL,
                            pass_fds=[s.fileno() for s in sockets])


def listening():
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen()
    # High numbers, so that none of them is in the way of 3 and 4.
    low = s.detach()
    high = socket.socket(fileno=os.dup2(low, 50 + len(os.listdir("/proc/self/fd"))))
    os.close(low)
    return high


def test_sockets_of_a_service_manager_are_served(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    gemini, gopher = listening(), listening()
    process = activated(tmp_path, folder, "gemini:gopher", [gemini, gopher])
    try:
        eventually(lambda: "ready" in (tmp_path / "err").read_text(), "ready")
        port = gemini.getsockname()[1]
        assert splash.gemini(port, f"gemini://localhost:{port}/").status == 20
        assert b"Hello." in splash.gopher(gopher.getsockname()[1])
        process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in (tmp_path / "err").read_text(), "a reload")
        assert splash.gemini(port, f"gemini://localhost:{port}/").status == 20
    finally:
        process.terminate()
        assert process.wait(splash.PATIENCE) == 0
    assert not splash.SANITIZER.search((tmp_path / "err").read_text())


def test_sockets_of_a_service_manager_are_let_go_at_the_end(tmp_path):
    folder = write_capsule(tmp_path / "capsule", Unfinished.files)
    gemini, gopher = listening(), listening()
    port = gopher.getsockname()[1]
    process = activated(tmp_path, folder, "gemini:gopher", [gemini, gopher])
    try:
        eventually(lambda: "ready" in (tmp_path / "err").read_text(), "ready")
        with Unfinished(port):
            process.terminate()
            gemini.close()
            gopher.close()
            eventually(lambda: is_refused(port), "nobody holds the socket any more")
            assert process.poll() is None, "the transfer goes on"
    finally:
        process.terminate()
        assert process.wait(splash.PATIENCE) == 0


def test_a_socket_without_a_protocol_is_told(tmp_path):
    folder = write_capsule(tmp_path / "capsule", CAPSULE)
    process = activated(tmp_path, folder, "other", [listening()])
    assert process.wait(splash.PATIENCE) == 1
    assert "FileDescriptorName= with gemini, gopher, spartan, finger or nex" in (tmp_path / "err").read_text()


# Changes while it runs


def test_a_capsule_made_anew_is_served(serve):
    server = serve(CAPSULE)
    folder = server.capsule
    folder.rename(folder.with_name("old"))
    time.sleep(1.5)
    write_capsule(folder.with_name("new"), {**CAPSULE, "about.md": "---\ntitle: About\n---\nAnother.\n"})
    folder.with_name("new").rename(folder)
    eventually(lambda: "Another." in (server.get("/about.gmi").text or ""), "the new folder's text")


def test_a_deployment_that_swaps_a_link_is_served(tmp_path):
    write_capsule(tmp_path / "r1", CAPSULE)
    write_capsule(tmp_path / "r2", {**CAPSULE, "about.md": "---\ntitle: About\n---\nRelease 2.\n"})
    current = tmp_path / "current"
    current.symlink_to("r1")
    with Server(current, tmp_path) as server:
        assert "Me." in server.get("/about.gmi").text
        (tmp_path / "next").symlink_to("r2")
        (tmp_path / "next").rename(current)
        eventually(lambda: "Release 2." in (server.get("/about.gmi").text or ""), "the new release")


def shown_certificate(server):
    return ssl.get_server_certificate(("127.0.0.1", server.gemini))


def test_a_renewed_certificate_is_taken_without_a_signal(serve):
    server = serve(CAPSULE)
    before = shown_certificate(server)
    assert run("cert", "renew", "--certs", server.certs)[0] == 0
    with Load(server, clients=2) as load:
        eventually(lambda: shown_certificate(server) != before, "the new certificate")
    assert load.failed == []
    # Until they are told to end, workers of before take connections, too.
    renewed = (server.certs / "localhost.crt").read_text().strip()
    eventually(lambda: all(shown_certificate(server).strip() == renewed for _ in range(6)), "the new one alone")


def test_garbage_in_the_place_of_a_certificate_keeps_the_old_one(serve):
    server = serve(CAPSULE)
    before = shown_certificate(server)
    (server.certs / "localhost.crt").write_text("garbage")
    eventually(lambda: "nothing has changed" in server.said(), "the error")
    time.sleep(2.5)
    assert server.said().count("nothing has changed") == 1
    assert shown_certificate(server) == before and server.get("/").status == 20
