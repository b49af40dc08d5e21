#include "hugo/asset.h"

#include "hugo/rules.h"
#include "site/ground.h"
#include "uri/uri.h"

/* PATH as people write it in a pattern: "*moon.png". */
static str bare(str path)
{
    path = str_trim_char_right(path, '*');
    return str_from(path, str_span(path, "*/"));
}

/* True when the file PATH, *WHOLE, is in FOLDER. */
static bool is_in(const struct shortcode_scope *scope, str folder, str path, str *whole)
{
    str real;
    if (!scope->budget || !path.n || str_has_char(path, '\0') ||
        !uri_remove_dots(ARENA_CONCAT(scope->arena, STR("/"), folder, STR("/"), path), scope->arena, whole))
        return false;
    *whole = str_from(uri_single_slashes(*whole, scope->arena), 1);
    if (!str_starts(*whole, folder))
        return false;
    return ground_find(scope->root, site_options(scope->page->site), scope->page, *whole, scope->arena, &real) == OK;
}

str asset_address(str path, str *source, const struct shortcode_scope *scope)
{
    *source = STR("");
    if (uri_has_scheme(path, NULL))
        return path;
    path = bare(path);
    if (!is_in(scope, STR("assets"), path, source))
        return STR("");
    const struct site_config *config = site_config(scope->page->site);
    return ARENA_CONCAT(scope->arena, str_trim_char_right(config->url, '/'), config->baseurl, STR("/"), path);
}

str asset_beside(str path, str *source, const struct shortcode_scope *scope)
{
    str page = scope->page->source;
    size_t slash = str_find_last(page, '/');
    path = bare(path);
    return slash != STR_NONE && is_in(scope, str_first(page, slash), path, source) ? path : STR("");
}
