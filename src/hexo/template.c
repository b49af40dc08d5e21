#include "hexo/template.h"

#include "hexo/expansion.h"
#include "hexo/expression.h"
#include "hexo/fence_caption.h"
#include "hexo/raw.h"
#include "hexo/tag_end.h"
#include "hexo/tag_syntax.h"

enum {
    RUBY_MAX = 200,
    RAW_TAG_MAX = 24,
    VALUE_MAX = 2000 /* bytes, so that no text is looked through twice */
};

/* CODE of another file between fences. */
static void put_code(struct expansion *e, str language, str code)
{
    str fence = literal_fence(code, e->scope->arena);
    expansion_put(e, ARENA_CONCAT(e->scope->arena, STR("\n"), fence, language, STR("\n")), e->line);
    expansion_put(e, code, e->line);
    expansion_end_line(e);
    expansion_put(e, ARENA_CONCAT(e->scope->arena, fence, STR("\n")), e->line);
}

/* "\frac{{a}}{b}", "x^{{2}}", "${{…" is a formula. */
static bool is_in_formula(const struct expansion *e)
{
    char before = e->at ? e->text.p[e->at - 1] : ' ';
    return char_is_alnum(before) || (before != ' ' && str_has_char(STR("}^_$\\"), before));
}

static void expand_value(struct expansion *e)
{
    str rest = str_first(expansion_rest(e), VALUE_MAX), line = str_first(rest, str_span_not(rest, "\n")), value;
    size_t end = expression_end(line, 2);
    bool formula = is_in_formula(e);
    if (!formula && end != STR_NONE &&
        expression_read(str_between(rest, 2, end), e->scope->front, e->scratch, &value) &&
        !(e->in_code && str_find(value, STR("```")) != STR_NONE)) {
        expansion_put(e, arena_one_line(e->scratch, value), e->line);
        expansion_pass(e, end + 2);
        arena_reset(e->scratch);
        return;
    }
    if (!formula)
        diag_add(
            e->scope->diag, SEVERITY_WARNING, e->scope->page->source, e->line,
            "\"{{\" is shown as typed: Hexo stops there, or computes what is not known here; write {%% raw %%} before "
            "and {%% endraw %%} behind it");
    expansion_copy(e, 2);
}

/* "{# … #}", which no reader sees; "{#name}" behind a heading is its name. */
static bool expand_comment(struct expansion *e)
{
    str rest = expansion_rest(e);
    size_t name = 2 + str_span_not(str_first(str_from(rest, 2), RUBY_MAX), "}# \t\n");
    bool named = name > 2 && name < rest.n && rest.p[name] == '}';
    size_t end = named || e->comments_over ? STR_NONE : str_find(rest, STR("#}"));
    e->comments_over = e->comments_over || (!named && end == STR_NONE);
    if (end == STR_NONE)
        return false;
    expansion_pass(e, end + 2);
    return true;
}

/* raw within code; false: it has no end there. */
static bool expand_raw_in_code(struct expansion *e)
{
    str name, words, inner;
    size_t n = e->raws_over || e->at > e->tags_end ? 0 : tag_syntax_at(expansion_rest(e), &name, &words);
    if (!n || !str_eq(name, STR("raw")))
        return false;
    size_t start = e->at;
    e->at += n;
    size_t span = expansion_span_to_end(e, name, false, &inner);
    e->at = start;
    e->raws_over = !span;
    if (!span)
        return false;
    expansion_pass(e, n);
    expansion_copy(e, inner.n);
    expansion_pass(e, span - inner.n);
    return true;
}

/* What Hexo evaluates in a codeblock, as nowhere else in code. */
static void expand_brace_in_code(struct expansion *e)
{
    str rest = expansion_rest(e);
    if (str_starts(rest, STR("{{")))
        expand_value(e);
    else if (!(str_starts(rest, STR("{#")) && expand_comment(e)) &&
             !(str_starts(rest, STR("{%")) && expand_raw_in_code(e)))
        expansion_copy(e, 1);
}

/* INNER, which comes next, between fences. */
static void expand_code(struct expansion *e, str language, str inner)
{
    const str whole = e->text, fence = literal_fence(inner, e->scope->arena);
    expansion_put(e, ARENA_CONCAT(e->scope->arena, STR("\n"), fence, language, STR("\n")), e->line);
    e->text = str_first(whole, e->at + inner.n);
    e->comments_over = e->raws_over = false;
    const size_t tags_end = e->tags_end;
    e->tags_end = tag_syntax_last_end(e->text);
    e->in_code = true;
    expansion_pass(e, str_starts(inner, STR("\n")));
    while (e->at < e->text.n)
        if (e->text.p[e->at] == '{')
            expand_brace_in_code(e);
        else
            expansion_copy(e, str_span_not(expansion_rest(e), "{"));
    e->comments_over = e->raws_over = e->in_code = false;
    e->text = whole;
    e->tags_end = tags_end;
    expansion_end_line(e);
    expansion_put(e, ARENA_CONCAT(e->scope->arena, fence, STR("\n")), e->line);
}

/* Ends the tags that are open within the first DEPTH ones, for which no end of their own has come. */
static void leave_unclosed(struct expansion *e, size_t depth)
{
    while (e->depth > depth) {
        e->depth--;
        tag_tell_unclosed(e->scope, e->open[e->depth].name, e->open[e->depth].line);
        expansion_put(e, e->open[e->depth].after, e->line);
    }
}

static void close_tag(struct expansion *e, str name, int line)
{
    --*strmap_at(&e->ends, name);
    for (size_t i = e->depth; i-- > 0;)
        if (str_eq(e->open[i].name, name)) {
            leave_unclosed(e, i + 1);
            expansion_put(e, e->open[i].after, e->line);
            e->depth = i;
            return;
        }
    if (!e->too_deep)
        tag_tell_unopened(e->scope, name, line);
}

static void open_tag(struct expansion *e, const struct tag *tag)
{
    struct block_tag_text text;
    tag_around(tag, e->scope, &text);
    expansion_put(e, text.before, tag->line);
    e->too_deep = e->too_deep || e->depth == EXPANSION_NESTED_MAX;
    if (e->depth == EXPANSION_NESTED_MAX)
        return;
    e->open[e->depth].name = tag->name;
    e->open[e->depth].line = tag->line;
    e->open[e->depth++].after = text.after;
}

/* The text between raw, which began at START, and its end is HTML to Hexo and no Markdown. */
static void put_raw(struct expansion *e, size_t start, str inner, size_t span)
{
    enum raw raw = raw_of(e->text, start, inner, e->at + span);
    if (raw == RAW_BLOCK)
        expansion_put(e, STR("\n<div>"), e->line);
    if (raw == RAW_SPAN) {
        template_out_copy(&e->out, raw_escape(inner, e->scope->arena), &e->line);
        e->at += inner.n;
    } else {
        expansion_copy(e, inner.n);
    }
    if (raw == RAW_BLOCK)
        expansion_put(e, STR("</div>\n"), e->line);
    expansion_pass(e, span - inner.n);
}

static bool is_formula_tag(str name)
{
    static const char *const names[] = {"math", "mathjax", "katex"};
    return STR_IS_ANY(name, names);
}

/* The text between a plugin's tags of formulas is shown as typed. */
static void put_formula(struct expansion *e, str inner, size_t span)
{
    size_t gap = str_starts(inner, STR("\n"));
    expansion_put(e, STR("\n$$\n"), e->line);
    expansion_pass(e, gap);
    expansion_copy(e, inner.n - gap);
    expansion_end_line(e);
    expansion_put(e, STR("$$\n"), e->line);
    expansion_pass(e, span - inner.n);
}

static void expand_tag(struct expansion *e, size_t n, str name, str words)
{
    size_t start = e->at;
    struct tag tag = {.name = name, .words = words, .paired = strmap_get(&e->ends, name) > 0, .line = e->line};
    struct block_tag_text text;
    str of, inner, code;
    size_t span;
    expansion_pass(e, n);
    if (tag_syntax_is_end(name, &of)) {
        close_tag(e, of, tag.line);
    } else if (str_eq(name, STR("raw")) && tag.paired && (span = expansion_span_to_end(e, name, true, &inner)) > 0) {
        put_raw(e, start, inner, span);
    } else if (is_formula_tag(name) && tag.paired && (span = expansion_span_to_end(e, name, true, &inner)) > 0) {
        put_formula(e, inner, span);
    } else if (tag_is_code(&tag, e->scope, &text) && (span = expansion_span_to_end(e, name, true, &inner)) > 0) {
        expansion_put(e, text.before, tag.line);
        expand_code(e, text.language, inner);
        expansion_pass(e, span - inner.n);
    } else if (tag_file(&tag, e->scope, &text, &code)) {
        expansion_put(e, text.before, tag.line);
        if (code.n)
            put_code(e, text.language, code);
    } else if (tag.paired) {
        open_tag(e, &tag);
    } else if (tag_takes_end(&tag) || strmap_has(&e->ends, name)) {
        tag_tell_unclosed(e->scope, name, tag.line);
    } else {
        expansion_put(e, tag_alone(&tag, e->scope), tag.line);
    }
}

/* "{漢字|かん|じ}": the reading in brackets behind the word. */
static bool expand_reading(struct expansion *e)
{
    str rest = str_first(expansion_rest(e), RUBY_MAX), word, reading;
    size_t end = str_span_not(rest, "}\n");
    str inner = str_between(rest, 1, end);
    bool read = end < rest.n && rest.p[end] == '}' && str_cut(inner, '|', &word, &reading) && word.n && reading.n &&
                (unsigned char)word.p[0] >= 0xe3 && (unsigned char)reading.p[0] >= 0xe3 && !str_has_char(inner, '{');
    if (!read)
        return false;
    expansion_put(e, word, e->line);
    expansion_put(e, STR("（"), e->line);
    for (str part; reading.n;) {
        str_cut(reading, '|', &part, &reading);
        expansion_put(e, part, e->line);
    }
    expansion_put(e, STR("）"), e->line);
    expansion_pass(e, end + 1);
    return true;
}

static void expand_brace(struct expansion *e)
{
    str name, words;
    char next = e->at + 1 < e->text.n ? e->text.p[e->at + 1] : '\0';
    size_t n = 0;
    if (next == '%' && e->at < e->tags_end)
        n = tag_syntax_at(expansion_rest(e), &name, &words);
    if (n)
        expand_tag(e, n, name, words);
    else if (next == '{')
        expand_value(e);
    else if (!(next == '#' && expand_comment(e)) && !expand_reading(e))
        expansion_copy(e, 1);
}

/* The next N bytes, whose lines lose COLUMNS of the blanks that they begin with. */
static void copy_outdented(struct expansion *e, size_t n, size_t columns)
{
    for (size_t end = e->at + n; e->at < end;) {
        str rest = str_between(e->text, e->at, end);
        size_t length = str_span_not(rest, "\n"), dropped = literal_blanks(rest, columns);
        expansion_pass(e, dropped);
        expansion_copy(e, length - dropped + (length < rest.n));
    }
}

/* A block of code, with the caption that its fence names above it. Hexo takes a fence for one wherever it stands. */
static void copy_block(struct expansion *e, size_t n)
{
    str line = str_first(expansion_rest(e), str_span_not(str_first(expansion_rest(e), n), "\n"));
    str mark = str_from(line, str_span(line, " \t>"));
    bool fence = str_starts(mark, STR("```")) || str_starts(mark, STR("~~~"));
    size_t columns = literal_columns(line), within = e->literal.list ? e->literal.column : 0;
    bool deep = fence && columns >= within + LITERAL_TAB && mark.p == str_trim_left(line).p;
    size_t out = deep ? columns - within : 0;
    if (fence)
        expansion_put(e, fence_caption(str_from(line, literal_blanks(line, out)), e->scope->arena), e->line);
    if (deep)
        copy_outdented(e, n, out);
    else
        expansion_copy(e, n);
}

/* Code in a line, of which Hexo takes the tags around raw text alone. */
static void copy_span(struct expansion *e, size_t n)
{
    str name, words;
    for (size_t end = e->at + n; e->at < end;) {
        str rest = str_between(e->text, e->at, end);
        size_t tag = tag_syntax_at(str_first(rest, RAW_TAG_MAX), &name, &words);
        if (tag && (str_eq(name, STR("raw")) || str_eq(name, STR("endraw"))))
            expansion_pass(e, tag);
        else
            expansion_copy(e, 1 + str_span_not(str_from(rest, 1), "{"));
    }
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
    expansion_count_ends(&e);
    while (e.at < e.text.n) {
        bool start = e.at == 0 || e.text.p[e.at - 1] == '\n';
        size_t code = start ? literal_block(&e.literal, e.text, e.at) : 0;
        char c = e.text.p[e.at];
        if (code)
            copy_block(&e, code);
        else if (c == '`')
            copy_span(&e, literal_span(&e.literal, e.text, e.at));
        else if (c == '{')
            expand_brace(&e);
        else
            expansion_copy(&e, c == '\n' ? 1 : str_span_not(expansion_rest(&e), "`{\n"));
    }
    leave_unclosed(&e, 0);
    arena_destroy(e.scratch);
    return template_out_keep(&e.out);
}
