#include "hexo/theme_page.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "data/json.h"
#include "hexo/front.h"
#include "hexo/js_value.h"
#include "hexo/markdown_link.h"
#include "site/ground.h"

enum { DATA_MAX = 1 << 20, TEXT_MAX = 4 << 20, DEPTH_MAX = 8 };

static const str data_files[] = {
    STR_INIT("_data/link.yml"),     STR_INIT("_data/links.yml"),  STR_INIT("_data/friends.yml"),
    STR_INIT("_data/friend.yml"),   STR_INIT("_data/links.yaml"), STR_INIT("_data/friends.yaml"),
    STR_INIT("_data/friends.json"), STR_INIT("_data/links.json"), STR_INIT("_data/link.json")};
enum { DATA_FILES = sizeof data_files / sizeof *data_files };

enum theme_page theme_page_of(const struct data *front, str stem, struct arena *arena)
{
    static const char *const lists[] = {"tags", "tag", "categories", "category", "archives", "archive"};
    static const char *const friends[] = {"links", "link", "friends", "friend", "flink"};
    str words[] = {str_trim(js_text(data_get(front, STR("type")), arena)),
                   str_trim(js_text(data_get(front, STR("layout")), arena)),
                   str_trim_char_right(str_from(stem, stem.n > 0), '/')};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (STR_IS_ANY(words[i], lists))
            return THEME_PAGE_LIST;
        if (STR_IS_ANY(words[i], friends))
            return THEME_PAGE_FRIENDS;
    }
    return THEME_PAGE_OTHER;
}

bool theme_page_is_lost(str stem)
{
    return str_eq(str_trim_char_right(stem, '/'), STR("/404"));
}

bool theme_page_stands_apart(const struct data *front, struct arena *arena)
{
    static const char *const bare[] = {"false", "off"};
    const struct data *map = data_get(front, STR("sitemap"));
    return STR_IS_ANY(str_trim(js_text(data_get(front, STR("layout")), arena)), bare) ||
           (map && map->kind == DATA_BOOL && !map->boolean);
}

bool theme_page_has_friends(int root)
{
    for (size_t i = 0; root >= 0 && i < DATA_FILES; i++)
        if (beneath_has(root, data_files[i]))
            return true;
    return false;
}

static str first_of(const struct data *map, const char *const *keys, size_t count, struct arena *arena)
{
    str text = STR("");
    for (size_t i = 0; i < count && !text.n; i++) {
        const struct data *value = data_get(map, str_of(keys[i]));
        if (value && value->kind != DATA_LIST && value->kind != DATA_MAP)
            text = str_trim(arena_one_line(arena, js_text(value, arena)));
    }
    return text;
}

#define FIRST_OF(map, keys, arena) first_of((map), (keys), sizeof(keys) / sizeof *(keys), (arena))

static bool is_web(str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) || str_starts(s, STR("gemini://"));
}

static void put_friend(struct buf *out, str name, str address, str words, struct arena *arena)
{
    buf_put(out, STR("\n- "));
    buf_put(out, markdown_link(false, name.n ? name : address, address, arena));
    buf_put(out, words.n ? STR(" ") : STR(""));
    markdown_put(out, words);
    buf_put(out, STR("\n"));
}

/* Themes have lists of friends, lists of groups of friends, and maps from a name to an address or a group. */
static void put_friends(struct buf *out, const struct data *data, int depth, struct arena *arena)
{
    static const char *const names[] = {"name", "title", "nick", "class_name", "group"};
    static const char *const addresses[] = {"link", "url", "site", "href"};
    static const char *const descriptions[] = {"descr", "desc", "description", "introduction", "class_desc"};
    if (depth > DEPTH_MAX)
        return;
    for (size_t i = 0; data->kind == DATA_LIST && i < data->count; i++)
        put_friends(out, data->items[i], depth + 1, arena);
    if (data->kind != DATA_MAP)
        return;
    str name = FIRST_OF(data, names, arena), address = FIRST_OF(data, addresses, arena);
    str words = FIRST_OF(data, descriptions, arena);
    if (is_web(address)) {
        put_friend(out, name, address, words, arena);
        return;
    }
    if (name.n) {
        buf_put(out, STR("\n## "));
        markdown_put(out, name);
        buf_put(out, STR("\n\n"));
        markdown_put(out, words);
        buf_put(out, STR("\n"));
    }
    for (size_t i = 0; i < data->count; i++) {
        const struct data *value = data->pairs[i].value;
        bool own = !name.n && value->kind == DATA_STRING && is_web(str_trim(value->text));
        if (own)
            put_friend(out, data->pairs[i].key, str_trim(value->text), STR(""), arena);
        else
            put_friends(out, value, depth + 1, arena);
    }
}

str theme_page_friends(int root, const struct page *page, struct arena *arena)
{
    struct buf out;
    str text;
    buf_init(&out, TEXT_MAX);
    for (size_t i = 0; page->site && root >= 0 && i < DATA_FILES; i++) {
        str name = data_files[i];
        if (ground_read(root, site_options(page->site), page, name, DATA_MAX, arena, &text) != OK)
            continue;
        const struct data *data = str_ends(name, STR(".json")) ? json_parse(text, name, 1, NULL, arena, NULL)
                                                               : front_yaml(text, name, 1, arena, NULL);
        if (data)
            put_friends(&out, data, 0, arena);
    }
    return buf_keep(&out, arena);
}
