#include "content/liquid_value.h"

static struct liquid_value texts(struct str_list list, struct arena *arena)
{
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = liquid_text(list.items[i]);
    return liquid_list(items, list.count);
}

static struct liquid_value page_value(const struct page *page)
{
    return page ? (struct liquid_value){.kind = LIQUID_PAGE, .page = page} : liquid_nil();
}

static struct liquid_value pages(const struct page *const *list, size_t count, struct arena *arena)
{
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = page_value(list[i]);
    return liquid_list(items, count);
}

static struct liquid_value text_or_nil(str s)
{
    return s.n ? liquid_text(s) : liquid_nil();
}

/* The stem of the file's name in Jekyll's way: "2024-05-01-moon.md". */
static str name_of(const struct page *page)
{
    size_t slash = str_find_last(page->source, '/');
    return slash == STR_NONE ? page->source : str_from(page->source, slash + 1);
}

static struct liquid_value page_member(const struct liquid_value *v, str name, struct arena *arena)
{
    const struct page *page = v->page;
    if (str_eq(name, STR("title")))
        return page->titled || page->kind != PAGE_PAGE ? liquid_text(page->title) : liquid_nil();
    if (str_eq(name, STR("url")))
        return liquid_text(page->url);
    if (str_eq(name, STR("id")))
        return text_or_nil(page->id);
    if (str_eq(name, STR("date")))
        return page->has_date ? (struct liquid_value){.kind = LIQUID_MOMENT, .moment = page->date} : liquid_nil();
    if (str_eq(name, STR("slug")))
        return text_or_nil(page->slug);
    if (str_eq(name, STR("path")) || str_eq(name, STR("relative_path")))
        return liquid_text(page->source);
    if (str_eq(name, STR("name")))
        return liquid_text(name_of(page));
    if (str_eq(name, STR("categories")))
        return texts(page->categories, arena);
    if (str_eq(name, STR("tags")))
        return texts(page->tags, arena);
    if (str_eq(name, STR("next")))
        return page_value(page->newer);
    if (str_eq(name, STR("previous")))
        return page_value(page->older);
    struct liquid_value own = liquid_data(data_get(v->data, name));
    if (own.kind != LIQUID_NIL || v->data)
        return own;
    if (str_eq(name, STR("description")))
        return text_or_nil(page->description);
    if (str_eq(name, STR("author")))
        return text_or_nil(page->author);
    if (str_eq(name, STR("layout")))
        return text_or_nil(page->layout);
    if (str_eq(name, STR("lang")))
        return text_or_nil(page->lang);
    return str_eq(name, STR("image")) ? text_or_nil(page->image) : liquid_nil();
}

static struct liquid_value site_member(const struct liquid_value *v, str name, struct arena *arena)
{
    const struct site *site = v->site;
    const struct site_config *config = site_config(site);
    size_t count;
    if (str_eq(name, STR("posts"))) {
        const struct page *const *list = site_posts(site, &count);
        return pages(list, count, arena);
    }
    if (str_eq(name, STR("pages"))) {
        const struct page *const *list = site_pages(site, &count);
        return pages(list, count, arena);
    }
    if (str_eq(name, STR("tags")))
        return (struct liquid_value){.kind = LIQUID_GROUPS, .groups = site_tags(site)};
    if (str_eq(name, STR("categories")))
        return (struct liquid_value){.kind = LIQUID_GROUPS, .groups = site_categories(site)};
    if (str_eq(name, STR("data")))
        return liquid_data(site_data(site));
    if (str_eq(name, STR("baseurl")))
        return liquid_text(config->baseurl);
    if (str_eq(name, STR("url")))
        return text_or_nil(config->url);
    return liquid_data(data_get(config->all, name));
}

static struct liquid_value map_member(const struct liquid_entry *map, str name)
{
    for (; map; map = map->next)
        if (str_eq(map->name, name))
            return map->value;
    return liquid_nil();
}

static struct liquid_value group_member(const struct site_groups *groups, str name, struct arena *arena)
{
    for (size_t i = 0; i < groups->count; i++)
        if (str_eq(groups->items[i].name, name))
            return pages(groups->items[i].posts, groups->items[i].count, arena);
    return liquid_nil();
}

static struct liquid_value own_member(const struct liquid_value *v, str name, struct arena *arena)
{
    switch (v->kind) {
    case LIQUID_PAGE:
        return page_member(v, name, arena);
    case LIQUID_SITE:
        return site_member(v, name, arena);
    case LIQUID_MAP:
        return map_member(v->map, name);
    case LIQUID_DATA:
        return liquid_data(data_get(v->data, name));
    case LIQUID_GROUPS:
        return group_member(v->groups, name, arena);
    default:
        return liquid_nil();
    }
}

struct liquid_value liquid_member(const struct liquid_value *v, str name, struct arena *arena)
{
    struct liquid_value own = own_member(v, name, arena);
    if (own.kind != LIQUID_NIL)
        return own;
    if (str_eq(name, STR("size")) && v->kind != LIQUID_NIL)
        return liquid_int(liquid_size(v, arena));
    if (str_eq(name, STR("first")))
        return liquid_index(v, 0, arena);
    if (str_eq(name, STR("last")))
        return liquid_index(v, -1, arena);
    return liquid_nil();
}

struct liquid_value liquid_index(const struct liquid_value *v, int64_t index, struct arena *arena)
{
    if (v->kind != LIQUID_LIST && (v->kind != LIQUID_DATA || v->data->kind != DATA_LIST) && v->kind != LIQUID_GROUPS)
        return liquid_nil();
    struct liquid_value elements = liquid_elements(v, arena);
    if (index < 0)
        index += (int64_t)elements.count;
    return index >= 0 && (uint64_t)index < elements.count ? elements.items[index] : liquid_nil();
}

static struct liquid_value pair(struct liquid_value name, struct liquid_value value, struct arena *arena)
{
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, 2);
    items[0] = name;
    items[1] = value;
    return liquid_list(items, 2);
}

static struct liquid_value data_elements(const struct data *data, struct arena *arena)
{
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, data->count);
    for (size_t i = 0; i < data->count; i++)
        items[i] = data->kind == DATA_LIST
                       ? liquid_data(data->items[i])
                       : pair(liquid_text(data->pairs[i].key), liquid_data(data->pairs[i].value), arena);
    return liquid_list(items, data->count);
}

static struct liquid_value group_elements(const struct site_groups *groups, struct arena *arena)
{
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, groups->count);
    for (size_t i = 0; i < groups->count; i++) {
        const struct site_group *group = &groups->items[i];
        items[i] = pair(liquid_text(group->name), pages(group->posts, group->count, arena), arena);
    }
    return liquid_list(items, groups->count);
}

static struct liquid_value map_elements(const struct liquid_entry *map, struct arena *arena)
{
    size_t count = 0;
    for (const struct liquid_entry *entry = map; entry; entry = entry->next)
        count++;
    struct liquid_value *items = ARENA_ARRAY(arena, struct liquid_value, count);
    count = 0;
    for (const struct liquid_entry *entry = map; entry; entry = entry->next)
        items[count++] = pair(liquid_text(entry->name), entry->value, arena);
    return liquid_list(items, count);
}

struct liquid_value liquid_elements(const struct liquid_value *v, struct arena *arena)
{
    switch (v->kind) {
    case LIQUID_LIST:
        return *v;
    case LIQUID_DATA:
        return data_elements(v->data, arena);
    case LIQUID_MAP:
        return map_elements(v->map, arena);
    case LIQUID_GROUPS:
        return group_elements(v->groups, arena);
    case LIQUID_NIL:
    case LIQUID_EMPTY:
        return liquid_list(NULL, 0);
    default:
        break;
    }
    if (v->kind == LIQUID_TEXT && v->text.n == 0)
        return liquid_list(NULL, 0);
    struct liquid_value *single = ARENA_NEW(arena, struct liquid_value);
    *single = *v;
    return liquid_list(single, 1);
}

int64_t liquid_size(const struct liquid_value *v, struct arena *arena)
{
    size_t characters = 0;
    if (v->kind == LIQUID_TEXT) {
        for (size_t i = 0; i < v->text.n; i++)
            characters += ((unsigned char)v->text.p[i] & 0xc0) != 0x80;
        return (int64_t)characters;
    }
    if (v->kind == LIQUID_LIST || v->kind == LIQUID_DATA || v->kind == LIQUID_MAP || v->kind == LIQUID_GROUPS)
        return (int64_t)liquid_elements(v, arena).count;
    return 0;
}
