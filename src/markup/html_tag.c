#include "markup/html_tag.h"

#define TAG(literal, what, content)                                                                                    \
    {                                                                                                                  \
        .name = STR_INIT(literal), .role = HTML_##what, .model = HTML_MODEL_##content                                  \
    }
#define VOID(literal, what)                                                                                            \
    {                                                                                                                  \
        .name = STR_INIT(literal), .role = HTML_##what, .is_void = true                                                \
    }
#define OPAQUE(literal, what)                                                                                          \
    {                                                                                                                  \
        .name = STR_INIT(literal), .role = HTML_##what, .is_raw = true                                                 \
    }

/* Sorted by name. */
static const struct html_tag tags[] = {
    TAG("a", LINK, SPAN),
    TAG("abbr", MARKED, SPAN),
    TAG("acronym", SPAN, SPAN),
    TAG("address", DIV, BLOCK),
    TAG("applet", MEDIA, RAW),
    VOID("area", EMPTY),
    TAG("article", DIV, BLOCK),
    TAG("aside", DIV, BLOCK),
    TAG("audio", MEDIA, RAW),
    TAG("b", STRONG, SPAN),
    VOID("base", EMPTY),
    VOID("basefont", EMPTY),
    TAG("bdi", SPAN, SPAN),
    TAG("bdo", SPAN, SPAN),
    TAG("big", SPAN, SPAN),
    TAG("blink", SPAN, SPAN),
    TAG("blockquote", BLOCKQUOTE, BLOCK),
    TAG("body", DIV, BLOCK),
    VOID("br", BREAK),
    TAG("button", CONTROL, SPAN),
    TAG("canvas", DROP, RAW),
    TAG("caption", PARAGRAPH, SPAN),
    TAG("center", DIV, RAW),
    TAG("cite", EMPH, SPAN),
    TAG("code", CODE, RAW),
    VOID("col", EMPTY),
    TAG("colgroup", SECTION, RAW),
    TAG("data", SPAN, SPAN),
    TAG("datalist", DROP, RAW),
    TAG("dd", DETAIL, BLOCK),
    TAG("del", STRIKE, SPAN),
    TAG("details", DIV, BLOCK),
    TAG("dfn", EMPH, SPAN),
    TAG("dialog", DIV, BLOCK),
    TAG("dir", LIST, RAW),
    TAG("div", DIV, BLOCK),
    TAG("dl", DEFLIST, BLOCK),
    TAG("dt", TERM, SPAN),
    TAG("em", EMPH, SPAN),
    VOID("embed", MEDIA),
    TAG("fieldset", DIV, BLOCK),
    TAG("figcaption", PARAGRAPH, BLOCK),
    TAG("figure", DIV, BLOCK),
    TAG("font", SPAN, SPAN),
    TAG("footer", DIV, BLOCK),
    TAG("form", DIV, BLOCK),
    TAG("frame", MEDIA, RAW),
    TAG("frameset", DIV, RAW),
    TAG("h1", HEADING, SPAN),
    TAG("h2", HEADING, SPAN),
    TAG("h3", HEADING, SPAN),
    TAG("h4", HEADING, SPAN),
    TAG("h5", HEADING, SPAN),
    TAG("h6", HEADING, SPAN),
    TAG("head", DROP, RAW),
    TAG("header", DIV, BLOCK),
    TAG("hgroup", DIV, BLOCK),
    VOID("hr", RULE),
    TAG("html", DIV, RAW),
    TAG("i", EMPH, SPAN),
    TAG("iframe", MEDIA, BLOCK),
    VOID("img", IMAGE),
    VOID("input", EMPTY),
    TAG("ins", MARKED, SPAN),
    TAG("kbd", MARKED, RAW),
    VOID("keygen", EMPTY),
    TAG("label", CONTROL, SPAN),
    TAG("legend", PARAGRAPH, SPAN),
    TAG("li", ITEM, BLOCK),
    VOID("link", EMPTY),
    TAG("main", DIV, BLOCK),
    TAG("map", SPAN, BLOCK),
    TAG("mark", MARKED, SPAN),
    TAG("marquee", SPAN, SPAN),
    TAG("math", SPAN, RAW),
    TAG("menu", LIST, BLOCK),
    VOID("meta", EMPTY),
    TAG("meter", SPAN, SPAN),
    TAG("nav", DIV, BLOCK),
    TAG("nobr", SPAN, SPAN),
    TAG("noscript", DROP, BLOCK),
    TAG("object", MEDIA, BLOCK),
    TAG("ol", LIST, RAW),
    TAG("optgroup", APART, RAW),
    TAG("option", APART, RAW),
    TAG("output", SPAN, SPAN),
    TAG("p", PARAGRAPH, SPAN),
    VOID("param", EMPTY),
    TAG("picture", SPAN, RAW),
    TAG("pre", PRE, RAW),
    TAG("progress", SPAN, SPAN),
    TAG("q", QUOTATION, SPAN),
    TAG("rb", SPAN, SPAN),
    TAG("rp", DROP, SPAN),
    TAG("rt", RUBY_TEXT, SPAN),
    TAG("rtc", SPAN, SPAN),
    TAG("ruby", SPAN, SPAN),
    TAG("s", STRIKE, SPAN),
    TAG("samp", CODE, RAW),
    OPAQUE("script", DROP),
    TAG("section", DIV, BLOCK),
    TAG("select", CONTROL, SPAN),
    TAG("slot", SPAN, SPAN),
    TAG("small", MARKED, SPAN),
    VOID("source", SOURCE),
    TAG("span", SPAN, SPAN),
    TAG("strike", STRIKE, SPAN),
    TAG("strong", STRONG, SPAN),
    OPAQUE("style", DROP),
    TAG("sub", MARKED, SPAN),
    TAG("summary", PARAGRAPH, BLOCK),
    TAG("sup", MARKED, SPAN),
    TAG("svg", SPAN, RAW),
    TAG("table", TABLE, RAW),
    TAG("tbody", SECTION, RAW),
    TAG("td", CELL, BLOCK),
    TAG("template", DROP, RAW),
    TAG("text", APART, RAW),
    OPAQUE("textarea", PRE),
    TAG("tfoot", SECTION, RAW),
    TAG("th", CELL, SPAN),
    TAG("thead", SECTION, RAW),
    TAG("time", SPAN, SPAN),
    OPAQUE("title", DROP),
    TAG("tr", ROW, RAW),
    VOID("track", EMPTY),
    TAG("tt", CODE, SPAN),
    TAG("u", MARKED, SPAN),
    TAG("ul", LIST, RAW),
    TAG("var", EMPH, RAW),
    TAG("video", MEDIA, RAW),
    VOID("wbr", EMPTY),
};

/* Tags with the same first letter stand together, so that only a few need be compared. */
const struct html_tag *html_tag_find(str name)
{
    size_t low = 0, high = sizeof tags / sizeof *tags;
    char first = name.n ? char_lower(*name.p) : '\0';
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (*tags[middle].name.p < first)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < sizeof tags / sizeof *tags && *tags[low].name.p == first; low++)
        if (str_eq_nocase(name, tags[low].name))
            return &tags[low];
    return NULL;
}

bool html_tag_is_inline(const struct html_tag *tag)
{
    return tag->role < HTML_DIV && tag->role != HTML_MEDIA && tag->role != HTML_SOURCE && tag->role != HTML_DROP;
}
