"""The manual says what is so: its examples are run, and every flag, key and status that the source has is in it.

`test_manual.py --accept` writes what the commands print now into the pages; read the difference."""
import os
import re
import subprocess
import sys
import tempfile

import pytest

import manpages
import splash
from manpages import GUIDES, MAN, PAGES, examples, flags, keys, section
from splash import ROOT, feed, run

FORGIVEN = re.compile(r"referenced manual not found|outdated mandoc\.db|is missing, run makewhatis")
COMMANDS = re.findall(r"^  (\w+) +\S", run("--help")[1].decode(), re.M)[:-1]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


# Its language


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_mandoc_finds_nothing_to_say(page):
    done = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if not FORGIVEN.search(line)]
    assert said == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_groff_formats_it_too(page):
    done = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, LC_ALL="C.UTF-8", MANWIDTH="80", MAN_KEEP_FORMATTING=""))
    assert done.returncode == 0 and done.stderr == "" and "NAME" in done.stdout


# Its examples


def commands_of(example):
    """[(command, what follows it)] of a block whose commands begin with a dollar."""
    found = []
    for line in example.text.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and not found[-1][1] and found[-1][0].endswith(("\\", "|")):
            found[-1][0] += "\n" + line
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in found]


def shell(command, folder, code):
    env = dict(os.environ, PATH=f"{splash.BIN}:{os.environ['PATH']}", LC_ALL="C.UTF-8", HOME=str(folder))
    env["XDG_STATE_HOME"] = str(folder / ".local/state")
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=env, timeout=600,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = done.stdout.decode()
    assert not splash.SANITIZER.search(said), said
    assert done.returncode == code, f"{command}: exit {done.returncode}: {said}"
    return said.rstrip("\n")


def agate(folder):
    """The files that agate keeps for a host: a certificate and a key in DER."""
    shell("mkdir .certificates && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=example.org"
          " -outform der -out .certificates/cert.der -keyout key.pem 2>/dev/null &&"
          " openssl pkey -in key.pem -outform der -out .certificates/key.der", folder, 0)


def play(example, folder):
    """Does what the block says. Of a shell block: its text with what its commands print now."""
    if example.tag == "file":
        path = folder / example.argument
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.text, encoding="utf-8")
    elif example.tag == "config":
        path = folder / "example.yml"
        path.write_text(example.text, encoding="utf-8")
        code, out, err = run("check", "-c", path, "--dump")
        assert (code, err) == (0, ""), f"{example.name}: {err}"
        path.write_bytes(out)
        assert run("check", "-c", path, "--dump") == (0, out, ""), "a dump is read as what it was made of"
    elif example.tag == "shell":
        now = ""
        for command, _ in commands_of(example):
            said = shell(command, folder, int(example.argument or 0))
            now += f"$ {command}\n" + (said + "\n" if said else "")
        return now
    elif example.tag == "run":
        if "agate" in example.argument:
            agate(folder)
        if "client" in example.argument:
            shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=ana -keyout key.pem"
                  " -out client.pem 2>/dev/null", folder, 0)
        for command, _ in commands_of(example):
            shell(command, folder, 0)
    else:
        assert example.tag == "none" and example.argument, f"{example.name}: unknown kind of test"
    return None


@pytest.mark.parametrize("page", PAGES + GUIDES, ids=lambda page: page.name)
def test_examples_do_what_the_page_says(page, tmp_path):
    found = examples(page)
    assert found
    for example in found:
        now = play(example, tmp_path)
        assert now is None or now == example.text, example.name


# Its completeness


def flags_of_help(text):
    return set(re.findall(r"^ +(?:(-\w), )?(--[\w-]+)", text, re.M)) - {("", "--help")}


def help_flags(text):
    return {flag for pair in flags_of_help(text) for flag in pair if flag}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_flag_of_a_command_is_told_and_no_other(command):
    text = run("help", command)[1].decode()
    assert flags(section("splashdown.1", command, "Ss")) == help_flags(text)


def test_the_synopsis_is_the_usage():
    synopsis = section("splashdown.1", "SYNOPSIS")
    parts = {part.split("\n")[0]: part for part in synopsis.split(".Nm\n.Cm ")[1:]}
    for command in COMMANDS:
        usage = re.search(r"usage: (.*?)\n\n", run("help", command)[1].decode(), re.S)[1]
        assert flags(parts[command]) == set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usage)), command
    assert set(parts) == set(COMMANDS) | {"help"}


def test_every_flag_of_the_feed_is_told():
    text = feed("--help")[1].decode()
    assert flags(section("splashdown-feed.1", "DESCRIPTION")) == help_flags(text)


def test_every_choice_of_a_flag_is_told():
    pages = read("contrib/man/splashdown.1") + read("contrib/man/splashdown-feed.1")
    for text in [run("help", command)[1].decode() for command in COMMANDS] + [feed("--help")[1].decode()]:
        for choices in re.findall(r"--[\w-]+ ([a-z]+(?:\|[a-z]+)+)", text):
            assert choices.replace("|", " | ") in pages, choices


def test_every_key_of_the_configuration_is_told_and_no_other():
    source = "".join(path.read_text() for path in (ROOT / "src/server").glob("config*.c"))
    known = set(re.findall(r'\.key = "(\w+)"', source))
    assert len(known) > 30
    assert set(keys(section("splashdown.yml.5", "KEYS"))) == known


def test_every_word_of_a_configuration_is_told():
    told = section("splashdown.yml.5", "KEYS")
    for words in re.findall(r'\.words = "(.*?)"', read("src/server/config_load.c")):
        for word in words.split("|"):
            assert re.search(rf"^\.Cm {word}\b", told, re.M), word


def test_the_keys_of_a_dump_are_all_in_the_whole_example():
    whole = [example for example in examples(MAN / "splashdown.yml.5") if example.tag == "config"][-1].text
    for key in re.findall(r"(\w+):", re.sub(r'"[^"]*"', "", whole)):
        assert key in keys(section("splashdown.yml.5", "KEYS"))


def test_every_key_of_front_matter_is_told():
    told = set(keys(section("splashdown-capsule.7", "FRONT MATTER")))
    source = "".join(path.read_text() for path in (ROOT / "src/jekyll").glob("*.c"))
    asked = re.findall(r'\b(?:page_value|text_value|flag_value|date_at)\(\w+, STR\("(\w+)"\)', source)
    asked += re.findall(r'data_get\((?:s->front\.data|front|front_matter|source->front\.data), STR\("(\w+)"\)', source)
    assert len(set(asked)) > 15
    assert set(asked) <= told, set(asked) - told


def test_every_key_under_splashdown_is_told_and_no_other():
    known = re.search(r" ours\[\] = \{(.*?)\n\};", read("src/site/own_keys_lint.c"), re.S)[1]
    assert set(keys(section("splashdown-capsule.7", "CONFIGURATION"))) == set(re.findall(r'"(\w+)"', known))


def test_every_key_of_jekyll_that_is_read_is_told():
    body = re.search(r"static void read_jekyll_keys.*?\n}", read("src/jekyll/settings.c"), re.S)[0]
    told = section("splashdown-capsule.7", "CONFIGURATION")
    for key in re.findall(r'\ball, STR\("(\w+)"\)', body):
        assert re.search(rf"Ic (kramdown\.)?{key}\b", told), key


def test_every_own_word_is_told_and_no_other():
    told = section("splashdown-capsule.7", "CONFIGURATION").split("The keys of\n")[1]
    known = re.findall(r'\[WORD_\w+\] = STR_INIT\("(\w+)"\)', read("src/render/words.c"))
    assert set(manpages.arguments(told, "Li")) == set(known)


def test_every_placeholder_of_a_permalink_is_told():
    told = section("splashdown-capsule.7", "CONFIGURATION")
    source = read("src/jekyll/permalink.c")
    names = re.findall(r'str_eq\(name, STR\("(\w+)"\)\)', source) + re.findall(r'NUMBER\("(\w+)"', source)
    assert len(names) > 20
    for name in names:
        assert re.search(rf":{name}(?!\w)", told), name


def words_of_liquid(kind):
    rooms = [ROOT / "src" / room for room in ("liquid", "jekyll")]
    source = "".join(path.read_text() for room in rooms for path in room.glob(f"{kind}_*.c"))
    return set(re.findall(r'\{STR_INIT\("(\w+)"\), +[a-z]\w*(?:, TAG_\w+)?\}', source))


def tags_of_plugins():
    return set(re.findall(r'^ +(?:TAG|ELSEWHERE)\("(\w+)",', read("src/site/block_tag.c"), re.M))


def test_every_filter_and_tag_of_liquid_is_told_and_no_other():
    tags, filters = section("splashdown-capsule.7", "LIQUID").split("Filters:\n")
    inner = {"else", "elsif", "when"} | {word for word in words_of_liquid("tag") if word.startswith("end")}
    assert set(manpages.arguments(tags, "Li")) == words_of_liquid("tag") - inner | {"raw"} | tags_of_plugins()
    assert set(manpages.arguments(filters, "Li")) == words_of_liquid("filter")


def test_every_status_that_is_answered_is_told():
    numbers = dict(re.findall(r"(GEMINI_\w+) = (\d\d),?$", read("src/protocol/gemini.h"), re.M))
    source = "".join(path.read_text() for folder in ("answer", "net") for path in (ROOT / "src" / folder).glob("*.c"))
    answered = {numbers[name] for name in re.findall(r"GEMINI_\w+", source) if name in numbers}
    told = set(keys(section("splashdown.yml.5", "STATUS CODES"), "Li"))
    assert answered <= told, answered - told


def test_every_field_of_the_log_is_told_and_no_other():
    body = re.search(r"static void put_json\(.*?\n}", read("src/net/access_log.c"), re.S)[0]
    known = set(re.findall(r'\\"(\w+)\\":', body))
    assert len(known) > 5
    assert set(keys(section("splashdown.yml.5", "ACCESS LOG"), "Li")) == known


def test_every_field_of_the_status_is_told_and_no_other():
    told = set(manpages.arguments(section("splashdown.1", "STATUS"), "Li"))
    json = read("src/net/status_json.c")
    known = set(re.findall(r'put_numbers?\(out, "(\w+)"', json)) | set(re.findall(r'\\"(\w+)\\":', json))
    for names in re.findall(r"const (?:status|metrics)_\w+\[\w+\] =\s+\{(.*?)\}", read("src/net/status_report.c") + read("src/net/metrics.c"), re.S):
        known |= set(re.findall(r'"(\w+)"', names))
    known |= set(re.findall(r'"(\w+)"', re.search(r"net_protocol_names\[\w+\] = \{(.*?)\}", read("src/net/protocols.c"))[1]))
    metrics = re.findall(r'(?:announce|put_gauge|put_counters)\(out, "(\w+)"', read("src/net/status_prometheus.c"))
    assert len(known) > 20 and len(metrics) > 10
    assert told == known | {f"splashdown_{name}" for name in metrics} | {"ok", "error"}


def accept():
    for page in PAGES + GUIDES:
        lines = page.read_text(encoding="utf-8").split("\n")
        with tempfile.TemporaryDirectory() as scratch:
            played = [(example, play(example, splash.pathlib.Path(scratch))) for example in examples(page)]
        for example, now in reversed(played):
            if now is not None and now != example.text:
                lines[example.first:example.last] = manpages.written(page, now.rstrip("\n")).split("\n")
        page.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    accept()
