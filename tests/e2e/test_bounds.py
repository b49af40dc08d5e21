"""Pages that take more than a page may, more work than there are turns, and more memory than a worker gives: the words to readers,
in the log and of `check`."""
import socket
import threading

import pytest

import splash
from splash import Server, eventually, run, write_capsule
from test_proxy import gemini, gopher, version_1

BEGINS = "The page begins.\n\n"
TURNS = "{% for a in (1..3000) %}{% for b in (1..3000) %}{% if a == b %}.{% endif %}{% endfor %}{% endfor %}"
DEAR = f"---\ntitle: Dear\n---\n{BEGINS}{TURNS}\n"
CAPSULE = {"_config.yml": "title: Tides\n", "about.md": "---\ntitle: About\n---\nMe.\n"}


def test_a_page_beyond_its_bounds_is_told_to_readers_once_in_the_log_and_by_line_in_check(serve):
    server = serve({**CAPSULE, "dear.md": DEAR}, workers=1)
    for _ in range(3):
        answer = server.get("/dear.gmi")
        assert answer.status == 20 and BEGINS in answer.text and "it is too long to be shown" in answer.text
        assert b"it is too long to be shown" in server.select("/dear")
    told = [line for line in server.said().splitlines() if "dear.md" in line]
    assert told == ["splashdown: dear.md takes more than a page may, so the rest is left out; splashdown check says where"]
    code, out, _ = run("check", server.capsule)
    said = out.decode()
    assert code == 0 and said.count("dear.md") == 1
    assert "dear.md:6: warning: the Liquid of this page takes more than 1000000 steps; the rest of it is left out. Make its loops shorter" in said


@pytest.mark.parametrize("ask", [gemini, gopher])
def test_work_for_which_there_is_no_turn_is_refused_and_others_are_answered(tmp_path, ask):
    """One address asks for more pages at once, each dear and never asked for before, than may wait of one address, or than can be
    made before their readers would give up."""
    count, answers = 45, []
    write_capsule(tmp_path / "capsule", {**CAPSULE, **{f"dear{n}.md": DEAR for n in range(count)}})
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nproxy_protocol: {{ from: [127.0.0.1] }}\n"
              "limits: { exempt: [], requests_per_second: 1000, burst: 1000, per_address: 200, request_timeout: 600s, write_timeout: 8s }\n")
    end = ".gmi" if ask is gemini else ""

    def answer_to(client, path):
        return gemini(server, version_1(client), path).raw if ask is gemini else gopher(server, version_1(client), path.encode())

    with Server(None, tmp_path, config=config, workers=1) as server:
        threads = [threading.Thread(target=lambda n=n: answers.append(answer_to("192.0.2.7", f"/dear{n}{end}"))) for n in range(count)]
        for thread in threads:
            thread.start()
        other = answer_to("198.51.100.7", f"/about{end}")
        for thread in threads:
            thread.join()
    refused = [raw for raw in answers if (raw == b"44 10\r\n" if ask is gemini else raw.startswith(b"3"))]
    assert b"Me." in other and len(answers) == count
    assert refused, "more waited than may"
    strange = [raw for raw in answers if raw not in refused and BEGINS.strip().encode() not in raw]
    assert not strange, strange[:3]


# One fills an eighth of the memory that a worker holds for readers, 64 MiB.
LARGE = "---\ntitle: Large\n---\n```\n" + ("x" * 127 + "\n") * 60000 + "```\n"


def slow_reader(server, ask, client, page):
    """A connection whose answer has begun, and of which no more is read."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.settimeout(splash.PATIENCE)
    raw.connect(("127.0.0.1", server.gemini if ask is gemini else server.gopher))
    raw.sendall(version_1(client))
    if ask is gemini:
        raw = splash.tls_context().wrap_socket(raw, server_hostname="localhost")
    raw.sendall(f"{server.url(page)}\r\n".encode() if ask is gemini else f"{page}\r\n".encode())
    begin = raw.recv(64)
    assert begin.startswith(b"20 ") if ask is gemini else begin and not begin.startswith(b"3"), begin
    return raw


@pytest.mark.parametrize("ask", [gemini, gopher])
def test_readers_who_hold_all_the_memory_are_in_the_way_of_large_pages_only(tmp_path, ask):
    """One address gets half of it, all together the whole; then a large page has to wait, and a small one is answered."""
    write_capsule(tmp_path / "capsule", {**CAPSULE, **{f"large{n}.md": LARGE for n in range(9)}})
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nproxy_protocol: {{ from: [127.0.0.1] }}\n"
              "limits: { exempt: [], requests_per_second: 1000, burst: 1000, write_timeout: 1h }\n")
    one, two, three, end = "192.0.2.7", "198.51.100.7", "203.0.113.7", ".gmi" if ask is gemini else ".txt"

    def answer_to(client, name):
        page = f"/{name}{end}"
        return gemini(server, version_1(client), page).raw if ask is gemini else gopher(server, version_1(client), page.encode())

    def is_refused(client, name):
        return answer_to(client, name).startswith(b"44 10\r\n" if ask is gemini else b"3Too many requests: try again in 10 seconds\t")

    with Server(None, tmp_path, config=config, workers=1) as server:
        held = [slow_reader(server, ask, one, f"/large{n}{end}") for n in range(4)]
        assert is_refused(one, "large4")
        held += [slow_reader(server, ask, two, f"/large{n}{end}") for n in range(4, 8)]
        assert is_refused(three, "large8") and is_refused(one, "large8")
        assert all(b"Me." in answer_to(client, "about") for client in (one, two, three))
        held.pop().close()
        eventually(lambda: b"x" * 63 in answer_to(three, "large8"), "the place of a reader who has left")
        assert is_refused(one, "large8")
        for connection in held:
            connection.close()
