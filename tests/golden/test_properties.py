"""Random Markdown, everything within everything: each output is valid, and no word is lost or out of order.

Each document comes from a number, so a failure is found again by its name.
"""
import random

import check_output
import pytest
import test_invariants

FORMATS = test_invariants.FORMATS
DOCUMENTS = 120
WORDS = ("moon orbit Fähre naïve Æsir łódź 月球 軌道 登月艙 「靜海」 つき カプセル、 달 착륙선 луна орбита القمر مدار ירח מסלול "
         "ดวงจันทร์ trăng 🚀 👩‍🚀 é́ 100 3.14 don't e-mail a_b x*y [z] #tag => `").split()


class Writer:
    def __init__(self, number, common):
        self.random = random.Random(number)
        self.common = common  # only what plain CommonMark knows, so that cmark can be the judge
        self.references = []

    def pick(self, *choices):
        return self.random.choice(choices)()

    def word(self):
        word = self.random.choice(WORDS)
        for mark in "\\`*_[]<>#=":
            word = word.replace(mark, "\\" + mark)
        return word

    def words(self):
        return " ".join(self.word() for _ in range(self.random.randint(1, 9)))

    def link(self):
        address = self.random.choice(["https://example.org/a", "/own page", "#top", "mailto:a@b.example", "https://例え.jp/月"])
        return f"[{self.words()}](<{address}>)"

    def inline(self, depth=0):
        kinds = [self.words, self.words, lambda: f"*{self.word()}*", lambda: f"**{self.word()}**", lambda: "`co de`",
                 lambda: f"![{self.word()}](/cat.png)", self.link, lambda: "a\\\nb", lambda: "a  \nb", lambda: "&amp; &copy;",
                 lambda: "<https://example.org/auto>", lambda: "<b>bold</b>", lambda: self.words() + "\n" + self.words()]
        if not self.common:
            kinds += [lambda: f"~~{self.word()}~~", lambda: "https://example.org/bare", self.reference,
                      lambda: f"<span markdown='1'>*{self.word()}*</span>", lambda: "{:.x}", lambda: "$$a_1$$",
                      lambda: "{{ page.title }}", lambda: "<img src=/a.png>", lambda: "<br>"]
        return " ".join(self.pick(*kinds) for _ in range(self.random.randint(1, 4)))

    def reference(self):
        self.references.append(f"n{len(self.references)}")
        return f"x[^{self.references[-1]}]"

    def paragraph(self, depth):
        return "w " + self.inline()

    def heading(self, depth):
        return "#" * self.random.randint(1, 6) + " h " + self.words()

    def code(self, depth):
        fence = self.random.choice(["```", "~~~", "`````"])
        body = "\n".join(self.random.choice(["x = 1", "  indented", "", "漢字", "# no heading", "=> no link", "* no item"])
                         for _ in range(self.random.randint(1, 4)))
        return f"{fence}py\n{body}\n{fence}"

    def indent(self, text, first, rest):
        lines = text.split("\n")
        return "\n".join([first + lines[0]] + [(rest + line).rstrip() for line in lines[1:]])

    def items(self, depth):
        mark = self.random.choice(["* ", "- ", "1. ", "7. "])
        gap = self.random.choice(["\n", "\n\n"])
        return gap.join(self.indent(self.blocks(depth + 1, 2), mark, " " * len(mark)) for _ in range(self.random.randint(1, 3)))

    def quote(self, depth):
        return self.indent(self.blocks(depth + 1, 3), "> ", "> ")

    def table(self, depth):
        columns = self.random.randint(1, 4)
        row = lambda: "| " + " | ".join(self.words() for _ in range(columns)) + " |"
        return "\n".join([row(), "|" + "|".join(self.random.choice(["---", ":--", "--:", ":-:"]) for _ in range(columns)) + "|"]
                         + [row() for _ in range(self.random.randint(1, 3))])

    def block(self, depth):
        kinds = [self.paragraph, self.paragraph, self.heading, self.code, lambda d: "---"]
        if depth < 5:
            kinds += [self.items, self.quote]
        if not self.common:
            kinds += [self.table, lambda d: "term\n: " + self.words(), lambda d: f"<div markdown='1'>\n{self.words()}\n</div>",
                      lambda d: f"<p>{self.word()} &lt; <em>b</em></p>", lambda d: "{% if true %}yes{% endif %}",
                      lambda d: "{% highlight c %}\nint x;\n{% endhighlight %}", lambda d: "<!-- nothing -->", lambda d: "{:toc}"]
        return self.random.choice(kinds)(depth)

    def blocks(self, depth=0, most=8):
        return "\n\n".join(self.block(depth) for _ in range(self.random.randint(1, most)))

    def document(self):
        text = "Begin.\n\n" + self.blocks()  # a rule in the first line would open a front matter
        notes = "\n".join(f"[^{name}]: note {self.words()}" for name in self.references)
        return text + "\n\n" + notes + "\n"


@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_random_markdown_gives_valid_output(number, render):
    source = Writer(number, common=False).document()
    for form in FORMATS:
        check_output.check(form, render(form, source))


@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_random_commonmark_loses_no_word(number, render):
    source = Writer(number, common=True).document()
    wanted = test_invariants.words_of_html(render("cmark", source))
    for form in FORMATS:
        output = render(form, source)
        check_output.check(form, output)
        lost = test_invariants.is_within(wanted, test_invariants.shown_words(form, output))
        assert lost is None, f"{form} lost {lost!r} of\n{source}\nin\n{output}"
