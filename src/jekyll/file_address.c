#include "jekyll/file_address.h"

#include "jekyll/collection_name.h"
#include "jekyll/page_name.h"
#include "jekyll/permalink.h"
#include "uri/uri.h"

/* Jekyll: StaticFile#url. Empty: SOURCE is in no collection that is written. */
static str address_by_template(const struct settings *settings, str source, struct arena *arena)
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

/* A file that is not moved comes before one that is moved to its address. */
struct file_addresses file_addresses_of_jekyll(const struct site *site, str path, struct arena *arena)
{
    str moved = address_by_template(site_settings(site), path, arena);
    struct file_address *address = ARENA_NEW(arena, struct file_address);
    *address = (struct file_address){moved.n ? moved : path, moved.n > 0};
    return (struct file_addresses){address, 1};
}
