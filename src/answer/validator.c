#include "answer/validator.h"

#include <string.h>

enum { PROOF_MAX = 1 << 20 };

/*
 * A validator is the hash of the page's place among the others, then its uses: each is this struct, followed by the
 * bytes that were asked for.
 */
struct step {
    uint64_t found;
    uint32_t n;
    uint32_t kind;
};

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    return str_hash(hash, (str){(const char *)&number, sizeof number});
}

static uint64_t hash_neighbour(uint64_t hash, const struct page *page)
{
    hash = page ? str_hash(hash, page->redirect_to) : hash;
    return page ? str_hash(str_hash(hash_number(hash, 1), page->stem), page->title) : hash_number(hash, 0);
}

/* The addresses and titles of its translations, and whether the lists that it is in are there. */
static uint64_t hash_relations(uint64_t hash, const struct page *page)
{
    for (const struct page *other = page->translation; other && other != page; other = other->translation)
        hash = hash_neighbour(hash, other);
    for (size_t i = 0; i < page->lists.count; i++) {
        const struct site_list *list = site_find_list(page->site, page->lists.items[i].address);
        hash = str_hash(hash, list ? list->posts.label : STR(""));
    }
    return hash;
}

/* The file, and everything that the footer shows besides it. */
static uint64_t hash_of_place(const struct page *page)
{
    uint64_t hash = str_hash(str_hash(STR_HASH_SEED, page->source), page_file(page));
    hash = hash_number(hash_number(hash, page->file_mtime_ns), page->file_size);
    hash = hash_number(hash, site_is_searched(page->site));
    hash = str_hash(hash, page->picture);
    hash = hash_relations(hash, page);
    return hash_neighbour(hash_neighbour(hash, page->newer), page->older);
}

static enum err put_use(struct buf *out, const struct use *use)
{
    const struct step step = {use->found, (uint32_t)use->asked.n, use->kind};
    enum err err = buf_put(out, (str){(const char *)&step, sizeof step});
    return err == OK ? buf_put(out, use->asked) : err;
}

struct blob *validator_make(const struct view *view, const struct uses *uses)
{
    if ((view->kind != VIEW_PAGE && view->kind != VIEW_TEXT) || uses->all)
        return NULL;
    struct buf out;
    buf_init(&out, PROOF_MAX);
    uint64_t place = hash_of_place(view->page);
    enum err err = buf_put(&out, (str){(const char *)&place, sizeof place});
    for (size_t i = 0; i < uses->count && err == OK; i++)
        err = put_use(&out, &uses->items[i]);
    struct blob *validator = err == OK ? blob_steal(&out) : NULL;
    buf_finish(&out);
    return validator;
}

static uint64_t find_again(const struct step *step, str asked, const struct link_scope *scope, struct arena *arena)
{
    if (step->kind != USE_LINK)
        return use_found(scope->page->site, (enum use_kind)step->kind, asked);
    struct link_target target = link_resolve(scope, asked, arena);
    return link_hash(&target);
}

bool validator_holds(const struct blob *validator, const struct view *view, const struct capsule *capsule)
{
    if (!validator || (view->kind != VIEW_PAGE && view->kind != VIEW_TEXT))
        return false;
    str rest = blob_str(validator);
    uint64_t place = hash_of_place(view->page);
    if (memcmp(rest.p, &place, sizeof place) != 0)
        return false;
    rest = str_from(rest, sizeof place);
    struct arena *arena = arena_create();
    struct link_scope scope = capsule_scope(&capsule->options, view->page, view->protocol);
    bool holds = true;
    for (struct step step; holds && rest.n;) {
        memcpy(&step, rest.p, sizeof step);
        str asked = str_between(rest, sizeof step, sizeof step + step.n);
        rest = str_from(rest, sizeof step + step.n);
        holds = find_again(&step, asked, &scope, arena) == step.found;
    }
    arena_destroy(arena);
    return holds;
}
