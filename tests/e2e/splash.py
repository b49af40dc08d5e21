"""What the end-to-end tests stand on: scratch capsules, a running server, a Gemini and a Gopher client that believe nothing."""
import contextlib
import os
import pathlib
import re
import select
import signal
import socket
import ssl
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", ROOT / "build" / "asan"))
SPLASHDOWN = BIN / "splashdown"
FEED = BIN / "splashdown-feed"
SEED = ROOT.parent / "shared" / "seed" / "2024-04-04-ilya-sutskever.md"
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|UndefinedBehavior")
PATIENCE = 30  # seconds; sanitizers and shared machines are slow


def run(*arguments, stdin=None, cwd=None, env=None, program=SPLASHDOWN, timeout=120):
    """One command to its end: (exit code, stdout bytes, stderr text). A sanitizer's report is a failure of the test."""
    done = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=timeout,
                          env=dict(os.environ, **(env or {})))
    errors = done.stderr.decode("utf-8", "replace")
    assert not SANITIZER.search(errors), errors
    return done.returncode, done.stdout, errors


def feed(*arguments, **keywords):
    return run(*arguments, program=FEED, **keywords)


def write_capsule(folder, files):
    """{path: text or bytes} below FOLDER."""
    for name, content in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return pathlib.Path(folder)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def eventually(condition, what, patience=PATIENCE):
    """Asks CONDITION again and again until it gives something true; returns that."""
    end = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.05)


class Server:
    """A `splashdown serve` of one test's own: free ports on 127.0.0.1, certificates in its own folder."""

    def __init__(self, capsule, scratch, *flags, config=None, env=None, workers=2, ready=True, listen=("127.0.0.1",)):
        self.scratch = pathlib.Path(scratch)
        self.certs = self.scratch / "certs"
        self.gemini, self.gopher = free_port(), free_port()
        self.log = self.scratch / f"server-{self.gemini}.log"
        command = [SPLASHDOWN, "serve"]
        if config is not None:
            path = self.scratch / "splashdown.yml"
            path.write_text(config, encoding="utf-8")
            command += ["-c", path]
        for address in listen:
            command += ["--listen", address]
        command += ["--gemini-port", self.gemini, "--gopher-port", self.gopher, "--certs", self.certs,
                    "--workers", workers, *flags]
        if capsule is not None:
            command.append(capsule)
        self.out = self.scratch / f"access-{self.gemini}.log"
        with open(self.log, "wb") as errors, open(self.out, "wb") as out:
            self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=errors,
                                            env=dict(os.environ, **(env or {})))
        if ready:
            self.wait_ready()

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_ready(self):
        def up():
            assert self.process.poll() is None, f"the server ended: {self.said()}"
            return "\nready\n" in "\n" + self.said()

        eventually(up, "the line ready")

    def workers(self):
        """The pids of the parent's children."""
        found = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in found.split()]

    def stop(self, sign=signal.SIGTERM, patience=PATIENCE):
        """Ends the server and returns its exit code; -1 if it had to be killed."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                return -1
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        code = self.stop()
        said = self.said()
        assert not SANITIZER.search(said), said
        if kind is None:
            assert code == 0, f"exit {code}: {said}"

    def url(self, path="/", host="localhost"):
        return f"gemini://{host}:{self.gemini}{path}"

    def get(self, path="/", **keywords):
        return gemini(self.gemini, self.url(path), **keywords)

    def select(self, selector="", **keywords):
        return gopher(self.gopher, selector, **keywords)


class Answer:
    """A Gemini answer: status, meta, body, and whether close_notify came before the end."""

    def __init__(self, raw, closed_cleanly, connection=None):
        self.raw, self.closed_cleanly, self.connection = raw, closed_cleanly, connection
        self.header, _, self.body = raw.partition(b"\r\n")
        match = re.fullmatch(rb"([1-6][0-9]) ([^\x00-\x1f\x7f]{0,1024})", self.header)
        self.well_formed = bool(match) and b"\r\n" in raw
        self.status = int(match[1]) if match else None
        self.meta = match[2].decode("utf-8") if match else None
        self.text = self.body.decode("utf-8") if self.status == 20 and self.meta.startswith("text/") else None

    def __repr__(self):
        return f"<{self.header!r} {len(self.body)} bytes, {'clean' if self.closed_cleanly else 'CUT'}>"


def tls_context(minimum=None, maximum=None, certificate=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if minimum:
        context.minimum_version = minimum
    if maximum:
        context.maximum_version = maximum
    if certificate:
        context.load_cert_chain(*certificate)
    return context


def connect(port, host="127.0.0.1", timeout=PATIENCE):
    return socket.create_connection((host, port), timeout)


def tls_connect(port, sni="localhost", context=None, session=None, host="127.0.0.1", timeout=PATIENCE):
    raw = connect(port, host, timeout)
    return (context or tls_context()).wrap_socket(raw, server_hostname=sni, session=session, suppress_ragged_eofs=False)


def read_answer(tls):
    """Everything until the end; a TCP close without close_notify is told apart."""
    raw = bytearray()
    try:
        while chunk := tls.recv(65536):
            raw += chunk
    except (ssl.SSLEOFError, ConnectionResetError):
        return Answer(bytes(raw), False, tls)
    return Answer(bytes(raw), True, tls)


def gemini(port, request, sni="localhost", context=None, session=None, host="127.0.0.1", timeout=PATIENCE):
    """REQUEST is a URL, or bytes that are sent as they are."""
    line = request if isinstance(request, bytes) else request.encode("utf-8") + b"\r\n"
    with tls_connect(port, sni, context, session, host, timeout) as tls:
        tls.sendall(line)
        return read_answer(tls)


def read_all(connection, timeout=PATIENCE):
    connection.settimeout(timeout)
    raw = bytearray()
    while chunk := connection.recv(65536):
        raw += chunk
    return bytes(raw)


def gopher(port, selector="", host="127.0.0.1", timeout=PATIENCE):
    """SELECTOR is text, or bytes that are sent as they are. The answer's bytes."""
    line = selector if isinstance(selector, bytes) else selector.encode("utf-8") + b"\r\n"
    with connect(port, host, timeout) as connection:
        connection.sendall(line)
        return read_all(connection, timeout)


class Item:
    """One line of a menu."""

    def __init__(self, line):
        fields = line.split("\t")
        assert len(fields) == 4, f"not four fields: {line!r}"
        self.type, self.display = fields[0][:1], fields[0][1:]
        self.selector, self.host, self.port = fields[1], fields[2], int(fields[3])

    def __repr__(self):
        return f"<{self.type} {self.display!r} {self.selector!r}>"


def menu(raw):
    """The items of a menu, which must be well-formed to its last byte."""
    text = raw.decode("utf-8")
    assert text.endswith("\r\n.\r\n") or text == ".\r\n", f"no final dot: {text[-80:]!r}"
    lines = text.split("\r\n")[:-2]
    assert "." not in lines, "a dot before the end"
    return [Item(line) for line in lines]


def links(gemtext):
    """[(url, label)] of a page, code left out."""
    found, code = [], False
    for line in gemtext.split("\n"):
        if line.startswith("```"):
            code = not code
        elif line.startswith("=>") and not code:
            url, _, label = line[2:].strip().partition(" ")
            found.append((url, label.strip()))
    return found


@contextlib.contextmanager
def silent_client(port, host="127.0.0.1"):
    """A connection that says nothing."""
    connection = connect(port, host)
    try:
        yield connection
    finally:
        connection.close()


def is_closed_within(connection, seconds):
    """Whether the other side ends CONNECTION in time; what it sends before is read and forgotten."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([connection], [], [], left)[0]:
            try:
                if not connection.recv(65536):
                    return True
            except OSError:
                return True
    return False
