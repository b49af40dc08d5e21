#include "hugo/settings.h"

#include "hugo/config.h"
#include "hugo/ignore.h"
#include "hugo/language.h"
#include "hugo/mount.h"
#include "hugo/param.h"
#include "hugo/render_hook.h"
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

static void read_config(struct settings *s, const struct hugo *h, struct arena *arena)
{
    struct site_config *c = &s->config;
    const struct language *l = &h->languages[h->main_language];
    const struct data *params = at(h->all, "params");
    const struct data *author = at(params, "author") ? at(params, "author") : at(h->all, "author");
    c->title = l->title.n ? l->title : text_unmark(param_at(h->all, "title", arena), arena);
    c->description = l->description.n ? l->description : text_unmark(param_at(params, "description", arena), arena);
    c->author = text_unmark(author && author->kind == DATA_MAP ? param_at(author, "name", arena)
                                                               : str_trim(param_text(author, arena)),
                            arena);
    c->lang = l->written;
    languages_tell(h, c, arena);
    c->feed_path = STR("/index.xml");
    c->emoji = c->emoji_in_code = param_is_true(at(h->all, "enableemoji"));
    c->www_is_secure = true;
    c->excerpt_separator = STR("<!--more-->");
    web_split_url(c, param_at(h->all, "baseurl", arena), arena);
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
    h->inline_shortcodes = param_is_true(at(h->all, "enableinlineshortcodes"));
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
    str hook = STR("");
    buf_init(&text, SIZE_MAX / 2);
    buf_put(&text, s->config_text);
    h->shortcodes = shortcode_templates_read(root, options, h->all, arena, &text);
    s->config.links_by_template = render_hook_is_there(root, options, h->all, STR("link"), arena, &text, &hook);
    s->config.links_by_name = str_find(hook, STR(".GetPage")) != STR_NONE;
    s->config.pictures_by_template = render_hook_is_there(root, options, h->all, STR("image"), arena, &text, &hook);
    s->config_text = buf_keep(&text, arena);
}

static enum err obey(struct hugo *h, int root, const struct site_options *options, struct arena *arena,
                     struct diag *diag, struct settings *s)
{
    s->zone = language_zone(h->all, options, zone_utc(), arena, diag);
    s->show_drafts = param_is_true(at(h->all, "builddrafts"));
    read_own(h, arena);
    languages_read(h, s, options, arena, diag);
    mounts_read(h, arena, diag);
    read_ignored(h, arena, diag);
    read_config(s, h, arena);
    s->config.blank_line_ends_html = h->raw_html;
    s->config.callouts = s->config.tables_have_header = true;
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
    str feed = param_at(all, "feed_filename", arena);
    s->config.feed_path = ARENA_CONCAT(arena, STR("/"), feed.n ? feed : STR("rss.xml"));
    return err;
}
