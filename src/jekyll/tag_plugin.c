#include "jekyll/code_fence.h"
#include "jekyll/settings.h"
#include "jekyll/tag_fill.h"
#include "jekyll/template_scope.h"
#include "jekyll/template_words.h"
#include "liquid/expression.h"
#include "site/block_tag.h"
#include "site/ground.h"
#include "text/valid.h"
#include "uri/uri.h"

/* Tags of well-known plugins, which the table of site/block_tag.h makes HTML and Markdown of. */

enum { CODE_FILE_MAX = 1 << 20 };

static bool is_variable(str word)
{
    static const str objects[] = {STR_INIT("page."), STR_INIT("include."), STR_INIT("site.")};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (str_starts(word, objects[i]))
            return true;
    return false;
}

/* {% gist page.gist %} stands for the value. */
static str argument_of(struct run *run, const struct token *token)
{
    str words = tag_fill(run, token->rest), rest = words;
    struct value value;
    if (!is_variable(words) || !expression_value(run, &rest, &value))
        return words;
    str text = value_text(value, &run->world);
    return text.n ? ARENA_CONCAT(run->arena, text, rest) : words;
}

/* The file NAME below the folder of code: downloads/code, or what code_dir says. */
static bool read_code(struct run *run, str name, str *text)
{
    const struct template_scope *scope = template_scope_of(run);
    const struct site *site = scope->page ? scope->page->site : NULL;
    if (!site || scope->root < 0 || !run_spend(run, RUN_FILE_STEPS, 0))
        return false;
    str folder = data_text(data_get(jekyll_of(site_settings(site))->all, STR("code_dir")), run->arena), path;
    folder = folder.n ? str_trim_char_right(folder, '/') : STR("downloads/code");
    folder = ARENA_CONCAT(run->arena, str_starts(folder, STR("/")) ? STR("") : STR("/"), folder, STR("/"));
    if (!uri_remove_dots(ARENA_CONCAT(run->arena, folder, name), run->arena, &path) || !str_starts(path, folder) ||
        str_has_char(path, '\0'))
        return false;
    path = str_from(path, 1);
    uses_file(scope->uses, scope->page, path);
    if (ground_read(scope->root, site_options(site), scope->page, path, CODE_FILE_MAX, run->arena, text) != OK ||
        !run_spend(run, 0, text->n))
        return false;
    *text = text_repair(*text, run->arena, NULL);
    return true;
}

static str without_pulls(str line, struct arena *arena)
{
    char *out = arena_alloc(arena, line.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < line.n;) {
        str here = str_from(line, i);
        bool mark = str_starts(here, STR("{\"")) || str_starts(here, STR("\"}"));
        if (!mark)
            out[n++] = line.p[i];
        i += mark ? 2 : 1;
    }
    return (str){out, n};
}

/* The text that the tag is around, each line of which comes from its own of the author's. */
static void put_content(struct walk *walk, const struct output *inside, bool pulled)
{
    struct run *run = walk->run;
    str rest = output_text(inside), line;
    for (size_t i = 0; str_line(&rest, &line) && !run->over; i++) {
        if (pulled)
            line = without_pulls(line, run->arena);
        run->line = i < inside->count ? inside->lines[i] : run->line;
        walk_put(walk, line);
        if (rest.n)
            walk_put(walk, STR("\n"));
    }
}

/* TEXT with what stands before the tag's line, within an item or a quote, before each of its own. */
static str indented(str text, str indent, struct arena *arena)
{
    size_t lines = str_count(text, '\n');
    str *parts = ARENA_ARRAY(arena, str, 2 * lines + 1);
    for (size_t i = 0; i < lines; i++) {
        size_t end = str_find_char(text, '\n') + 1;
        parts[2 * i] = str_first(text, end);
        parts[2 * i + 1] = indent;
        text = str_from(text, end);
    }
    parts[2 * lines] = text;
    return arena_concat(arena, parts, 2 * lines + 1);
}

static void put_block(struct walk *walk, const struct block_tag_text *text, const struct output *inside)
{
    struct run *run = walk->run;
    int line = run->line;
    str last = output_last_line(walk->out), indent = arena_str(run->arena, str_first(last, str_span(last, " \t>")));
    if (indent.n < last.n)
        indent = STR("");
    walk_put(walk, indented(text->before, indent, run->arena));
    if (text->code)
        code_fence_put(walk, text->language, inside);
    else
        put_content(walk, inside, text->pulled);
    run->line = line;
    walk_put(walk, indented(text->after, indent, run->arena));
}

static enum flow run_plugin(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    const struct token *token = tag_token(walk, i);
    const struct block_tag *tag = block_tag_find(token->name);
    const struct tag_words words = tag_words_read(argument_of(run, token), run->arena);
    struct block_tag_text text;
    struct output inside;
    int line = run->line;
    enum flow flow = FLOW_ON;
    output_init(&inside, run->arena, RUN_OUTPUT_MAX);
    if (token->opens) {
        struct walk inner = *walk;
        inner.out = &inside;
        flow = walk_tokens(&inner, i + 1, token->end);
        run->line = line;
    }
    str code = STR("");
    if (!block_tag_write(tag, &words, run->arena, &text))
        run_warn(run, "{%% %.*s %%} does not say what to show; write an id, a path or an address after the name",
                 STR_ARG(token->name));
    else if (text.file.n && !read_code(run, text.file, &code))
        run_warn(run, "there is no file \"%.*s\" to show as code; write its path below downloads/code",
                 STR_ARG(str_first(text.file, 200)));
    else if (output_put(&inside, code, (struct origin){.line = line}))
        put_block(walk, &text, &inside);
    output_finish(&inside);
    return flow;
}

static enum tag_content content_of(const struct block_tag *tag)
{
    switch (tag->content) {
    case BLOCK_TAG_AROUND:
        return TAG_BLOCK;
    case BLOCK_TAG_PERHAPS:
        return TAG_PERHAPS;
    case BLOCK_TAG_ALONE:
        break;
    }
    return TAG_ALONE;
}

const struct tag_table *tag_plugins(struct arena *arena)
{
    size_t count;
    const struct block_tag *known = block_tags(&count);
    struct tag *tags = ARENA_ARRAY(arena, struct tag, count);
    struct tag_table *table = ARENA_NEW(arena, struct tag_table);
    for (size_t i = 0; i < count; i++)
        tags[i] = (struct tag){.name = known[i].name, .run = run_plugin, .content = content_of(&known[i])};
    *table = (struct tag_table){tags, count};
    return table;
}
