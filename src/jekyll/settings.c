#include "jekyll/settings.h"

#include "jekyll/author_value.h"
#include "jekyll/folders.h"
#include "jekyll/page_lang.h"
#include "jekyll/polyglot.h"
#include "jekyll/settings_lint.h"
#include "site/config_file.h"
#include "site/ground.h"
#include "site/own_keys.h"
#include "text/clean.h"
#include "text/unmarked.h"
#include "uri/uri.h"

enum { CONFIG_MAX = 1 << 20 };

static const str config_name = STR_INIT("_config.yml");

static str text_at(const struct data *map, str key, str otherwise, struct arena *arena)
{
    const struct data *value = data_get(map, key);
    str text = data_text(value, arena);
    return value && value->kind != DATA_NULL && text.n ? text : otherwise;
}

static bool flag_at(const struct data *map, str key, bool otherwise)
{
    const struct data *value = data_get(map, key);
    return value && value->kind == DATA_BOOL ? value->boolean : otherwise;
}

/* Jekyll's named styles of permalinks, as templates. */
static str style_of(str permalink)
{
    static const str styles[][2] = {
        {STR_INIT("date"), STR_INIT("/:categories/:year/:month/:day/:title:output_ext")},
        {STR_INIT("pretty"), STR_INIT("/:categories/:year/:month/:day/:title/")},
        {STR_INIT("ordinal"), STR_INIT("/:categories/:year/:y_day/:title:output_ext")},
        {STR_INIT("weekdate"), STR_INIT("/:categories/:year/W:week/:short_day/:title:output_ext")},
        {STR_INIT("none"), STR_INIT("/:categories/:title:output_ext")},
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_eq(permalink, styles[i][0]))
            return styles[i][1];
    return permalink;
}

static void push(struct arena *arena, struct str_list *list, str item)
{
    size_t capacity = list->count;
    str *items = arena_grow(arena, (void *)(uintptr_t)list->items, list->count, &capacity, sizeof *items);
    items[list->count++] = item;
    list->items = items;
}

static void push_all(struct arena *arena, struct str_list *list, const struct data *data)
{
    if (data && data->kind == DATA_STRING)
        push(arena, list, data->text);
    for (size_t i = 0; data && data->kind == DATA_LIST && i < data->count; i++)
        if (data_text(data->items[i], arena).n)
            push(arena, list, data_text(data->items[i], arena));
}

static str plural_type(str type)
{
    if (str_eq(type, STR("post")))
        return STR("posts");
    if (str_eq(type, STR("page")))
        return STR("pages");
    return str_eq(type, STR("draft")) ? STR("drafts") : type;
}

static void read_defaults(struct jekyll *j, struct arena *arena)
{
    const struct data *list = data_get(j->all, STR("defaults"));
    if (!list || list->kind != DATA_LIST)
        return;
    struct default_set *sets = ARENA_ARRAY(arena, struct default_set, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct data *scope = data_get(list->items[i], STR("scope"));
        const struct data *values = data_get(list->items[i], STR("values"));
        if (!values || values->kind != DATA_MAP)
            continue;
        str path = data_text(data_get(scope, STR("path")), arena);
        sets[j->default_count++] = (struct default_set){
            .path = str_starts(path, STR("/")) ? str_from(path, 1) : path,
            .type = plural_type(data_text(data_get(scope, STR("type")), arena)),
            .has_type = data_get(scope, STR("type")) != NULL,
            .values = values,
        };
    }
    j->defaults = sets;
}

static void read_exclusions(struct jekyll *j, struct arena *arena)
{
    static const str excluded[] = {STR_INIT(".sass-cache"),    STR_INIT(".jekyll-cache"), STR_INIT("gemfiles"),
                                   STR_INIT("Gemfile"),        STR_INIT("Gemfile.lock"),  STR_INIT("node_modules"),
                                   STR_INIT("vendor/bundle/"), STR_INIT("vendor/cache/"), STR_INIT("vendor/gems/"),
                                   STR_INIT("vendor/ruby/")};
    for (size_t i = 0; i < sizeof excluded / sizeof *excluded; i++)
        push(arena, &j->exclude, excluded[i]);
    push_all(arena, &j->exclude, data_get(j->all, STR("exclude")));
    push_all(arena, &j->include, data_get(j->all, STR("include")));
}

static str with_leading_slash(str path, struct arena *arena)
{
    path = str_trim_char_right(path, '/');
    return path.n && path.p[0] != '/' ? ARENA_CONCAT(arena, STR("/"), path) : path;
}

/* The path of jekyll-feed's feed of all posts (lib/jekyll-feed/generator.rb). */
static str feed_path_of(const struct data *all, struct arena *arena)
{
    const struct data *feed = data_get(all, STR("feed"));
    const struct data *posts = data_get(data_get(feed, STR("collections")), STR("posts"));
    str path = text_at(posts, STR("path"), text_at(feed, STR("path"), STR("/feed.xml"), arena), arena), clean;
    path = ARENA_CONCAT(arena, str_starts(path, STR("/")) ? STR("") : STR("/"), uri_decode(path, arena));
    bool good = uri_remove_dots(path, arena, &clean) && str_eq(clean, path) && !str_ends(path, STR("/"));
    return good ? path : STR("/feed.xml");
}

/* These readers of Markdown want no space behind the marks of a heading. */
static bool has_tight_headings(str markdown)
{
    static const str tight[] = {STR_INIT("rdiscount"), STR_INIT("redcarpet"), STR_INIT("maruku")};
    for (size_t i = 0; i < sizeof tight / sizeof *tight; i++)
        if (str_eq_nocase(markdown, tight[i]))
            return true;
    return false;
}

/* "gems" is the older name of "plugins". */
static bool has_plugin(str name, const struct data *all, struct arena *arena)
{
    struct str_list plugins = {0};
    push_all(arena, &plugins, data_get(all, STR("plugins")));
    push_all(arena, &plugins, data_get(all, STR("gems")));
    for (size_t i = 0; i < plugins.count; i++)
        if (str_eq(plugins.items[i], name))
            return true;
    return false;
}

/* The number that jekyll-feed is told (lib/jekyll-feed/feed.xml). */
static size_t feed_limit_of(const struct data *all, size_t otherwise)
{
    const struct data *limit = data_get(data_get(all, STR("feed")), STR("posts_limit"));
    return limit && limit->kind == DATA_INT && limit->integer > 0 ? (size_t)limit->integer : otherwise;
}

static void read_jekyll_keys(struct settings *s, const struct site_options *options, str file, struct arena *arena,
                             struct diag *diag)
{
    struct jekyll *jekyll = s->own;
    const struct data *all = jekyll->all;
    struct site_config *c = &s->config;
    c->title = text_unmark(text_at(all, STR("title"), text_at(all, STR("name"), STR(""), arena), arena), arena);
    c->description = text_unmark(str_trim(text_at(all, STR("description"), STR(""), arena)), arena);
    c->authors = author_values(s, data_get(all, STR("author")), NULL, arena);
    c->author = author_names(&c->authors, arena);
    str lang = lang_of_data(data_get(all, STR("lang")), arena);
    c->lang = lang.n ? lang : lang_of_data(data_get(all, STR("locale")), arena);
    c->url = str_trim_char_right(text_at(all, STR("url"), STR(""), arena), '/');
    c->url_written = str_trim(data_text(data_get(all, STR("url")), arena));
    c->baseurl = with_leading_slash(text_at(all, STR("baseurl"), STR(""), arena), arena);
    const struct data *separator = data_get(all, STR("excerpt_separator"));
    c->excerpt_separator = separator ? data_text(separator, arena) : STR("\n\n");
    c->timezone = text_at(all, STR("timezone"), STR("UTC"), arena);
    c->feed_path = feed_path_of(all, arena);
    c->feed_limit = feed_limit_of(all, c->feed_limit);
    c->hard_wrap = flag_at(data_get(all, STR("kramdown")), STR("hard_wrap"), false);
    c->tight_headings = has_tight_headings(text_at(all, STR("markdown"), STR(""), arena));
    c->emoji = has_plugin(STR("jemoji"), all, arena);
    jekyll->languages = polyglot_read(all, has_plugin(STR("jekyll-polyglot"), all, arena), arena);
    if (!c->lang.n && jekyll->languages.names.count)
        c->lang = jekyll->languages.main;
    polyglot_tell(&jekyll->languages, c, arena);
    s->show_drafts = flag_at(all, STR("show_drafts"), false);
    s->future = flag_at(all, STR("future"), false);
    if (zone_load(options->zoneinfo, c->timezone, arena, &s->zone) != OK) {
        s->zone = zone_utc();
        const struct data *zone = data_get(all, STR("timezone"));
        diag_add(diag, SEVERITY_WARNING, file, zone ? zone->line : 0,
                 "there is no time zone \"%.*s\"; UTC is used. Write one of the names in /usr/share/zoneinfo",
                 STR_ARG(c->timezone));
    }
}

enum err settings_file(int root, const struct site_options *options, str name, struct arena *arena, struct diag *diag,
                       struct settings *s, const struct data **all)
{
    *all = NULL;
    enum err err = root < 0 ? ERR_NOT_FOUND : config_file_read(root, options, name, arena, diag, &s->config_text);
    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    bool jekylls = str_eq(name, config_name);
    *all = (jekylls ? yaml_parse_for_jekyll : yaml_parse)(s->config_text, name, 1, arena, diag);
    if (*all && (*all)->kind != DATA_MAP && (*all)->kind != DATA_NULL) {
        diag_add(diag, SEVERITY_ERROR, name, (*all)->line,
                 "this is not a list of \"key: value\" lines, so nothing is read; write lines such as \"title: …\", "
                 "with a space after the colon");
        return ERR_SYNTAX;
    }
    return *all ? OK : ERR_SYNTAX;
}

enum err settings_read(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                       struct settings *s)
{
    const struct data *all;
    enum err err = settings_file(root, options, config_name, arena, diag, s, &all);
    s->own = ARENA_NEW(arena, struct jekyll);
    return err == OK ? settings_obey(root, options, config_name, all, arena, diag, s) : err;
}

enum err settings_obey(int root, const struct site_options *options, str file, const struct data *all,
                       struct arena *arena, struct diag *diag, struct settings *s)
{
    struct jekyll *j = s->own;
    j->all = all;
    if (folders_read(root, options, arena, diag, s) != OK)
        return ERR_SYNTAX;
    const struct site_options inner = site_options_within(options, s, arena);
    root = s->folder.n ? s->root : root;
    str authors = ARENA_CONCAT(arena, j->data_dir, STR("/authors.yml"));
    if (root >= 0 && ground_read(root, &inner, NULL, authors, CONFIG_MAX, arena, &s->authors_text) == OK)
        j->authors = yaml_parse_for_jekyll(s->authors_text, authors, 1, arena, diag);
    read_jekyll_keys(s, options, file, arena, diag);
    j->permalink = style_of(text_at(j->all, STR("permalink"), STR("date"), arena));
    const struct data *own = data_get(j->all, STR("splashdown"));
    own_keys_read(own, root, &inner, j->includes_dir, arena, &s->config);
    j->draft_key = !str_eq_nocase(text_at(own, STR("draft_key"), STR("obey"), arena), STR("ignore"));
    settings_lint(j->all, file, diag);
    read_defaults(j, arena);
    read_exclusions(j, arena);
    push_all(arena, &s->config.header_pages, data_get(j->all, STR("header_pages")));
    return OK;
}
