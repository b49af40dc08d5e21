#include "markup/html_index.h"

#include "base/strmap.h"

static str key_of(const struct html_token *token)
{
    return token->tag ? token->tag->name : token->name;
}

static void open_element(struct html_index *index, struct strmap *open, const struct html_token *token,
                         struct arena *arena)
{
    index->items = arena_grow(arena, index->items, index->count, &index->capacity, sizeof *index->items);
    struct html_extent *element = &index->items[index->count++];
    *element = (struct html_extent){.begin = (size_t)(token->raw.p - index->text.p)};
    element->inner = element->begin + token->raw.n;
    int *innermost = strmap_at(open, key_of(token));
    element->outer = (size_t)*innermost;
    *innermost = (int)index->count;
}

static void close_element(struct html_index *index, struct strmap *open, const struct html_token *token)
{
    int *innermost = strmap_at(open, key_of(token));
    if (*innermost == 0)
        return;
    struct html_extent *element = &index->items[*innermost - 1];
    element->inner_end = (size_t)(token->raw.p - index->text.p);
    element->end = element->inner_end + token->raw.n;
    *innermost = (int)element->outer;
}

static bool has_content(const struct html_token *token)
{
    return !token->closed && !(token->tag && token->tag->is_void);
}

struct html_index *html_index_make(str text, struct arena *arena)
{
    struct html_index *index = ARENA_NEW(arena, struct html_index);
    index->text = text;
    struct strmap open = {.arena = arena};
    struct html_scanner scanner = {.rest = text};
    for (struct html_token token; html_next(&scanner, &token);) {
        if (token.kind == HTML_TOKEN_OPEN && has_content(&token)) {
            open_element(index, &open, &token, arena);
            if (token.tag && token.tag->is_raw)
                html_take_raw(&scanner, token.name);
        } else if (token.kind == HTML_TOKEN_CLOSE) {
            close_element(index, &open, &token);
        }
    }
    return index;
}

const struct html_extent *html_index_find(const struct html_index *index, size_t offset)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (index->items[middle].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < index->count && index->items[low].begin == offset && index->items[low].end;
    return found ? &index->items[low] : NULL;
}
