#include "jekyll/drop.h"

#include "jekyll/other_page.h"
#include "jekyll/page_default.h"

/* A post, or of a collection. */
static bool is_document(const struct page *page)
{
    return page->kind != PAGE_PAGE || page->collection.n;
}

static struct value text_or_nil(str s)
{
    return s.n ? value_string(s) : value_nil();
}

static struct value page_id(const struct page *page)
{
    return text_or_nil(page->id);
}

static struct value page_title(const struct page *page)
{
    return text_or_nil(page->title_written.n ? page->title_written : page->title);
}

static struct value page_url(const struct page *page)
{
    return value_string(page->url);
}

static struct value page_slug(const struct page *page)
{
    return is_document(page) ? text_or_nil(page->slug) : value_nil();
}

static struct value page_path(const struct page *page)
{
    return value_string(page->source);
}

str page_file_name(const struct page *page)
{
    size_t slash = str_find_last(page->source, '/');
    return slash == STR_NONE ? page->source : str_from(page->source, slash + 1);
}

static struct value page_name(const struct page *page)
{
    return value_string(page_file_name(page));
}

static struct value page_ext(const struct page *page)
{
    str name = page_file_name(page);
    size_t dot = str_find_last(name, '.');
    return is_document(page) && dot != STR_NONE ? value_string(str_from(name, dot)) : value_nil();
}

/* Of a page alone, as Jekyll::Page#dir. */
static struct value page_dir(const struct page *page)
{
    size_t slash = str_find_last(page->url, '/');
    return is_document(page) ? value_nil() : value_string(str_first(page->url, slash == STR_NONE ? 0 : slash + 1));
}

static struct value page_date(const struct page *page)
{
    return page->has_date ? value_time(page->date) : value_nil();
}

static struct value page_modified(const struct page *page)
{
    return page->has_modified ? value_time(page->modified) : value_nil();
}

static struct value page_categories(const struct page *page)
{
    return value_strings(page->categories);
}

static struct value page_tags(const struct page *page)
{
    return value_strings(page->tags);
}

static struct value page_lang(const struct page *page)
{
    return text_or_nil(page->lang);
}

static struct value page_author(const struct page *page)
{
    return text_or_nil(page->author);
}

static struct value page_layout(const struct page *page)
{
    return text_or_nil(page->layout);
}

static struct value page_description(const struct page *page)
{
    return text_or_nil(page->description);
}

static struct value page_image(const struct page *page)
{
    return text_or_nil(page->image);
}

static struct value page_next(const struct page *page)
{
    return page->kind == PAGE_PAGE ? drop_neighbour(page->site, page->collection, page->source, 1)
                                   : drop_page(page->newer);
}

static struct value page_previous(const struct page *page)
{
    return page->kind == PAGE_PAGE ? drop_neighbour(page->site, page->collection, page->source, -1)
                                   : drop_page(page->older);
}

static struct value page_draft(const struct page *page)
{
    return is_document(page) ? value_bool(page->draft) : value_nil();
}

static struct value page_collection(const struct page *page)
{
    return page->kind == PAGE_PAGE ? text_or_nil(page->collection) : value_string(STR("posts"));
}

/* Where Jekyll makes a value even if the front matter has the key. */
enum built { BUILT_NEVER, BUILT_IN_PAGES, BUILT_IN_DOCUMENTS, BUILT_ALWAYS };

static const struct page_key {
    str name;
    enum built built;
    struct value (*get)(const struct page *);
} page_keys[] = {
    {STR_INIT("id"), BUILT_IN_DOCUMENTS, page_id},
    {STR_INIT("title"), BUILT_ALWAYS, page_title},
    {STR_INIT("url"), BUILT_ALWAYS, page_url},
    {STR_INIT("slug"), BUILT_NEVER, page_slug},
    {STR_INIT("path"), BUILT_IN_DOCUMENTS, page_path},
    {STR_INIT("relative_path"), BUILT_IN_DOCUMENTS, page_path},
    {STR_INIT("name"), BUILT_IN_PAGES, page_name},
    {STR_INIT("dir"), BUILT_IN_PAGES, page_dir},
    {STR_INIT("date"), BUILT_IN_DOCUMENTS, page_date},
    {STR_INIT("last_modified_at"), BUILT_ALWAYS, page_modified},
    {STR_INIT("categories"), BUILT_IN_DOCUMENTS, page_categories},
    {STR_INIT("tags"), BUILT_IN_DOCUMENTS, page_tags},
    {STR_INIT("next"), BUILT_IN_DOCUMENTS, page_next},
    {STR_INIT("previous"), BUILT_IN_DOCUMENTS, page_previous},
    {STR_INIT("collection"), BUILT_IN_DOCUMENTS, page_collection},
    {STR_INIT("draft"), BUILT_NEVER, page_draft},
    {STR_INIT("ext"), BUILT_NEVER, page_ext},
    {STR_INIT("lang"), BUILT_NEVER, page_lang},
    {STR_INIT("author"), BUILT_NEVER, page_author},
    {STR_INIT("layout"), BUILT_NEVER, page_layout},
    {STR_INIT("description"), BUILT_NEVER, page_description},
    {STR_INIT("image"), BUILT_NEVER, page_image},
};

static const struct page_key *find_key(str key)
{
    for (size_t i = 0; i < sizeof page_keys / sizeof *page_keys; i++)
        if (str_eq(page_keys[i].name, key))
            return &page_keys[i];
    return NULL;
}

static bool is_built(const struct page_key *key, const struct page *page)
{
    return key->built == BUILT_ALWAYS || key->built == (is_document(page) ? BUILT_IN_DOCUMENTS : BUILT_IN_PAGES);
}

/* The front matter of another page, if its file can be read. */
static struct value written_member(const struct page *page, str key, const struct value_world *world)
{
    const struct frontmatter *front = world->run ? other_page_read(world->run, page) : NULL;
    return value_of_data(page_own_value(page, front ? front->data : NULL, key, world->arena), world);
}

static struct value page_member(const void *of, str key, const struct value_world *world)
{
    const struct page *page = of;
    const struct page_key *known = find_key(key);
    if (known && is_built(known, page))
        return known->get(page);
    bool output = str_eq(key, STR("output")) && is_document(page);
    if (output || str_eq(key, STR("content")))
        return world->run ? other_page_content(world->run, page) : value_nil();
    struct value own = written_member(page, key, world);
    if (own.kind != VALUE_NIL)
        return own;
    if (known)
        return known->get(page);
    return str_eq(key, STR("excerpt")) && world->run ? other_page_excerpt(world->run, page) : value_nil();
}

/* A page is shown as its title. */
static struct value page_shown(const void *of, const struct value_world *world)
{
    return page_member(of, STR("title"), world);
}

static const struct object_type page_type = {.member = page_member, .shown = page_shown};

struct value drop_page(const struct page *page)
{
    return page ? value_object(VALUE_MAP, &page_type, page, 0) : value_nil();
}

static struct value pages_item(const void *of, size_t i, const struct value_world *world)
{
    (void)world;
    return drop_page(((const struct page *const *)of)[i]);
}

static const struct object_type pages_type = {.item = pages_item};

struct value drop_pages(const struct page *const *pages, size_t count)
{
    return value_object(VALUE_LIST, &pages_type, pages, count);
}

const struct page *drop_page_of(struct value v)
{
    return v.kind == VALUE_MAP && v.form == FORM_OBJECT && v.type == &page_type ? v.of : NULL;
}

const struct page *const *drop_pages_of(struct value v)
{
    return v.kind == VALUE_LIST && v.form == FORM_OBJECT && v.type == &pages_type ? v.of : NULL;
}

static struct value current_member(const void *of, str key, const struct value_world *world)
{
    const struct template_scope *scope = of;
    const struct page_key *known = find_key(key);
    const struct data *own = page_own_value(scope->page, scope->front_matter, key, world->arena);
    if (str_eq(key, STR("content")))
        return scope->page && world->run ? other_page_source(world->run, scope->page) : value_nil();
    if (str_eq(key, STR("next")) || str_eq(key, STR("previous")))
        uses_list(scope->uses, scope->page ? scope->page->site : NULL, USE_POSTS);
    bool built = known && scope->page && is_built(known, scope->page);
    if (known && scope->page && (built || !own))
        return known->get(scope->page);
    if (!own && str_eq(key, STR("excerpt")) && scope->page && world->run)
        return other_page_excerpt(world->run, scope->page);
    return value_of_data(own, world);
}

static struct value current_shown(const void *of, const struct value_world *world)
{
    return current_member(of, STR("title"), world);
}

struct value drop_current(const struct template_scope *scope)
{
    static const struct object_type type = {.member = current_member, .shown = current_shown};
    return value_object(VALUE_MAP, &type, scope, 0);
}
