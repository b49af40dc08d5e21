#include "hugo/settings.h"

#include "hugo/config.h"
#include "hugo/ignore.h"
#include "hugo/mount.h"
#include "hugo/param.h"
#include "hugo/shortcode_template.h"
#include "hugo/taxonomy.h"
#include "hugo/tree.h"
#include "hugo/zola_config.h"
#include "site/own_keys.h"
#include "site/web_address.h"
#include "text/unmarked.h"
#include "text/valid.h"

static const struct data *at(const struct data *map, const char *key)
{
    return data_get(map, str_of(key));
}

static str text_at(const struct data *map, const char *key, struct arena *arena)
{
    return str_trim(param_text(at(map, key), arena));
}

static str clean_folder(str path, str otherwise)
{
    while (str_starts(path, STR("./")) || str_starts(path, STR("/")))
        path = str_from(path, path.p[0] == '/' ? 1 : 2);
    path = str_trim_char_right(path, '/');
    return path.n ? path : otherwise;
}

/* NAME as of the system's database; UTC where there is none. */
static const struct zone *zone_at(const struct data *map, const struct site_options *options,
                                  const struct zone *otherwise, struct arena *arena, struct diag *diag)
{
    const struct zone *zone;
    const struct data *value = at(map, "timezone");
    str name = param_text(value, arena);
    if (!name.n)
        return otherwise;
    if (zone_load(options->zoneinfo, name, arena, &zone) == OK)
        return zone;
    diag_add(diag, SEVERITY_WARNING, STR(""), 0, "timeZone: there is no zone \"%.*s\"; write \"Asia/Taipei\", say",
             STR_ARG(name));
    return otherwise;
}

static struct language language_of(const struct hugo *h, str name, const struct data *own, const struct settings *s,
                                   const struct site_options *options, struct arena *arena, struct diag *diag)
{
    str shared = clean_folder(text_at(h->all, "contentdir", arena), STR("content"));
    str code = text_at(own, "languagecode", arena), label = text_at(own, "languagename", arena);
    const struct data *permalinks = at(own, "permalinks");
    return (struct language){
        .name = text_lower(name, arena),
        .content = clean_folder(text_at(own, "contentdir", arena), shared),
        .prefix = STR(""),
        .written = code.n ? code : name,
        .label = label.n  ? label
                 : code.n ? code
                          : name,
        .permalinks = permalinks ? permalinks : at(h->all, "permalinks"),
        .zone = zone_at(own, options, s->zone, arena, diag),
        .off = param_is_true(at(own, "disabled")),
    };
}

static bool is_listed(const struct str_list *list, str word)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq_nocase(list->items[i], word))
            return true;
    return false;
}

static void read_languages(struct hugo *h, const struct settings *s, const struct site_options *options,
                           struct arena *arena, struct diag *diag)
{
    const struct data *all = at(h->all, "languages");
    str main = text_at(h->all, "defaultcontentlanguage", arena);
    struct str_list off = param_list(at(h->all, "disablelanguages"), arena);
    bool below = param_is_true(at(h->all, "defaultcontentlanguageinsubdir"));
    size_t given = all && all->kind == DATA_MAP ? all->count : 0, on = 0;
    h->languages = ARENA_ARRAY(arena, struct language, given + 1);
    main = main.n ? text_lower(main, arena) : STR("en");
    for (size_t i = 0; i < given; i++) {
        struct language *l = &h->languages[h->language_count++];
        *l = language_of(h, all->pairs[i].key, all->pairs[i].value, s, options, arena, diag);
        l->off = l->off || is_listed(&off, l->name);
        on += !l->off;
        if (str_eq(l->name, main))
            h->main_language = i;
    }
    if (!given)
        h->languages[h->language_count++] = language_of(h, main, NULL, s, options, arena, diag);
    for (size_t i = 0; i < given; i++)
        if (on > 1 && (i != h->main_language || below) && !text_at(all->pairs[i].value, "baseurl", arena).n)
            h->languages[i].prefix = ARENA_CONCAT(arena, STR("/"), h->languages[i].name);
}

static void read_config(struct settings *s, const struct hugo *h, struct arena *arena)
{
    struct site_config *c = &s->config;
    const struct language *l = &h->languages[h->main_language];
    const struct data *own = data_get(at(h->all, "languages"), l->name), *params = at(h->all, "params");
    str title = text_at(own, "title", arena), code = text_at(h->all, "languagecode", arena);
    const struct data *author = at(params, "author") ? at(params, "author") : at(h->all, "author");
    str description = text_at(params, "description", arena);
    c->title = text_unmark(title.n ? title : text_at(h->all, "title", arena), arena);
    c->description = text_unmark(description, arena);
    c->author = text_unmark(author && author->kind == DATA_MAP ? text_at(author, "name", arena)
                                                               : str_trim(param_text(author, arena)),
                            arena);
    c->lang = code.n ? code : l->written;
    c->feed_path = STR("/index.xml");
    c->emoji = c->emoji_in_code = param_is_true(at(h->all, "enableemoji"));
    c->www_is_secure = true;
    c->excerpt_separator = STR("<!--more-->");
    web_split_url(c, text_at(h->all, "baseurl", arena), arena);
}

/* Of Hugo's three readers of Markdown, goldmark alone leaves HTML out. */
static bool is_raw_html(const struct data *all)
{
    const struct data *markup = at(all, "markup"), *handler = at(markup, "defaultmarkdownhandler");
    bool other = handler && handler->kind == DATA_STRING && !str_eq_nocase(handler->text, STR("goldmark"));
    return other || param_is_true(at(at(at(markup, "goldmark"), "renderer"), "unsafe"));
}

static void read_goldmark(struct hugo *h)
{
    const struct data *goldmark = at(at(h->all, "markup"), "goldmark"), *renderer = at(goldmark, "renderer");
    const struct data *attribute = at(at(goldmark, "parser"), "attribute");
    h->raw_html = is_raw_html(h->all);
    h->hard_wraps = param_is_true(at(renderer, "hardwraps"));
    h->heading_attributes = !param_is_false(at(attribute, "title"));
    h->block_attributes = param_is_true(at(attribute, "block"));
}

static void read_own(struct hugo *h, struct arena *arena)
{
    const struct data *front = at(h->all, "frontmatter"), *params = at(h->all, "params");
    h->style.keep_case = param_is_true(at(h->all, "disablepathtolower"));
    h->style.without_accents = param_is_true(at(h->all, "removepathaccents"));
    h->ugly = at(h->all, "uglyurls");
    h->future = param_is_true(at(h->all, "buildfuture"));
    h->expired = param_is_true(at(h->all, "buildexpired"));
    h->date_keys = param_list(at(front, "date"), arena);
    h->publish_keys = param_list(at(front, "publishdate"), arena);
    h->expire_keys = param_list(at(front, "expirydate"), arena);
    read_goldmark(h);
    h->taxonomies = taxonomies_read(h->all, arena);
    h->plural_titles = !param_is_false(at(h->all, "pluralizelisttitles"));
    h->main_sections = param_list(at(params, "mainsections"), arena);
}

static void read_ignored(struct hugo *h, struct arena *arena, struct diag *diag)
{
    struct str_list patterns = param_list(at(h->all, "ignorefiles"), arena);
    h->ignored = ARENA_ARRAY(arena, const struct ignore *, patterns.count);
    for (size_t i = 0; i < patterns.count; i++) {
        const struct ignore *ignored = ignore_parse(patterns.items[i], arena);
        if (ignored)
            h->ignored[h->ignored_count++] = ignored;
        else
            diag_add(diag, SEVERITY_WARNING, STR(""), 0,
                     "ignoreFiles: \"%.*s\" is not obeyed: groups, classes and alternatives are not known here; write "
                     "patterns like \"\\.Rmd$\", one for each kind of file",
                     STR_ARG(str_first(patterns.items[i], 200)));
    }
}

/* Pages are made with them, as with the configuration. */
static void read_templates(struct hugo *h, int root, const struct site_options *options, struct arena *arena,
                           struct settings *s)
{
    struct buf text;
    buf_init(&text, SIZE_MAX / 2);
    buf_put(&text, s->config_text);
    h->shortcodes = shortcode_templates_read(root, options, h->all, arena, &text);
    s->config_text = buf_keep(&text, arena);
}

static enum err obey(struct hugo *h, int root, const struct site_options *options, struct arena *arena,
                     struct diag *diag, struct settings *s)
{
    s->zone = zone_at(h->all, options, zone_utc(), arena, diag);
    s->show_drafts = param_is_true(at(h->all, "builddrafts"));
    read_own(h, arena);
    read_languages(h, s, options, arena, diag);
    mounts_read(h, arena, diag);
    read_ignored(h, arena, diag);
    read_config(s, h, arena);
    s->future = h->future;
    read_templates(h, root, options, arena, s);
    str ours;
    enum err err = own_file_obey(root, options, arena, diag, &s->config, &ours);
    s->config_text = ARENA_CONCAT(arena, s->config_text, ours);
    if (err != OK)
        return err;
    h->tree = tree_read(root, options, h, arena, diag, &s->authors_text);
    return OK;
}

enum err settings_of_hugo(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                          struct settings *s)
{
    struct hugo *h = ARENA_NEW(arena, struct hugo);
    s->own = h;
    if (config_read(root, options, arena, diag, &h->all, &s->config_text) != OK)
        return ERR_SYNTAX;
    return obey(h, root, options, arena, diag, s);
}

enum err settings_of_zola(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                          struct settings *s)
{
    struct hugo *h = ARENA_NEW(arena, struct hugo);
    const struct data *all;
    s->own = h;
    if (config_read_zola(root, options, arena, diag, &all, &s->config_text) != OK)
        return ERR_SYNTAX;
    h->all = zola_as_hugos(all, arena);
    h->dialect = zola_dialect(all);
    h->style.write = h->dialect->path;
    enum err err = obey(h, root, options, arena, diag, s);
    str feed = text_at(all, "feed_filename", arena);
    s->config.feed_path = ARENA_CONCAT(arena, STR("/"), feed.n ? feed : STR("rss.xml"));
    return err;
}
