#include "plain/pelican_slug.h"

#include "text/slug.h"
#include "uri/uri.h"

str pelican_web_address(str inner, str slug, str title, struct arena *arena)
{
    str folder = str_starts(inner, STR("pages/")) ? STR("/pages/") : STR("/");
    slug = str_trim(slug).n ? str_trim(slug) : text_slug(title, SLUG_LATIN, false, arena);
    return ARENA_CONCAT(arena, folder, uri_encode_path(slug, arena), STR(".html"));
}
