"""Two nodes behind Debian's HAProxy with the configuration of contrib/haproxy: the step from one machine to several."""
import contextlib
import csv
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading

import pytest

import splash
from splash import Server, eventually, write_capsule

CAPSULE = {"_config.yml": "title: Tides\n", "index.md": "# Welcome\n\nHello.\n", "about.md": "---\ntitle: About\n---\nMe.\n"}
HAPROXY = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
CLIENT, OTHER = "127.0.0.7", "127.0.0.8"


class Balancer:
    """HAProxy with the shipped configuration, its addresses and names replaced by those of the test."""

    def __init__(self, scratch, host, ports, nodes):
        text = (splash.ROOT / "contrib" / "haproxy" / "haproxy.cfg").read_text()
        changes = [(":::1965 v4v6", f"127.0.0.1:{ports[0]}"), (":::70 v4v6", f"127.0.0.1:{ports[1]}"),
                   ("gemini://example.org/", f"gemini://{host}:{ports[0]}/"), ("sni example.org", f"sni {host}")]
        for i, node in enumerate(nodes, 11):
            changes += [(f"192.0.2.{i}:1965", f"127.0.0.1:{node.gemini}"), (f"192.0.2.{i}:70", f"127.0.0.1:{node.gopher}")]
        for old, new in changes:
            assert old in text, f"{old} is gone from haproxy.cfg"
            text = text.replace(old, new)
        self.control = scratch / "control"
        text = text.replace("global\n", f"global\n    stats socket {self.control}\n", 1)
        (scratch / "haproxy.cfg").write_text(text)
        self.gemini, self.gopher = ports
        self.log = scratch / "haproxy.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([HAPROXY, "-db", "-f", scratch / "haproxy.cfg"], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL)

    def said(self):
        return self.log.read_text(errors="replace")

    def checks(self):
        """The result of the last check of each server, by backend and server."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as control:
            control.connect(str(self.control))
            control.sendall(b"show stat\n")
            rows = csv.DictReader(splash.read_all(control).decode().lstrip("# ").splitlines())
            return {(row["pxname"], row["svname"]): row["check_status"] for row in rows if row["svname"].startswith("node")}
        return {}

    def stop(self):
        self.process.terminate()
        self.process.wait(splash.PATIENCE)


class Fleet:
    def __init__(self, scratch):
        self.ports = splash.free_port(), splash.free_port()
        self.nodes = []
        for name in ("node1", "node2"):
            home = scratch / name
            if self.nodes:
                # Does what `rsync -a` does before the first start of a node: content, certificate, key, ticket secret.
                shutil.copytree(self.nodes[0].scratch / "capsule", home / "capsule")
                shutil.copytree(self.nodes[0].certs, home / "certs")
            else:
                write_capsule(home / "capsule", CAPSULE)
                (home / "certs").mkdir(mode=0o700)
                assert splash.run("cert", "tickets", home / "certs" / "ticket-secret")[0] == 0
            config = (f"hosts: [{{ name: tides.example, capsule: {home}/capsule }}]\nlog: {{ addresses: full }}\n"
                      f"gemini: {{ public_port: {self.ports[0]} }}\ngopher: {{ public_port: {self.ports[1]} }}\n"
                      f"tickets: {{ secret: {home}/certs/ticket-secret }}\n"
                      "limits: { requests_per_second: 0, exempt: [] }\nproxy_protocol: { from: [127.0.0.1] }\n")
            self.nodes.append(Server(None, home, config=config))
        self.balancer = Balancer(scratch, "tides.example", self.ports, self.nodes)
        eventually(self.is_up, "both nodes in service")

    def is_up(self):
        """A check of each node on each protocol has come through."""
        assert self.balancer.process.poll() is None, self.balancer.said()
        ended = self.balancer.checks()
        return len(ended) == 4 and set(ended.values()) == {"L7OK"}

    def visit(self, path="/about.gmi", session=None, context=None, source=CLIENT):
        raw = socket.create_connection(("127.0.0.1", self.ports[0]), splash.PATIENCE, (source, 0))
        context = context or splash.tls_context()
        with context.wrap_socket(raw, server_hostname="tides.example", session=session,
                                 suppress_ragged_eofs=False) as tls:
            tls.sendall(f"gemini://tides.example:{self.ports[0]}{path}\r\n".encode())
            answer = splash.read_answer(tls)
            answer.reused, answer.session = tls.session_reused, tls.session
            return answer

    def select(self, selector="/about", source=CLIENT):
        with socket.create_connection(("127.0.0.1", self.ports[1]), splash.PATIENCE, (source, 0)) as connection:
            connection.sendall(selector.encode() + b"\r\n")
            return splash.read_all(connection)

    def stop(self):
        self.balancer.stop()
        for node in self.nodes:
            node.__exit__(None)


def paths(node, source):
    """The paths that SOURCE requested from NODE, by its log."""
    lines = re.findall(r'^(\S+) .*"GET (\S+) ', node.out.read_text(), re.M)
    return [path for address, path in lines if address == source]


@pytest.fixture
def fleet(tmp_path):
    assert HAPROXY, "haproxy is missing: contrib/packaging/test-packages names it"
    one = Fleet(tmp_path)
    yield one
    one.stop()


def test_requests_spread_and_clients_keep_their_addresses(fleet):
    for _ in range(10):
        assert fleet.visit().status == 20
        assert b"Me." in fleet.select(source=OTHER)
    for node in fleet.nodes:
        eventually(lambda: len(paths(node, CLIENT)) == 5 and len(paths(node, OTHER)) == 5, "each node's half")
        assert set(paths(node, CLIENT)) == {"/about.gmi"} and set(paths(node, OTHER)) == {"/about"}


def test_menus_and_redirects_lead_back_to_the_balancer(fleet):
    items = [item for item in splash.menu(fleet.select("")) if item.type in "017"]
    assert items and all((item.host, item.port) == ("tides.example", fleet.ports[1]) for item in items)
    assert fleet.visit("/about").meta == "/about.gmi"


def test_a_session_is_resumed_whichever_node_it_comes_back_to(fleet):
    context = splash.tls_context(minimum=ssl.TLSVersion.TLSv1_3)
    answer = fleet.visit(context=context)
    assert not answer.reused
    for _ in range(8):
        answer = fleet.visit(session=answer.session, context=context)
        assert answer.reused and answer.status == 20
    eventually(lambda: all(len(paths(node, CLIENT)) >= 3 for node in fleet.nodes), "each node's share")


def test_limits_are_each_clients_own(tmp_path):
    """One address may use up its connections; others, and the balancer's own checks, go on."""
    config = "limits: { per_address: 1, exempt: [] }\nproxy_protocol: { from: [127.0.0.1] }\n"
    write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(tmp_path / "capsule", tmp_path, config=config) as node:
        ports = splash.free_port(), splash.free_port()
        balancer = Balancer(tmp_path, "localhost", ports, [node, node])
        try:
            held = []

            def is_full():
                held.append(socket.create_connection(("127.0.0.1", ports[1]), splash.PATIENCE, (CLIENT, 0)))
                held[-1].settimeout(1)
                try:
                    return b"Too many connections" in held[-1].recv(1000)
                except socket.timeout:
                    return False

            eventually(lambda: (connects(ports[1]) and is_full()), "the client's one connection is taken")
            with socket.create_connection(("127.0.0.1", ports[1]), splash.PATIENCE, (OTHER, 0)) as connection:
                connection.sendall(b"/about\r\n")
                assert b"Me." in splash.read_all(connection)
            for connection in held:
                connection.close()
        finally:
            balancer.stop()


def connects(port):
    try:
        splash.connect(port).close()
    except ConnectionRefusedError:
        return False
    return True


def test_killing_a_node_under_load_loses_only_its_own_connections(fleet):
    clients, over, lost, done = 4, threading.Event(), [], [0, 0]

    def ask(killed):
        while not over.is_set():
            try:
                assert fleet.visit().status == 20 and b"Me." in fleet.select()
                done[killed.is_set()] += 1
            except (OSError, AssertionError) as error:
                lost.append(repr(error))

    killed = threading.Event()
    threads = [threading.Thread(target=ask, args=(killed,)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        eventually(lambda: done[0] >= 20, "load on both nodes")
        dead = fleet.nodes[0]
        workers = len(dead.workers())
        dead.process.send_signal(signal.SIGKILL)
        dead.process.wait()
        dead.process.returncode = 0
        killed.set()
        eventually(lambda: done[1] >= 40, "answers go on")
        eventually(lambda: "gemini/node1 is DOWN" in fleet.balancer.said(), "the balancer has noticed")
    finally:
        over.set()
        for thread in threads:
            thread.join()
    # Each client had at most one connection open when a worker of the node died; the two end one after the other, and the kernel takes
    # connections for the second meanwhile.
    assert len(lost) <= clients * workers, lost
    before = len(lost)
    for _ in range(6):
        assert fleet.visit().status == 20 and b"Me." in fleet.select()
    assert len(lost) == before


def test_an_edit_on_each_node_is_live_without_a_signal(fleet):
    for node in fleet.nodes:
        (node.scratch / "capsule" / "about.md").write_text("---\ntitle: About\n---\nEdited.\n")
    eventually(lambda: all("Edited." in fleet.visit().text for _ in range(4)), "both nodes have the edit")
