"""Sources and what each format makes of them, side by side in pairs/*.txt.

    == name
    source
    -- gemtext
    what is wanted
    -- gophermap, text, html
    ...

In gophermaps the fillers of info lines are left out and a TAB is shown as ⇥. After a change that is meant,
`python3 tests/golden/test_pairs.py --accept` writes what the programs say now: read the difference before you commit it.
"""
import pathlib
import re
import sys

import check_output
import pytest
import rendering

HERE = pathlib.Path(__file__).resolve().parent
FORMATS = rendering.FORMATS


def read(path):
    """The pairs of a file: name, source, {format: output}."""
    for section in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, rest = section.partition("\n")
        source, *outputs = re.split(r"^-- (?=(?:gemtext|gophermap|text|html)$)", rest, flags=re.M)
        wanted = {form: text for form, _, text in (output.partition("\n") for output in outputs)}
        yield name, source, wanted


def shown(form, output):
    if form == "gophermap":
        output = output.replace("\t\tnull.host\t1\r\n", "\n").replace("\r\n", "\n").replace("\t", "⇥")
    return output if not output or output.endswith("\n") else output + "\n"


def source_of(section):
    return section.replace("␠", " ").replace("→", "\t").replace("⏎", "\r")


def pairs():
    for path in sorted((HERE / "pairs").glob("*.txt")):
        for name, source, wanted in read(path):
            for form in FORMATS:
                yield pytest.param(form, source, wanted, id=f"{path.stem}-{name.replace(' ', '_')}-{form}")


@pytest.mark.parametrize("form, source, wanted", pairs())
def test_pair(form, source, wanted, render):
    output = render(form, source_of(source))
    check_output.check(form, output)
    assert shown(form, output) == wanted[form]


def accept(render):
    for path in sorted((HERE / "pairs").glob("*.txt")):
        parts = []
        for name, source, _ in list(read(path)):
            parts.append(f"== {name}\n{source}")
            parts += [f"-- {form}\n{shown(form, render(form, source_of(source)))}" for form in FORMATS]
        path.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    with rendering.Renderer() as renderer:
        accept(renderer)
