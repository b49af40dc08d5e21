#include "site/config_file.h"

#include "base/beneath.h"

enum { CONFIG_MAX = 1 << 20 };

enum err config_file_read(int root, const struct site_options *options, str name, struct arena *arena,
                          struct diag *diag, str *text)
{
    str link, real = name;
    if (beneath_read_link(root, name, arena, &link) != OK)
        return ERR_NOT_FOUND;
    enum err err = link.n ? resolve_path(root, &options->names, STR(""), name, arena, &real) : OK;
    if (err == OK)
        err = beneath_read(root, real, CONFIG_MAX, arena, text);
    bool gone = err == ERR_NOT_FOUND && beneath_read_link(root, name, arena, &link) != OK;
    if (err == OK || gone)
        return err;
    diag_add(diag, SEVERITY_ERROR, name, 0,
             link.n             ? "cannot be read: this link leads to nothing in the capsule; put a copy in its place"
             : err == ERR_LIMIT ? "larger than 1 MB; make it shorter"
                                : "cannot be read; it must be a file in the capsule that the server's user may read");
    return ERR_SYNTAX;
}
