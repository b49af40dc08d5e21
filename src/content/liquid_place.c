#include "base/beneath.h"
#include "content/liquid_tag.h"

enum { INCLUDE_BYTES_MAX = 1 << 20 };

/* What a tag says in place of a value: text that may hold {{ … }}. */
static str unfold(struct liquid_run *run, str markup)
{
    struct buf out;
    if (str_find(markup, STR("{{")) == STR_NONE)
        return markup;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (;;) {
        size_t open = str_find(markup, STR("{{"));
        size_t close = open == STR_NONE ? STR_NONE : str_find(str_from(markup, open), STR("}}"));
        if (close == STR_NONE)
            break;
        struct liquid_value value = liquid_output(run, str_between(markup, open + 2, open + close));
        buf_put(&out, str_first(markup, open));
        buf_put(&out, liquid_to_text(&value, run->arena));
        markup = str_from(markup, open + close + 2);
    }
    buf_put(&out, markup);
    str text = arena_str(run->arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static void put(struct liquid_run *run, str text)
{
    liquid_out_put_at(run->out, text, run->line);
}

static void put_url(struct liquid_run *run, str url)
{
    put(run, site_config(run->scope->page->site)->baseurl);
    put(run, url);
}

static void put_post_url(struct liquid_run *run, str markup)
{
    str name = str_trim(unfold(run, markup));
    if (str_starts(name, STR("/")))
        name = str_from(name, 1);
    const struct site *site = run->scope->page->site;
    const struct page *page = site ? site_find_post(site, name) : NULL;
    if (page)
        put_url(run, page->url);
    else
        liquid_warn(run, "there is no post %.*s; write the file's name without its extension", STR_ARG(name));
}

static void put_link(struct liquid_run *run, str markup)
{
    str path = str_trim(unfold(run, markup));
    if (str_starts(path, STR("/")))
        path = str_from(path, 1);
    const struct site *site = run->scope->page->site;
    const struct page *page = site ? site_find_source(site, path) : NULL;
    if (page)
        put_url(run, page->url);
    else if (site && site_find_file(site, path))
        put_url(run, ARENA_CONCAT(run->arena, STR("/"), path));
    else
        liquid_warn(run, "there is no file %.*s; write its path from the capsule's folder", STR_ARG(path));
}

/* "name=value" pairs, as include.name. */
static struct liquid_value parameters(struct liquid_run *run, str markup)
{
    const struct liquid_entry *map = NULL;
    for (const struct liquid_entry **last = &map;;) {
        str name = liquid_word(&markup);
        if (!name.n || !liquid_skip(&markup, "="))
            return (struct liquid_value){.kind = LIQUID_MAP, .map = map};
        struct liquid_entry *entry = ARENA_NEW(run->arena, struct liquid_entry);
        *entry = (struct liquid_entry){name, liquid_evaluate(run, &markup), NULL};
        *last = entry;
        last = &entry->next;
    }
}

static void run_include(struct liquid_run *run, str text, struct liquid_value include)
{
    const struct liquid_entry frame = {STR("include"), include, run->frames};
    const struct liquid_entry *outer = run->frames;
    int fixed = run->fixed, line = run->line;
    run->fixed = fixed ? fixed : line;
    run->frames = &frame;
    run->includes++;
    run->steps += 1 + text.n / 64;
    liquid_run_text(run, (struct mapped){.text = text});
    run->includes--;
    run->frames = outer;
    run->fixed = fixed;
    run->line = line;
}

static str folder_of(str source)
{
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash + 1);
}

static void put_include(struct liquid_run *run, str markup, bool relative)
{
    markup = str_trim(unfold(run, markup));
    str name = str_first(markup, str_span_not(markup, " \t\n"));
    str folder = relative ? folder_of(run->scope->page->source) : STR("_includes/");
    str text, path = ARENA_CONCAT(run->arena, folder, name);
    if (run->includes >= LIQUID_INCLUDE_MAX) {
        liquid_warn(run, "%.*s is not included: includes are nested more than %d deep", STR_ARG(name),
                    LIQUID_INCLUDE_MAX);
        return;
    }
    if (run->scope->root < 0 || beneath_read(run->scope->root, path, INCLUDE_BYTES_MAX, run->arena, &text) != OK) {
        liquid_warn(run, "%.*s cannot be included: there is no file %.*s", STR_ARG(name), STR_ARG(path));
        return;
    }
    run_include(run, text, parameters(run, str_from(markup, name.n)));
}

static void put_gist(struct liquid_run *run, str markup)
{
    str id = str_first(str_trim(markup), str_span_not(str_trim(markup), " \t\"'<>"));
    if (!id.n) {
        struct liquid_value value = liquid_evaluate(run, &markup);
        id = liquid_to_text(&value, run->arena);
    }
    put(run, ARENA_CONCAT(run->arena, STR("<a href=\"https://gist.github.com/"), id, STR("\">https://gist.github.com/"),
                          id, STR("</a>")));
}

bool liquid_place(struct liquid_run *run, str name, str markup)
{
    if (str_eq(name, STR("post_url")))
        put_post_url(run, markup);
    else if (str_eq(name, STR("link")))
        put_link(run, markup);
    else if (str_eq(name, STR("include")) || str_eq(name, STR("include_cached")))
        put_include(run, markup, false);
    else if (str_eq(name, STR("include_relative")))
        put_include(run, markup, true);
    else if (str_eq(name, STR("gist")))
        put_gist(run, markup);
    else
        return false;
    return true;
}

static size_t longest_run(str text, char c)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.n; i++) {
        run = text.p[i] == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* The white space that stands before the tag on its own line; what else stands there ends with a new line. */
static str indent_before(struct liquid_run *run)
{
    str text = buf_str(&run->out->text);
    size_t lf = str_find_last(text, '\n');
    str line = str_from(text, lf == STR_NONE ? 0 : lf + 1);
    if (str_trim(line).n) {
        put(run, STR("\n"));
        return STR("");
    }
    return arena_str(run->arena, line);
}

/* Of a template's own format: HTML knows no fences. */
static void put_html_code(struct liquid_run *run, str code, str info)
{
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    buf_printf(&out, "<pre><code class=\"language-%.*s\">", STR_ARG(info));
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        buf_put(&out, c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : c == '&' ? STR("&amp;") : (str){&c, 1});
    }
    buf_put(&out, STR("</code></pre>"));
    put(run, buf_str(&out));
    buf_finish(&out);
}

static void put_fenced(struct liquid_run *run, str code, str info, const struct liquid_out *from, size_t first)
{
    size_t ticks = longest_run(code, '`') + 1;
    char *fence = arena_alloc(run->arena, ticks < 3 ? 3 : ticks, 1);
    str indent = indent_before(run), mark = {fence, ticks < 3 ? 3 : ticks}, line;
    for (size_t i = 0; i < mark.n; i++)
        fence[i] = '`';
    put(run, ARENA_CONCAT(run->arena, mark, info, STR("\n")));
    for (size_t i = first; str_line(&code, &line); i++) {
        int number = i < from->count ? from->lines[i] : run->line;
        liquid_out_put_at(run->out, line.n ? ARENA_CONCAT(run->arena, indent, line, STR("\n")) : STR("\n"), number);
    }
    put(run, ARENA_CONCAT(run->arena, indent, mark, STR("\n")));
}

void liquid_put_code(struct liquid_run *run, const struct liquid_out *code, str info)
{
    str text = buf_str(&code->text);
    size_t first = 0, blank;
    /* Jekyll takes off the lines' ends around the code, and no more. */
    while ((blank = str_span(text, "\r")) < text.n && text.p[blank] == '\n') {
        text = str_from(text, blank + 1);
        first++;
    }
    text = str_trim_char_right(text, '\n');
    if (run->scope->page->format == FORMAT_HTML)
        put_html_code(run, text, info);
    else
        put_fenced(run, text, info, code, first);
}
