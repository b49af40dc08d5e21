#include "content/post_picture.h"

#include "uri/uri.h"

/* The part of URL that names a file, however the address before it is written. */
static str path_of(str url, struct arena *arena)
{
    struct uri uri;
    str path = str_first(url, str_span_not(url, "?#"));
    if (uri_parse(url, &uri) == OK && uri.has_authority)
        path = uri.path;
    while (str_starts(path, STR("./")) || str_starts(path, STR("../")))
        path = str_from(path, str_find_char(path, '/') + 1);
    while (str_starts(path, STR("/")))
        path = str_from(path, 1);
    return uri_decode(path, arena);
}

/* "moon.jpg", "/assets/moon.jpg" and "https://example.org/blog/assets/moon.jpg" are one. */
static bool is_end_of(str end, str path)
{
    return end.n && str_ends(path, end) && (end.n == path.n || path.p[path.n - end.n - 1] == '/');
}

static bool is_shown(cmark_node *root, str picture, struct arena *arena)
{
    bool found = false;
    str wanted = path_of(picture, arena);
    cmark_iter *iter = cmark_iter_new(root);
    while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type != CMARK_NODE_IMAGE && type != CMARK_NODE_LINK)
            continue;
        str path = path_of(str_of(cmark_node_get_url(node)), arena);
        found = is_end_of(path, wanted) || is_end_of(wanted, path);
    }
    cmark_iter_free(iter);
    return found;
}

cmark_node *post_picture_add(cmark_node *root, const struct page *page, struct arena *arena)
{
    if (!page->picture.n || is_shown(root, page->picture, arena))
        return NULL;
    struct tree_memory *outer = tree_memory_use(tree_memory_create(arena));
    cmark_node *paragraph = tree_new(CMARK_NODE_PARAGRAPH), *image = tree_new(CMARK_NODE_IMAGE);
    cmark_node_set_url(image, arena_z(arena, page->picture));
    if (page->image_alt.n) {
        cmark_node *alt = tree_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(alt, arena_z(arena, page->image_alt));
        cmark_node_append_child(image, alt);
    }
    cmark_node_append_child(paragraph, image);
    cmark_node_prepend_child(root, paragraph);
    tree_memory_use(outer);
    return paragraph;
}
