"""The greeds that greed.py sets against another reader. Each is a class whose first line of text is its name in the table."""
import itertools
import os
import pathlib
import random
import re
import socket
import subprocess
import time

import greed_clients as clients
import greed_server
from greed_clients import Crowd, Program, address, ask

HERE = pathlib.Path(__file__).resolve().parent
BOTH, TLS = ("gemini", "gopher"), ("gemini",)
LARGE = 10_000_000


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Greed:
    """OLD is what must be reached where the cure is missing: (kind, figure), the kind one of the reader's (its longest wait, ms),
    "loop" (CPU ms of others before an answer), "refused", "held" (MB) or "rate" (a second). WARM: seconds until it is at its height."""

    protocols, old, kinds = BOTH, None, {}
    posts, warm, config, host, hosts = greed_server.POSTS, 1, "", "", ""

    def __init__(self, scratch, protocol, quick):
        self.scratch, self.protocol, self.quick, self.crowds = pathlib.Path(scratch), protocol, quick, []
        self.prepare()

    def prepare(self):
        """Before the server starts: files, certificates, configuration."""

    def start(self, target):
        """The greed begins."""

    def stop(self):
        for crowd in self.crowds:
            crowd.stop()
        self.crowds = []

    def note(self, target, seconds):
        """Further measurements, for the table."""
        return ""

    def write(self, name, content):
        greed_server.write(self.scratch / "capsule", name, content)

    def crowd(self, target, count, work, pause=0.0):
        self.crowds.append(Crowd(target.cores["greedy"], count, work, pause))
        return self.crowds[-1]

    def path(self, name):
        return f"/{name}.gmi" if self.protocol == "gemini" else f"/{name}"

    def write_long(self, text):
        """Pages of 70 KB and more, which a thread makes; returns what reads one."""
        count = 4 if self.quick else 400
        for number in range(count):
            self.write(f"long{number}.md", f"---\ntitle: Long {number}\n---\n" + (3 * text + "\n\n") * 450)
        return lambda target, peer, number: greed_server.answered(target, ask(target, peer, self.path(f"long{number % count}")))

    def turns(self):
        return sum(crowd.turns.value for crowd in self.crowds if crowd.turns)


class Chains(Greed):
    """client certificate chains: 70 × RSA-3072, exponents of 3072 bits"""

    protocols, old = TLS, ("loop", 447)
    host = "  restricted: { /club/: [any] }\n"

    def prepare(self):
        at = self.scratch
        openssl("genrsa", "-out", at / "plain.key", 3072)
        text = subprocess.run(["openssl", "rsa", "-in", at / "plain.key", "-noout", "-text"], capture_output=True, text=True, check=True).stdout
        field = {name: int(re.sub(r"[\s:]", "", value), 16) for name, value in
                 re.findall(r"^(modulus|privateExponent|prime1|prime2|coefficient):\n((?:    .*\n)+)", text, re.M)}
        # Both exponents of a pair do: the secret one is as long as the modulus, and the public one takes its place.
        numbers = [0, field["modulus"], field["privateExponent"], 65537, field["prime1"], field["prime2"], 65537, 65537, field["coefficient"]]
        (at / "dear.asn1").write_text("asn1=SEQUENCE:key\n[key]\n" + "".join(f"n{i}=INTEGER:{n:#x}\n" for i, n in enumerate(numbers)))
        openssl("asn1parse", "-genconf", at / "dear.asn1", "-noout", "-out", at / "dear.der")
        openssl("rsa", "-inform", "der", "-in", at / "dear.der", "-out", at / "dear.key")
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", at / "leaf.key")
        (at / "ca.ext").write_text("basicConstraints=CA:TRUE\n")
        last = 3 if self.quick else 70
        openssl("req", "-x509", "-new", "-key", at / "dear.key", "-subj", f"/CN=c{last}", "-days", 30, "-out", at / f"c{last}.pem")
        for number in range(last - 1, -1, -1):
            key = at / ("dear.key" if number else "leaf.key")
            openssl("req", "-new", "-key", key, "-subj", f"/CN=c{number}", "-out", at / "c.csr")
            openssl("x509", "-req", "-in", at / "c.csr", "-CA", at / f"c{number + 1}.pem", "-CAkey", at / "dear.key", "-days", 30,
                    "-set_serial", number + 1, "-extfile", at / "ca.ext", "-out", at / f"c{number}.pem")
        (at / "chain.pem").write_text("".join((at / f"c{number}.pem").read_text() for number in range(last + 1)))

    def start(self, target):
        context = clients.tls_context((str(self.scratch / "chain.pem"), str(self.scratch / "leaf.key")))
        self.crowd(target, 8, lambda number, turn: ask(target, address(number), "/", context))


class Searches(Greed):
    """60 searches at once, each of nine words and more that many pages hold"""

    old, words = ("uncached", 15000), "潮汐海港燈塔信號月"

    def prepare(self):
        self.kinds = {"uncached": self.write_long(f"{self.words} {' '.join(greed_server.WORDS[:4])} ")}

    def start(self, target):
        def search(number, turn):
            rng = random.Random(60 * turn + number)
            words = rng.sample(greed_server.WORDS[:4], 4) + [self.words[at:at + 2] for at in rng.sample(range(len(self.words) - 1), 8)]
            greed_server.search_for(target, address(number), words)

        self.crowd(target, 60, search)


class DearSource(Greed):
    """small dear sources: Liquid loops, sorting in them, posts × tags"""

    old, count = ("loop", 3400), 200
    each = "{% for p in site.posts %}"
    bodies = [each + '{% assign s = site.posts | sort: "title" %}{% endfor %}',
              "{% for a in (1..3000) %}{% for b in (1..3000) %}{% if a == b %}.{% endif %}{% endfor %}{% endfor %}",
              each + '{% assign s = site.posts | group_by: "tags" %}{% endfor %}',
              each + "{% for q in site.posts %}{% for t in q.tags %}{% if p.tags contains t %}.{% endif %}{% endfor %}{% endfor %}{% endfor %}"]

    def prepare(self):
        for number in range(self.count):
            self.write(f"dear{number}.md", f"---\ntitle: Dear {number}\n---\n{self.bodies[number % 16 % 4 if number % 2 else 0]}\n")

    def start(self, target):
        self.crowd(target, 4 if self.quick else 24,
                   lambda number, turn: ask(target, address(number), self.path(f"dear{(turn * 24 + number) % self.count}")))


class ManyHosts(Greed):
    """40 hosts, each with a home of 215 KB"""

    protocols, count = TLS, 40

    def prepare(self):
        for number in range(self.count):
            greed_server.write(self.scratch / f"host{number}", "index.md", "---\ntitle: Home\n---\n" + "A long page of *words*, and more.\n\n" * 6200)
            self.hosts += f"- {{ name: h{number}.example, capsule: {self.scratch}/host{number} }}\n"

    def start(self, target):
        self.before = target.cpu_ms()

        def work(number, turn):
            which = (turn * 4 + number) % self.count
            ask(target, address(which + 40 * (turn % 50)), "/", host=f"h{which}.example")

        self.crowd(target, 4, work)

    def note(self, target, seconds):
        return f"{(target.cpu_ms() - self.before) / max(1, self.turns()):.1f} ms CPU of the worker a home, handshake and reader's share with it"


class Household(Greed):
    """one IPv6 household (a /56): silent connections from 256 networks"""

    old, warm = ("refused", 1), 8

    def start(self, target):
        per_process = 20 if self.quick else 1200

        def hold(number, turn):
            network = (number * 977 + turn) % 256
            peer = f"2001:db8:0:{network:x}::{1 + turn % 1000:x}"
            with clients.connect(target.port, peer) as raw:
                raw.recv(1)
            time.sleep(0.2 if self.quick else 5)  # 4,800 who are refused and come again at once would be a greed of accepts

        for part in range(4):
            self.crowd(target, per_process, lambda number, turn, part=part: hold(number + part * per_process, turn))


class Handshakes(Greed):
    """handshakes without requests, from one address"""

    protocols, old = TLS, ("rate", 580)
    groups = ["X25519"]

    def start(self, target):
        hellos = [clients.canned_hello(group) for group in self.groups]
        self.crowd(target, 24, lambda number, turn: clients.say_hello(target, address(1), hellos[(number + turn) % len(hellos)]))

    def note(self, target, seconds):
        return f"{self.turns() / seconds:.0f} hellos answered a second"


class KeyShares(Handshakes):
    """key shares of P-384, P-521 and X448: canned hellos from 64 addresses"""

    old, groups = ("cached", 150), ["P-384", "P-521", "X448"]

    def start(self, target):
        hellos = [clients.canned_hello(group) for group in self.groups]
        self.crowd(target, 64, lambda number, turn: clients.say_hello(target, address(number), hellos[(number + turn) % len(hellos)]))


class DearKey(Handshakes):
    """a host with an RSA-4096 key: canned hellos from 40 addresses"""

    old = ("cached", 300)

    def prepare(self):
        openssl("req", "-x509", "-newkey", "rsa:4096", "-nodes", "-days", 30, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", self.scratch / "dear.key", "-out", self.scratch / "dear.crt")
        self.host = f"  certificate: {self.scratch}/dear.crt\n  key: {self.scratch}/dear.key\n"

    def start(self, target):
        hello = clients.canned_hello("X25519")
        self.crowd(target, 40, lambda number, turn: clients.say_hello(target, address(number), hello))


class SlowPage(Greed):
    """64 slow readers (3 KB/s) of a page of 10 MB, from 12 addresses"""

    old, warm, name = ("held", 600), 3, "large"

    def prepare(self):
        size = LARGE // 10 if self.quick else LARGE
        self.write("large.gmi" if self.protocol == "gemini" else "large.md", "---\ntitle: Large\n---\n" + "A line of a large page, with words and words.\n" * (size // 46))

    def start(self, target):
        count = 8 if self.quick else 64
        self.crowd(target, count, lambda number, turn: clients.read_slowly(target, address(number % 12), self.path(self.name), 3072, 1.0))


class SlowFiles(Greed):
    """64 readers of eight large pages (10 MB) that take 64 KB and wait, from 12 addresses: each page is made again and again"""

    old = ("search", 2400)

    def prepare(self):
        size = LARGE // 10 if self.quick else LARGE
        for number in range(8):
            self.write(f"large{number}.md", "---\ntitle: Large\n---\n" + "A line of a *large* page, with words of its own.\n\n" * (size // 51))

    def start(self, target):
        self.crowd(target, 64, lambda number, turn: clients.read_slowly(target, address(number % 12), self.path(f"large{(number + turn) % 8}"), 1 << 16, 0.05))


class KeyUpdates(Greed):
    """KeyUpdate floods: 32 × 60 KB, no request"""

    protocols, old = TLS, ("loop", 600)

    def prepare(self):
        subprocess.run(["cc", "-O2", "-o", self.scratch / "key_updates", HERE / "key_updates.c", "-lssl", "-lcrypto"], check=True)

    def start(self, target):
        self.crowds.append(Program(target.cores["greedy"], [self.scratch / "key_updates", target.port, 32, 60000]))


class DearIndex(Greed):
    """the search index, with 3,600 dear pages"""

    old, warm = ("search", 30000), 3
    page = "{% for a in (1..400) %}{% for b in (1..400) %}{% if a == b %}{{ a }} {% endif %}{% endfor %}{% endfor %}"

    def start(self, target):
        self.count = 20 if self.quick else 3600
        for number in range(self.count):
            self.write(f"dear/{number}.md", f"---\ntitle: Dear {number}\n---\n{self.page}\n")
        self.crowd(target, 1, lambda number, turn: greed_server.search(target, address(number), 100000 + turn), pause=0.5)

    def stop(self):
        super().stop()
        for number in range(self.count):
            (self.scratch / "capsule" / "dear" / f"{number}.md").unlink()


class SilentStatus(Greed):
    """64 silent clients of the status socket"""

    old = ("refused", 1)
    kinds = {"status": greed_server.ask_status}

    def start(self, target):
        def hold(number, turn):
            with socket.socket(socket.AF_UNIX) as raw:
                raw.connect(str(target.status))
                raw.recv(1)
                time.sleep(0.2)

        self.crowd(target, 64, hold)


class BusyThreads(Greed):
    """our own threads all busy: pages of 300 KB, each for the first time"""

    old, count = ("cached", 80), 400

    def prepare(self):
        text = "Some *words* of a [page](/cached.md) that takes `a while`, **and** more of them.\n\n" * 3600
        for number in range(20 if self.quick else self.count):
            self.write(f"busy{number}.md", f"---\ntitle: Busy {number}\n---\n{text}")

    def start(self, target):
        self.crowd(target, 8, lambda number, turn: ask(target, address(number + 8 * (turn % 20)), self.path(f"busy{(turn * 8 + number) % self.count}")))


class BeingWritten(Greed):
    """jobs that sleep: pages that are being written"""

    old, count = ("uncached", 500), 20

    def prepare(self):
        for number in range(self.count):
            self.write(f"written{number}.md", f"---\ntitle: Written {number}\n---\nText.\n")
        self.kinds = {"uncached": self.write_long("Some words of a page of another author, and of its tides. ")}

    def start(self, target):
        turn_of = itertools.count()

        def edit(*_):
            for number in range(self.count):
                self.write(f"written{number}.md", f"---\ntitle: Written {number}\n---\nText {next(turn_of)}.\n")

        self.crowd(target, 1, edit, pause=0.02)
        self.crowd(target, 40, lambda number, turn: ask(target, address(number + 40 * (turn % 9)), self.path(f"written{number % self.count}")))


ALL = {kind.__name__: kind for kind in (Chains, Searches, DearSource, ManyHosts, Household, Handshakes, SlowPage, SlowFiles, KeyShares, DearKey,
                                        KeyUpdates, DearIndex, SilentStatus, BusyThreads, BeingWritten)}
