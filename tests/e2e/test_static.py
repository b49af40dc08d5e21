"""Files that are served as they are: small ones kept, large ones read piece by piece, from whichever disk."""
import hashlib
import os
import threading

import pytest
from splash import eventually, write_capsule

LARGE = 8 << 20


def bytes_of(n):
    """N bytes that repeat nowhere near a piece's length."""
    out = bytearray()
    block = b"splashdown"
    while len(out) < n:
        block = hashlib.sha256(block).digest()
        out += block
    return bytes(out[:n])


def forget(path):
    """Throws PATH out of the kernel's memory, as far as its file system lets go."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@pytest.fixture
def files(serve, tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: Files\n", "note.txt": "first\n", "dot.txt": ".\nlast", "large.bin": bytes_of(LARGE),
        "empty.txt": "", "piece.bin": bytes_of(64 << 10), "more.bin": bytes_of((64 << 10) + 1)})
    return capsule, serve(capsule)


def test_small_and_large_files_arrive_whole_and_again(files):
    capsule, server = files
    for name in ("note.txt", "dot.txt", "empty.txt", "piece.bin", "more.bin", "large.bin"):
        content = (capsule / name).read_bytes()
        for _ in range(3):
            answer = server.get(f"/{name}")
            assert answer.status == 20 and answer.closed_cleanly and answer.body == content
            assert server.select(f"/{name}") == content


def test_a_file_that_is_kept_is_sent_as_it_is_now(files):
    capsule, server = files
    assert server.get("/note.txt").text == "first\n"
    (capsule / "note.txt").write_text("second, and longer\n")
    eventually(lambda: server.get("/note.txt").text == "second, and longer\n", "the edit on Gemini")
    eventually(lambda: server.select("/note.txt") == b"second, and longer\n", "the edit on Gopher")
    (capsule / "note.txt").unlink()
    eventually(lambda: server.get("/note.txt").status == 51, "the end of the file")


def test_a_file_on_a_cold_disk_arrives_whole(files):
    capsule, server = files
    content = (capsule / "large.bin").read_bytes()
    for fetch in (lambda: server.get("/large.bin").body, lambda: server.select("/large.bin")):
        forget(capsule / "large.bin")
        assert fetch() == content


def test_those_who_wait_for_a_disk_hold_up_nobody_and_may_leave(files):
    capsule, server = files
    forget(capsule / "large.bin")
    readers = [threading.Thread(target=server.get, args=("/large.bin",)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        assert server.get("/note.txt").text == "first\n"
    for reader in readers:
        reader.join()
