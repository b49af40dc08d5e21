#include "jekyll/drop.h"
#include "jekyll/other_page.h"

/* A document of a collection: what was read of it, and its text as its page has it. */
static struct value document_member(const void *of, str key, const struct value_world *world)
{
    const struct data *own = data_get(of, key);
    if (world->run && (str_eq(key, STR("content")) || str_eq(key, STR("output"))))
        return other_document_content(world->run, of);
    if (world->run && str_eq(key, STR("excerpt")) && !own)
        return other_document_excerpt(world->run, of);
    return value_of_data(own, world);
}

static struct value document_item(const void *of, size_t i, const struct value_world *world)
{
    const struct data_pair *pair = &((const struct data *)of)->pairs[i];
    return value_pair_list(pair->key, value_of_data(pair->value, world), world);
}

static struct value documents_item(const void *of, size_t i, const struct value_world *world)
{
    static const struct object_type type = {.member = document_member, .item = document_item};
    const struct data *document = ((const struct data *)of)->items[i];
    (void)world;
    return value_object(VALUE_MAP, &type, document, document->count);
}

struct value drop_collection(const struct data *documents)
{
    static const struct object_type type = {.item = documents_item};
    return documents ? value_object(VALUE_LIST, &type, documents, documents->count) : value_nil();
}
