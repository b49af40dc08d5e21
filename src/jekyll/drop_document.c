#include "jekyll/drop.h"
#include "jekyll/other_page.h"
#include "jekyll/page_default.h"

static str text_at(const struct data *document, str key)
{
    const struct data *text = data_get(document, key);
    return text ? text->text : STR("");
}

/* The value of KEY, where it is one of the defaults, perhaps in part, or made here. */
static struct value made_member(const struct data *document, str key, const struct value_world *world)
{
    const struct site *site = template_scope_of(world->run)->page->site;
    str path = text_at(document, STR("path")), label = text_at(document, STR("collection"));
    if (str_eq(key, STR("next")))
        return drop_neighbour(site, label, path, 1);
    if (str_eq(key, STR("previous")))
        return drop_neighbour(site, label, path, -1);
    struct value set =
        value_of_data(source_own_value(site_settings(site), path, label, document, key, world->arena), world);
    return set.kind == VALUE_NIL && str_eq(key, STR("excerpt")) ? other_document_excerpt(world->run, document) : set;
}

/* A document of a collection: what was read of it, and its text as its page has it. */
static struct value document_member(const void *of, str key, const struct value_world *world)
{
    static const char *const texts[] = {"content", "output"}, *const neighbours[] = {"next", "previous"};
    if (world->run && STR_IS_ANY(key, texts))
        return other_document_content(world->run, of);
    const struct data *own = data_get(of, key);
    bool made = !own || own->kind == DATA_MAP || STR_IS_ANY(key, neighbours);
    return world->run && made ? made_member(of, key, world) : value_of_data(own, world);
}

/* As a page is. */
static struct value document_shown(const void *of, const struct value_world *world)
{
    return document_member(of, STR("title"), world);
}

static struct value document_item(const void *of, size_t i, const struct value_world *world)
{
    const struct data_pair *pair = &((const struct data *)of)->pairs[i];
    return value_pair_list(pair->key, value_of_data(pair->value, world), world);
}

static struct value drop_document(const struct data *document)
{
    static const struct object_type type = {.member = document_member, .item = document_item, .shown = document_shown};
    return value_object(VALUE_MAP, &type, document, document->count);
}

static struct value documents_item(const void *of, size_t i, const struct value_world *world)
{
    (void)world;
    return drop_document(((const struct data *)of)->items[i]);
}

struct value drop_collection(const struct data *documents)
{
    static const struct object_type type = {.item = documents_item};
    return documents ? value_object(VALUE_LIST, &type, documents, documents->count) : value_nil();
}

struct value drop_neighbour(const struct site *site, str collection, str path, int step)
{
    const struct data *all = site ? data_get(jekyll_of(site_settings(site))->collections, collection) : NULL;
    for (size_t i = 0; all && i < all->count; i++)
        if (str_eq(text_at(all->items[i], STR("path")), path)) {
            bool first = step < 0 && i == 0, last = step > 0 && i + 1 == all->count;
            return first || last ? value_nil() : drop_document(all->items[step < 0 ? i - 1 : i + 1]);
        }
    return value_nil();
}
