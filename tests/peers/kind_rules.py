"""The kinds of page that a picky reader finds ugly or cannot use, each a function from a post (exported_blog.Post) to the line
that shows it, or None. Its rule is its docstring; the table of kinds.py shows its name. What the author's own words explain is
not counted, nor is anything in code."""
import re
import urllib.parse

from exported_blog import CODE_SPAN, bare, columns

WORDS_TAG = r"(?:a|abbr|b|big|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u)"
PLAIN_FAULT = re.compile(rf"<({WORDS_TAG})\b[^<>]*>[^<]+</\1>|<(?:br|wbr|img)\b[^<>]*>|&(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|#\d+|#x[0-9a-f]+);", re.I)
PAGE_TAG = re.compile(r"</?(?:div|p|span|a|img|br|td|tr|th|table|ul|ol|li|font|center|b|i|em|strong|iframe|blockquote|h[1-6])(?:\s[^<>]*)?/?>", re.I)
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.I)
SHORTCODE = re.compile(r"{%-?\s*\w+[^{}]*%}|{{[<%][^{}]*[>%]}}|<!\[CDATA\[|\[/?(?:caption|gallery|sourcecode|youtube)\b[^\]]*\]")
KRAMDOWN_MARK = re.compile(r"{::?/?[a-z.#]*[^{}]*}")
TOC_NAME = re.compile(r"(table of )?contents?|toc|目[录錄次]|もくじ|차례|목차|inhalt(sverzeichnis)?|índice|sommaire|daftar isi", re.I)
ANCHOR_ITEM = re.compile(r"\s*(?:[*+-]|\d+[.)])\s+\[([^\]]+)\]\(#[^)\s]*\)\s*$")
ITEM = re.compile(r"(?:[*+-]|\d+[.)])\s+(.*)")
SECOND_BULLET = re.compile(r"[◦▪▫•●○■‣⁃]\s")
BLOCK_TAG = re.compile(r"{%-?\s*(codeblock|img|image|youtube|vimeo|twitter|tweet|gist|video|blockquote|pullquote)\b(.*?)-?%}(.*)")
WORDS_OF_CODE = ("img", "image", "images", "dsc", "photo", "screenshot")
PICTURE_FILE = re.compile(r"\.(png|jpe?g|gif|webp|svg|bmp)([?#].*)?$", re.I)
SOURCE_ADDRESS = re.compile(r"(?<![\w/=\"'])https?://[^\s<>\"'`\\{}|\[\]()*^~—]+", re.A)
META_LINE = re.compile(r"\d{4}-\d\d-\d\d\b")
CAPTION_MARK = r"\[/?(?:caption|gallery)\b[^\]]*\]"
REFERENCE_IN_TEXT = re.compile(r"\s*\[\d+\]\s*(?:[.,;:!?)。，、）]|$)")


def plain(words):
    """WORDS of Markdown without links, pictures and emphasis."""
    words = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", words)
    return re.sub(r"<[^<>]*>|[*_`~\\]|{:[^}]*}", "", words).strip()


def source_lists(prose):
    """Each list of PROSE, as the first lines of its outermost items."""
    items = []
    for line in [*prose.split("\n"), "end"]:
        found = ITEM.match(line)
        if found:
            items.append(found[1])
        elif line.strip() and not line.startswith((" ", "\t")):
            yield items
            items = []


def links_behind_lists(post):
    """More than five link lines stand behind a list and repeat words of items other than its last."""
    for above, run in post.link_runs():
        earlier = [bare(line.text) for line in above if line.kind == "item" or re.match(r"\d+\. ", line.text)][:-1]
        behind = [link for link in run if any(bare(link.text) and bare(link.text) in item for item in earlier)]
        if len(behind) > 5:
            return behind[0].text


def order_scrambled(post):
    """The items of a list come in another order than the author's."""
    said = [bare(line.text) for line in post.spoken]
    for items in source_lists(post.prose):
        starts = [bare(plain(item))[:25] for item in items]
        starts = [start for start in starts if len(start) > 7 and not start.startswith("http")]
        if len(starts) < 3 or len(set(starts)) < len(starts):
            continue
        where = [[n for n, line in enumerate(said) if line.startswith(start)] for start in starts]
        if any(len(places) != 1 for places in where):
            continue
        for n in range(1, len(where)):
            if where[n] < where[n - 1]:
                return post.spoken[where[n][0]].text


def label_doubled(post):
    """A link line repeats, word for word, the list item above it."""
    for above, run in post.link_runs():
        if not above or above[-1].kind != "item" and not re.match(r"\d+\. ", above[-1].text):
            continue
        words = re.sub(r"^\d{4}-\d\d-\d\d|^\d+\.|\(?\d{4}-\d\d-\d\d\)?$", "", above[-1].text)
        if len(bare(words)) > 3 and bare(words) == bare(run[0].text):
            return above[-1].text


def label_shared(post):
    """Two neighbouring link lines have one label and two addresses, though the author's labels differ."""
    for _, run in post.link_runs():
        for n, link in enumerate(run):
            twins = [other for other in run[:n] if other.text == link.text and other.address != link.address]
            written = post.source.count(f"[{link.text}]") + len(re.findall(rf">\s*{re.escape(link.text)}\s*<", post.source))
            if twins and written < len(twins) + 1 and not post.source.count(link.text) > len(twins):
                return link.text


def address_repeated(post):
    """Two neighbouring link lines lead to one address with one label."""
    for _, run in post.link_runs():
        pairs = [(link.address, link.text) for link in run]
        for n, pair in enumerate(pairs):
            if pair in pairs[:n]:
                return pair[1]


def two_bullets(post):
    """A list item begins with a second bullet that its author did not type."""
    for line in post.spoken:
        if line.kind == "item" and SECOND_BULLET.match(line.text) and line.text[0] not in post.source:
            return "* " + line.text


def wide_table(post):
    """A line of a table is over 120 columns."""
    return next((line.text for line in post.lines if line.alt == "table" and columns(line.text) > 120), None)


def markup_in_words(post):
    """A title, tag, category or author shows tags or entities."""
    entry = post.entry
    heads = [line.text for line in post.spoken[:3]]
    return next((word for word in [entry["title"], *entry["tags"], *entry["categories"], *heads] if word and PLAIN_FAULT.search(word)), None)


def anchors_dead(post):
    """A list of links to headings of the page itself is left, four items or more."""
    labels, said = [], {bare(line.text) for line in post.spoken if line.kind in ("item", "text")}
    for line in [*post.prose.split("\n"), "end"]:
        found = ANCHOR_ITEM.match(line)
        if found:
            labels.append(plain(found[1]))
        elif line.strip():
            headings = [line.text for line in post.spoken if line.kind == "heading"]
            known = {bare(heading) for heading in headings}
            if len(labels) > 3 and all(bare(label) in known for label in labels) and bare(labels[0]) in said:
                return labels[0]
            labels = []


def heading_over_nothing(post):
    """A heading that announces a table of contents has nothing below it."""
    filled = [line for line in post.spoken if line.text]
    for line, following in zip(filled, filled[1:]):
        if line.kind == "heading" and TOC_NAME.fullmatch(line.text.strip(" :：")) and following.kind == "heading":
            return line.text


def note_without_number(post):
    """A footnote that is called has no number where it stands."""
    notes = re.findall(r"^ {0,3}\[\^([^\]]+)\]:\s*\S", post.prose, re.M)
    called = [note for note in dict.fromkeys(notes) if re.search(rf"\[\^{re.escape(note)}\](?!:)", post.prose)]
    numbered = {line.text.split("]")[0] for line in post.spoken if re.match(r"\[\d+\]", line.text)}
    for n in range(1, len(called) + 1):
        if f"[{n}" not in numbered:
            return called[n - 1]


def tag_lost(post):
    """A block tag of a well-known plugin is swallowed: its picture, film or words are nowhere."""
    prose = re.sub(r"(```|~~~).*?^\1|{%-?\s*raw\s*-?%}.*?{%-?\s*endraw\s*-?%}", "", post.source, flags=re.S | re.M)
    for name, words, _ in BLOCK_TAG.findall(CODE_SPAN.sub("", prose)):
        fields = words.split()
        if not fields or "{{" in words:
            continue
        address = next((field for field in fields if "/" in field), fields[0]) if name != "youtube" else fields[0]
        wanted = bare(address.strip("\"'").rsplit("/", 1)[-1].rsplit(".", 1)[0])
        if name in ("img", "image", "youtube", "vimeo", "gist", "video") and wanted and wanted not in bare(urllib.parse.unquote(post.gemtext)):
            return f"{{% {name} {words.strip()} %}}"


def code_cut(post):
    """A code line up to 200 columns, none of them wide, is cut on Gopher."""
    long = [line.text for line in post.lines if line.kind == "pre" and line.alt not in ("table", "math")]
    long = [text for text in long if 70 < columns(text.expandtabs(8)) <= 190 and columns(text) == len(text)]
    whole = ["".join(line.split()) for line in post.menu_lines()] if long else []
    for text in long:
        wanted = "".join(text.split())
        if not any(wanted in line for line in whole):
            return text


def picture_unnamed(post):
    """A picture's label is "img", "image" or a file name without a word."""
    for line in post.spoken:
        if line.kind != "link" or not PICTURE_FILE.search(line.address):
            continue
        words = re.sub(r"\.(png|jpe?g|gif|webp|svg)$", "", line.text, flags=re.I)
        if any(ord(c) > 0x2e7f for c in words):
            continue
        runs = [run for run in re.findall(r"[^\W\d_]{3,}", words.lower()) if run not in WORDS_OF_CODE and not re.fullmatch("[0-9a-f]+", run)]
        if not runs:
            return line.text


def address_cut(post):
    """A link ends before the address that the author wrote does."""
    links = {urllib.parse.unquote(line.address) for line in post.spoken if line.kind == "link"}
    for address in SOURCE_ADDRESS.findall(post.prose):
        address = urllib.parse.unquote(address.rstrip(".,;:!?_&'-").replace("&amp;", "&"))
        if address in links or address.rstrip("/") in links or len(address) < 12:
            continue
        cut = next((link for link in links if len(link) > 15 and address.startswith(link) and address[len(link)].isalnum()
                    and link[-1] not in "/-"), None)
        if cut:
            return cut


def address_broken_in_text(post):
    """An address of the author's is not whole in the text form, which has no footer."""
    if not post.text:
        return None
    written = urllib.parse.unquote(post.source).replace("&amp;", "&")
    for line in post.spoken:
        web = line.kind == "link" and line.address.startswith(("http://", "https://"))
        if web and line.address not in post.text and urllib.parse.unquote(line.address) in written:
            return line.address


def kramdown_marks(post):
    """A mark of kramdown is left: {: …}, {:: …}, {#id}."""
    return left_over(post, KRAMDOWN_MARK)


def shortcodes(post):
    """A tag of Liquid, Hugo or WordPress, or CDATA, is left."""
    if "raw %}" in post.source:
        return None
    return left_over(post, SHORTCODE)


def tags_or_entities(post):
    """A tag or an entity of HTML is left in the words."""
    if "&amp;" in post.source or "&lt;" in post.source:
        return left_over(post, PAGE_TAG) if "&lt;" not in post.source else None
    return left_over(post, PAGE_TAG) or left_over(post, ENTITY)


def left_over(post, mark):
    """A mark in the words, which stands in the source outside code and unescaped."""
    for line in post.spoken:
        words = line.text if line.kind != "link" else line.text if line.text != line.address else ""
        for found in mark.finditer(words):
            if found[0] in post.prose and "\\" + found[0] not in post.source and not in_code(post, found[0]):
                return line.text


def in_code(post, words):
    return any(words in span[2] for span in CODE_SPAN.finditer(post.source))


def stars(post):
    """Stars of strong emphasis are left in the words."""
    for line in post.spoken:
        found = re.search(r"(?<!\*)\*\*(?![\s*])[^*]*(?<!\s)\*\*(?!\*)", line.text)
        if found and found[0] in post.prose and not in_code(post, found[0]):
            return line.text


def heading_as_text(post):
    """`###Heading` is text though the blog's Markdown is one that reads a heading there."""
    if post.markdown not in ("rdiscount", "redcarpet", "maruku"):
        return None
    written = [line.strip() for line in re.findall(r"^#{1,6}[^#\s!].*", post.prose, re.M)]
    said = [line.text.strip() for line in post.spoken if line.kind != "heading" and re.match(r"\s?#", line.text)]
    return next((line for line in said if any(line.startswith(plain(heading)) for heading in written)), None)


def title_twice(post):
    """The title is said again before any other words."""
    filled = [line for line in post.spoken if line.text]
    for n, line in enumerate(filled[1:4]):
        if line.kind in ("heading", "text") and bare(line.text) and bare(line.text) == bare(filled[0].text):
            return line.text
        if line.kind != "link" and not (n == 0 and META_LINE.match(line.text)):
            return None


def number_parted(post):
    """A line of the text form begins with the number of a link, away from its word."""
    return next((line for line in post.text.split("\n") if REFERENCE_IN_TEXT.match(line)), None)


def words_lost(post):
    """A paragraph of the author's is nowhere in the page."""
    if post.html or not post.gemtext:
        return None
    prose = re.sub(r"{%.*?%}|{{.*?}}|{:.*?}|<[^<>]*>|^\s*\[[^\]]+\]:.*$|^\s*\*\[.*$|\]\([^)]*\)|" + CAPTION_MARK, " ",
                   post.prose.replace("&nbsp;", " "), flags=re.M)
    for line in prose.split("\n"):
        words = re.findall(r"[^\W\d_]{4,}", plain(line))
        if len(words) > 5 and "http" not in line and sum(bare(word) not in post.words for word in words) * 2 > len(words):
            return line.strip()


KINDS = (links_behind_lists, order_scrambled, label_doubled, label_shared, address_repeated, two_bullets, wide_table, markup_in_words,
         anchors_dead, heading_over_nothing, note_without_number, tag_lost, code_cut, picture_unnamed, address_cut,
         address_broken_in_text, kramdown_marks, shortcodes, tags_or_entities, stars, heading_as_text, title_twice, number_parted,
         words_lost)
