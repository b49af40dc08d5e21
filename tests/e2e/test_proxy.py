"""The PROXY protocol behind a balancer: the client that limits and logs see, and the peers that may name it."""
import select
import socket
import struct

import pytest

import splash
from splash import Server, eventually, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n"}
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


def version_1(source, target="198.51.100.1"):
    family = "TCP6" if ":" in source else "TCP4"
    return f"PROXY {family} {source} {target if family == 'TCP4' else '2001:db8::1'} 4660 1965\r\n".encode()


def version_2(source, more=b""):
    if ":" in source:
        block = socket.inet_pton(socket.AF_INET6, source) + socket.inet_pton(socket.AF_INET6, "2001:db8::1")
    else:
        block = socket.inet_aton(source) + socket.inet_aton("198.51.100.1")
    block += struct.pack(">HH", 4660, 1965) + more
    return SIGNATURE + struct.pack(">BBH", 0x21, 0x21 if ":" in source else 0x11, len(block)) + block


LOCAL = SIGNATURE + b"\x20\x00\x00\x00"
UNKNOWN = b"PROXY UNKNOWN\r\n"


def gemini(server, header, path="/"):
    raw = splash.connect(server.gemini)
    raw.sendall(header)
    with splash.tls_context().wrap_socket(raw, server_hostname="localhost", suppress_ragged_eofs=False) as tls:
        tls.sendall(server.url(path).encode() + b"\r\n")
        return splash.read_answer(tls)


def gopher(server, header, selector=b"/"):
    return splash.gopher(server.gopher, header + selector + b"\r\n")


def addresses(server):
    """The addresses of the access log, in order."""
    return [line.split()[0] for line in server.out.read_text().splitlines()]


def started(tmp_path, more="", source="127.0.0.1/32", name="a"):
    folder = tmp_path / name
    folder.mkdir()
    write_capsule(folder / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {folder}/capsule }}]\nlog: {{ addresses: full }}\n"
              f"proxy_protocol: {{ from: [{source}] }}\n{more}")
    return Server(None, folder, config=config)


def test_the_clients_address_is_in_the_log_for_both_protocols_and_versions(tmp_path):
    clients = ["192.0.2.7", "192.0.2.8", "2001:db8:5::9", "2001:db8:6::9"]
    with started(tmp_path) as server:
        assert gemini(server, version_1(clients[0])).status == 20
        assert b"Hello." in gopher(server, version_2(clients[1]))
        assert gemini(server, version_2(clients[2], b"\x04\x00\x03abc")).status == 20
        assert b"Hello." in gopher(server, version_1(clients[3]))
        eventually(lambda: sorted(addresses(server)) == sorted(clients), "four lines of the log")


def test_a_header_may_come_in_pieces(tmp_path):
    with started(tmp_path) as server:
        for header in (version_1("192.0.2.7"), version_2("192.0.2.7")):
            with splash.connect(server.gopher) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for byte in header + b"/\r\n":
                    connection.sendall(bytes([byte]))
                assert b"Hello." in splash.read_all(connection)
        eventually(lambda: addresses(server) == ["192.0.2.7"] * 2, "the log")


def test_a_balancer_that_speaks_for_itself_is_answered_and_not_logged(tmp_path):
    with started(tmp_path) as server:
        assert gemini(server, LOCAL).status == 20
        assert b"Hello." in gopher(server, UNKNOWN)
        assert gemini(server, version_1("192.0.2.7")).status == 20
        eventually(lambda: addresses(server) == ["192.0.2.7"], "the log")


@pytest.mark.parametrize("header", [
    b"/\r\n", b"gemini://localhost/\r\n", b"PROXY TCP4 192.0.2.7 198.51.100.1 1\r\n", b"PROXY TCP4 nonsense\n",
    b"PROXY " + b"x" * 200, SIGNATURE + b"\x21\x11\x00\x04abcd", SIGNATURE + b"\x21\x11\xff\xff", SIGNATURE + b"\x31",
], ids=["gopher", "gemini", "short", "lf", "long", "v2-short", "v2-long", "v3"])
def test_a_malformed_header_closes_without_an_answer(tmp_path, header):
    with started(tmp_path) as server:
        for port in (server.gopher, server.gemini):
            with splash.connect(port) as connection:
                connection.sendall(header)
                try:
                    assert splash.read_all(connection) == b""
                except ConnectionResetError:
                    pass
        assert b"Hello." in gopher(server, version_1("192.0.2.7"))
        eventually(lambda: len(addresses(server)) == 1, "one line only")


def test_who_says_half_a_header_is_closed_in_time(tmp_path):
    with started(tmp_path, "limits: { request_timeout: 1s }\n") as server:
        for begin in (b"", b"PROX", SIGNATURE[:5]):
            with splash.connect(server.gopher) as connection:
                connection.sendall(begin)
                assert splash.is_closed_within(connection, splash.PATIENCE)


def test_from_others_a_header_is_a_bad_request(tmp_path):
    """Anybody could write one: where it is not expected it says nothing of who asks."""
    with started(tmp_path, source="192.0.2.0/24") as server:
        assert splash.menu(gopher(server, version_1("192.0.2.7"), b""))[0].type == "3"
        with pytest.raises(OSError):
            gemini(server, version_2("192.0.2.7"))
        assert server.get("/").status == 20
        eventually(lambda: addresses(server) == ["127.0.0.1"] * 2, "the log")


def test_requests_are_limited_for_each_client_and_not_for_the_balancer(tmp_path):
    with started(tmp_path, "limits: { requests_per_second: 1, burst: 2, exempt: [] }\n") as server:
        answers = [gemini(server, version_2("192.0.2.7")).status for _ in range(12)]
        assert answers[:2] == [20, 20] and 44 in answers
        assert b"Too many requests" in b"".join(gopher(server, version_1("192.0.2.7")) for _ in range(4))
        assert gemini(server, version_2("192.0.2.8")).status == 20
        assert all(gemini(server, LOCAL).status == 20 for _ in range(6))


def hold(server, client, held):
    """Opens one more silent connection; true when the answer is that there are too many."""
    connection = splash.connect(server.gopher)
    held.append(connection)
    connection.sendall(version_1(client))
    return select.select([connection], [], [], 0.5)[0] and b"Too many connections" in splash.read_all(connection)


def test_connections_are_limited_for_each_client_and_not_for_the_balancer(tmp_path):
    with started(tmp_path, "limits: { per_address: 2, exempt: [], request_timeout: 60s }\n") as server:
        held = []
        eventually(lambda: hold(server, "192.0.2.7", held), "a connection that is one too many")
        assert len(held) >= 3
        assert b"Hello." in gopher(server, version_2("192.0.2.9"))
        assert all(b"Hello." in gopher(server, LOCAL) for _ in range(4))
        for connection in held:
            connection.close()
        eventually(lambda: b"Hello." in gopher(server, version_1("192.0.2.7")), "there is room again")
