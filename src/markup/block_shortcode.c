#include "markup/block.h"

/*
 * Shortcodes of WordPress that fill their line, as its exports leave them: films and sounds are links, code is code.
 * The pictures of a gallery have numbers that only its database knew.
 */

enum shortcode_kind { SHORTCODE_GALLERY, SHORTCODE_MEDIA, SHORTCODE_CODE };

struct shortcode {
    str name;
    enum shortcode_kind kind;
};

static const struct shortcode shortcodes[] = {
    {STR_INIT("gallery"), SHORTCODE_GALLERY}, {STR_INIT("youtube"), SHORTCODE_MEDIA},
    {STR_INIT("vimeo"), SHORTCODE_MEDIA},     {STR_INIT("embed"), SHORTCODE_MEDIA},
    {STR_INIT("audio"), SHORTCODE_MEDIA},     {STR_INIT("video"), SHORTCODE_MEDIA},
    {STR_INIT("sourcecode"), SHORTCODE_CODE}, {STR_INIT("code"), SHORTCODE_CODE},
};

/* The shortcode that fills S; *WORDS is what stands behind its name and, where there is one, *CONTENT what stands
 * before its end tag. */
static const struct shortcode *find(str s, str *words, str *content)
{
    size_t end = str_starts(s, STR("[")) ? str_find_char(s, ']') : STR_NONE;
    if (end == STR_NONE)
        return NULL;
    str tag = str_between(s, 1, end), rest = str_from(s, end + 1);
    str name = str_first(tag, str_span_not(tag, " ="));
    *words = str_from(tag, name.n);
    *content = rest;
    for (size_t i = 0; i < sizeof shortcodes / sizeof *shortcodes; i++) {
        const struct shortcode *code = &shortcodes[i];
        if (!str_eq(name, code->name))
            continue;
        bool closed = str_ends(rest, STR("]")) && str_starts(str_from(rest, str_span_not(rest, "[")), STR("[/"));
        *content = closed ? str_first(rest, str_span_not(rest, "[")) : STR("");
        return closed || !rest.n ? code : NULL;
    }
    return NULL;
}

/* The value of NAME="…" in WORDS. */
static str value_of(str words, str name)
{
    size_t at = str_find(words, name);
    if (at == STR_NONE)
        return STR("");
    str value = str_from(words, at + name.n);
    char quote = value.n && (*value.p == '"' || *value.p == '\'') ? *value.p : ' ';
    value = str_from(value, quote != ' ');
    size_t end = str_find_char(value, quote);
    return end == STR_NONE ? value : str_first(value, end);
}

/* Where a film or sound is: [youtube ADDRESS], [youtube=ADDRESS], [embed]ADDRESS[/embed], [audio src="ADDRESS"]. */
static str address_of(str words, str content)
{
    str source = value_of(words, STR("src="));
    if (source.n)
        return source;
    str given = str_trim(content.n ? content : str_from(words, str_starts(words, STR("="))));
    given = str_first(given, str_span_not(given, " "));
    return str_starts(given, STR("http://")) || str_starts(given, STR("https://")) ? given : STR("");
}

/* The line that closes the code which opens in line FROM; b->count when there is none. */
static size_t code_end(const struct blocks *b, size_t from, str name)
{
    for (size_t i = from + 1; i < b->count; i++) {
        str s = line_trimmed(&b->lines[i]);
        if (str_starts(s, STR("[/")) && str_ends(s, STR("]")) && str_eq(str_between(s, 2, s.n - 1), name))
            return i;
    }
    return b->count;
}

static bool take_code(struct parser *parser, struct blocks *b, const struct shortcode *code, str words)
{
    size_t from = b->at, end = b->no_code_end ? b->count : code_end(b, from, code->name);
    b->no_code_end = end == b->count;
    if (b->no_code_end)
        return false;
    str language = value_of(words, STR("language="));
    cmark_node *node = code_add(parser, b, from + 1, end, b->lines[from + 1].number);
    cmark_node_set_fence_info(node, arena_z(parser->arena, language.n ? language : value_of(words, STR("lang="))));
    b->at = end + 1;
    return true;
}

static void add_link(struct parser *parser, struct blocks *b, str name, str address)
{
    int line = b->lines[b->at].number;
    cmark_node *paragraph = parser_add_node(parser, b->parent, CMARK_NODE_PARAGRAPH, line);
    parser_add_text(parser, paragraph,
                    ARENA_CONCAT(parser->arena, STR("["), str_eq(name, STR("embed")) ? address : name, STR("](<"),
                                 address, STR(">)")),
                    line);
}

bool block_shortcode(struct parser *parser, struct blocks *b)
{
    str words, content;
    const struct shortcode *code = find(line_trimmed(&b->lines[b->at]), &words, &content);
    if (!code)
        return false;
    if (code->kind == SHORTCODE_CODE)
        return (!words.n || *words.p == ' ') && !content.n && take_code(parser, b, code, words);
    str address = code->kind == SHORTCODE_MEDIA ? address_of(words, content) : STR("");
    if (address.n)
        add_link(parser, b, code->name, address);
    else if (code->kind == SHORTCODE_GALLERY && str_find_char(words, '=') != STR_NONE)
        parser_tell(parser, SEVERITY_WARNING, b->lines[b->at].number,
                    "the pictures of [gallery] have numbers that only WordPress knows; write them as pictures here");
    else
        return false;
    b->at++;
    return true;
}

bool shortcode_interrupts(const struct blocks *b, size_t i)
{
    str words, content;
    const struct shortcode *code = find(line_trimmed(&b->lines[i]), &words, &content);
    return code &&
           (code->kind == SHORTCODE_MEDIA ? address_of(words, content).n > 0 : str_find_char(words, '=') != STR_NONE);
}
