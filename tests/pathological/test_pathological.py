"""Inputs that make converters hang, crash or fill the memory. Each has to end with valid output.

A quadratic step would take minutes at this size, so the limit of time is far from what a slow machine needs.
"""
import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
N = 50000
SECONDS = 100


def repeat(piece, n=N):
    return piece * n


INPUTS = {
    "nested emphasis": repeat("*a **a ") + "b" + repeat(" a** a*"),
    "emphasis openers": repeat("_a "),
    "emphasis closers": repeat("a_ "),
    "links that do not close": repeat("[a]("),
    "link openers": repeat("[a"),
    "link closers": repeat("a]"),
    "mismatched openers and closers": repeat("*a_ "),
    "openers and closers, multiple of three": "a**b" + repeat("c* "),
    "link openers and emphasis closers": repeat("[ a_"),
    "brackets within brackets": repeat("[") + "a" + repeat("]"),
    "pattern of link and parentheses": repeat("[ (]("),
    "exclamation marks and brackets": "[t](/u) " + repeat("![[]()"),
    "quotes within quotes": repeat("> ") + "a",
    "quotes within quotes, lines": "\n".join("> " * n + "a" for n in range(1, 400)),
    "lists within lists": "\n".join("  " * n + "* a" for n in range(600)),
    "list items": repeat("* a\n"),
    "empty items": repeat("* "),
    "ordered within bullets": repeat("* 1. "),
    "backticks of every length": "".join("e" + "`" * n for n in range(1, 1500)),
    "unclosed backticks": repeat("`a "),
    "unclosed angle": repeat("<a "),
    "unclosed comment": repeat("</ <!-- "),
    "unclosed declarations": repeat("<!A "),
    "unclosed processing": repeat("<? "),
    "many references": "".join(f"[r{n}]: /u\n" for n in range(N)) + repeat("[r1]"),
    "reference to itself": repeat("[a]: /a\n[a]"),
    "long definition": "[a]: " + repeat("b"),
    "footnotes": "".join(f"[^{n}] " for n in range(2000)) + "\n\n" + "".join(f"[^{n}]: x\n" for n in range(2000)),
    "footnotes in footnotes": "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(2000)),
    "entities": repeat("&"),
    "entities of no name": repeat("&a;"),
    "nul bytes": repeat("\0a"),
    "tables of one row": repeat("|", 20000) + "\n" + repeat("|-", 10000) + "\n" + repeat("|a", 10000),
    "tables of rows": "|a|b|\n|-|-|\n" + repeat("|1|2|\n"),
    "pipes": repeat("a|b\n"),
    "definition lists": repeat("a\n: b\n\n", 10000),
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(5000)) + repeat("A17 "),
    "attribute lists": repeat("{: .a}"),
    "attribute lists that do not close": repeat("{: a "),
    "kramdown extensions": repeat("{::comment}"),
    "html elements": repeat("<div>") + "a",
    "html elements, unbalanced": repeat("<b></i>"),
    "html tables": repeat("<table><tr><td>", 5000),
    "attributes": "<a " + repeat("b=c ") + ">",
    "liquid output": repeat("{{"),
    "liquid tags": repeat("{%"),
    "liquid blocks": repeat("{% if a %}"),
    "liquid loops": repeat("{% for i in (1..100000) %}", 50) + "x",
    "liquid growth": "{% assign a = 'aaaaaaaaaa' %}" + repeat("{% assign a = a | append: a %}", 60) + "{{ a }}",
    "setext lines": repeat("a\n=\n", 20000),
    "hard breaks": repeat("a  \n"),
    "fences": repeat("```\n"),
    "a million letters": repeat("a", 1000000),
    "a million Han": repeat("漢", 300000),
    "combining marks": "a" + repeat("\u0301"),
    "spacing marks": "क" + repeat("\u093e"),
    "spacing marks in code": "    क" + repeat("\u093e"),
    "zero-width joiners": repeat("👩\u200d"),
    "speakers": repeat("Ana\nsays.\n\n", 10000),
    "bare addresses": repeat("http://a.b "),
    "address openers": repeat("http://"),
    "mail addresses": repeat("a@"),
    "tildes": repeat("~~a "),
    "dollars": repeat("$$a "),
    "indentation": "\n".join(" " * n + "a" for n in range(1500)),
    "tabs": repeat("\t") + "a",
    "carriage returns": repeat("\r"),
    "no UTF-8": b"\xff\xfe\x80" * N,
}


@pytest.mark.parametrize("form", ["gemtext", "gophermap", "text", "html"])
@pytest.mark.parametrize("name", INPUTS)
def test_ends(name, form):
    source = INPUTS[name] if isinstance(INPUTS[name], bytes) else INPUTS[name].encode()
    done = subprocess.run([SPLASHDOWN, "render", "--to", form, "-"], input=source, capture_output=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr[-2000:].decode(errors="replace")
    done.stdout.decode("utf-8")
