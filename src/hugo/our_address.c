#include "hugo/our_address.h"

#include "hugo/rules.h"
#include "hugo/tree.h"

/* "/tag/moon/" with what follows it, for the term NAME; empty: no post has it. */
static str of_term(const struct site_groups *groups, str folder, str name, str file, struct arena *arena)
{
    const struct site_group *group = site_find_group(groups, name);
    return group ? ARENA_CONCAT(arena, folder, group->slug, STR("/"), file) : STR("");
}

str our_address_of_hugo(const struct site *site, str path, struct arena *arena)
{
    str name = str_from(path, 1), top, term;
    bool feed = str_ends(name, STR("/index.xml"));
    name = feed ? str_first(name, name.n - STR("/index.xml").n) : str_trim_char_right(name, '/');
    str_cut(name, '/', &top, &term);
    bool tags = str_eq(top, STR("tags")), categories = str_eq(top, STR("categories"));
    if (term.n && (tags || categories))
        return of_term(tags ? site_tags(site) : site_categories(site), tags ? STR("/tag/") : STR("/category/"), term,
                       feed ? STR("atom.xml") : STR(""), arena);
    if (!feed || term.n)
        return STR("");
    bool section = tree_has_section(hugo_of(site_settings(site))->tree, top);
    return tags || categories || section ? STR("/atom.xml") : STR("");
}
