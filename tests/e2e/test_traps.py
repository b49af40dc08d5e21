"""Traps that servers of either protocol fall into: hostile, clumsy and slow clients, odd files, the end of a process.

Each test runs for both protocols, since both use the same connections."""
import multiprocessing
import os
import signal
import socket
import ssl
import time

import pytest

import splash
from splash import GeminiSpeaker, GopherSpeaker, ask, eventually

CAPSULE = {
    "_config.yml": "title: Traps\n",
    "index.gmi": "# Home\n",
    "page.txt": "A page.\n",
    "notes/a b.txt": "space\n",
    "notes/100%.txt": "percent\n",
    "notes/café.txt": "accent\n",
    ".hidden.txt": "secret\n",
    ".well-known/secret.txt": "secret\n",
}
BIG = 8 << 20
LIMITS = "limits: {{ request_timeout: {request}, write_timeout: {write} }}\n"


@pytest.fixture(scope="module", params=[GeminiSpeaker, GopherSpeaker], ids=lambda s: s.name)
def speaker(request):
    return request.param


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("traps")
    folder = splash.write_capsule(scratch / "capsule", {**CAPSULE, "big.bin": os.urandom(1 << 16) * (BIG >> 16)})
    with splash.Server(folder, scratch) as server:
        server.capsule = folder
        yield server


@pytest.fixture
def hasty(tmp_path):
    """A server that waits for a second only."""
    folder = splash.write_capsule(tmp_path / "capsule", {**CAPSULE, "big.bin": b"x" * BIG})
    with splash.Server(folder, tmp_path, config=LIMITS.format(request="1s", write="1s")) as server:
        yield server


def is_alive(server):
    return ask(GeminiSpeaker, server, "/page.txt") == b"A page.\n" and ask(GopherSpeaker, server, "/page.txt") == b"A page.\n"


@pytest.fixture(autouse=True)
def others_are_served(request):
    """After each test the server still answers: nothing that a client does costs more than its own connection."""
    servers = [request.getfixturevalue(name) for name in ("server", "hasty") if name in request.fixturenames]
    yield
    for server in servers:
        assert is_alive(server)


# Requests in pieces


def test_a_request_byte_by_byte(server, speaker):
    with speaker.open(server) as connection:
        for byte in speaker.line(server, "/page.txt"):
            connection.sendall(bytes([byte]))
        assert speaker.read(connection) == b"A page.\n"


def test_a_handshake_byte_by_byte(server):
    with splash.Wire(server.gemini) as wire:
        wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def drip(raw):
            for byte in raw:
                wire.socket.sendall(bytes([byte]))

        wire.shake_hands(drip)
        drip(wire.records(GeminiSpeaker.line(server, "/page.txt")))
        assert wire.answer().body == b"A page.\n"


def test_a_request_in_many_records_and_many_records_in_one_packet(server):
    with splash.Wire(server.gemini) as wire:
        wire.shake_hands()
        line = GeminiSpeaker.line(server, "/page.txt")
        wire.socket.sendall(b"".join(wire.records(line[i:i + 1]) for i in range(len(line))))
        assert wire.answer().body == b"A page.\n"


def test_the_request_in_one_flight_with_the_end_of_the_handshake(server):
    with splash.Wire(server.gemini) as wire:
        flights = []

        def hold_the_last(raw):
            flights.append(raw)
            if len(flights) == 1:
                wire.socket.sendall(raw)

        wire.shake_hands(hold_the_last)
        assert len(flights) == 2
        wire.socket.sendall(flights[1] + wire.records(GeminiSpeaker.line(server, "/page.txt")))
        assert wire.answer().body == b"A page.\n"


def test_a_client_that_waits_for_acknowledgements_waits_for_nothing_else(server):
    """Python's sockets hold a request back while the end of the handshake is unacknowledged, which a system may put off by 40 ms."""
    took = []
    for _ in range(20):
        with splash.tls_connect(server.gemini) as tls:
            began = time.monotonic()
            tls.sendall(splash.request_line(server.url("/page.txt")))
            assert splash.read_answer(tls).body == b"A page.\n"
            took.append(time.monotonic() - began)
    assert min(took) < 0.035, "of 20 not one was answered before such a delay had passed"


# The end that comes early


def test_half_close_right_after_the_request(server, speaker):
    with speaker.open(server) as connection:
        connection.sendall(speaker.line(server, "/big.bin"))
        socket.socket.shutdown(connection, socket.SHUT_WR)
        assert len(speaker.read(connection)) == BIG


def test_close_notify_right_after_the_request(server):
    for together in (True, False):
        with splash.Wire(server.gemini) as wire:
            wire.shake_hands()
            request = wire.records(GeminiSpeaker.line(server, "/page.txt"))
            wire.socket.sendall(request if not together else b"")
            end = wire.close_notify()
            wire.socket.sendall((request if together else b"") + end)
            raw = splash.read_all(wire.socket)
            # The client's own library reads no more after its close_notify; the records tell whether the answer came.
            assert len(raw) > len(b"20 text/plain; charset=utf-8\r\nA page.\n")


def test_close_notify_before_any_request(server):
    with splash.Wire(server.gemini) as wire:
        wire.shake_hands()
        wire.socket.sendall(wire.close_notify())
        assert splash.is_closed_within(wire.socket, splash.PATIENCE)


def test_a_reset_at_any_moment(server, speaker):
    silent = splash.connect(speaker.port(server))
    splash.reset(silent)
    half = speaker.open(server)
    half.sendall(speaker.line(server, "/page.txt")[:5])
    splash.reset(half)
    reading = speaker.open(server)
    reading.sendall(speaker.line(server, "/big.bin"))
    reading.recv(1000)
    splash.reset(reading)


def test_an_end_in_the_middle_of_the_request(server, speaker):
    with speaker.open(server) as connection:
        connection.sendall(speaker.line(server, "/page.txt")[:7])
        socket.socket.shutdown(connection, socket.SHUT_WR)
        assert splash.is_closed_within(connection, splash.PATIENCE)


# Too much


def test_kilobytes_after_the_line_do_not_reset_the_answer(server, speaker):
    for size in (1, 1000, 50000, 500000):
        with speaker.open(server) as connection:
            connection.sendall(speaker.line(server, "/page.txt") + b"y" * size)
            assert speaker.read(connection) == b"A page.\n", size


def test_the_refusal_of_an_endless_line_arrives(server):
    answer = splash.gemini(server.gemini, b"gemini://localhost/" + b"z" * 100000)
    assert answer.status == 59 and answer.closed_cleanly


def test_records_that_are_no_tls_any_more(server):
    for garbage in (b"\x17\x03\x03\x00\x20" + b"g" * 32, b"\x16\x03\x03\xff\xff", b"\0" * 100, b"\x15\x03\x03\x00\x02\x02\x28"):
        with splash.Wire(server.gemini) as wire:
            wire.shake_hands()
            wire.socket.sendall(garbage)
            try:
                assert splash.read_all(wire.socket) is not None
            except ConnectionResetError:
                pass


# Timeouts


def test_whoever_says_nothing_or_stops_in_the_middle_is_let_go(hasty, speaker):
    silent, half = splash.connect(speaker.port(hasty)), speaker.open(hasty)
    half.sendall(speaker.line(hasty, "/page.txt")[:-2])
    for connection in (silent, half):
        with connection:
            assert splash.is_closed_within(connection, splash.PATIENCE)


def stalled(speaker, server, path="/big.bin"):
    """A client that asks for much and reads little."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.settimeout(splash.PATIENCE)
    raw.connect(("127.0.0.1", speaker.port(server)))
    if speaker is GeminiSpeaker:
        raw = splash.tls_context().wrap_socket(raw, server_hostname="localhost", suppress_ragged_eofs=False)
    raw.sendall(speaker.line(server, path))
    return raw


def established(port):
    """The number of connections to the local PORT that are open for the kernel."""
    states = [line.split() for line in open("/proc/net/tcp", encoding="ascii").readlines()[1:]]
    return sum(fields[1].endswith(f":{port:04X}") and fields[3] == "01" for fields in states)


def test_whoever_never_reads_is_cut_off_and_not_told_a_clean_end(hasty, speaker):
    with stalled(speaker, hasty) as connection:
        eventually(lambda: established(speaker.port(hasty)) == 0, "the end of the connection")
        total = 0
        with pytest.raises((ConnectionResetError, ssl.SSLError)):
            while piece := connection.recv(65536):
                total += len(piece)
            if speaker is GopherSpeaker and total < BIG:
                raise ConnectionResetError
        assert total < BIG


def test_a_slow_reader_that_keeps_a_fair_pace_is_never_cut(hasty, speaker):
    with stalled(speaker, hasty) as connection:
        total, end = 0, time.monotonic() + 4
        while piece := connection.recv(4096):
            total += len(piece)
            if time.monotonic() < end:
                time.sleep(0.02)
    assert total >= BIG


def unsent(port):
    """Bytes that the kernel keeps for clients of the local PORT."""
    states = [line.split() for line in open("/proc/net/tcp", encoding="ascii").readlines()[1:]]
    return sum(int(fields[4].partition(":")[0], 16) for fields in states if fields[1].endswith(f":{port:04X}"))


def test_the_kernel_keeps_little_for_a_slow_reader(hasty, speaker):
    """Left alone it takes up to 4 MB for each: two hundred of them took half a gigabyte, and the time of everybody else to copy it."""
    with stalled(speaker, hasty) as connection:
        eventually(lambda: unsent(speaker.port(hasty)) > 100000, "something is on its way")
        most = 0
        for _ in range(10):
            time.sleep(0.05)
            most = max(most, unsent(speaker.port(hasty)))
        assert connection.recv(1000) and most <= 512 << 10


# Crowds


def ask_meanwhile(speaker, server, over, told):
    """Tells the seconds that each of many answers took until OVER is set. In a process of its own, which waits for no lock of the crowd's."""
    took = []
    while not over.wait(0.02):
        began = time.monotonic()
        assert ask(speaker, server, "/page.txt") == b"A page.\n"
        took.append(time.monotonic() - began)
    told.send(sorted(took))


def test_a_thousand_idle_and_two_hundred_slow_ones_hold_nobody_up(tmp_path, speaker):
    """Others are asked for while the crowd comes, stays and goes. The time that they take is printed; with
    SPLASHDOWN_BIN=build/release
    and SPLASHDOWN_WITHIN_MS=50 on a machine of its own it must be within that."""
    folder = splash.write_capsule(tmp_path / "capsule", {**CAPSULE, "big.bin": b"x" * BIG})
    processes = multiprocessing.get_context("fork")
    over, (heard, told) = processes.Event(), processes.Pipe(duplex=False)
    with splash.Server(folder, tmp_path) as server:
        asking = processes.Process(target=ask_meanwhile, args=(speaker, server, over, told))
        asking.start()
        try:
            crowd = [splash.connect(speaker.port(server)) for _ in range(1000)]
            crowd += [stalled(speaker, server) for _ in range(200)]
            assert is_alive(server)
            time.sleep(2)
            for connection in crowd:
                connection.close()
        finally:
            over.set()
            asking.join(splash.PATIENCE)
        assert asking.exitcode == 0 and heard.poll(), "one was not answered as it should be"
        took = heard.recv()
        print(f"{speaker.name}: {len(took)} answers, half within {took[len(took) // 2] * 1000:.1f} ms, all within {took[-1] * 1000:.1f} ms")
        assert took[-1] * 1000 <= float(os.environ.get("SPLASHDOWN_WITHIN_MS", "inf"))
        eventually(lambda: established(speaker.port(server)) == 0, "all gone")
        assert is_alive(server)


# Odd files


def test_what_is_no_plain_file_inside_is_not_there(server, speaker):
    folder = server.capsule
    (folder.parent / "outside.txt").write_text("outside\n")
    os.mkfifo(folder / "pipe.txt")
    (folder / "out.txt").symlink_to("../outside.txt")
    (folder / "etc").symlink_to("/etc")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "inside.txt").symlink_to("page.txt")
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(str(folder / "socket.txt"))
    try:
        eventually(lambda: ask(speaker, server, "/inside.txt") == b"A page.\n", "a link that stays inside")
        for path in ("/pipe.txt", "/out.txt", "/etc/passwd", "/self.txt", "/socket.txt", "/.hidden.txt", "/.well-known/secret.txt", "/_config.yml"):
            body = ask(speaker, server, path)
            assert body == b"" if speaker is GeminiSpeaker else body.startswith(b"3"), path
    finally:
        sock.close()
        for name in ("pipe.txt", "out.txt", "etc", "self.txt", "inside.txt", "socket.txt"):
            (folder / name).unlink()


@pytest.mark.parametrize("path, body", [("/notes/a%20b.txt", b"space\n"), ("/notes/100%25.txt", b"percent\n"), ("/notes/caf%C3%A9.txt", b"accent\n")])
def test_names_are_decoded(server, speaker, path, body):
    assert ask(speaker, server, path) == body


def test_a_file_that_shrinks_while_it_is_sent_is_cut_not_padded(server, speaker):
    path = server.capsule / "shrinking.bin"
    path.write_bytes(b"s" * BIG)
    eventually(lambda: ask_start(speaker, server, "/shrinking.bin"), "the file")
    with stalled(speaker, server, "/shrinking.bin") as connection:
        connection.recv(1000)
        os.truncate(path, 100000)
        total = 0
        try:
            while piece := connection.recv(65536):
                total += len(piece)
            assert speaker is GopherSpeaker, "a clean end of half a file"
        except (ConnectionResetError, ssl.SSLError):
            pass
    assert total < BIG


def ask_start(speaker, server, path):
    with speaker.open(server) as connection:
        connection.sendall(speaker.line(server, path))
        return b"sss" in connection.recv(1000) + connection.recv(1000)


# The end of a process


def test_sigterm_lets_a_transfer_finish(tmp_path, speaker):
    folder = splash.write_capsule(tmp_path / "capsule", {**CAPSULE, "big.bin": b"x" * BIG})
    with splash.Server(folder, tmp_path) as server:
        with speaker.open(server) as connection:
            connection.sendall(speaker.line(server, "/big.bin"))
            raw = connection.recv(1000)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            while piece := connection.recv(65536):
                raw += piece
        assert raw.endswith(b"x" * 1000) and len(raw) >= BIG


def test_not_one_request_fails_while_the_server_is_reloaded_ten_times(tmp_path, speaker):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    count = int(os.environ.get("SPLASHDOWN_REQUESTS", 2000))
    with splash.Server(folder, tmp_path) as server:
        with splash.Load(speaker, server, count) as load:
            for n in range(1, 11):
                server.process.send_signal(signal.SIGHUP)
                eventually(lambda: server.said().count("new workers serve") == n, f"reload {n}")
                wanted = count - count * n // 12
                eventually(lambda: load.left <= wanted, "some requests more", 1800)
    assert load.failed == []


def test_a_killed_worker_costs_its_own_connections_only(tmp_path, speaker):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path) as server:
        held = [speaker.open(server) for _ in range(20)]
        os.kill(server.workers()[0], signal.SIGKILL)
        answered = 0
        for connection in held:
            try:
                connection.sendall(speaker.line(server, "/page.txt"))
                answered += speaker.read(connection) == b"A page.\n"
            except (OSError, AssertionError):
                pass
            connection.close()
        assert answered > 0
        eventually(lambda: len(server.workers()) == 2, "a new worker")
        assert is_alive(server)
