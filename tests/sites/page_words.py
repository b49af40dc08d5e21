"""The words of a page, however it is marked up."""
import html
import re
import urllib.parse

TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---"})


def of_html(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()


def plain(text):
    """The words of HTML without its typography, and without the blanks that depend on where its tags stand."""
    return re.sub(r"\s+", "", of_html(re.sub(r"<!--.*?-->", "", text, flags=re.S)).translate(TYPOGRAPHY))


def links(text, base):
    """Where HTML at the address BASE leads, in order, each once, without places in a page."""
    targets = re.findall(r"""(?:href|src)=(?:"([^"]+)"|([^"'\s>]+))""", text)
    found = [urllib.parse.urljoin(base, html.unescape(quoted or bare)).partition("#")[0] for quoted, bare in targets]
    return list(dict.fromkeys(found))
