#include "answer/search_answer.h"

#include "answer/navigation.h"
#include "base/clock.h"
#include "protocol/gopher.h"
#include "render/heading.h"
#include "render/menu.h"
#include "render/places.h"
#include "render/words.h"
#include "search/search.h"
#include "search/text.h"
#include "text/words.h"
#include "uri/uri.h"

enum {
    RESULTS = 20, /* on one page */
    PAGES = 9,
    BODY_MAX = 1 << 20,
    SNIPPETS_MS = 100 /* for a page of results, when nobody else waits; later ones have none */
};

struct searching {
    struct job job;
    struct arena *arena; /* of this job */
    struct capsule *capsule;
    const struct site *site;
    uint64_t generation;
    enum link_protocol protocol;
    size_t number;  /* of the page of results, from 1 */
    size_t edition; /* the language whose pages come first */
    str words;
    str name; /* of the answer in the cache */
    response_fail *fail;
    struct blob *blob;
    bool passing;         /* the same question may soon get another answer */
    int64_t snippets_end; /* clock_monotonic */
    enum err err;
};

static str word(const struct searching *s, enum word word)
{
    return word_of(site_config(s->site), site_edition(s->site, s->edition).lang, word);
}

/* The date is below the link: at the start of its label, it would make gemsub readers subscribe to the results. */
static void put_result(struct menu *menu, struct searching *s, const struct page *page)
{
    struct arena *arena = menu->arena;
    str date = page->has_date ? heading_date(page, arena) : STR(""), snippet = STR("");
    if (clock_monotonic() < s->snippets_end)
        snippet = search_snippet(s->capsule->options.root, page, s->words, arena);
    else
        s->passing = true;
    str title = page->title.n ? page->title : page->source;
    menu_page(menu, page, title);
    menu_text(menu, ARENA_CONCAT(arena, date, date.n && snippet.n ? STR(" · ") : STR(""), snippet));
    menu_gap(menu);
}

/* Puts TEXT with the next of NUMBERS in the place of each "{}". */
static void put_numbers(struct menu *menu, str text, const str *numbers, size_t count)
{
    str filled = STR("");
    size_t done = 0;
    for (size_t at; done < count && (at = str_find(text, STR("{}"))) != STR_NONE; text = str_from(text, at + 2)) {
        filled = ARENA_CONCAT(menu->arena, filled, str_first(text, at), numbers[done]);
        done++;
    }
    menu_text(menu, ARENA_CONCAT(menu->arena, filled, text));
    menu_gap(menu);
}

/* Says how much of the capsule was searched. */
static void put_part(struct menu *menu, const struct searching *s, const struct search_result *result)
{
    const str numbers[] = {arena_printf(menu->arena, "%zu", result->searched),
                           arena_printf(menu->arena, "%zu", result->pages_in_all)};
    put_numbers(menu, word(s, WORD_SEARCH_PART), numbers, 2);
}

static void put_hits(struct menu *menu, const struct searching *s, const struct search_result *result)
{
    const str number = arena_printf(menu->arena, "%zu%s", result->hits, result->uncounted ? "+" : "");
    put_numbers(menu, word(s, WORD_SEARCH_HITS), &number, 1);
}

static void put_results(struct menu *menu, struct searching *s, const struct search_result *result)
{
    bool whole = result->searched == result->pages_in_all;
    if (!whole)
        put_part(menu, s, result);
    if (result->hits)
        put_hits(menu, s, result);
    for (size_t i = 0; i < result->count; i++) {
        if (i == result->own)
            menu_heading(menu, 2, word(s, WORD_SEARCH_OTHERS));
        menu_gap(menu);
        put_result(menu, s, result->pages[i]);
    }
    if (!result->count && whole)
        menu_text(menu, word(s, WORD_SEARCH_NOTHING));
    menu_gap(menu);
    if (!result->more || s->number >= PAGES)
        return;
    str asked = uri_encode_component(s->words, menu->arena);
    str further = arena_printf(menu->arena, "search/%zu?%.*s", s->number + 1, STR_ARG(asked));
    menu_link(menu, '1', place_in_edition(s->site, s->edition, further, menu->arena), word(s, WORD_SEARCH_MORE));
}

static void put_answer(struct menu *menu, struct searching *s)
{
    const struct capsule_options *options = &s->capsule->options;
    const struct site_edition edition = site_edition(s->site, s->edition);
    str name = edition.title.n ? edition.title : site_title(s->site, options->name);
    struct search_result result = {.old = false};
    menu_heading(menu, 1, ARENA_CONCAT(menu->arena, name, STR(" · "), word(s, WORD_SEARCH)));
    menu_gap(menu);
    menu_text(menu, s->words);
    menu_gap(menu);
    const struct search_question question = {.root = options->root,
                                             .site = s->site,
                                             .generation = s->generation,
                                             .words = s->words,
                                             .edition = s->edition,
                                             .skip = (s->number - 1) * RESULTS,
                                             .most = RESULTS,
                                             .behind = s->job.behind};
    switch (search_find(s->capsule->search, &question, menu->arena, &result)) {
    case SEARCH_FOUND:
        s->passing = result.old || result.hurried || result.searched < result.pages_in_all;
        s->snippets_end = clock_monotonic() + SNIPPETS_MS / (int64_t)(1 + s->job.behind);
        put_results(menu, s, &result);
        break;
    case SEARCH_NO_WORDS:
        menu_text(menu, word(s, text_has_word(s->words) ? WORD_SEARCH_FOR : WORD_SEARCH_WORDLESS));
        break;
    case SEARCH_BUSY:
        menu_text(menu, word(s, WORD_SEARCH_BUSY));
        s->passing = true;
        break;
    }
    menu_gap(menu);
    navigation_put_search(menu, s->site, s->edition, edition.lang);
    menu_link(menu, '1', place_in_edition(s->site, s->edition, STR(""), menu->arena), word(s, WORD_HOME));
}

static int search_work(struct job *job)
{
    struct searching *s = (struct searching *)job;
    const struct capsule_options *options = &s->capsule->options;
    struct link_scope scope = capsule_scope(options, NULL, s->protocol);
    struct menu menu;
    struct buf out;
    buf_init(&out, BODY_MAX);
    menu_begin(&menu, &scope, options->gopher_width, &out, s->arena);
    put_answer(&menu, s);
    s->err = menu_end(&menu);
    if (s->err == OK && s->protocol == LINK_GOPHER)
        s->err = gopher_put_end(&out);
    if (s->err == OK)
        s->blob = blob_steal(&out);
    buf_finish(&out);
    return 0;
}

/* The cached answer to the same question about the same snapshot. A new reference. */
static struct blob *find_kept(const struct searching *s)
{
    struct kept *kept = blob_cache_find(s->capsule->options.memory->searches, s->capsule, s->name);
    return kept && kept->generation == s->generation ? blob_ref(kept->body) : NULL;
}

/* Many clients may ask the same. */
static bool search_is_done(struct job *job)
{
    struct searching *s = (struct searching *)job;
    s->blob = find_kept(s);
    return s->blob;
}

static void keep(const struct searching *s)
{
    const struct kept kept = {.body = s->blob, .generation = s->generation};
    if (!s->passing && s->capsule->generation == s->generation)
        blob_cache_put(s->capsule->options.memory->searches, s->capsule, s->name, &kept);
}

static void search_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct searching *s = (struct searching *)job;
    if (s->err != OK) {
        s->fail(s->err, arena, response);
        return;
    }
    keep(s);
    response_set_blob(response, blob_ref(s->blob));
}

static void search_discard(struct job *job)
{
    struct searching *s = (struct searching *)job;
    blob_unref(s->blob);
    site_unref(s->site);
    arena_destroy(s->arena);
}

void search_begin(struct capsule *capsule, const struct view *view, str words, response_fail *fail,
                  struct response *response)
{
    struct arena *arena = arena_create();
    struct searching *s = ARENA_NEW(arena, struct searching);
    *s = (struct searching){.job = {.kind = JOB_SEARCH,
                                    .work = search_work,
                                    .finish = search_finish,
                                    .discard = search_discard,
                                    .is_done = search_is_done},
                            .arena = arena,
                            .capsule = capsule,
                            .site = site_ref(capsule->site),
                            .generation = capsule->generation,
                            .protocol = view->protocol,
                            .number = view->place.number,
                            .edition = view->place.edition,
                            .words = search_clean(words, arena),
                            .fail = fail};
    s->name = arena_printf(arena, "%d %zu %zu %.*s", (int)s->protocol, s->edition, s->number, STR_ARG(s->words));
    struct blob *kept = find_kept(s);
    response->cache = kept ? CACHE_HIT : CACHE_MISS;
    if (kept) {
        response_set_blob(response, kept);
        search_discard(&s->job);
        return;
    }
    response->body = BODY_JOB;
    response->job = &s->job;
}
