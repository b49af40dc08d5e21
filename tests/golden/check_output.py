"""Checks an output against every rule of its format that can be seen from outside."""
import re
import unicodedata
import xml.dom.minidom

WIDTH, CODE_WIDTH, LINE_BYTES, URL_BYTES = 70, 200, 1000, 1024
NOT_AT_START = "。，、；：！？）」』】》〉”’…"
NOT_AT_END = "（「『【《〈“‘"
SAFE_TAGS = set("a b abbr blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre s samp small "
                "span strong sub sup table tbody td th thead tr u ul var cite q dfn time bdi bdo ruby rt rp wbr data big tt".split())


def columns(text):
    """An upper bound that no terminal exceeds for letters; emoji sequences count as their first character."""
    total, joined = 0, False
    for c in text:
        if c in "\u200d":
            joined = True
            continue
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= c <= "\U0001f3ff":
            continue
        total += 0 if joined else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        joined = False
    return total


def no_controls(text, allowed=""):
    for c in text:
        assert c in allowed or unicodedata.category(c) != "Cc", f"control character {c!r}"


def is_address(url):
    return re.fullmatch(r"[!#$&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~%]+", url) and not re.search(r"%(?![0-9A-Fa-f]{2})", url)


def check_gemtext(output):
    assert output == "" or output.endswith("\n"), "the last line has no end"
    lines = output.split("\n")[:-1]
    assert not lines or (lines[0].strip() and lines[-1].strip()), "a blank line at the start or the end"
    fenced, before = False, None
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced
            no_controls(line)
        elif fenced:
            no_controls(line, "\t")
        else:
            no_controls(line)
            assert line.strip() or (before is not None and before.strip()), "two blank lines"
            assert line == "" or line.strip(), "a line of spaces"
            if line.startswith("=>"):
                found = re.fullmatch(r"=> (\S+)( \S.*)?", line)
                assert found, f"no link line: {line!r}"
                assert is_address(found[1]) and len(found[1]) < URL_BYTES, f"no address: {line!r}"
            elif line.startswith("#"):
                assert re.fullmatch(r"#{1,3} \S.*", line), f"no heading: {line!r}"
        before = line
    assert not fenced, "preformatted text without an end"


def is_code(display):
    """Nothing in it is two columns wide: lynx shows such a line whole."""
    return not any(unicodedata.east_asian_width(c) in "WF" or c >= "\U0001f000" or c == "\ufe0f" for c in display)


def check_gophermap(output):
    assert output.endswith(".\r\n"), "the menu has no end"
    for line in output[:-3].split("\r\n")[:-1]:
        assert "\n" not in line and "\r" not in line, f"a line end of another kind: {line!r}"
        assert len(line.encode()) < LINE_BYTES, f"too long for lynx: {line[:80]!r}"
        fields = line.split("\t")
        assert len(fields) == 4, f"not four fields: {line!r}"
        assert fields[0][:1] in tuple("01379gIhis"), f"type of {line!r}"
        display = fields[0][1:]
        no_controls(display)
        assert fields[3].isdigit()
        assert columns(display) <= (CODE_WIDTH if is_code(display) else WIDTH), f"{columns(display)} columns: {display!r}"
        if fields[0][0] == "i":
            assert not display.startswith(("=> ", "```")), f"a client makes something of {display!r}"
        else:
            assert not fields[1] or is_address(fields[1].removeprefix("URL:")), f"selector of {line!r}"
            assert fields[2], f"no host: {line!r}"
            if fields[0][0] == "h":
                assert re.match(r"URL:(https?|gemini|ftp):|/", fields[1]), f"clients drop {line!r}"


def check_text(output):
    assert "\r" not in output
    for line in output.split("\n"):
        no_controls(line)
        assert line != ".", "a dot that ends the text"
        assert line.strip(" ") or not line, f"spaces alone in {line!r}"
        longest = CODE_WIDTH if is_code(line) else WIDTH
        assert columns(line) <= longest or re.match(r"(\[\d+\]|[>* ]*) ?\S+$", line), f"{columns(line)} columns: {line!r}"


def check_html(output):
    no_controls(output, "\t\n")
    for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", re.sub(r"<!--.*?-->", "", output, flags=re.S)):
        assert tag.lower() in SAFE_TAGS, f"<{tag}>"
    assert not re.search(r"<[^>]*\son\w+=", output), "an event handler"
    assert not re.search(r"(?:href|src)=\"\s*(?:javascript|vbscript|data:(?!image/(?:png|gif|jpeg|webp)[;,])):?", output, re.I), "an address that runs"
    xml.dom.minidom.parseString(f"<!DOCTYPE d [<!ENTITY nbsp '&#160;'>]><d>{output}</d>".encode())


def check(form, output):
    {"gemtext": check_gemtext, "gophermap": check_gophermap, "text": check_text, "html": check_html}[form](output)
