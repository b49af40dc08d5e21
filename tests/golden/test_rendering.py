"""The golden tests use the program itself: render_many gives the bytes, the words and the exit code of `splashdown render`."""
import signal
import subprocess
import sys

import pytest
import rendering

SOURCES = {
    "prose": "---\ntitle: Tides\ndate: 2024-01-02\n---\n# One\n\nA *word* and [a link](/x.md).\n\n| a | b |\n|---|---|\n| 月 | 2 |\n".encode(),
    "nothing": b"",
    "no UTF-8, no last line end": b"\xff\xfe a\0b",
    "a tag never closed": b"---\ntitle: x\n---\n{% if a %}text\n",
    "no YAML": b"---\ntitle: [x\n---\nText.\n",
    "more than a document may hold": b"a word, " * (2 << 20) + b".",
    "more than a pipe holds": b"a word, " * 20000,
}


def program(*command, source):
    done = subprocess.run(command, input=source, capture_output=True, timeout=600)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("name", SOURCES)
def test_it_answers_as_the_program_does(name, render):
    for form in rendering.FORMATS if name == "prose" else ("gophermap",):
        answer = render.ask(form, SOURCES[name])
        wanted = program(rendering.BIN / "splashdown", "render", "--to", form, "-", source=SOURCES[name])
        assert (answer.code, answer.output, answer.said) == wanted


def test_the_sources_above_show_words_and_failure(render):
    answers = {name: render.ask("text", source) for name, source in SOURCES.items()}
    assert answers["no YAML"].said and answers["no YAML"].code == 0 and not answers["prose"].said
    too_much = answers["more than a document may hold"]
    assert too_much.code == 1 and too_much.output == b"" and "larger than 16 MB" in too_much.said


@pytest.mark.parametrize("name", ["prose", "nothing", "no UTF-8, no last line end"])
def test_its_commonmark_is_cmarks(name, render):
    assert render.ask("cmark", SOURCES[name]).output == program("cmark", "--unsafe", source=SOURCES[name])[1]


def test_a_death_names_the_input_and_the_next_request_is_answered():
    with rendering.Renderer() as render:
        render("text", "before\n")
        render.process.send_signal(signal.SIGKILL)
        render.process.wait()
        with pytest.raises(AssertionError, match="exit -9: text of b'the culprit'"):
            render("text", "the culprit")
        assert render("text", "after\n") == "after\n"


def test_endless_work_ends_by_its_cpu_time():
    loop = [sys.executable, "-c", "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"]
    with rendering.Renderer(command=loop) as render:
        with pytest.raises(AssertionError, match="took more than 60 s of CPU: html of b'loop'"):
            render("html", "loop")


LEAKY = """
import sys
leaks = False
while line := sys.stdin.buffer.readline():
    leaks |= b"leak" in sys.stdin.buffer.read(int(line.split()[1]))
    print("0 0 0 0", flush=True)
if leaks:
    sys.exit("LeakSanitizer: so many bytes")
"""


def test_a_leak_told_at_the_end_is_traced_to_its_input():
    with pytest.raises(AssertionError, match=r"because of\ntext of b'a leak'\nLeakSanitizer: so many bytes"):
        with rendering.Renderer(command=[sys.executable, "-c", LEAKY]) as render:
            for source in ["one", "two", "a leak", "four", "five"]:
                render("text", source)
