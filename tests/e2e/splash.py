"""The base of the end-to-end tests: scratch capsules, a running server, a Gemini and a Gopher client that believe nothing."""
import contextlib
import hashlib
import os
import pathlib
import re
import select
import shlex
import signal
import socket
import ssl
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", ROOT / "build" / "asan"))
SPLASHDOWN = BIN / "splashdown"
FEED = BIN / "splashdown-feed"
SEED = ROOT.parent / "shared" / "seed" / "2024-04-04-ilya-sutskever.md"
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|UndefinedBehavior")
KEEPER, MAKER = "splashdown-key", "splashdown-make"
PATIENCE = 120  # seconds until a test gives up; nothing waits that long that works, on a slow and shared machine either


def run(*arguments, stdin=None, cwd=None, env=None, program=SPLASHDOWN, timeout=600):
    """One command to its end: (exit code, stdout bytes, stderr text). A sanitizer's report is a failure of the test."""
    done = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=timeout,
                          env=dict(os.environ, **(env or {})))
    errors = done.stderr.decode("utf-8", "replace")
    assert not SANITIZER.search(errors), errors
    return done.returncode, done.stdout, errors


def feed(*arguments, **keywords):
    return run(*arguments, program=FEED, **keywords)


def preloaded(library):
    """The environment in which LIBRARY of the tests comes before libc in a program; the sanitizer wants to be the first of
    all."""
    libraries = subprocess.run(["ldd", SPLASHDOWN], capture_output=True, text=True).stdout
    sanitizer = re.search(r"=> (\S*/lib(?:clang_rt\.)?asan\S*)", libraries)
    path = BIN / "tests" / f"lib{library}.so"
    assert path.exists(), f"{path} is not built, and nothing would say so"
    return {"LD_PRELOAD": " ".join([*([sanitizer[1]] if sanitizer else []), str(path)])}


def write_capsule(folder, files):
    """{path: text or bytes} below FOLDER."""
    for name, content in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return pathlib.Path(folder)


GIVEN = set()


def free_port():
    """One that nobody has, and that was not given before: the system may offer the same twice."""
    while True:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        if port not in GIVEN:
            GIVEN.add(port)
            return port


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

    def __init__(self, capsule, scratch, *flags, config=None, env=None, workers=2, ready=True, listen=("127.0.0.1",),
                 wrapper=None, actor=None, certs=True, cwd=None):
        self.scratch = pathlib.Path(scratch)
        self.certs = self.scratch / "certs"
        self.gemini, self.gopher = free_port(), free_port()
        self.log = self.scratch / f"server-{self.gemini}.log"
        program = [*actor.prefix, actor.bin / SPLASHDOWN.name] if actor else [SPLASHDOWN]
        command = [*([wrapper] if wrapper else []), *program, "serve"]
        if config is not None:
            path = self.scratch / "splashdown.yml"
            path.write_text(config, encoding="utf-8")
            command += ["-c", path]
        for address in listen:
            command += ["--listen", address]
        command += ["--gemini-port", self.gemini, "--gopher-port", self.gopher, "--workers", workers, *flags]
        if "--certs" not in flags and certs:
            command += ["--certs", self.certs]
        if capsule is not None:
            command.append(capsule)
        self.out = self.scratch / f"access-{self.gemini}.log"
        with open(self.log, "wb") as errors, open(self.out, "wb") as out:
            self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=errors,
                                            cwd=cwd, env=dict(os.environ, **(env or {})))
        if ready:
            self.wait_ready()

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_ready(self):
        def up():
            assert self.process.poll() is None, f"the server ended: {self.said()}"
            return "\nready\n" in "\n" + self.said()

        eventually(up, "the line ready")

    def children(self):
        found = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        named = {}
        for pid in found.split():
            with contextlib.suppress(OSError):  # one that ended meanwhile
                named[int(pid)] = pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
        return named

    def workers(self):
        """The pids of the parent's children that serve."""
        return [pid for pid, name in self.children().items() if name not in (KEEPER, MAKER)]

    def keeper(self):
        """The pid of the process that has the keys; None while there is none."""
        return next((pid for pid, name in self.children().items() if name == KEEPER), None)

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

    def get_with_single_slashes(self, path, **keywords):
        """The answer to PATH; where it has several slashes, to the same with one, to which it leads whatever is there."""
        found = self.get(path, **keywords)
        if "//" not in path:
            return found
        assert found.status == 31 and found.meta.startswith(f"gemini://localhost:{self.gemini}/"), path
        return self.get(found.meta.partition(str(self.gemini))[2], **keywords)

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
        claimed = self.status == 20 and (self.meta.startswith("text/gemini") or "charset=utf-8" in self.meta)
        self.text = self.body.decode("utf-8", "strict" if claimed else "replace") if self.status == 20 and self.meta.startswith("text/") else None

    def __repr__(self):
        return f"<{self.header!r} {len(self.body)} bytes, {'clean' if self.closed_cleanly else 'CUT'}>"


def tls_context(minimum=None, maximum=None, certificate=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # Python asks OpenSSL to take any end for a clean one; these tests want to know.
    context.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
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
    """Everything until the end; a TCP close without close_notify is distinguished."""
    raw = bytearray()
    try:
        while chunk := tls.recv(65536):
            raw += chunk
    except (ssl.SSLError, ConnectionResetError):
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
    """True when the other side ends CONNECTION in time; bytes that come before are read and forgotten."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([connection], [], [], left)[0]:
            try:
                if not connection.recv(65536):
                    return True
            except OSError:
                return True
    return False


def request_line(url):
    return url if isinstance(url, bytes) else url.encode("utf-8") + b"\r\n"


class Wire:
    """A TLS client over memory: the test holds the records, and sends them when and in what pieces it likes."""

    def __init__(self, port, sni="localhost", context=None, session=None, host="127.0.0.1"):
        self.socket = connect(port, host)
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = (context or tls_context()).wrap_bio(self.incoming, self.outgoing, server_hostname=sni, session=session)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def take(self):
        """The bytes that are due to be sent."""
        return self.outgoing.read()

    def pull(self):
        """Reads the next bytes; false at the end."""
        raw = self.socket.recv(65536)
        if raw:
            self.incoming.write(raw)
        else:
            self.incoming.write_eof()
        return raw

    def shake_hands(self, send=None):
        send = send or self.socket.sendall
        while True:
            try:
                self.tls.do_handshake()
                send(self.take())
                return self
            except ssl.SSLWantReadError:
                send(self.take())
                self.pull()

    def records(self, plain):
        """PLAIN as records, not sent."""
        self.tls.write(plain)
        return self.take()

    def close_notify(self):
        """The record that says so, not sent."""
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            pass
        return self.take()

    def answer(self):
        """Everything until close_notify or the end."""
        raw = bytearray()
        while True:
            try:
                piece = self.tls.read(65536)
                if not piece:
                    return Answer(bytes(raw), True, self.tls)
                raw += piece
            except ssl.SSLWantReadError:
                self.pull()
            except ssl.SSLZeroReturnError:
                return Answer(bytes(raw), True, self.tls)
            except (ssl.SSLError, ConnectionResetError):
                return Answer(bytes(raw), False, self.tls)


class GeminiSpeaker:
    """A client with the interface that tests of both protocols use: open, say, read. Only the body is read."""

    name = "gemini"

    @staticmethod
    def port(server):
        return server.gemini

    @staticmethod
    def open(server):
        return tls_connect(server.gemini)

    @staticmethod
    def line(server, path):
        return request_line(server.url(path))

    @staticmethod
    def read(connection):
        answer = read_answer(connection)
        assert answer.well_formed and answer.closed_cleanly, answer
        return answer.body


class GopherSpeaker:
    name = "gopher"

    @staticmethod
    def port(server):
        return server.gopher

    @staticmethod
    def open(server):
        return connect(server.gopher)

    @staticmethod
    def line(_, path):
        return path.encode("utf-8") + b"\r\n"

    @staticmethod
    def read(connection):
        return read_all(connection)


def ask(speaker, server, path):
    with speaker.open(server) as connection:
        connection.sendall(speaker.line(server, path))
        return speaker.read(connection)


class Load:
    """COUNT requests by several clients, whatever happens to the server meanwhile."""

    def __init__(self, speaker, server, count, clients=4):
        self.left, self.failed, self.lock = count, [], threading.Lock()
        self.speaker, self.server = speaker, server
        self.threads = [threading.Thread(target=self.work) for _ in range(clients)]

    def work(self):
        while True:
            with self.lock:
                if self.left <= 0:
                    return
                self.left -= 1
            try:
                assert ask(self.speaker, self.server, "/page.txt") == b"A page.\n"
            except (OSError, AssertionError) as error:
                self.failed.append(repr(error))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        for thread in self.threads:
            thread.join()


def reset(connection):
    """Ends a TCP connection by RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def openssl(*arguments, stdin=b"", timeout=PATIENCE):
    """The openssl command: all that it says."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def client_certificate(folder, name, *options, key=("ec", "-pkeyopt", "ec_paramgen_curve:P-256")):
    """A self-signed certificate of a visitor: (PEM paths as load_cert_chain takes them, SHA-256 in hex)."""
    kind, crt, key = key, pathlib.Path(folder) / f"{name}.crt", pathlib.Path(folder) / f"{name}.key"
    said = openssl("req", "-x509", "-newkey", *kind, "-nodes", "-subj", f"/CN={name}",
                   "-keyout", key, "-out", crt, *(options or ("-days", "30")))
    assert crt.exists(), said
    der = ssl.PEM_cert_to_DER_cert(crt.read_text())
    return (str(crt), str(key)), hashlib.sha256(der).hexdigest()


def resident(pid):
    """KiB of memory that a process has in use."""
    return int(re.search(r"^VmRSS:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text(), re.M)[1])


class Terminal:
    """A program in a terminal of 80 columns, with a home of its own: what a reader sees, and which keys are pressed."""

    def __init__(self, home, *command, columns=80, rows=60, **env):
        self.socket = f"splashdown-{os.getpid()}-{id(self)}"
        variables = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "screen", "PATH": os.environ["PATH"], **env}
        started = ["env", "-i", *(f"{name}={value}" for name, value in variables.items()), *map(str, command)]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", rows, "exec " + shlex.join(started))

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-u", "-L", self.socket, *map(str, arguments)], capture_output=True, text=True, check=True, timeout=PATIENCE,
                              env=dict(os.environ, LANG="C.UTF-8")).stdout

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, text):
        """Until TEXT is on the screen; returns the screen."""
        eventually(lambda: text in self.screen(), f"{text!r} on the screen")
        return self.screen()

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, timeout=PATIENCE)
