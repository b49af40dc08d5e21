"""Reads the manual in contrib/man and the guides beside it: their examples, and what they say of flags and keys."""
import re

import splash

MAN = splash.ROOT / "contrib" / "man"
PAGES = sorted(MAN.glob("*.[1-8]"))
GUIDES = sorted((splash.ROOT / "contrib" / "guides").glob("*.md"))
ESCAPES = {r"\e": "\\", r"\&": "", r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\ ": " "}


def plain(text):
    """Without the escapes of roff."""
    return re.sub(r"\\(?:\(..|.)", lambda match: ESCAPES[match[0]], text)


def written(page, text):
    """The other way round, a whole block."""
    if page.suffix == ".md":
        return text
    lines = text.replace("\\", r"\e").split("\n")
    return "\n".join(r"\&" + line if line[:1] in (".", "'") else line for line in lines)


class Example:
    """A literal block: how the comment before it says that it is tested, its text, and its place in the page."""

    def __init__(self, page, tag, argument, text, first, last):
        self.page, self.tag, self.argument, self.text, self.first, self.last = page, tag, argument, text, first, last
        self.name = f"{page.name}:{first}"


def blocks(page, lines):
    """(first line, line of the end, comment before) of each literal block; in Markdown only of those with a comment."""
    if page.suffix != ".md":
        for first, line in enumerate(lines):
            if line.startswith(".Bd -literal"):
                yield first + 1, lines.index(".Ed", first), re.fullmatch(r'\.\\" test: (\w+) ?(.*)', lines[first - 1])
        return
    for first, line in enumerate(lines):
        if line.startswith("<!-- test:"):
            yield first + 2, lines.index("```", first + 2), re.fullmatch(r"<!-- test: (\w+) ?(.*?) -->", line)


def examples(page):
    found, lines = [], page.read_text(encoding="utf-8").split("\n")
    for first, last, tag in blocks(page, lines):
        assert tag, f"{page.name}:{first}: no comment says how this block is tested"
        text = "\n".join(lines[first:last]) + "\n"
        found.append(Example(page, tag[1], tag[2], text if page.suffix == ".md" else plain(text), first, last))
    return found


def section(page, name, macro="Sh"):
    """The text between `.Sh NAME` (or `.Ss`) and the next heading."""
    text = (MAN / page).read_text(encoding="utf-8")
    match = re.search(rf"^\.{macro} {re.escape(name)}\n(.*?)(?=^\.(?:Sh|Ss) |\Z)", text, re.M | re.S)
    assert match, f"{page} has no {name}"
    return match[1]


def arguments(text, macro):
    """The arguments of MACRO in TEXT, anywhere on its lines."""
    found, current = [], ""
    for line in text.split("\n"):
        if line.startswith(".\\\"") or not line.startswith("."):
            continue
        for word in line[1:].split():
            if re.fullmatch("[A-Z][a-z]", word):
                current = word
            elif current == macro and word not in (",", "|", ".", ";", ":", ")", "..."):
                found.append(word)
        current = ""
    return found


def flags(text):
    """-c, --name as `.Fl` has them."""
    return {"-" + name for name in arguments(text, "Fl")}


def keys(text, macro="Ic"):
    """The names of `.It Ic one , two`."""
    items = "\n".join(line for line in text.split("\n") if line.startswith(f".It {macro} "))
    return arguments(items, macro)
