#include "hexo/tag.h"

#include "hexo/js_value.h"
#include "hexo/markdown_link.h"
#include "hexo/post_name.h"
#include "hexo/rules.h"
#include "site/ground.h"
#include "text/valid.h"
#include "uri/uri.h"

enum { CODE_MAX = 1 << 20, SHOWN_MAX = 200 };

/* Hexo trims each word, those in quotes too. */
static struct tag_words words_of(const struct tag *tag, struct arena *arena)
{
    struct tag_words words = tag_words_read(tag->words, arena);
    struct tag_word *items = ARENA_ARRAY(arena, struct tag_word, words.count);
    for (size_t i = 0; i < words.count; i++) {
        items[i] = words.items[i];
        items[i].value = str_trim(items[i].value);
    }
    words.items = items;
    return words;
}

/* The words from FIRST on, as one text. */
static str words_from(const struct tag_words *words, size_t first, struct arena *arena)
{
    str out = STR("");
    for (size_t i = first; i < words->count; i++)
        out = out.n ? ARENA_CONCAT(arena, out, STR(" "), words->items[i].value) : words->items[i].value;
    return out;
}

static str word(const struct tag_words *words, size_t i)
{
    return i < words->count ? words->items[i].value : STR("");
}

static bool is_address(str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) || str_starts(s, STR("/"));
}

static bool is_picture(str s)
{
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends_nocase(s, str_of(ends[i])))
            return true;
    return false;
}

static str asset_address(const struct template_scope *scope, str name)
{
    struct arena *arena = scope->arena;
    if (!scope->page->files.n || is_address(name))
        return name;
    return ARENA_CONCAT(arena, uri_encode_path(scope->page->files, arena), uri_encode_path(name, arena));
}

/* False where the post's own folder has no file NAME, for which Hexo shows nothing. */
static bool has_asset(const struct tag *tag, const struct template_scope *scope, str name)
{
    const struct page *page = scope->page;
    if (!page->site || !page->files.n || is_address(name))
        return true;
    str bare = post_name_bare(page->source), path = ARENA_CONCAT(scope->arena, bare, STR("/"), name);
    uint64_t found = use_found(page->site, USE_SOURCE, path);
    uses_add(scope->uses, USE_SOURCE, path, found);
    if (!found)
        diag_add(scope->diag, SEVERITY_WARNING, page->source, tag->line,
                 "{%% %.*s %.*s %%}: no such file in the post's asset folder %.*s/, so that nothing is shown; put it "
                 "there, or correct its name",
                 STR_ARG(tag->name), STR_ARG(str_first(name, SHOWN_MAX)), STR_ARG(str_first(bare, SHOWN_MAX)));
    return found;
}

/* {% post_link slug [text] %} and {% post_path slug %} */
static str post_reference(const struct tag *tag, bool path, const struct tag_words *words,
                          const struct template_scope *scope)
{
    struct arena *arena = scope->arena;
    const struct site *site = scope->page->site;
    str slug, fragment, text = words_from(words, 1, arena);
    bool named = str_cut(word(words, 0), '#', &slug, &fragment);
    if (str_ends(text, STR(" true")) || str_ends(text, STR(" false")))
        text = str_first(text, str_find_last(text, ' '));
    const struct page *page = site ? site_find_post(site, slug) : NULL;
    if (!page && site)
        page = site_find_post(site, tag->words);
    if (site)
        uses_add(scope->uses, USE_POST, slug, use_found(site, USE_POST, slug));
    if (!page) {
        diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, tag->line,
                 "{%% %.*s %.*s %%}: no such post%s; write its path below _posts without the extension, or its title",
                 STR_ARG(tag->name), STR_ARG(str_first(slug, SHOWN_MAX)), path ? "" : ", and Hexo stops there");
        return path ? STR("") : text.n ? text : slug;
    }
    str target = ARENA_CONCAT(arena, site_config(site)->baseurl, page->url, named ? STR("#") : STR(""),
                              named ? fragment : STR(""));
    return path ? target : markdown_link(false, text.n ? text : page->title, target, arena);
}

/* {% link text URL [true] [title] %} */
static str plain_link(const struct tag_words *words, struct arena *arena)
{
    size_t at = 0;
    while (at < words->count && !is_address(words->items[at].value))
        at++;
    str text = STR("");
    for (size_t i = 0; i < at && i < words->count; i++)
        text = text.n ? ARENA_CONCAT(arena, text, STR(" "), words->items[i].value) : words->items[i].value;
    str target = word(words, at);
    return target.n ? markdown_link(false, text.n ? text : target, target, arena) : text;
}

static str nothing(const struct tag *tag, const struct template_scope *scope)
{
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, tag->line,
             "{%% %.*s %.*s %%}: this names no picture to Hexo; write an address, or a path that begins with /",
             STR_ARG(tag->name), STR_ARG(str_first(tag->words, SHOWN_MAX)));
    return STR("");
}

/* A tag that nobody here knows. */
static str unknown(const struct tag *tag, const struct tag_words *words, const struct template_scope *scope)
{
    struct arena *arena = scope->arena;
    size_t at = str_find_char(tag->words, '@');
    if (at != STR_NONE && str_span_not(str_first(tag->words, at), " \t/.:\"'") == at)
        return str_trim(str_from(tag->words, at + 1));
    for (size_t i = 0; i < words->count; i++) {
        str value = str_trim_char_right(words->items[i].value, ',');
        bool picture = is_picture(value);
        if (!picture && !is_address(value))
            continue;
        str label = words_from(words, i + 1, arena);
        str target = picture && !str_has_char(value, '/') ? asset_address(scope, value) : value;
        return markdown_link(picture, label.n || picture ? label : value, target, arena);
    }
    diag_add(
        scope->diag, SEVERITY_WARNING, scope->page->source, tag->line,
        "{%% %.*s %%} is none of Hexo's own tags, and shows nothing here; without the theme or plugin that has it, "
        "Hexo stops there; write what it says as text",
        STR_ARG(str_first(tag->name, 60)));
    return STR("");
}

/* {% asset_img [class…] name [w [h]] [title] %} */
static str asset_picture(const struct tag *tag, const struct tag_words *words, const struct template_scope *scope)
{
    size_t at = 0;
    while (at < words->count && !is_picture(words->items[at].value) && !str_has_char(words->items[at].value, '.'))
        at++;
    at = at < words->count ? at : 0;
    size_t first = at + 1;
    for (size_t sizes = 0; first < words->count && sizes < 2; sizes++, first++) {
        str value = words->items[first].value;
        if (words->items[first].quoted || !value.n || str_span(value, "0123456789%px") != value.n)
            break;
    }
    str label = words->count && words->items[words->count - 1].quoted && first < words->count
                    ? words->items[words->count - 1].value
                    : words_from(words, first, scope->arena);
    str name = word(words, at);
    return name.n && has_asset(tag, scope, name) ? markdown_link(true, label, asset_address(scope, name), scope->arena)
                                                 : STR("");
}

static str asset_link(const struct tag *tag, const struct tag_words *words, const struct template_scope *scope)
{
    str name = word(words, 0), label = words_from(words, 1, scope->arena);
    return has_asset(tag, scope, name)
               ? markdown_link(false, label.n ? label : name, asset_address(scope, name), scope->arena)
               : STR("");
}

/* A bare name is a class to Hexo. */
static bool names_picture(const struct tag_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_has_char(words->items[i].value, '/'))
            return true;
    return false;
}

static str one_line(str text, struct arena *arena)
{
    return arena_one_line(arena, text);
}

str tag_alone(const struct tag *tag, const struct template_scope *scope)
{
    static const char *const links[] = {"link", "a", "anchor", "url_for", "full_url_for", "iframe"};
    struct arena *arena = scope->arena;
    const struct tag_words words = words_of(tag, arena);
    const struct block_tag *known = block_tag_find(tag->name);
    struct block_tag_text text;
    if (str_eq(tag->name, STR("post_link")) || str_eq(tag->name, STR("post_path")))
        return post_reference(tag, str_eq(tag->name, STR("post_path")), &words, scope);
    if (str_eq(tag->name, STR("asset_img")))
        return asset_picture(tag, &words, scope);
    if (str_eq(tag->name, STR("asset_path")))
        return has_asset(tag, scope, word(&words, 0)) ? asset_address(scope, word(&words, 0)) : STR("");
    if (str_eq(tag->name, STR("asset_link")))
        return asset_link(tag, &words, scope);
    if ((str_eq(tag->name, STR("img")) || str_eq(tag->name, STR("image"))) && !names_picture(&words))
        return nothing(tag, scope);
    if (STR_IS_ANY_NOCASE(tag->name, links))
        return plain_link(&words, arena);
    if (known && block_tag_write(known, &words, arena, &text))
        return one_line(ARENA_CONCAT(arena, text.before, text.after), arena);
    return unknown(tag, &words, scope);
}

/* The lines of TEXT that from: and to: name, which count from 1. */
static str lines_named(str text, const struct tag_words *words)
{
    long from = 1, to = 0, line = 1;
    if (!str_to_long(tag_words_named(words, STR("from")), &from))
        from = 1;
    if (!str_to_long(tag_words_named(words, STR("to")), &to))
        to = 0;
    size_t begin = 0, end = text.n;
    for (size_t at = 0; at < text.n; at++) {
        bool last = text.p[at] == '\n';
        if (last && to > 0 && line == to)
            end = at + 1;
        line += last;
        if (last && line == from)
            begin = at + 1;
    }
    return from > line ? STR("") : begin < end ? str_between(text, begin, end) : STR("");
}

static const struct block_tag *table_of(str name)
{
    if (str_eq(name, STR("quote")))
        name = STR("blockquote");
    return block_tag_find(str_eq(name, STR("code")) ? STR("codeblock") : name);
}

bool tag_is_code(const struct tag *tag, const struct template_scope *scope, struct block_tag_text *out)
{
    const struct block_tag *known = table_of(tag->name);
    const struct tag_words words = words_of(tag, scope->arena);
    return known && tag->paired && block_tag_write(known, &words, scope->arena, out) && out->code;
}

void tag_around(const struct tag *tag, const struct template_scope *scope, struct block_tag_text *out)
{
    const struct block_tag *known = table_of(tag->name);
    const struct tag_words words = words_of(tag, scope->arena);
    if (!known || known->content == BLOCK_TAG_ALONE || !block_tag_write(known, &words, scope->arena, out))
        *out = (struct block_tag_text){.before = STR(""), .after = STR("")};
}

bool tag_file(const struct tag *tag, const struct template_scope *scope, struct block_tag_text *out, str *text)
{
    struct arena *arena = scope->arena;
    const struct tag_words words = words_of(tag, arena);
    const struct site *site = scope->page->site;
    str path;
    if (!str_eq(tag->name, STR("include_code")) || !block_tag_write(table_of(tag->name), &words, arena, out))
        return false;
    *text = STR("");
    str folder = site ? js_text(data_get(hexo_of(site_settings(site))->all, STR("code_dir")), arena) : STR("");
    folder = folder.n ? str_trim_char_right(folder, '/') : STR("downloads/code");
    folder = ARENA_CONCAT(arena, STR("/"), folder, STR("/"));
    bool inside = uri_remove_dots(ARENA_CONCAT(arena, folder, out->file), arena, &path) && str_starts(path, folder) &&
                  !str_has_char(path, '\0');
    if (site && scope->root >= 0 && inside) {
        uses_file(scope->uses, scope->page, str_from(path, 1));
        if (ground_read(scope->root, site_options(site), scope->page, str_from(path, 1), CODE_MAX, arena, text) == OK) {
            *text = lines_named(text_repair(*text, arena, NULL), &words);
            return true;
        }
    }
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, tag->line,
             "{%% include_code %.*s %%}: no such file in the folder source%.*s; put it there, or correct its path",
             STR_ARG(str_first(out->file, SHOWN_MAX)), STR_ARG(folder));
    return true;
}
