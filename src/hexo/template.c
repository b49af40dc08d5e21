#include "hexo/template.h"

#include "base/strmap.h"
#include "hexo/expression.h"
#include "hexo/literal.h"
#include "hexo/tag.h"
#include "hexo/template_out.h"

enum { NESTED_MAX = 32, RUBY_MAX = 200 /* bytes */ };

struct expansion {
    const struct template_scope *scope;
    str text;
    size_t at;
    int line;
    struct literal literal;
    struct template_out out;
    struct arena *scratch; /* of one value */
    struct strmap ends;    /* "end" tags of a name that are still to come */
    bool tags_over;        /* no "%}" comes any more */
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

/* The tag at the start of REST, "{% name words %}"; the bytes of it, or 0. */
static size_t tag_at(str rest, str *name, str *words)
{
    size_t end = str_starts(rest, STR("{%")) ? str_find(rest, STR("%}")) : STR_NONE;
    if (end == STR_NONE)
        return 0;
    str inner = str_between(rest, 2, end);
    inner = str_from(inner, str_starts(inner, STR("-")));
    inner = str_trim(str_ends(inner, STR("-")) ? str_first(inner, inner.n - 1) : inner);
    size_t n = 0;
    while (n < inner.n && (char_is_alnum(inner.p[n]) || inner.p[n] == '_' || inner.p[n] == '-'))
        n++;
    *name = str_first(inner, n);
    *words = str_trim(str_from(inner, n));
    return n ? end + 2 : 0;
}

static bool is_end(str name, str *of)
{
    *of = str_from(name, 3);
    return name.n > 3 && str_starts(name, STR("end"));
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
        size_t n = tag_at(str_from(e->text, at), &name, &words);
        if (!n && str_find(str_from(e->text, at), STR("%}")) == STR_NONE)
            return;
        if (n && is_end(name, &of))
            ++*strmap_at(&e->ends, of);
        at += n ? n : 2;
    }
}

/* The bytes up to the end of NAME, which must be among those counted; *INNER is what stands before it. */
static size_t span_to_end(struct expansion *e, str name, str *inner)
{
    str own, words, of, rest = rest_of(e);
    for (size_t at = 0; at < rest.n;) {
        size_t next = str_find(str_from(rest, at), STR("{%"));
        if (next == STR_NONE)
            break;
        at += next;
        size_t n = tag_at(str_from(rest, at), &own, &words);
        if (n && is_end(own, &of)) {
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

static size_t longest_fence(str code)
{
    size_t longest = 2;
    for (size_t i = 0; i < code.n;) {
        size_t n = str_span(str_from(code, i), "`");
        longest = n > longest ? n : longest;
        i += n ? n : 1;
    }
    return longest + 1;
}

static void put(struct expansion *e, str text, int line)
{
    template_out_put(&e->out, text, line);
}

/* CODE between fences that it does not hold itself. OWN: its lines are the author's. */
static void put_code(struct expansion *e, str language, str code, bool own)
{
    struct arena *arena = e->scope->arena;
    size_t n = longest_fence(code);
    char *marks = arena_alloc(arena, n + 1, 1);
    memset(marks, '`', n);
    int line = e->line;
    put(e, ARENA_CONCAT(arena, STR("\n"), (str){marks, n}, language, STR("\n")), line);
    if (str_starts(code, STR("\n"))) {
        code = str_from(code, 1);
        line += own;
    }
    if (own)
        template_out_copy(&e->out, code, &line);
    else
        put(e, code, line);
    put(e, ARENA_CONCAT(arena, code.n && code.p[code.n - 1] == '\n' ? STR("") : STR("\n"), (str){marks, n}, STR("\n")),
        line);
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

static void expand_tag(struct expansion *e, size_t n, str name, str words)
{
    struct tag tag = {.name = name, .words = words, .paired = strmap_get(&e->ends, name) > 0, .line = e->line};
    struct block_tag_text text;
    str of, inner, code;
    size_t span;
    pass(e, n);
    if (is_end(name, &of)) {
        close_tag(e, of);
    } else if (str_eq(name, STR("raw")) && tag.paired) {
        span = span_to_end(e, name, &inner);
        copy(e, inner.n);
        pass(e, span - inner.n);
    } else if (tag_is_code(&tag, e->scope, &text) && (span = span_to_end(e, name, &inner)) > 0) {
        put(e, text.before, tag.line);
        put_code(e, text.language, inner, true);
        pass(e, span);
    } else if (tag_file(&tag, e->scope, &text, &code)) {
        put(e, text.before, tag.line);
        if (code.n)
            put_code(e, text.language, code, false);
    } else if (tag.paired) {
        open_tag(e, &tag);
    } else {
        put(e, tag_alone(&tag, e->scope), tag.line);
    }
}

/* "\frac{{a}}{b}", "x^{{2}}", "${{…" is a formula. */
static bool is_in_formula(const struct expansion *e)
{
    char before = e->at ? e->text.p[e->at - 1] : ' ';
    return char_is_alnum(before) || (before != ' ' && str_has_char(STR("}^_$\\"), before));
}

static void expand_value(struct expansion *e)
{
    str rest = rest_of(e), line = str_first(rest, str_span_not(rest, "\n")), value;
    size_t end = str_find(line, STR("}}"));
    bool formula = is_in_formula(e);
    if (!formula && end != STR_NONE &&
        expression_read(str_between(rest, 2, end), e->scope->front, e->scratch, &value)) {
        put(e, arena_one_line(e->scratch, value), e->line);
        pass(e, end + 2);
        arena_reset(e->scratch);
        return;
    }
    if (!formula)
        diag_add(e->scope->diag, SEVERITY_WARNING, e->scope->page->source, e->line,
                 "\"{{\" is shown as typed, where Hexo stops; write {%% raw %%} before and {%% endraw %%} behind it");
    copy(e, 2);
}

static bool expand_comment(struct expansion *e)
{
    size_t end = str_find(str_first(rest_of(e), str_span_not(rest_of(e), "\n")), STR("#}"));
    if (end == STR_NONE)
        return false;
    pass(e, end + 2);
    return true;
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
    if (next == '%' && !e->tags_over) {
        n = tag_at(rest_of(e), &name, &words);
        e->tags_over = !n && str_find(rest_of(e), STR("%}")) == STR_NONE;
    }
    if (n)
        expand_tag(e, n, name, words);
    else if (next == '{')
        expand_value(e);
    else if (!(next == '#' && expand_comment(e)) && !expand_reading(e))
        copy(e, 1);
}

struct mapped template_expand(struct mapped in, const struct template_scope *scope)
{
    struct expansion e = {.scope = scope, .text = in.text, .line = in.count ? in.lines[0] : 1};
    e.ends.arena = scope->arena;
    e.literal.blank = true;
    if (!str_has_char(in.text, '{'))
        return in;
    e.scratch = arena_create();
    template_out_init(&e.out, 8 * in.text.n + (4 << 20), scope->arena);
    count_ends(&e);
    while (e.at < e.text.n) {
        bool start = e.at == 0 || e.text.p[e.at - 1] == '\n';
        size_t code = start ? literal_block(&e.literal, e.text, e.at) : 0;
        char c = e.text.p[e.at];
        if (code)
            copy(&e, code);
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
