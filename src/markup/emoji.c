#include "markup/emoji.h"

#include "base/buf.h"
#include "markup/emoji_table.h"

#include <stdint.h>

enum { NAME_MAX_BYTES = 40 };

/* The character of NAME; empty: it has none. */
static str find(str name)
{
    char word[NAME_MAX_BYTES + 2];
    if (!name.n || name.n > NAME_MAX_BYTES)
        return STR("");
    word[0] = word[name.n + 1] = ' ';
    for (size_t i = 0; i < name.n; i++)
        word[i + 1] = name.p[i];
    for (size_t i = 0; i < sizeof emoji_table / sizeof *emoji_table; i++) {
        str line = str_of(emoji_table[i]);
        size_t at = str_find(line, (str){word, name.n + 2});
        if (at != STR_NONE) {
            str rest = str_from(line, at + name.n + 2);
            return str_first(rest, str_span_not(rest, " "));
        }
    }
    return STR("");
}

/* The bytes of a name in colons that begins S; 0: none does. */
static size_t span_name(str s)
{
    size_t n = 1;
    while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '_' || s.p[n] == '-' || s.p[n] == '+'))
        n++;
    return n > 1 && n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

str emoji_in(str text, struct arena *arena)
{
    if (str_count(text, ':') < 2)
        return text;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    while (text.n) {
        size_t plain = str_span_not(text, ":");
        buf_put(&out, str_first(text, plain));
        text = str_from(text, plain);
        size_t n = text.n ? span_name(text) : 0;
        str emoji = n ? find(str_between(text, 1, n - 1)) : STR("");
        if (emoji.n)
            buf_put(&out, emoji);
        else if (text.n)
            buf_put_char(&out, ':');
        text = str_from(text, emoji.n ? n : 1);
    }
    str made = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return made;
}

static bool is_wanted(cmark_node *node, bool code)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_TEXT || (code && (type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK));
}

void emoji_settle(cmark_node *root, bool code, struct arena *arena)
{
    int addresses = 0;
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (tree_kind(node) == TREE_AUTOLINK)
            addresses += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (addresses || event != CMARK_EVENT_ENTER || !is_wanted(node, code))
            continue;
        str text = str_of(cmark_node_get_literal(node)), made = emoji_in(text, arena);
        if (!str_eq(made, text))
            cmark_node_set_literal(node, arena_z(arena, made));
    }
    cmark_iter_free(walk);
}
