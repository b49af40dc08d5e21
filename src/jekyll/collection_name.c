#include "jekyll/collection_name.h"

#include "jekyll/folders.h"

static bool is_named(str label, str asked)
{
    return label.n && str_eq(label, asked) && !str_eq(label, STR("posts")) && !str_eq(label, STR("drafts"));
}

static bool find(const struct data *all, str asked, struct collection_name *out)
{
    for (size_t i = 0; all && all->kind == DATA_MAP && i < all->count; i++) {
        const struct data *output = data_get(all->pairs[i].value, STR("output"));
        *out = (struct collection_name){.label = all->pairs[i].key,
                                        .options = all->pairs[i].value,
                                        .output = output && output->kind == DATA_BOOL && output->boolean};
        if (is_named(out->label, asked))
            return true;
    }
    for (size_t i = 0; all && all->kind == DATA_LIST && i < all->count; i++) {
        *out = (struct collection_name){.label = all->items[i]->text};
        if (all->items[i]->kind == DATA_STRING && is_named(out->label, asked))
            return true;
    }
    return false;
}

bool collection_of_path(const struct settings *settings, str path, struct collection_name *out)
{
    str parent = jekyll_of(settings)->collections_dir, inner = folders_within_collections(settings, path), name;
    const struct data *all = data_get(jekyll_of(settings)->all, STR("collections"));
    if (!all || (parent.n && inner.n == path.n))
        return false;
    str_cut(inner, '/', &name, &inner);
    return str_starts(name, STR("_")) && find(all, str_from(name, 1), out);
}

/* The named styles contain no date here (Jekyll::Utils.add_permalink_suffix, Collection#url_template). */
str collection_template(const struct settings *settings, const struct data *options, struct arena *arena)
{
    str own = str_trim(data_text(data_get(options, STR("permalink")), arena));
    str style = jekyll_of(settings)->permalink;
    if (own.n)
        return own;
    return str_ends(style, STR("/")) ? STR("/:collection/:path/") : STR("/:collection/:path:output_ext");
}

str collection_inner_path(const struct settings *settings, str path)
{
    str name, inner = folders_within_collections(settings, path);
    str_cut(inner, '/', &name, &inner);
    return inner;
}
