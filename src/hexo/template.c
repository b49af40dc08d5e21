#include "hexo/template.h"

#include "base/strmap.h"
#include "hexo/expression.h"
#include "hexo/fence_caption.h"
#include "hexo/literal.h"
#include "hexo/raw.h"
#include "hexo/tag.h"
#include "hexo/tag_syntax.h"
#include "hexo/template_out.h"

enum { NESTED_MAX = 32, RUBY_MAX = 200, VALUE_MAX = 2000 /* bytes, so that no text is looked through twice */ };

struct expansion {
    const struct template_scope *scope;
    str text;
    size_t at;
    int line;
    struct literal literal;
    struct template_out out;
    struct arena *scratch;                  /* of one value */
    struct strmap ends;                     /* "end" tags of a name that are still to come */
    size_t tags_end;                        /* offset of the last "%}"; 0: there is none */
    bool in_code, comments_over, raws_over; /* no "#}", "endraw" comes any more */
    struct {
        str name, after;
    } open[NESTED_MAX];
    size_t depth;
};

static str rest_of(const struct expansion *e)
{
    return str_from(e->text, e->at);
}

static void copy(struct expansion *e, size_t n)
{
    template_out_copy(&e->out, str_first(rest_of(e), n), &e->line);
    e->at += n;
}

static void pass(struct expansion *e, size_t n)
{
    e->line += (int)str_count(str_first(rest_of(e), n), '\n');
    e->at += n;
}

/* Counts the ends, so that a tag knows whether it is one of a pair. */
static void count_ends(struct expansion *e)
{
    str name, words, of;
    for (size_t at = 0; at < e->text.n;) {
        size_t next = str_find(str_from(e->text, at), STR("{%"));
        if (next == STR_NONE)
            return;
        at += next;
        size_t n = tag_syntax_at(str_from(e->text, at), &name, &words);
        if (at > e->tags_end)
            return;
        if (n && tag_syntax_is_end(name, &of))
            ++*strmap_at(&e->ends, of);
        at += n ? n : 2;
    }
}

/* The bytes up to the end of NAME, 0: none; *INNER is what stands before it. COUNTED: the ends on the way, which are
 * among those counted, are none that is still to come. */
static size_t span_to_end(struct expansion *e, str name, bool counted, str *inner)
{
    str own, words, of, rest = rest_of(e);
    for (size_t at = 0; at < rest.n;) {
        size_t next = str_find(str_from(rest, at), STR("{%"));
        if (next == STR_NONE)
            break;
        at += next;
        size_t n = tag_syntax_at(str_from(rest, at), &own, &words);
        if (n && tag_syntax_is_end(own, &of)) {
            if (counted)
                --*strmap_at(&e->ends, of);
            if (str_eq(of, name)) {
                *inner = str_first(rest, at);
                return at + n;
            }
        }
        at += n ? n : 2;
    }
    return 0;
}

static void put(struct expansion *e, str text, int line)
{
    template_out_put(&e->out, text, line);
}

static void end_line(struct expansion *e)
{
    if (e->out.within)
        put(e, STR("\n"), e->line);
}

/* CODE of another file between fences. */
static void put_code(struct expansion *e, str language, str code)
{
    str fence = literal_fence(code, e->scope->arena);
    put(e, ARENA_CONCAT(e->scope->arena, STR("\n"), fence, language, STR("\n")), e->line);
    put(e, code, e->line);
    end_line(e);
    put(e, ARENA_CONCAT(e->scope->arena, fence, STR("\n")), e->line);
}

/* "\frac{{a}}{b}", "x^{{2}}", "${{…" is a formula. */
static bool is_in_formula(const struct expansion *e)
{
    char before = e->at ? e->text.p[e->at - 1] : ' ';
    return char_is_alnum(before) || (before != ' ' && str_has_char(STR("}^_$\\"), before));
}

static void expand_value(struct expansion *e)
{
    str rest = str_first(rest_of(e), VALUE_MAX), line = str_first(rest, str_span_not(rest, "\n")), value;
    size_t end = expression_end(line, 2);
    bool formula = is_in_formula(e);
    if (!formula && end != STR_NONE &&
        expression_read(str_between(rest, 2, end), e->scope->front, e->scratch, &value) &&
        !(e->in_code && str_find(value, STR("```")) != STR_NONE)) {
        put(e, arena_one_line(e->scratch, value), e->line);
        pass(e, end + 2);
        arena_reset(e->scratch);
        return;
    }
    if (!formula)
        diag_add(
            e->scope->diag, SEVERITY_WARNING, e->scope->page->source, e->line,
            "\"{{\" is shown as typed: Hexo stops there, or computes what is not known here; write {%% raw %%} before "
            "and {%% endraw %%} behind it");
    copy(e, 2);
}

/* "{# … #}", which no reader sees; "{#name}" behind a heading is its name. */
static bool expand_comment(struct expansion *e)
{
    str rest = rest_of(e);
    size_t name = 2 + str_span_not(str_first(str_from(rest, 2), RUBY_MAX), "}# \t\n");
    bool named = name > 2 && name < rest.n && rest.p[name] == '}';
    size_t end = named || e->comments_over ? STR_NONE : str_find(rest, STR("#}"));
    e->comments_over = e->comments_over || (!named && end == STR_NONE);
    if (end == STR_NONE)
        return false;
    pass(e, end + 2);
    return true;
}

/* raw within code; false: it has no end there. */
static bool expand_raw_in_code(struct expansion *e)
{
    str name, words, inner;
    size_t n = e->raws_over || e->at > e->tags_end ? 0 : tag_syntax_at(rest_of(e), &name, &words);
    if (!n || !str_eq(name, STR("raw")))
        return false;
    size_t start = e->at;
    e->at += n;
    size_t span = span_to_end(e, name, false, &inner);
    e->at = start;
    e->raws_over = !span;
    if (!span)
        return false;
    pass(e, n);
    copy(e, inner.n);
    pass(e, span - inner.n);
    return true;
}

/* What Hexo evaluates in a codeblock, as nowhere else in code. */
static void expand_brace_in_code(struct expansion *e)
{
    str rest = rest_of(e);
    if (str_starts(rest, STR("{{")))
        expand_value(e);
    else if (!(str_starts(rest, STR("{#")) && expand_comment(e)) &&
             !(str_starts(rest, STR("{%")) && expand_raw_in_code(e)))
        copy(e, 1);
}

/* INNER, which comes next, between fences. */
static void expand_code(struct expansion *e, str language, str inner)
{
    const str whole = e->text, fence = literal_fence(inner, e->scope->arena);
    put(e, ARENA_CONCAT(e->scope->arena, STR("\n"), fence, language, STR("\n")), e->line);
    e->text = str_first(whole, e->at + inner.n);
    e->comments_over = e->raws_over = false;
    const size_t tags_end = e->tags_end;
    e->tags_end = tag_syntax_last_end(e->text);
    e->in_code = true;
    pass(e, str_starts(inner, STR("\n")));
    while (e->at < e->text.n)
        if (e->text.p[e->at] == '{')
            expand_brace_in_code(e);
        else
            copy(e, str_span_not(rest_of(e), "{"));
    e->comments_over = e->raws_over = e->in_code = false;
    e->text = whole;
    e->tags_end = tags_end;
    end_line(e);
    put(e, ARENA_CONCAT(e->scope->arena, fence, STR("\n")), e->line);
}

static void close_tag(struct expansion *e, str name)
{
    --*strmap_at(&e->ends, name);
    for (size_t i = e->depth; i-- > 0;)
        if (str_eq(e->open[i].name, name)) {
            put(e, e->open[i].after, e->line);
            e->depth = i;
            return;
        }
}

static void open_tag(struct expansion *e, const struct tag *tag)
{
    struct block_tag_text text;
    tag_around(tag, e->scope, &text);
    put(e, text.before, tag->line);
    if (e->depth == NESTED_MAX)
        return;
    e->open[e->depth].name = tag->name;
    e->open[e->depth++].after = text.after;
}

/* The text between raw, which began at START, and its end is HTML to Hexo and no Markdown. */
static void put_raw(struct expansion *e, size_t start, str inner, size_t span)
{
    enum raw raw = raw_of(e->text, start, inner, e->at + span);
    if (raw == RAW_BLOCK)
        put(e, STR("\n<div>"), e->line);
    if (raw == RAW_SPAN) {
        template_out_copy(&e->out, raw_escape(inner, e->scope->arena), &e->line);
        e->at += inner.n;
    } else {
        copy(e, inner.n);
    }
    if (raw == RAW_BLOCK)
        put(e, STR("</div>\n"), e->line);
    pass(e, span - inner.n);
}

static void expand_tag(struct expansion *e, size_t n, str name, str words)
{
    size_t start = e->at;
    struct tag tag = {.name = name, .words = words, .paired = strmap_get(&e->ends, name) > 0, .line = e->line};
    struct block_tag_text text;
    str of, inner, code;
    size_t span;
    pass(e, n);
    if (tag_syntax_is_end(name, &of)) {
        close_tag(e, of);
    } else if (str_eq(name, STR("raw")) && tag.paired) {
        span = span_to_end(e, name, true, &inner);
        put_raw(e, start, inner, span);
    } else if (tag_is_code(&tag, e->scope, &text) && (span = span_to_end(e, name, true, &inner)) > 0) {
        put(e, text.before, tag.line);
        expand_code(e, text.language, inner);
        pass(e, span - inner.n);
    } else if (tag_file(&tag, e->scope, &text, &code)) {
        put(e, text.before, tag.line);
        if (code.n)
            put_code(e, text.language, code);
    } else if (tag.paired) {
        open_tag(e, &tag);
    } else {
        put(e, tag_alone(&tag, e->scope), tag.line);
    }
}

/* "{漢字|かん|じ}": the reading in brackets behind the word. */
static bool expand_reading(struct expansion *e)
{
    str rest = str_first(rest_of(e), RUBY_MAX), word, reading;
    size_t end = str_span_not(rest, "}\n");
    str inner = str_between(rest, 1, end);
    bool read = end < rest.n && rest.p[end] == '}' && str_cut(inner, '|', &word, &reading) && word.n && reading.n &&
                (unsigned char)word.p[0] >= 0xe3 && (unsigned char)reading.p[0] >= 0xe3 && !str_has_char(inner, '{');
    if (!read)
        return false;
    put(e, word, e->line);
    put(e, STR("（"), e->line);
    for (str part; reading.n;) {
        str_cut(reading, '|', &part, &reading);
        put(e, part, e->line);
    }
    put(e, STR("）"), e->line);
    pass(e, end + 1);
    return true;
}

static void expand_brace(struct expansion *e)
{
    str name, words;
    char next = e->at + 1 < e->text.n ? e->text.p[e->at + 1] : '\0';
    size_t n = 0;
    if (next == '%' && e->at < e->tags_end)
        n = tag_syntax_at(rest_of(e), &name, &words);
    if (n)
        expand_tag(e, n, name, words);
    else if (next == '{')
        expand_value(e);
    else if (!(next == '#' && expand_comment(e)) && !expand_reading(e))
        copy(e, 1);
}

/* A block of code, with the caption that its fence names above it. */
static void copy_block(struct expansion *e, size_t n)
{
    str line = str_first(rest_of(e), str_span_not(str_first(rest_of(e), n), "\n"));
    str mark = str_from(line, str_span(line, " \t>"));
    bool deep = str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
    if ((!deep || e->literal.list) && (str_starts(mark, STR("```")) || str_starts(mark, STR("~~~"))))
        put(e, fence_caption(line, e->scope->arena), e->line);
    copy(e, n);
}

struct mapped template_expand(struct mapped in, const struct template_scope *scope)
{
    struct expansion e = {.scope = scope, .text = in.text, .line = in.count ? in.lines[0] : 1};
    e.ends.arena = scope->arena;
    e.literal.blank = true;
    if (!str_has_char(in.text, '{') && str_find(in.text, STR("```")) == STR_NONE &&
        str_find(in.text, STR("~~~")) == STR_NONE)
        return in;
    e.scratch = arena_create();
    template_out_init(&e.out, 8 * in.text.n + (4 << 20), scope->arena);
    e.tags_end = tag_syntax_last_end(in.text);
    count_ends(&e);
    while (e.at < e.text.n) {
        bool start = e.at == 0 || e.text.p[e.at - 1] == '\n';
        size_t code = start ? literal_block(&e.literal, e.text, e.at) : 0;
        char c = e.text.p[e.at];
        if (code)
            copy_block(&e, code);
        else if (c == '`')
            copy(&e, literal_span(&e.literal, e.text, e.at));
        else if (c == '{')
            expand_brace(&e);
        else
            copy(&e, c == '\n' ? 1 : str_span_not(rest_of(&e), "`{\n"));
    }
    while (e.depth)
        put(&e, e.open[--e.depth].after, e.line);
    arena_destroy(e.scratch);
    return template_out_keep(&e.out);
}
