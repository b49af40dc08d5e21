#include "jekyll/file_address.h"

#include "jekyll/collection_name.h"
#include "jekyll/page_name.h"
#include "jekyll/permalink.h"
#include "uri/uri.h"

str file_address(const struct settings *settings, str source, struct arena *arena)
{
    struct collection_name collection;
    if (!collection_of_path(settings, source, &collection) || !collection.output)
        return STR("");
    struct page_name name = page_name_of(source);
    str inner = collection_inner_path(settings, source);
    const struct permalink_parts parts = {
        .path = str_trim_char_right(str_first(inner, inner.n - name.extension.n), '.'),
        .file = str_trim_char_right(name.base, '.'),
        .collection = collection.label,
        .output_ext = STR(""),
    };
    str url = permalink_expand(collection_template(settings, collection.options, arena), &parts, arena, NULL);
    url = uri_decode(str_trim_char_right(url, '/'), arena);
    return str_from(ARENA_CONCAT(arena, url, name.extension), url.n > 0);
}
