"""Greed at the door: who takes many places, begins many handshakes or misbehaves, and who else notices. PROXY headers give
readers their addresses."""
import configparser
import json
import re
import select
import socket
import ssl

import pytest

import splash
from splash import ROOT, Server, eventually, run, write_capsule
from test_proxy import LOCAL, UNKNOWN, gemini, gopher, version_1, version_2

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "large.txt": "x" * (4 << 20)}


def started(tmp_path, more="", workers=1, log="addresses: full"):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nlog: {{ {log} }}\nstatus: {tmp_path}/run/status.sock\n"
              f"proxy_protocol: {{ from: [127.0.0.1] }}\n{more}")
    return Server(None, tmp_path, config=config, workers=workers)


def status(server, form="json"):
    code, out, err = run("status", "-c", server.scratch / "splashdown.yml", "--format", form)
    assert (code, err) == (0, ""), err
    return json.loads(out) if form == "json" else out.decode()


def until(server, condition, what):
    def fits():
        found = status(server)
        return found if condition(found) else None

    return eventually(fits, what)


def silent(server, client):
    """A connection that has sent its PROXY header, and nothing else."""
    connection = splash.connect(server.gopher)
    connection.sendall(version_1(client))
    return connection


def is_refused(server, client):
    return b"Too many connections" in gopher(server, version_1(client))


# Penalties


def misbehave(server, client, times):
    """Bytes on the Gemini port that are no TLS."""
    for _ in range(times):
        with splash.connect(server.gemini) as connection:
            connection.sendall(version_1(client) + b"gemini://localhost/\r\n")
            try:
                splash.read_all(connection)
            except ConnectionResetError:
                pass


def test_repeated_misbehaviour_costs_an_address_a_pause_that_status_tells(tmp_path):
    with started(tmp_path, workers=2) as server:
        misbehave(server, "192.0.2.7", 4)
        assert not is_refused(server, "192.0.2.7")
        misbehave(server, "192.0.2.7", 4)
        now = until(server, lambda s: s["offences"]["handshake"] >= 5, "the offences")
        assert now["paused"] == {"addresses": 1, "networks": 0} and now["handshakes_failed"]["not_tls"] >= 5
        assert is_refused(server, "192.0.2.7")
        with pytest.raises((OSError, ssl.SSLError)):
            gemini(server, version_2("192.0.2.7"))
        assert not is_refused(server, "192.0.2.8") and gemini(server, version_2("192.0.2.8")).status == 20
        assert b"Hello." in gopher(server, LOCAL)
        assert status(server)["limits"]["paused"] >= 2
        assert re.search(r"^paused for now: 1 address, 0 networks$", status(server, "text"), re.M)
        found = status(server, "prometheus")
        assert 'splashdown_paused{what="addresses"} 1\n' in found and 'splashdown_tls_handshake_failures_total{reason="not_tls"}' in found


def test_a_network_pauses_when_three_of_its_addresses_misbehave(tmp_path):
    with started(tmp_path) as server:
        for n in (1, 2):
            misbehave(server, f"192.0.2.{n}", 8)
        assert not is_refused(server, "192.0.2.9")
        for n in (3, 4, 5):
            misbehave(server, f"192.0.2.{n}", 8)
        until(server, lambda s: s["paused"]["networks"] == 1, "a network that pauses")
        assert is_refused(server, "192.0.2.9") and not is_refused(server, "192.0.3.9")


def test_what_a_reader_may_get_wrong_costs_nothing(tmp_path):
    """A page that is not there, a bad request, a transfer that is given up, a certificate that is not liked."""
    with started(tmp_path, "limits: { requests_per_second: 1000, burst: 1000 }\n") as server:
        for _ in range(12):
            assert gemini(server, version_1("192.0.2.7"), "/none").status == 51
            assert b"3" in gopher(server, version_1("192.0.2.7"), b"/none")
            with splash.connect(server.gopher) as connection:
                connection.sendall(version_1("192.0.2.7") + b"/large.txt\r\n")
                assert connection.recv(1) == b"x"
                splash.reset(connection)
            raw = splash.connect(server.gemini)
            raw.sendall(version_1("192.0.2.7"))
            with splash.tls_context().wrap_socket(raw, server_hostname="localhost") as tls:
                tls.sendall(b"nonsense\r\n")
                assert splash.read_answer(tls).status == 59
            raw = splash.connect(server.gemini)
            raw.sendall(version_1("192.0.2.7"))
            with pytest.raises(ssl.SSLError):
                ssl.create_default_context().wrap_socket(raw, server_hostname="localhost")
        now = until(server, lambda s: s["handshakes_failed"]["refused"] == 12, "what clients refused")
        assert sum(now["offences"].values()) == 0 and now["paused"]["addresses"] == 0, now["offences"]


def test_lines_without_an_end_and_silence_are_offences(tmp_path):
    with started(tmp_path, "limits: { request_timeout: 1s }\n") as server:
        with splash.connect(server.gopher) as connection:
            connection.sendall(version_1("192.0.2.7") + b"x" * 3000)
            splash.read_all(connection)
        with splash.connect(server.gopher) as connection:
            connection.sendall(version_1("192.0.2.7") + b"/half")
            connection.shutdown(socket.SHUT_WR)
            splash.read_all(connection)
        with silent(server, "192.0.2.8") as connection:
            splash.read_all(connection)
        until(server, lambda s: s["offences"]["line"] == 2 and s["offences"]["timeout"] == 1, "three offences")


# Places


def test_a_household_has_no_more_places_than_a_few_addresses(tmp_path):
    with started(tmp_path, "limits: { per_address: 4, request_timeout: 600s }\n") as server:
        held = [silent(server, f"2001:db8:1:{n:x}::1") for n in range(8)]
        until(server, lambda s: s["connections"] >= 8, "eight connections")
        assert is_refused(server, "2001:db8:1:ff::1")
        assert not is_refused(server, "2001:db8:1:100::1") and not is_refused(server, "2001:db8:2::1")
        assert status(server)["limits"]["per_network"] >= 1
        for connection in held:
            connection.close()


def test_who_is_silent_gives_way_when_all_places_are_taken(tmp_path):
    """And not the reader who has just come, from elsewhere."""
    with started(tmp_path, "limits: { connections: 12, request_timeout: 600s }\n") as server:
        reader = silent(server, "198.51.100.1")
        until(server, lambda s: s["connections"] == 1, "a reader")
        held = [silent(server, f"192.0.2.{n}") for n in range(11)]
        until(server, lambda s: s["connections"] == 12, "all places taken")
        for _ in range(20):
            assert b"Hello." in gopher(server, version_1("203.0.113.5"))
        assert splash.is_closed_within(held[0], splash.PATIENCE)
        reader.sendall(b"/\r\n")
        assert b"Hello." in splash.read_all(reader)
        now = status(server)["limits"]
        assert now["gave_way"] >= 1 and now["connections"] == 0
        for connection in held:
            connection.close()


def test_who_has_asked_does_not_give_way(tmp_path):
    with started(tmp_path, "limits: { connections: 6, request_timeout: 600s, write_timeout: 600s }\n") as server:
        held = []
        for n in range(6):
            connection = silent(server, f"192.0.2.{n}")
            connection.sendall(b"/large.txt\r\n")
            assert connection.recv(1) == b"x"
            held.append(connection)
        with splash.connect(server.gopher) as connection:
            connection.sendall(version_1("203.0.113.5") + b"/\r\n")
            try:
                assert b"Hello." not in splash.read_all(connection)
            except ConnectionResetError:
                pass
        for connection in held:
            assert len(splash.read_all(connection)) == (4 << 20) - 1
        assert status(server)["limits"]["gave_way"] == 0


# Handshakes


def test_many_handshakes_at_once_wait_for_their_turn_and_none_is_refused(tmp_path):
    with started(tmp_path, "limits: { requests_per_second: 20, burst: 60 }\n") as server:
        raws = []
        for _ in range(40):
            raws.append(splash.connect(server.gemini))
            raws[-1].sendall(version_1("192.0.2.7"))
        for raw in raws:
            with splash.tls_context().wrap_socket(raw, server_hostname="localhost", suppress_ragged_eofs=False) as tls:
                tls.sendall(server.url("/").encode() + b"\r\n")
                assert splash.read_answer(tls).status == 20
        assert status(server)["limits"]["handshakes_per_second"] == 0


def test_more_handshakes_than_can_wait_are_refused(tmp_path):
    with started(tmp_path, "limits: { requests_per_second: 1, burst: 1, request_timeout: 600s }\n") as server:
        held = []
        for _ in range(40):
            held.append(splash.connect(server.gemini))
            held[-1].sendall(version_1("192.0.2.7"))
        until(server, lambda s: s["limits"]["handshakes_per_second"] >= 10, "refused ones")
        assert gemini(server, version_1("192.0.2.8")).status == 20
        for connection in held:
            connection.close()


# Logs and counters


def failregexes():
    """The expressions of the filter, as fail2ban reads them once the date is cut out."""
    filter_ = configparser.ConfigParser(interpolation=None)
    filter_.read(ROOT / "contrib/fail2ban/splashdown.conf")
    return [re.compile(line.replace("<ADDR>", "(?P<address>[0-9a-f.:]+)")) for line in filter_["Definition"]["failregex"].splitlines()]


def without_date(line):
    """A line without a match stays as it is."""
    return re.sub(r'(?<=^\{"time":")[0-9T:-]+Z|(?<= - - \[)\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000', "", line)


@pytest.mark.parametrize("form", ["combined", "json"])
def test_failed_handshakes_are_logged_as_fail2ban_reads_them(tmp_path, form):
    with started(tmp_path, log=f"addresses: full, handshakes: on, format: {form}") as server:
        misbehave(server, "192.0.2.7", 3)
        misbehave(server, "2001:db8:7::1", 1)
        assert gemini(server, version_1("192.0.2.8")).status == 20
        assert b"Hello." in gopher(server, version_1("192.0.2.9"))
        forged = b'/- gemini" - 0 "-" "handshake not_tls'
        gopher(server, version_1("192.0.2.10"), forged)
        lines = eventually(lambda: len(found := server.out.read_text().splitlines()) == 7 and found, "seven lines")
        banned = [m["address"] for line in lines for r in failregexes() if (m := r.search(without_date(line)))]
        assert sorted(banned) == ["192.0.2.7"] * 3 + ["2001:db8:7::1"]


def test_a_flood_of_failures_is_sampled_and_by_default_none_is_logged(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with started(tmp_path / "a") as server:
        misbehave(server, "192.0.2.7", 3)
        until(server, lambda s: s["handshakes"]["failed"] == 3, "three failures")
        gopher(server, version_1("192.0.2.9"))
        eventually(lambda: len(server.out.read_text().splitlines()) == 1, "the line of a request")
    with started(tmp_path / "b", log="addresses: full, handshakes: on") as server:
        for n in range(200):
            misbehave(server, f"198.51.{n}.7", 1)
        until(server, lambda s: s["handshakes"]["failed"] == 200, "all of them")
        eventually(lambda: len(server.out.read_text().splitlines()) >= 10, "a sample of them")
    # The server has ended: all that it had to write is written.
    assert len(server.out.read_text().splitlines()) < 200


def test_a_balancers_own_checks_are_neither_logged_nor_counted(tmp_path):
    with started(tmp_path) as server:
        for header in (LOCAL, UNKNOWN):
            assert gemini(server, header).status == 20
            assert b"Hello." in gopher(server, header)
            assert gemini(server, header, "/none").status == 51
            with splash.connect(server.gemini) as connection:
                connection.sendall(header + b"no tls")
                splash.read_all(connection)
            with splash.connect(server.gemini):
                pass
        assert gemini(server, version_1("192.0.2.7")).status == 20
        now = until(server, lambda s: s["gemini"]["requests"] == 1 and s["connections"] == 0, "the reader's request")
        assert now["gemini"]["connections"] == 1 and now["gopher"] | {"duration": 0} == now["gopher"] | {"duration": 0, "connections": 0, "requests": 0}
        assert now["handshakes"] == {"full": 1, "resumed": 0, "failed": 0} and now["cache"]["hit"] + now["cache"]["miss"] == 1
    # The server has ended: all that it had to write is written.
    assert [line.split()[0] for line in server.out.read_text().splitlines()] == ["192.0.2.7"]


# Clients that ask about the server


def test_silent_clients_of_the_status_socket_keep_nobody_from_asking(tmp_path):
    with started(tmp_path, workers=2) as server:
        held = []
        for _ in range(150):
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(str(tmp_path / "run/status.sock"))
            held.append(connection)
        for _ in range(3):
            assert status(server)["workers"] == 2
        assert select.select([held[0]], [], [], splash.PATIENCE)[0] and held[0].recv(1) == b""
        for connection in held:
            connection.close()
