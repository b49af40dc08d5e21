#include "hexo/settings.h"

#include "hexo/config.h"
#include "hexo/js_value.h"
#include "hexo/rules.h"
#include "site/own_keys.h"
#include "site/source_folder.h"
#include "site/web_address.h"
#include "text/unmarked.h"

static const struct data *at(const struct data *map, const char *key)
{
    return data_get(map, str_of(key));
}

static str text_at(const struct data *map, const char *key, const char *otherwise, struct arena *arena)
{
    str text = str_trim(js_text(at(map, key), arena));
    return text.n ? text : str_of(otherwise);
}

/* False where it says so; else OTHERWISE. */
static bool flag_at(const struct data *map, const char *key, bool otherwise)
{
    const struct data *value = at(map, key);
    return value && value->kind != DATA_NULL ? js_is_true(value) : otherwise;
}

/* A value that hexo init writes means nothing. */
static str own_text(const struct data *all, const char *key, const char *initial, struct arena *arena)
{
    str text = text_at(all, key, "", arena);
    return str_eq(text, str_of(initial)) ? STR("") : text;
}

static void read_feed(struct hexo *h, struct site_config *c, struct arena *arena)
{
    const struct data *feed = at(h->all, "feed"), *limit = at(feed, "limit");
    struct str_list paths = js_list(at(feed, "path"), arena);
    str *items = ARENA_ARRAY(arena, str, paths.count);
    for (size_t i = 0; i < paths.count; i++)
        items[i] =
            str_starts(paths.items[i], STR("/")) ? paths.items[i] : ARENA_CONCAT(arena, STR("/"), paths.items[i]);
    h->feed_paths = (struct str_list){items, paths.count};
    c->feed_path = paths.count && !str_ends(items[0], STR("/")) ? items[0] : STR("/atom.xml");
    if (limit && limit->kind == DATA_INT && limit->integer >= 0)
        c->feed_limit = limit->integer ? (size_t)limit->integer : SIZE_MAX;
    h->feed_summary = !flag_at(feed, "content", true);
}

static void read_config(struct settings *s, struct hexo *h, struct arena *arena)
{
    struct site_config *c = &s->config;
    c->short_strike = !at(h->all, "markdown"); /* which is of another renderer than marked */
    c->tables_have_header = true;
    struct str_list languages = js_list(at(h->all, "language"), arena);
    c->title = text_unmark(own_text(h->all, "title", "Hexo", arena), arena);
    c->description = text_unmark(text_at(h->all, "description", "", arena), arena);
    c->author = text_unmark(own_text(h->all, "author", "John Doe", arena), arena);
    c->lang = languages.count ? languages.items[0] : STR("");
    c->excerpt_separator = STR("<!-- more -->");
    str url = own_text(h->all, "url", "http://example.com", arena);
    web_split_url(c, str_eq(url, STR("http://yoursite.com")) ? STR("") : url, arena);
    read_feed(h, c, arena);
}

static str folder_name(const struct data *all, const char *key, const char *otherwise, struct arena *arena)
{
    str name = str_trim_char_right(text_at(all, key, otherwise, arena), '/');
    return str_starts(name, STR("/")) ? str_from(name, 1) : name;
}

static void read_own(struct hexo *h, struct arena *arena)
{
    const struct data *number = at(h->all, "filename_case"), *pretty = at(h->all, "pretty_urls");
    const struct data *render = at(at(h->all, "markdown"), "render");
    h->permalink = text_at(h->all, "permalink", ":year/:month/:day/:title/", arena);
    h->new_post_name = text_at(h->all, "new_post_name", ":title.md", arena);
    h->default_category = text_at(h->all, "default_category", "uncategorized", arena);
    h->tag_dir = folder_name(h->all, "tag_dir", "tags", arena);
    h->category_dir = folder_name(h->all, "category_dir", "categories", arena);
    h->archive_dir = folder_name(h->all, "archive_dir", "archives", arena);
    h->filename_case = number && number->kind == DATA_INT ? (int)(number->integer & 3) : 0;
    h->assets = flag_at(h->all, "post_asset_folder", false);
    h->hard_wrap = flag_at(at(h->all, "marked"), "breaks", true) && flag_at(render, "breaks", true);
    h->bare_index = !flag_at(pretty, "trailing_index", true);
    h->bare_html = !flag_at(pretty, "trailing_html", true);
    h->hidden_key = text_at(at(h->all, "hide_posts"), "filter", "hidden", arena);
    h->include = js_list(at(h->all, "include"), arena);
    h->exclude = js_list(at(h->all, "exclude"), arena);
    h->ignore = js_list(at(h->all, "ignore"), arena);
    h->skip_render = js_list(at(h->all, "skip_render"), arena);
}

/* encrypt.tags: names, or maps with a name. */
static void read_locked(struct hexo *h, struct arena *arena)
{
    const struct data *tags = at(at(h->all, "encrypt"), "tags");
    size_t count = tags && tags->kind == DATA_LIST ? tags->count : 0;
    str *items = ARENA_ARRAY(arena, str, count);
    for (size_t i = 0; i < count; i++)
        items[i] = js_text(tags->items[i]->kind == DATA_MAP ? at(tags->items[i], "name") : tags->items[i], arena);
    h->locked_tags = (struct str_list){items, count};
}

static void read_zone(struct settings *s, const struct hexo *h, const struct site_options *options, struct arena *arena,
                      struct diag *diag)
{
    const struct data *value = at(h->all, "timezone");
    str name = str_trim(js_text(value, arena));
    if (!name.n || zone_load(options->zoneinfo, name, arena, &s->zone) == OK) {
        s->config.timezone = name.n ? name : STR("UTC");
        return;
    }
    s->zone = zone_utc();
    diag_add(diag, SEVERITY_WARNING, STR("_config.yml"), value->line,
             "timezone: there is no zone \"%.*s\"; UTC is used. Write \"Asia/Shanghai\", say",
             STR_ARG(str_first(name, 200)));
}

static bool open_source(int root, const struct site_options *options, struct hexo *h, struct arena *arena,
                        struct diag *diag, struct settings *s)
{
    const struct data *value = at(h->all, "source_dir");
    str folder = text_at(h->all, "source_dir", "source", arena),
        public = text_at(h->all, "public_dir", "public", arena);
    const char *why;
    if (root < 0 || source_folder_open(root, options, folder, public, arena, s, &why))
        return true;
    diag_add(diag, SEVERITY_ERROR, STR("_config.yml"), value ? value->line : 0, "source_dir: \"%.*s\" %s",
             STR_ARG(folder), why);
    return false;
}

enum err settings_of_hexo(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                          struct settings *s)
{
    struct hexo *h = ARENA_NEW(arena, struct hexo);
    s->own = h;
    if (config_of_hexo(root, options, arena, diag, &h->all, &s->config_text) != OK ||
        !open_source(root, options, h, arena, diag, s))
        return ERR_SYNTAX;
    read_zone(s, h, options, arena, diag);
    read_own(h, arena);
    read_locked(h, arena);
    read_config(s, h, arena);
    own_keys_lint(at(h->all, "splashdown"), STR("_config.yml"), diag);
    own_keys_read(at(h->all, "splashdown"), root, options, STR(""), arena, &s->config);
    s->config.emoji = config_has_emoji(root, arena);
    s->show_drafts = flag_at(h->all, "render_drafts", false);
    s->future = flag_at(h->all, "future", true);
    return OK;
}
