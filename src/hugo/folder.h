#ifndef HUGO_FOLDER_H
#define HUGO_FOLDER_H

#include "site/site.h"

struct folder_entry {
    str name;
    bool is_folder;
};

/* The entries of the folder PATH below ROOT, through links within the capsule, sorted by name; hidden ones are left
 * out. None when it cannot be read. */
const struct folder_entry *folder_list(int root, const struct site_options *, str path, struct arena *, size_t *count);

#endif
