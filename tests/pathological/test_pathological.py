"""Inputs that make converters hang, crash or fill the memory. Each has to end with valid output.

Judged by CPU time, which does not depend on what else runs: a bound that is far from what a slow machine needs, and beside an
input of the same kind that is smaller, since a quadratic step takes eight times as much for each byte of the larger one.
"""
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "golden"))
import rendering  # noqa: E402

N = 50000
CPU_SECONDS = 100  # for one input; today's slowest take one to three, sanitized
UNSUSPECTED_SECONDS = 1
SMALLER = 8
TIMES_PER_BYTE = 4
MEASURABLE_SECONDS = 0.02


def inputs(share=1):
    """{name: source}, each SHARE times shorter, or less deep, than those that are tried."""

    def part(n):
        return n // share

    def repeat(piece, n=None):
        return piece * (n or part(N))

    return {
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
        "quotes within quotes, lines": "\n".join("> " * n + "a" for n in range(1, part(400))),
        "lists within lists": "\n".join("  " * n + "* a" for n in range(part(600))),
        "list items": repeat("* a\n"),
        "empty items": repeat("* "),
        "ordered within bullets": repeat("* 1. "),
        "backticks of every length": "".join("e" + "`" * n for n in range(1, part(1500))),
        "unclosed backticks": repeat("`a "),
        "unclosed angle": repeat("<a "),
        "unclosed comment": repeat("</ <!-- "),
        "unclosed declarations": repeat("<!A "),
        "unclosed processing": repeat("<? "),
        "many references": "".join(f"[r{n}]: /u\n" for n in range(part(N))) + repeat("[r1]"),
        "reference to itself": repeat("[a]: /a\n[a]"),
        "long definition": "[a]: " + repeat("b"),
        "footnotes": "".join(f"[^{n}] " for n in range(part(2000))) + "\n\n" + "".join(f"[^{n}]: x\n" for n in range(part(2000))),
        "footnotes in footnotes": "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(part(2000))),
        "entities": repeat("&"),
        "entities of no name": repeat("&a;"),
        "nul bytes": repeat("\0a"),
        "tables of one row": repeat("|", part(20000)) + "\n" + repeat("|-", part(10000)) + "\n" + repeat("|a", part(10000)),
        "tables of rows": "|a|b|\n|-|-|\n" + repeat("|1|2|\n"),
        "pipes": repeat("a|b\n"),
        "definition lists": repeat("a\n: b\n\n", part(10000)),
        "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(part(5000))) + repeat("A17 "),
        "attribute lists": repeat("{: .a}"),
        "attribute lists that do not close": repeat("{: a "),
        "kramdown extensions": repeat("{::comment}"),
        "html elements": repeat("<div>") + "a",
        "html elements, unbalanced": repeat("<b></i>"),
        "html tables": repeat("<table><tr><td>", part(5000)),
        "attributes": "<a " + repeat("b=c ") + ">",
        "liquid output": repeat("{{"),
        "liquid tags": repeat("{%"),
        "liquid blocks": repeat("{% if a %}"),
        "liquid loops": repeat("{% for i in (1..100000) %}", part(50)) + "x",
        "liquid growth": "{% assign a = 'aaaaaaaaaa' %}" + repeat("{% assign a = a | append: a %}", part(60)) + "{{ a }}",
        "setext lines": repeat("a\n=\n", part(20000)),
        "hard breaks": repeat("a  \n"),
        "fences": repeat("```\n"),
        "a million letters": repeat("a", part(1000000)),
        "a million Han": repeat("漢", part(300000)),
        "combining marks": "a" + repeat("\u0301"),
        "spacing marks": "क" + repeat("\u093e"),
        "spacing marks in code": "    क" + repeat("\u093e"),
        "zero-width joiners": repeat("👩\u200d"),
        "speakers": repeat("Ana\nsays.\n\n", part(10000)),
        "bare addresses": repeat("http://a.b "),
        "address openers": repeat("http://"),
        "mail addresses": repeat("a@"),
        "tildes": repeat("~~a "),
        "dollars": repeat("$$a "),
        "indentation": "\n".join(" " * n + "a" for n in range(part(1500))),
        "tabs": repeat("\t") + "a",
        "carriage returns": repeat("\r"),
        "no UTF-8": b"\xff\xfe\x80" * part(N),
    }


INPUTS, SMALLER_INPUTS = inputs(), inputs(SMALLER)


@pytest.fixture(scope="module")
def render():
    with rendering.Renderer(CPU_SECONDS) as renderer:
        yield renderer


def as_bytes(source):
    return source if isinstance(source, bytes) else source.encode()


def grows_with_its_bytes(render, form, name, took):
    """True when an input that TOOK so many seconds costs no more for each byte than a smaller one. Asked again, since a measure may be off."""
    large, small = as_bytes(INPUTS[name]), as_bytes(SMALLER_INPUTS[name])
    for _ in range(3):
        expected = max(MEASURABLE_SECONDS, render.ask(form, small).cpu) * len(large) / len(small)
        if took < TIMES_PER_BYTE * expected:
            return True
        took = min(took, render.ask(form, large).cpu)
    return False


@pytest.mark.parametrize("form", rendering.FORMATS)
@pytest.mark.parametrize("name", INPUTS)
def test_ends(name, form, render):
    answer = render.ask(form, as_bytes(INPUTS[name]))
    assert answer.code == 0, answer.said[-2000:]
    answer.output.decode("utf-8")
    if answer.cpu > UNSUSPECTED_SECONDS:
        assert grows_with_its_bytes(render, form, name, answer.cpu), f"{answer.cpu} s are more than its bytes explain"
