#include "markup/html_tree.h"

#include "markup/block.h"
#include "markup/excerpt_mark.h"
#include "markup/html_build.h"
#include "markup/html_caption.h"
#include "markup/html_fence.h"
#include "markup/html_set_off.h"
#include "text/html_text.h"

#include <string.h>

/* A pass over one text of HTML. */
struct html_run {
    struct parser *parser;
    struct html_scanner scanner;
    struct html_builder builder;
    str text;
    const int *lines; /* numbers in the author's file, after the builder's; NULL: consecutive */
    size_t count;
    struct html_index *index; /* made when an element asks for Markdown */
    size_t unclosed;          /* see html_fence_take */
    struct html_caption caption;
};

static void next_line(struct html_run *run)
{
    if (run->lines && run->count) {
        run->builder.line = *run->lines++;
        run->count--;
    } else if (run->builder.line) {
        run->builder.line++;
    }
    run->builder.inlines.line = run->builder.line;
}

static void count_lines(struct html_run *run, str raw)
{
    for (const char *p = raw.p, *end = p + raw.n; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
        next_line(run);
}

/* "language-c", "lang-c", "brush: c" in the class of <pre> or of the <code> in it. */
static str language_of(str classes)
{
    static const str prefixes[] = {STR_INIT("language-"), STR_INIT("lang-"), STR_INIT("brush:")};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t at = str_find(classes, prefixes[i]);
        if (at != STR_NONE) {
            str name = str_trim_left(str_from(classes, at + prefixes[i].n));
            return str_first(name, str_span_not(name, " \t\n;"));
        }
    }
    return STR("");
}

static str class_language(const struct html_token *token, struct arena *arena)
{
    str classes;
    return html_attribute(token->attributes, STR("class"), arena, &classes) ? language_of(classes) : STR("");
}

static bool ends(const struct html_token *token, str name)
{
    return token->kind == HTML_TOKEN_CLOSE && str_eq_nocase(token->name, name);
}

/* TEXT without the blank lines at its end; blanks behind the words of its last line stay. */
static str without_blank_lines(str text)
{
    str words = str_trim_right(text), rest = str_from(text, words.n);
    return str_first(text, words.n ? words.n + str_span_not(rest, "\n") : 0);
}

/* Takes preformatted text up to its end tag: line by line as it is, without the tags in it. */
static void take_pre(struct html_run *run, const struct html_token *pre)
{
    struct arena *arena = run->parser->arena;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    int line = run->builder.line;
    str language = class_language(pre, arena);
    struct html_token token;
    while (html_next(&run->scanner, &token) && !ends(&token, pre->name)) {
        count_lines(run, token.raw);
        if (token.kind == HTML_TOKEN_TEXT)
            buf_put(&out, html_decode(token.raw, arena));
        else if (token.tag && token.tag->role == HTML_BREAK)
            buf_put_char(&out, '\n');
        else if (token.kind == HTML_TOKEN_OPEN && !language.n)
            language = class_language(&token, arena);
    }
    str text = buf_str(&out);
    bool below = str_starts(text, STR("\n"));
    text = without_blank_lines(str_from(text, below));
    int end = run->builder.line;
    run->builder.line = line && below ? line + 1 : line;
    if (text.n)
        html_build_code(&run->builder, ARENA_CONCAT(arena, text, STR("\n")), language);
    run->builder.line = end;
    buf_finish(&out);
}

/* What an author's markdown="…" asks of an element whose own model is OWN. */
static enum html_model model_named(str wish, enum html_model own)
{
    if (str_eq(wish, STR("block")))
        return HTML_MODEL_BLOCK;
    if (str_eq(wish, STR("span")))
        return HTML_MODEL_SPAN;
    return str_eq(wish, STR("1")) ? own : HTML_MODEL_RAW;
}

/* "<td >": a program that made Markdown of WordPress' pages wrote so, and left the marks in the cell for Markdown to
 * read. */
static bool is_converted_cell(const struct html_token *token)
{
    return token->tag->role == HTML_CELL && str_ends(token->raw, STR(" >"));
}

/* A line of words leaves its table a table; anything else is read as blocks. */
static enum html_model converted_model(str inner)
{
    str words = str_trim(inner);
    bool block =
        str_find_char(words, '\n') != STR_NONE || str_starts(words, STR("* ")) || (words.n && strchr("#>+-", *words.p));
    return block ? HTML_MODEL_BLOCK : HTML_MODEL_SPAN;
}

/* The model that the element of TOKEN asks for; *INNER is its content unless that is HTML_MODEL_RAW. */
static enum html_model wish_of(struct html_run *run, const struct html_token *token, str *inner)
{
    str wish;
    bool said = str_find(token->attributes, STR("markdown")) != STR_NONE &&
                html_attribute(token->attributes, STR("markdown"), run->parser->arena, &wish);
    if (!said && !is_converted_cell(token))
        return HTML_MODEL_RAW;
    if (!run->index)
        run->index = html_index_make(run->text, run->parser->arena);
    const struct html_extent *element = html_index_find(run->index, (size_t)(token->raw.p - run->text.p));
    if (!element)
        return HTML_MODEL_RAW;
    *inner = str_between(run->text, element->inner, element->inner_end);
    return said ? model_named(wish, token->tag->model) : converted_model(*inner);
}

static int depth_of(const struct html_run *run)
{
    return run->builder.outside + run->builder.depth + 1;
}

static void take_markdown(struct html_run *run, enum html_model model, str inner)
{
    struct parser *parser = run->parser;
    size_t count;
    struct line *lines = lines_of_text(inner, run->builder.line, &count, parser->arena);
    int depth = depth_of(run);
    if (model == HTML_MODEL_BLOCK && depth < DEPTH_MAX) {
        blocks_parse_lines(parser, lines, count, html_frame_container(&run->builder), depth);
    } else {
        html_build_leaf(&run->builder);
        cmark_node *span = parser_add_tree(parser, run->builder.leaf, TREE_SPAN, run->builder.line, NULL);
        parser_add_leaf(parser, span, lines, count);
    }
    count_lines(run, inner);
    run->scanner.rest = str_from(run->text, (size_t)(inner.p + inner.n - run->text.p));
}

/* A name of code in the words, between backticks, or an element without an end: it would take the rest of the page
 * along. */
static bool opens_nothing(struct html_run *run, const struct html_token *token)
{
    str rest = run->scanner.rest;
    if (!token->tag->is_raw)
        return false;
    if (token->raw.p > run->text.p && token->raw.p[-1] == '`' && rest.n && *rest.p == '`')
        return true;
    return !html_raw_ends(&run->scanner, token->tag);
}

static void take_open(struct html_run *run, const struct html_token *token)
{
    str inner;
    if (token->tag->role == HTML_PRE && !token->closed && !run->builder.inlines.dropping) {
        take_pre(run, token);
        return;
    }
    if (opens_nothing(run, token)) {
        html_build_text(&run->builder, token->raw);
        return;
    }
    enum html_model model = wish_of(run, token, &inner);
    html_build_tag(&run->builder, token);
    if (token->tag->is_raw)
        count_lines(run, html_take_raw(&run->scanner, token->name));
    else if (model != HTML_MODEL_RAW && !run->builder.inlines.dropping)
        take_markdown(run, model, inner);
}

static void put_text(struct html_run *run, str raw)
{
    html_caption_words(&run->caption, &run->builder, raw);
    html_build_text(&run->builder, html_decode(raw, run->parser->arena));
    count_lines(run, raw);
}

/* Takes a text that begins or ends a picture of WordPress with a caption. */
static bool take_caption(struct html_run *run, str raw)
{
    str before, after;
    if (run->builder.inlines.dropping)
        return false;
    if (html_caption_opens(&run->caption, raw, run->scanner.rest, &before)) {
        html_build_text(&run->builder, html_decode(before, run->parser->arena));
        html_caption_begin(&run->builder);
        count_lines(run, raw);
        return true;
    }
    if (!html_caption_closes(&run->caption, raw, &before, &after))
        return false;
    put_text(run, str_trim(before).n ? before : run->caption.begun ? before : run->caption.given);
    html_caption_end(&run->caption, &run->builder);
    put_text(run, after);
    return true;
}

/* Takes a text in which a blank line sets off Markdown, where it does so. */
static bool take_set_off(struct html_run *run, str raw)
{
    if (!run->parser->options->blank_line_ends_html || run->builder.inlines.dropping || depth_of(run) >= DEPTH_MAX)
        return false;
    str markdown = html_set_off_find(&run->scanner, str_from(run->text, (size_t)(raw.p - run->text.p)), raw.n);
    if (!markdown.n)
        return false;
    put_text(run, str_first(raw, (size_t)(markdown.p - raw.p)));
    take_markdown(run, HTML_MODEL_BLOCK, markdown);
    return true;
}

/* Takes text, and the code that {% highlight %} leaves between tags. */
static void take_text(struct html_run *run, str raw)
{
    if (take_caption(run, raw) || take_set_off(run, raw))
        return;
    struct arena *arena = run->parser->arena;
    size_t at = run->builder.inlines.dropping ? STR_NONE : html_fence_find(raw);
    struct html_fence fence;
    str rest = at == STR_NONE ? STR("") : str_from(run->text, (size_t)(raw.p + at - run->text.p));
    bool fenced = rest.n && html_fence_take(rest, &run->unclosed, arena, &fence);
    put_text(run, fenced ? str_first(raw, at) : raw);
    if (!fenced)
        return;
    html_build_code(&run->builder, fence.code, fence.language);
    count_lines(run, str_first(rest, fence.taken));
    run->scanner.rest = str_from(rest, fence.taken);
}

static void take_token(struct html_run *run, const struct html_token *token)
{
    switch (token->kind) {
    case HTML_TOKEN_TEXT:
        take_text(run, token->raw);
        return;
    case HTML_TOKEN_OPEN:
        if (token->tag)
            take_open(run, token);
        break;
    case HTML_TOKEN_CLOSE:
        html_build_tag(&run->builder, token);
        break;
    case HTML_TOKEN_COMMENT:
        if (excerpt_ends_at(token->raw, run->parser->options->excerpt_separator))
            html_build_more(&run->builder);
        break;
    }
    count_lines(run, token->raw);
}

static void run_to_end(struct html_run *run)
{
    for (struct html_token token; html_next(&run->scanner, &token);)
        take_token(run, &token);
    html_build_end(&run->builder);
}

void html_tree_add(struct parser *parser, str text, cmark_node *parent, int depth, int line)
{
    struct html_run run = {.parser = parser, .text = text, .scanner = {.rest = text}};
    html_build_begin(&run.builder, parser, parent, depth, line);
    run_to_end(&run);
}

void html_tree_add_mapped(struct parser *parser, struct mapped in, cmark_node *parent)
{
    struct html_run run = {.parser = parser, .text = in.text, .scanner = {.rest = in.text}};
    if (in.count > 1) {
        run.lines = in.lines + 1;
        run.count = in.count - 1;
    }
    html_build_begin(&run.builder, parser, parent, 0, in.count ? in.lines[0] : 0);
    run_to_end(&run);
}
