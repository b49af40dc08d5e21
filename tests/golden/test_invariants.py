"""Whatever CommonMark a post is made of: no visible word is lost, in order, in any format, and every output is valid.

The measure is cmark's own HTML of the same text.
"""
import html.parser
import pathlib
import re

import check_output
import pytest
import rendering

HERE = pathlib.Path(__file__).resolve().parent
FORMATS = rendering.FORMATS


def examples():
    text = (HERE / "invariants" / "commonmark.txt").read_text(encoding="utf-8")
    for section in re.split(r"^== ", text, flags=re.M)[1:]:
        name, _, rest = section.partition("\n")
        for number, example in enumerate(re.split(r"^--$", rest, flags=re.M), 1):
            source = example.strip("\n").replace("→", "\t").replace("␠", " ")
            if source.strip():
                yield pytest.param(source + "\n", id=f"{name.replace(' ', '_')}-{number}")


class Words(html.parser.HTMLParser):
    """The words that HTML shows, attributes left out; a block's border separates words, a tag within a line does not."""

    BLOCKS = set("p div h1 h2 h3 h4 h5 h6 li ul ol blockquote pre hr br table tr td th dl dt dd section details summary "
                 "figure figcaption center img rt rp".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style")
        self.text.append(" " if tag in self.BLOCKS else "")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")
        self.text.append(" " if tag in self.BLOCKS else "")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def words_of_html(markup):
    parser = Words()
    parser.feed(markup)
    parser.close()
    return words("".join(parser.text))


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁱⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789in0123456789")


def words(text):
    """Letters and digits; a Han or kana character is a word of its own, since a line may break beside it. An exponent is part of its word."""
    text = re.sub(r"(?<=\w)\^\(?(?=\w)", "", text.translate(RAISED))
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+", text)


def shown_words(form, output):
    if form == "html":
        return words_of_html(output)
    if form == "gophermap":
        # A label that is wrapped goes on in the next line; so does a word that is longer than the line.
        output = "\n".join(line.split("\t")[0][1:] for line in output.split("\r\n"))
    if form == "text":
        output = re.sub(r" \[\d+\]", "", output)
    return words(output)


def is_within(wanted, shown):
    """WANTED in order within SHOWN, where a long word may have been cut over lines."""
    joined = "".join(shown)
    at = 0
    for word in wanted:
        found = joined.find(word, at)
        if found < 0:
            return word
        at = found + len(word)
    return None


@pytest.mark.parametrize("source", examples())
def test_no_word_is_lost_and_every_line_is_valid(source, render):
    # Whom a mail goes to is its label, without the scheme.
    wanted = words_of_html(render("cmark", source.replace("<mailto:", "<")))
    for form in FORMATS:
        output = render(form, source)
        lost = is_within(wanted, shown_words(form, output))
        assert lost is None, f"{form} lost {lost!r} of\n{source}\nin\n{output}"
        check_output.check(form, output)
