#include "jekyll/settings.h"
#include "jekyll/template_scope.h"
#include "jekyll/template_words.h"
#include "liquid/expression.h"
#include "uri/uri.h"

/* post_url and link: the tags that write addresses. */

static str unquote(str s)
{
    bool quoted = s.n > 1 && (*s.p == '"' || *s.p == '\'') && s.p[s.n - 1] == *s.p;
    return quoted ? str_between(s, 1, s.n - 1) : s;
}

/* The name given to a tag; {{ }} in it is evaluated. */
static str tag_argument(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    str rest = tag_token(walk, i)->rest;
    size_t open = str_find(rest, STR("{{")), close = str_find(rest, STR("}}"));
    if (open == STR_NONE || close == STR_NONE || close < open)
        return unquote(rest);
    str value = value_text(filter_expression(run, str_trim(str_between(rest, open + 2, close))), &run->world);
    return unquote(str_trim(ARENA_CONCAT(run->arena, str_first(rest, open), value, str_from(rest, close + 2))));
}

/* Puts URL as relative_url does: under the site's baseurl. */
static void put_url(struct walk *walk, str url)
{
    const struct site_config *config = site_config(template_scope_of(walk->run)->page->site);
    struct arena *arena = walk->run->arena;
    walk_put(walk, ARENA_CONCAT(arena, str_trim_char_right(config->baseurl, '/'), uri_fix(url, arena)));
}

static const struct site *site_of(struct walk *walk)
{
    const struct page *page = template_scope_of(walk->run)->page;
    return page ? page->site : NULL;
}

static enum flow run_post_url(struct walk *walk, size_t i)
{
    str name = tag_argument(walk, i);
    name = str_from(name, str_starts(name, STR("/")));
    const struct site *site = site_of(walk);
    const struct page *post = site ? site_find_post(site, name) : NULL;
    uses_add(template_scope_of(walk->run)->uses, USE_POST, name, use_found(site, USE_POST, name));
    if (post)
        put_url(walk, post->url);
    else
        run_warn(walk->run, "there is no post \"%.*s\"; write its file name without the extension: 2024-05-01-moon",
                 STR_ARG(str_first(name, 200)));
    return FLOW_ON;
}

/* The address of the document NAME ("_docs/install.md") of a collection; empty: there is none. */
static str collection_url(const struct site *site, str name)
{
    const struct data *all = jekyll_of(site_settings(site))->collections;
    for (size_t i = 0; all && i < all->count; i++) {
        const struct data *documents = all->pairs[i].value;
        for (size_t k = 0; k < documents->count; k++)
            if (str_eq(data_get(documents->items[k], STR("path"))->text, name))
                return data_get(documents->items[k], STR("url"))->text;
    }
    return STR("");
}

static enum flow run_link(struct walk *walk, size_t i)
{
    str name = tag_argument(walk, i);
    name = str_from(name, str_starts(name, STR("/")));
    const struct site *site = site_of(walk);
    const struct page *page = site ? site_find_source(site, name) : NULL;
    str collections = site ? jekyll_of(site_settings(site))->collections_dir : STR("");
    if (site && !page && collections.n) {
        name = ARENA_CONCAT(walk->run->arena, collections, STR("/"), name);
        page = site_find_source(site, name);
    }
    const struct site_file *file = site && !page ? site_find_file_source(site, name) : NULL;
    uses_add(template_scope_of(walk->run)->uses, USE_SOURCE, name, use_found(site, USE_SOURCE, name));
    if (page)
        put_url(walk, page->url);
    else if (file)
        put_url(walk, ARENA_CONCAT(walk->run->arena, STR("/"), file->address));
    else if (site && collection_url(site, name).n)
        put_url(walk, collection_url(site, name));
    else
        run_warn(walk->run,
                 "there is no file \"%.*s\" to link to; write its path in the capsule: _posts/2024-05-01-moon.md",
                 STR_ARG(str_first(name, 200)));
    return FLOW_ON;
}

static const struct tag tags[] = {
    {STR_INIT("post_url"), run_post_url, TAG_ALONE},
    {STR_INIT("link"), run_link, TAG_ALONE},
};
const struct tag_table tag_link = {tags, sizeof tags / sizeof *tags};
