#include "render/link_list.h"

#include "uri/uri.h"

void link_list_init(struct link_list *list, const struct link_scope *scope, struct arena *arena)
{
    *list = (struct link_list){.scope = scope, .arena = arena, .seen = {.arena = arena}};
}

bool link_is_unsafe(str url)
{
    str scheme;
    if (!uri_has_scheme(url, &scheme))
        return false;
    return str_eq_nocase(scheme, STR("javascript")) || str_eq_nocase(scheme, STR("vbscript")) ||
           str_eq_nocase(scheme, STR("data"));
}

static str key_of(const struct link_target *target, struct arena *arena)
{
    return target->ours && target->gopher_type ? ARENA_CONCAT(arena, STR(" "), target->address) : target->address;
}

struct link_line *link_list_add(struct link_list *list, str url, str label, bool bare)
{
    url = str_trim(url);
    if (!url.n || link_is_unsafe(url))
        return NULL;
    struct link_target target = link_resolve(list->scope, url, list->arena);
    if (target.anchor || target.address.n > LINK_ADDRESS_MAX)
        return NULL;
    int *index = strmap_at(&list->seen, key_of(&target, list->arena));
    if (*index == 0) {
        list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = (struct link_line){.target = target, .number = ++list->last_number};
        *index = (int)list->count;
    }
    struct link_line *line = &list->items[*index - 1];
    if (!line->label.n || (line->bare && !bare && label.n)) {
        line->label = arena_str(list->arena, label);
        line->bare = bare;
    }
    return line;
}

void link_list_clear(struct link_list *list)
{
    list->items = NULL;
    list->count = list->capacity = 0;
    list->seen = (struct strmap){.arena = list->arena};
}

str link_line_label(const struct link_line *link)
{
    bool mail = str_starts(link->target.address, STR("mailto:"));
    return link->bare && !mail ? STR("") : link->label;
}

str link_plain_address(const struct link_target *target)
{
    return str_starts(target->address, STR("URL:")) ? str_from(target->address, STR("URL:").n) : target->address;
}

bool link_is_in_full(const struct link_line *line, str label)
{
    str address = link_plain_address(&line->target);
    return str_eq(address, label) ||
           (str_starts(address, STR("mailto:")) && str_eq(str_from(address, STR("mailto:").n), label));
}
