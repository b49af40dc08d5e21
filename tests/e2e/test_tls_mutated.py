"""Spoiled TLS against a live server: whatever comes, it answers others, does not grow, and no sanitizer complains.

SPLASHDOWN_ROUNDS connections (400), from SPLASHDOWN_FUZZ_SEED: by hand, take more."""
import os
import random
import socket
import ssl
import threading
import time

import splash

CLIENTS = 20


def spoil(chance, raw):
    """RAW with a few bytes changed, doubled, cut off or put in; often as it was."""
    raw = bytearray(raw)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 5])):
        at = chance.randrange(len(raw) + 1)
        what = chance.randrange(6)
        if what == 0 and raw:
            raw[at % len(raw)] ^= 1 << chance.randrange(8)
        elif what == 1 and len(raw) > 5:
            raw[chance.randrange(5)] = chance.choice([0, 1, 2, 3, 20, 21, 22, 23, 255])
        elif what == 2:
            del raw[at:at + chance.choice([1, 5, 100])]
        elif what == 3:
            raw[at:at] = chance.randbytes(chance.choice([1, 5, 300, 17000]))
        elif what == 4:
            raw += raw[:at]
        else:
            del raw[at:]
    return bytes(raw)


def one_round(server, chance):
    version = chance.choice([ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    with splash.Wire(server.gemini, sni=chance.choice(["localhost", None, "x" * 60]), context=splash.tls_context(version, version)) as wire:
        wire.socket.settimeout(splash.PATIENCE)
        pieces = chance.choice([None, 1, 7, 100])

        def send(raw):
            raw = spoil(chance, raw)
            for i in range(0, len(raw), pieces or max(len(raw), 1)):
                wire.socket.sendall(raw[i:i + (pieces or len(raw))])

        try:
            wire.shake_hands(send)
            send(wire.records(splash.request_line(server.url("/"))))
            if chance.random() < 0.3:
                wire.socket.shutdown(socket.SHUT_WR)
            wire.answer()
        except (OSError, ssl.SSLError):
            pass


def many_rounds(server, seed, rounds):
    chance = random.Random(seed)
    for _ in range(rounds):
        one_round(server, chance)


def test_a_live_server_takes_spoiled_records(tmp_path):
    seed = int(os.environ.get("SPLASHDOWN_FUZZ_SEED", 1965))
    rounds = int(os.environ.get("SPLASHDOWN_ROUNDS", 400)) // CLIENTS
    folder = splash.write_capsule(tmp_path / "capsule", {"index.gmi": "# Home\n", "page.txt": "A page.\n"})
    with splash.Server(folder, tmp_path, config="limits: { request_timeout: 1s }\n") as server:
        workers = server.workers()
        clients = [threading.Thread(target=many_rounds, args=(server, seed + n, rounds)) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        while any(client.is_alive() for client in clients):
            assert splash.ask(splash.GopherSpeaker, server, "/page.txt") == b"A page.\n", f"seed {seed}"
            time.sleep(0.1)
        assert splash.ask(splash.GeminiSpeaker, server, "/page.txt") == b"A page.\n"
        assert server.workers() == workers, server.said()
