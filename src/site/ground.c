#include "site/ground.h"

#include "base/beneath.h"
#include "site/unlisted.h"

static bool may_show(const struct site_options *options, const struct page *reader, str path)
{
    const struct str_list *unlisted = &options->unlisted;
    int folder = unlisted_source(unlisted, path);
    if (folder == unlisted_folder(unlisted, STR("/")))
        return true;
    /* Readers who see the page may see each of the places that it is in. */
    return reader && (folder == unlisted_source(unlisted, reader->source) ||
                      folder == unlisted_source(unlisted, page_file(reader)) ||
                      folder == unlisted_folder(unlisted, reader->stem));
}

enum err ground_find(int root, const struct site_options *options, const struct page *reader, str path,
                     struct arena *arena, str *real)
{
    enum err err = resolve_path(root, &options->names, STR(""), path, arena, real);
    return err == OK && !may_show(options, reader, *real) ? ERR_ACCESS : err;
}

bool ground_is_around(str real, str path)
{
    return !real.n || (str_starts(path, real) && (path.n == real.n || path.p[real.n] == '/'));
}

/* Most files are not links, and cost nothing more. */
enum err ground_read(int root, const struct site_options *options, const struct page *reader, str path, size_t max,
                     struct arena *arena, str *text)
{
    str real;
    if (!may_show(options, reader, path))
        return ERR_ACCESS;
    enum err err = withheld_read(options->withheld, root, path, max, arena, text);
    if (err == ERR_ACCESS)
        err = ground_find(root, options, reader, path, arena, &real);
    else
        return err;
    return err == OK ? withheld_read(options->withheld, root, real, max, arena, text) : err;
}
