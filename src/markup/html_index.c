#include "markup/html_index.h"

#include "base/strmap.h"
#include "markup/html_code.h"

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

/* Elements that hold blocks: within one, indented lines are no code. */
static bool holds_blocks(const struct html_token *token)
{
    if (!token->tag)
        return false;
    switch (token->tag->role) {
    case HTML_DIV:
    case HTML_PRE:
    case HTML_BLOCKQUOTE:
    case HTML_LIST:
    case HTML_DEFLIST:
    case HTML_TABLE:
        return true;
    default:
        return false;
    }
}

static bool close_element(struct html_index *index, struct strmap *open, const struct html_token *token)
{
    int *innermost = strmap_at(open, key_of(token));
    if (*innermost == 0)
        return false;
    struct html_extent *element = &index->items[*innermost - 1];
    element->inner_end = (size_t)(token->raw.p - index->text.p);
    element->end = element->inner_end + token->raw.n;
    *innermost = (int)element->outer;
    return true;
}

static bool has_content(const struct html_token *token)
{
    return !token->closed && !(token->tag && token->tag->is_void);
}

/* The state of an index that is being made. */
struct making {
    struct html_index *index;
    struct strmap open; /* by name: the innermost element that is open, index + 1 */
    struct html_scanner scanner;
    struct html_code code;
    int around; /* elements that hold blocks, and are open */
};

static void take_tag(struct making *making, const struct html_token *token, struct arena *arena)
{
    size_t offset = (size_t)(token->raw.p - making->index->text.p);
    if (html_code_holds(&making->code, offset, making->around > 0))
        return;
    bool endless = token->tag && token->tag->is_raw && token->kind == HTML_TOKEN_OPEN &&
                   !html_raw_ends(&making->scanner, token->tag);
    if (token->kind == HTML_TOKEN_OPEN && has_content(token) && !endless) {
        open_element(making->index, &making->open, token, arena);
        making->around += holds_blocks(token);
        if (token->tag && token->tag->is_raw)
            html_take_raw(&making->scanner, token->name);
    } else if (token->kind == HTML_TOKEN_CLOSE && close_element(making->index, &making->open, token)) {
        making->around -= holds_blocks(token);
    }
}

struct html_index *html_index_make(str text, struct arena *arena)
{
    struct html_index *index = ARENA_NEW(arena, struct html_index);
    index->text = text;
    struct making making = {.index = index, .open = {.arena = arena}, .scanner = {.rest = text}};
    html_code_begin(&making.code, text);
    for (struct html_token token; html_next(&making.scanner, &token);)
        if (token.kind == HTML_TOKEN_OPEN || token.kind == HTML_TOKEN_CLOSE)
            take_tag(&making, &token, arena);
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
