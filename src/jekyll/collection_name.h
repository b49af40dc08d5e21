#ifndef JEKYLL_COLLECTION_NAME_H
#define JEKYLL_COLLECTION_NAME_H

#include "jekyll/own_settings.h"

/* A collection that _config.yml names (Jekyll: _docs/collections.md). */
struct collection_name {
    str label;
    const struct data *options; /* may be NULL */
    bool output;                /* its documents are pages */
};

/* Finds the collection other than the posts in whose folder the PATH of a file or folder lies, or which it is. */
bool collection_of_path(const struct settings *, str path, struct collection_name *);

/* The template of its documents' addresses where neither front matter nor defaults name one. */
str collection_template(const struct settings *, const struct data *options, struct arena *);

/* PATH within the folder of its collection. */
str collection_inner_path(const struct settings *, str path);

#endif
