#include "jekyll/template_scope.h"
#include "jekyll/template_words.h"
#include "uri/uri.h"

/* relative_url and absolute_url, as lib/jekyll/filters/url_filters.rb. */

static str slashed(struct run *run, str s)
{
    return !s.n || *s.p == '/' ? s : ARENA_CONCAT(run->arena, STR("/"), s);
}

static const struct site_config *config_of(const struct run *run)
{
    const struct page *page = template_scope_of(run)->page;
    return page && page->site ? site_config(page->site) : NULL;
}

/* The address of a page, or a text. */
static str address(const struct filter_call *call)
{
    struct value url = value_get(call->in, STR("url"), &call->run->world);
    return url.kind == VALUE_STRING ? url.text : filter_in(call);
}

static str relative(const struct filter_call *call)
{
    const struct site_config *config = config_of(call->run);
    str base = config ? str_trim_char_right(config->baseurl, '/') : STR("");
    str s = ARENA_CONCAT(call->run->arena, slashed(call->run, base), slashed(call->run, address(call)));
    return uri_fix(s, call->run->arena);
}

static struct value relative_url(const struct filter_call *call)
{
    if (call->in.kind == VALUE_NIL || uri_has_scheme(address(call), NULL))
        return call->in;
    return value_string(relative(call));
}

static struct value absolute_url(const struct filter_call *call)
{
    const struct site_config *config = config_of(call->run);
    if (call->in.kind == VALUE_NIL || uri_has_scheme(address(call), NULL))
        return call->in;
    str path = relative(call);
    if (!config || !config->url.n)
        return value_string(path);
    return value_string(
        uri_fix(ARENA_CONCAT(call->run->arena, config->url, path.n ? path : STR("/")), call->run->arena));
}

static struct value strip_index(const struct filter_call *call)
{
    str s = filter_in(call);
    return value_string(str_ends(s, STR("/index.html")) ? str_first(s, s.n - 10) : s);
}

static const struct filter filters[] = {
    {STR_INIT("relative_url"), relative_url},
    {STR_INIT("absolute_url"), absolute_url},
    {STR_INIT("strip_index"), strip_index},
};
const struct filter_table filter_url = {filters, sizeof filters / sizeof *filters};
