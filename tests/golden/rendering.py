"""`splashdown render --to FORMAT -`, and cmark's HTML, asked of one process: see render_many.c."""
import collections
import os
import pathlib
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", ROOT / "build" / "asan"))
FORMATS = ("gemtext", "gophermap", "text", "html")
CPU_SECONDS = 60  # for one document; real ones take milliseconds, and CPU time does not depend on what else runs

Answer = collections.namedtuple("Answer", "code cpu output said")  # cpu in seconds


class Renderer:
    """One process for many documents. After its death, which fails the test that caused it, the next request starts another."""

    def __init__(self, cpu_seconds=CPU_SECONDS, command=(BIN / "tests" / "render_many",)):
        self.command, self.cpu_seconds = [*command, str(cpu_seconds)], cpu_seconds
        self.process, self.said, self.asked = None, None, []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        asked, (code, said) = self.asked, self.end()
        assert kind or code == 0, f"exit {code} at the end, because of\n{self.culprit(asked)}\n{said}"

    def start(self):
        self.said, self.asked = tempfile.TemporaryFile(), []
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said)

    def end(self):
        """Exit code and last words of the process. Leaks of all requests are reported here."""
        if not self.process:
            return 0, ""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdout.close()
        code, length = self.process.wait(), os.fstat(self.said.fileno()).st_size
        said = os.pread(self.said.fileno(), length, 0).decode("utf-8", "replace")
        self.said.close()
        self.process = None
        return code, said

    def culprit(self, asked):
        """One of the requests ASKED that makes a process end badly, found by halves."""
        while len(asked) > 1:
            half = asked[:len(asked) // 2]
            asked = half if self.ends_badly(half) else asked[len(half):]
        return "".join(f"{form} of {source!r}" for form, source in asked)

    def ends_badly(self, asked):
        other = Renderer(self.cpu_seconds, self.command[:-1])
        for form, source in asked:
            other.ask(form, source)
        return other.end()[0] != 0

    def exchange(self, form, source):
        """None where the process ends instead of answering."""
        try:
            self.process.stdin.write(b"%s %d\n%s" % (form.encode(), len(source), source))
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        header = self.process.stdout.readline().split()
        if len(header) != 4:
            return None
        code, microseconds, *lengths = map(int, header)
        output, said = map(self.process.stdout.read, lengths)
        return Answer(code, microseconds / 1e6, output, said.decode("utf-8", "replace"))

    def ask(self, form, source):
        """The answer for SOURCE, bytes, in FORM, one of FORMATS or "cmark", whatever the exit code."""
        if not self.process:
            self.start()
        self.asked.append((form, source))
        answer = self.exchange(form, source)
        if answer:
            return answer
        code, said = self.end()
        why = f"took more than {self.cpu_seconds} s of CPU" if code == -signal.SIGXCPU else f"exit {code}"
        raise AssertionError(f"{why}: {form} of {source[:2000]!r}\n{said}")

    def __call__(self, form, source):
        """The result of SOURCE, text, in FORM."""
        answer = self.ask(form, source.encode())
        assert answer.code == 0, answer.said
        return answer.output.decode("utf-8")
