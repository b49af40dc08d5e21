#include "markup/contents.h"

#include "markup/anchors.h"
#include "markup/contents_title.h"
#include "text/words.h"

enum { INTRODUCTION_BYTES = 100 };

struct contents {
    struct arena *arena;
    cmark_node *root;
    str source;
    bool hand_made; /* the page may have one made by hand */
    bool known;     /* anchors has been filled */
    struct anchors anchors;
};

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static bool is_container(cmark_node *node)
{
    return tree_kind(node) == TREE_DIV || cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
}

/* A table of contents, or a container of nothing else. */
static bool is_contents(cmark_node *node)
{
    if (tree_kind(node) == TREE_CONTENTS)
        return true;
    cmark_node *child = is_container(node) ? cmark_node_first_child(node) : NULL;
    bool all = child != NULL;
    for (; child && all; child = cmark_node_next(child))
        all = tree_kind(child) == TREE_CONTENTS;
    return all;
}

static cmark_node *wrap(struct contents *c, cmark_node *node)
{
    cmark_node *around = tree_node(TREE_CONTENTS, c->arena, NULL);
    cmark_node_insert_before(node, around);
    cmark_node_unlink(node);
    cmark_node_append_child(around, node);
    return around;
}

static bool is_known(struct contents *c, str url)
{
    if (!c->known)
        anchors_find(&c->anchors, c->root, c->source, c->arena);
    c->known = true;
    return anchors_have(&c->anchors, url);
}

/* Numbers and marks may stand beside the links, and a title of contents over those of an inner list. */
static bool may_stand_beside(struct contents *c, cmark_node *text)
{
    str words = str_of(cmark_node_get_literal(text));
    while (words.n && (char_is_digit(*words.p) || char_is_punct(*words.p) || char_is_space(*words.p)))
        words = str_from(words, 1);
    if (!text_has_word(words))
        return true;
    while (cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH && cmark_node_parent(text))
        text = cmark_node_parent(text);
    return contents_title(tree_text(text, c->arena), c->arena);
}

/* Counts the links to anchors below BLOCK; -1: there is something else. */
static int count_links(struct contents *c, cmark_node *block)
{
    int count = 0, in_link = 0;
    cmark_iter *walk = cmark_iter_new(block);
    for (cmark_event_type event; count >= 0 && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK) {
            in_link += event == CMARK_EVENT_ENTER ? 1 : -1;
            str url = str_of(cmark_node_get_url(node));
            if (event == CMARK_EVENT_ENTER)
                count = str_starts(url, STR("#")) && is_known(c, url) ? count + 1 : -1;
            continue;
        }
        bool words = type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE;
        bool other = type == CMARK_NODE_IMAGE || type == CMARK_NODE_CODE_BLOCK || tree_kind(node) == TREE_REF;
        if (other || (words && !in_link && !may_stand_beside(c, node)))
            count = -1;
    }
    cmark_iter_free(walk);
    return count;
}

static bool is_hand_made(struct contents *c, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return c->hand_made && (type == CMARK_NODE_LIST || type == CMARK_NODE_PARAGRAPH) &&
           count_links(c, node) >= CONTENTS_LINKS_MIN;
}

/* "* Contents {:toc}": the list's only item asks for a table of contents in its own place. */
static bool is_stand_in(cmark_node *node)
{
    cmark_node *item = cmark_node_get_type(node) == CMARK_NODE_LIST ? cmark_node_first_child(node) : NULL;
    cmark_node *last = item && !cmark_node_next(item) ? cmark_node_last_child(item) : NULL;
    return last && tree_kind(last) == TREE_CONTENTS;
}

/* Is nothing of its own below HEADING, whose table of contents ends before NEXT? NAMED: its words are such a table's.
 */
static bool is_bare(cmark_node *heading, cmark_node *next, bool named)
{
    while (next && (is_contents(next) || tree_kind(next) == TREE_MORE))
        next = cmark_node_next(next);
    if (!next || tree_kind(next) == TREE_NOTES || cmark_node_get_type(next) == CMARK_NODE_THEMATIC_BREAK)
        return true;
    return cmark_node_get_type(next) == CMARK_NODE_HEADING &&
           (named || cmark_node_get_heading_level(next) <= cmark_node_get_heading_level(heading));
}

/* The page's own title, which the document may want. */
static bool may_be_title(struct contents *c, cmark_node *heading)
{
    return heading == cmark_node_first_child(c->root) && cmark_node_get_heading_level(heading) == 1;
}

/* "In this post:", which says nothing without the list that it is for. */
static bool is_introduction(struct contents *c, cmark_node *paragraph)
{
    for (cmark_node *node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type != CMARK_NODE_TEXT && type != CMARK_NODE_STRONG && type != CMARK_NODE_EMPH)
            return false;
    }
    str words = str_trim(tree_text(paragraph, c->arena));
    return words.n <= INTRODUCTION_BYTES && (str_ends(words, STR(":")) || str_ends(words, STR("：")));
}

/* Does TITLE, before the table of contents NODE, go with it? */
static bool goes_along(struct contents *c, cmark_node *title, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(title);
    bool named = contents_title(tree_text(title, c->arena), c->arena);
    if (type == CMARK_NODE_PARAGRAPH)
        return named || is_introduction(c, title);
    return type == CMARK_NODE_HEADING && (named || !may_be_title(c, title)) && is_bare(title, node, named);
}

/* A heading whose table of contents only the generator's own web pages have. */
static bool is_forsaken(struct contents *c, cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    return cmark_node_get_type(node) == CMARK_NODE_HEADING && next && !is_contents(next) &&
           is_bare(node, next, false) && contents_title(tree_text(node, c->arena), c->arena);
}

static void settle_title(struct contents *c, cmark_node *node)
{
    cmark_node *title = cmark_node_previous(node);
    if (!title || !goes_along(c, title, node))
        return;
    if (cmark_node_first_child(node))
        wrap(c, title);
    else
        drop(title);
}

static void settle_titles(struct contents *c, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent), *next; node; node = next) {
        next = cmark_node_next(node);
        if (is_contents(node))
            settle_title(c, node);
        else if (is_forsaken(c, node))
            drop(node);
    }
}

static void drop_empty(cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent), *next; node; node = next) {
        next = cmark_node_next(node);
        if (tree_kind(node) == TREE_CONTENTS && !cmark_node_first_child(node))
            drop(node);
    }
}

static void settle_children(struct contents *c, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
        if (is_container(node)) {
            settle_children(c, node);
        } else if (is_stand_in(node)) {
            cmark_node *list = node;
            node = tree_node(TREE_CONTENTS, c->arena, NULL);
            cmark_node_replace(list, node);
            cmark_node_free(list);
        } else if (is_hand_made(c, node)) {
            node = wrap(c, node);
        }
    }
    settle_titles(c, parent);
    drop_empty(parent);
}

/* Most pages have no four links to anchors of theirs, and need no look at those. */
static bool may_be_hand_made(str source)
{
    int count = 0;
    for (size_t at; count < CONTENTS_LINKS_MIN && (at = str_find_char(source, '#')) != STR_NONE;) {
        count += at > 0 && (source.p[at - 1] == '(' || source.p[at - 1] == '"' || source.p[at - 1] == '\'' ||
                            source.p[at - 1] == '=' || source.p[at - 1] == '<' || source.p[at - 1] == ' ');
        source = str_from(source, at + 1);
    }
    return count >= CONTENTS_LINKS_MIN;
}

void contents_settle(cmark_node *root, str source, struct arena *arena)
{
    struct contents c = {.arena = arena, .root = root, .source = source, .hand_made = may_be_hand_made(source)};
    settle_children(&c, root);
}
