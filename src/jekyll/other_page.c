#include "jekyll/other_page.h"

#include "base/buf.h"
#include "jekyll/page_default.h"
#include "jekyll/page_name.h"
#include "liquid/liquid.h"
#include "text/clean.h"

enum { YAML_STEP_BYTES = 8 /* bytes of front matter that cost a step to read */ };

static const struct frontmatter *read_front(struct run *run, const struct page *page)
{
    str text;
    const struct template_scope *scope = template_scope_of(run);
    if (!run_spend(run, RUN_FILE_STEPS, 0) ||
        withheld_read(site_withheld(page->site), scope->root, page_file(page), DOCUMENT_MAX, run->arena, &text) != OK ||
        !run_spend(run, 0, text.n) || frontmatter_is_utf16(text, page->source, NULL))
        return NULL;
    struct frontmatter *front = ARENA_NEW(run->arena, struct frontmatter);
    text = clean_source(text, page->source, run->arena, NULL);
    *front = frontmatter_split(text);
    if (!run_spend(run, front->yaml.n / YAML_STEP_BYTES, 0))
        return NULL;
    *front = frontmatter_parse(text, page->source, run->arena, NULL);
    return front;
}

const struct frontmatter *other_page_read(struct run *run, const struct page *page)
{
    struct other_pages *others = template_scope_of(run)->others;
    if (!others || !page->site)
        return NULL;
    int *at = strmap_at(&others->at, page->source);
    if (!*at) {
        const struct frontmatter *front = read_front(run, page);
        others->items = arena_grow(run->arena, others->items, others->count, &others->capacity, sizeof *others->items);
        others->items[others->count++] = front;
        *at = (int)others->count;
    }
    return others->items[*at - 1];
}

/* A text that a template asks for. */
struct other_text {
    const struct page *page; /* NULL: a document that is no page */
    const struct data *front;
    str source, text;
    int line;
    enum page_format format;
};

static const struct data *own_value(const struct other_text *of, str key, struct arena *arena)
{
    return of->page ? page_own_value(of->page, of->front, key, arena) : data_get(of->front, key);
}

/* TEXT as a template of its own page. Texts within texts end here: they might hold each other. */
static str run_liquid(struct run *run, const struct other_text *of, str text)
{
    const struct template_scope *outer = template_scope_of(run);
    const struct data *wish = own_value(of, STR("render_with_liquid"), run->arena);
    bool html = of->format == FORMAT_MARKDOWN || of->format == FORMAT_HTML;
    if (!html || (wish && !data_is_true(wish)) || !liquid_is_in(text))
        return text;
    if (outer->within) {
        run_warn(run, "the text of \"%.*s\" holds Liquid and stands in a text in a text; it is left out",
                 STR_ARG(of->source));
        return STR("");
    }
    struct template_scope inner = *outer;
    inner.page = of->page;
    inner.front_matter = of->front;
    inner.file = of->source;
    inner.within = true;
    return outer->render(mapped_of(text, of->line, run->arena), &inner, run->arena, NULL).text;
}

static struct value text_of(struct run *run, const struct other_text *of, str text)
{
    text = run_liquid(run, of, text);
    return of->format == FORMAT_MARKDOWN ? value_markdown(text) : value_string(text);
}

/* Jekyll's front matter ends behind the blank lines below it. */
static str without_blank_lines(str body)
{
    size_t end = str_find_last(str_first(body, str_span(body, " \t\r\n")), '\n');
    return end == STR_NONE ? body : str_from(body, end + 1);
}

struct value other_page_source(struct run *run, const struct page *page)
{
    const struct frontmatter *front = other_page_read(run, page);
    return front ? value_string(without_blank_lines(front->body)) : value_nil();
}

/* "[name]: address" */
static bool is_link_definition(str line)
{
    line = str_from(line, str_span(line, " "));
    size_t end = str_find(line, STR("]:"));
    return str_starts(line, STR("[")) && end != STR_NONE && end > 1;
}

/* Jekyll::Excerpt#extract_excerpt: definitions of links below the separator belong to it. */
static str head_of(str body, size_t end, str separator, struct arena *arena)
{
    struct buf out;
    buf_init(&out, body.n + 2);
    buf_put(&out, str_first(body, end));
    size_t head = out.n;
    str rest = str_from(body, end + separator.n), line;
    while (str_line(&rest, &line))
        if (is_link_definition(line)) {
            buf_put(&out, out.n == head ? STR("\n\n") : STR("\n"));
            buf_put(&out, line);
        }
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

/* Nil: no separator ends an excerpt. */
static struct value excerpt_of(struct run *run, const struct other_text *of)
{
    const struct data *own = own_value(of, STR("excerpt_separator"), run->arena);
    const struct page *asking = of->page ? of->page : template_scope_of(run)->page;
    str separator = own ? data_text(own, run->arena) : site_config(asking->site)->excerpt_separator;
    size_t end = separator.n ? str_find(of->text, separator) : STR_NONE;
    if (!separator.n)
        return value_nil();
    str text = end == STR_NONE ? of->text : head_of(of->text, end, separator, run->arena);
    return run_spend(run, 0, text.n) ? text_of(run, of, text) : value_nil();
}

static struct other_text text_of_page(const struct page *page, const struct frontmatter *front)
{
    return (struct other_text){.page = page,
                               .front = front->data,
                               .source = page->source,
                               .text = without_blank_lines(front->body),
                               .line = front->body_line,
                               .format = page->format};
}

struct value other_page_content(struct run *run, const struct page *page)
{
    const struct frontmatter *front = other_page_read(run, page);
    struct other_text of = front ? text_of_page(page, front) : (struct other_text){0};
    return front ? text_of(run, &of, of.text) : value_nil();
}

struct value other_page_excerpt(struct run *run, const struct page *page)
{
    bool documented = page->kind != PAGE_PAGE || page->collection.n;
    const struct frontmatter *front = documented ? other_page_read(run, page) : NULL;
    struct other_text of = front ? text_of_page(page, front) : (struct other_text){0};
    return front ? excerpt_of(run, &of) : value_nil();
}

static struct other_text text_of_document(struct run *run, const struct data *document)
{
    struct other_text of = {.front = document, .line = 1, .format = FORMAT_TEXT};
    of.source = data_text(data_get(document, STR("path")), run->arena);
    of.text = without_blank_lines(data_text(data_get(document, STR("content")), run->arena));
    of.page = site_find_source(template_scope_of(run)->page->site, of.source);
    page_format_of(page_name_of(of.source).extension, &of.format);
    return of;
}

struct value other_document_content(struct run *run, const struct data *document)
{
    struct other_text of = text_of_document(run, document);
    return text_of(run, &of, of.text);
}

struct value other_document_excerpt(struct run *run, const struct data *document)
{
    struct other_text of = text_of_document(run, document);
    return excerpt_of(run, &of);
}
