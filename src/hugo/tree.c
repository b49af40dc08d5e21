#include "hugo/tree.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "base/strmap.h"
#include "hugo/folder.h"
#include "hugo/front.h"
#include "hugo/mount.h"
#include "site/ground.h"
#include "text/clean.h"
#include "text/valid.h"

enum { INDEX_MAX = 4 << 20, DEPTH_MAX = 64, FOLDERS_MAX = 100000 };

/* The _index or index of one folder in one language. */
struct mark {
    bool leaf, branch, broken;
    str index; /* the path of the index of a bundle, where LEAF, else of the _index */
    const struct data *front;
};

struct tree {
    struct arena *arena;
    struct strmap *at; /* by language, and by folder: 1 + index of the mark */
    struct mark *marks;
    size_t count, capacity;
    struct strmap tops; /* folders at the top that have pages */
    bool sections;
    bool cascades; /* some front matter has one */
};

struct tree_reading {
    int root;
    const struct site_options *options;
    const struct hugo *hugo;
    struct tree *tree;
    struct diag *diag;
    struct buf text;
    size_t folders;
};

static const struct mark *find(const struct tree *tree, size_t language, str folder)
{
    int at = strmap_get(&tree->at[language], folder);
    return at ? &tree->marks[at - 1] : NULL;
}

static struct mark *mark_at(struct tree *tree, const struct name *name)
{
    int *at = strmap_at(&tree->at[name->language], name->folder);
    if (!*at) {
        tree->marks = arena_grow(tree->arena, tree->marks, tree->count, &tree->capacity, sizeof *tree->marks);
        tree->marks[tree->count++] = (struct mark){0};
        *at = (int)tree->count;
    }
    return &tree->marks[*at - 1];
}

static void read_branch(struct tree_reading *r, const struct name *name, str path)
{
    struct arena *arena = r->tree->arena;
    struct mark *mark = mark_at(r->tree, name);
    str text;
    mark->branch = true;
    if (!mark->leaf)
        mark->index = path;
    if (ground_read(r->root, r->options, NULL, path, INDEX_MAX, arena, &text) != OK)
        return;
    struct front front = front_parse(clean_source(text, path, arena, NULL), path, arena, r->diag);
    mark->front = r->hugo->dialect ? r->hugo->dialect->front(front.data, arena) : front.data;
    mark->broken = front.broken;
    r->tree->cascades |= data_get(mark->front, STR("cascade")) != NULL;
    buf_put(&r->text, str_first(text, text.n - front.body.n));
}

static void read_leaf(struct tree *tree, const struct name *name, str path)
{
    struct mark *mark = mark_at(tree, name);
    if (!mark->leaf)
        mark->index = path;
    mark->leaf = true;
}

static bool is_aside(str section)
{
    static const str names[] = {STR_INIT("page"), STR_INIT("pages"), STR_INIT("author"), STR_INIT("authors")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(section, names[i]))
            return true;
    return false;
}

/* Sections are asked for by the folder's name, and as it is in addresses. */
static void add_top(struct tree_reading *r, str top)
{
    struct arena *arena = r->tree->arena;
    str name = text_lower(top, arena);
    if (strmap_get(&r->tree->tops, name))
        return;
    *strmap_at(&r->tree->tops, name) = 1;
    *strmap_at(&r->tree->tops, text_lower(sanitise(top, &r->hugo->style, arena), arena)) = 1;
}

static void read_file(struct tree_reading *r, str path)
{
    struct name name;
    str top, rest;
    if (!name_of(r->hugo, path, r->tree->arena, &name) || !name.is_page)
        return;
    str_cut(name.folder, '/', &top, &rest);
    if (top.n)
        add_top(r, top);
    r->tree->sections |= !name.is_branch && top.n && (rest.n || !name.is_leaf) && !is_aside(top);
    if (!name.is_leaf && !name.is_branch)
        return;
    buf_put(&r->text, path);
    buf_put(&r->text, STR("\n"));
    if (name.is_branch)
        read_branch(r, &name, path);
    else
        read_leaf(r->tree, &name, path);
}

static void read_folder(struct tree_reading *r, str folder, int depth)
{
    struct arena *arena = r->tree->arena;
    size_t count = 0;
    if (depth > DEPTH_MAX || r->folders++ > FOLDERS_MAX)
        return;
    const struct folder_entry *entries = folder_list(r->root, r->options, folder, arena, &count);
    for (size_t i = 0; i < count; i++) {
        str path = ARENA_CONCAT(arena, folder, STR("/"), entries[i].name);
        if (mount_ignores(r->hugo, path, arena))
            continue;
        if (entries[i].is_folder)
            read_folder(r, path, depth + 1);
        else
            read_file(r, path);
    }
}

/* A file in another folder of content is read with that folder. */
static bool is_inside(const struct hugo *h, size_t mount)
{
    str inner = h->mounts[mount].source;
    for (size_t i = 0; i < h->mount_count; i++) {
        str outer = h->mounts[i].source;
        if (h->mounts[i].is_static)
            continue;
        if ((i < mount && str_eq(outer, inner)) ||
            (str_starts(inner, outer) && inner.n > outer.n && inner.p[outer.n] == '/'))
            return true;
    }
    return false;
}

/* A mount may be a single file. */
static void read_mount(struct tree_reading *r, str source)
{
    struct stat st;
    if (beneath_stat(r->root, source, &st) == OK && S_ISREG(st.st_mode))
        read_file(r, source);
    else
        read_folder(r, source, 0);
}

struct tree *tree_read(int root, const struct site_options *options, const struct hugo *hugo, struct arena *arena,
                       struct diag *diag, str *text)
{
    struct tree *tree = ARENA_NEW(arena, struct tree);
    struct tree_reading r = {.root = root, .options = options, .hugo = hugo, .tree = tree, .diag = diag};
    tree->arena = tree->tops.arena = arena;
    tree->at = ARENA_ARRAY(arena, struct strmap, hugo->language_count);
    for (size_t i = 0; i < hugo->language_count; i++)
        tree->at[i].arena = arena;
    buf_init(&r.text, SIZE_MAX / 2);
    for (size_t i = 0; root >= 0 && i < hugo->mount_count; i++)
        if (!hugo->mounts[i].is_static && !is_inside(hugo, i))
            read_mount(&r, hugo->mounts[i].source);
    *text = buf_keep(&r.text, arena);
    return tree;
}

/* Takes the last folder off PATH; false at the top. */
static bool climb(str *path)
{
    size_t slash = str_find_last(*path, '/');
    bool more = path->n > 0;
    *path = slash == STR_NONE ? STR("") : str_first(*path, slash);
    return more;
}

bool tree_is_resource(const struct tree *tree, const struct name *name)
{
    str folder = name->folder;
    bool own = name->is_leaf;
    do {
        const struct mark *mark = find(tree, name->language, folder);
        if (mark && mark->leaf && !own)
            return true;
        own = false;
    } while (climb(&folder));
    return false;
}

str tree_index(const struct tree *tree, size_t language, str folder)
{
    const struct mark *mark = find(tree, language, folder);
    return mark && mark->leaf ? mark->index : STR("");
}

str tree_branch(const struct tree *tree, size_t language, str folder)
{
    const struct mark *mark = find(tree, language, folder);
    return mark && mark->branch && !mark->leaf ? mark->index : STR("");
}

const struct data *tree_front(const struct tree *tree, size_t language, str folder)
{
    const struct mark *mark = find(tree, language, folder);
    return mark ? mark->front : NULL;
}

bool tree_is_broken(const struct tree *tree, size_t language, str folder)
{
    const struct mark *mark = find(tree, language, folder);
    return mark && mark->broken;
}

bool tree_is_branch(const struct tree *tree, size_t language, str folder)
{
    const struct mark *mark = find(tree, language, folder);
    return mark && mark->branch;
}

bool tree_has_cascade(const struct tree *tree)
{
    return tree->cascades;
}

bool tree_has_sections(const struct tree *tree)
{
    return tree->sections;
}

bool tree_has_section(const struct tree *tree, str section, struct arena *arena)
{
    return strmap_has(&tree->tops, text_lower(section, arena));
}
