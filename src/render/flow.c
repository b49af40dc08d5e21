#include "render/flow.h"

#include "base/word.h"
#include "render/item_label.h"
#include "render/picture.h"
#include "render/raised.h"
#include "text/width.h"
#include "text/words.h"
#include "uri/uri.h"

#include <stdint.h>

enum { USUAL_TEXT = 1000 }; /* bytes; few paragraphs have more */

struct walk {
    const struct flow_style *style;
    struct link_list *links;
    cmark_node *block;
    struct flow_places places;
    struct buf text;
    str last_alt;
    int in_link, emphasised;
    int linked;
    bool words, pictured, led;
    bool cited; /* a citation is the last that was put */
    str cites;  /* they stand behind the word that the link ends in, once it is complete */
};

static void walk_children(struct walk *, cmark_node *parent);

static bool is_single_spaced(uint64_t word)
{
    uint64_t spaces = word_equal(word, ' ');
    return !(word_control(word) | (spaces & spaces << 8));
}

/* Bytes of the words at the beginning of S, with single spaces between them. */
static size_t words_length(str s)
{
    size_t n = 0;
    /* A space at the end of eight bytes is looked at again together with what follows it. */
    while (n + WORD_BYTES <= s.n && is_single_spaced(word_at(s.p + n)) && (n || *s.p != ' '))
        n += s.p[n + WORD_BYTES - 1] == ' ' ? WORD_BYTES - 1 : WORD_BYTES;
    while (n < s.n &&
           ((unsigned char)s.p[n] > ' ' || (s.p[n] == ' ' && n && n + 1 < s.n && (unsigned char)s.p[n + 1] > ' ')))
        n++;
    return n;
}

/* Scripts that put no spaces between words: Thai and Lao, Burmese, Khmer. */
static bool is_unspaced(uint32_t c)
{
    return text_is_cjk(c) || (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
}

/* Bytes at the beginning of S that go on with a word. */
static size_t span_word(str s)
{
    size_t n = 0;
    for (uint32_t c; n < s.n;) {
        size_t taken = text_decode(str_from(s, n), &c);
        str one = str_between(s, n, n + taken);
        bool goes_on = c < 0x80 ? char_is_alnum((char)c) : text_has_word(one) || (n && text_width(one) == 0);
        if (!goes_on || is_unspaced(c))
            break;
        n += taken;
    }
    return n;
}

/* White space in a row is one space, none at the beginning of a line. */
static void put_raw(struct walk *w, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        size_t run = w->cited ? 0 : words_length(str_from(s, i));
        if (run) {
            buf_put(&w->text, str_between(s, i, i + run));
            w->words = w->words || !w->in_link;
            i += run - 1;
            continue;
        }
        char c = s.p[i] == '\t' ? ' ' : s.p[i];
        bool space = c == ' ' || c == '\n';
        if (w->cited && !space && !char_is_punct(c) && (unsigned char)c < 0x80)
            buf_put_char(&w->text, ' ');
        w->cited = false;
        char before = w->text.n ? w->text.p[w->text.n - 1] : '\n';
        if (c == '\n' && before == ' ')
            buf_cut(&w->text, w->text.n - 1);
        if (c != ' ' || (before != ' ' && before != '\n'))
            buf_put_char(&w->text, c);
        if (!space && !w->in_link)
            w->words = true;
    }
}

static void put_cites(struct walk *w)
{
    if (!w->cites.n)
        return;
    w->in_link++;
    put_raw(w, w->cites);
    w->in_link--;
    w->cites = STR("");
    w->cited = true;
}

static void put(struct walk *w, str s)
{
    size_t word = w->cites.n ? span_word(s) : 0;
    if (word)
        put_raw(w, str_first(s, word));
    if (word == s.n && s.n)
        return;
    put_cites(w);
    put_raw(w, str_from(s, word));
}

static void cite(struct walk *w, struct link_line *line)
{
    if (!line || !w->style->cite)
        return;
    if (!line->number) {
        line->number = ++w->links->last_number;
        line->shown = false;
    }
    w->cites = ARENA_CONCAT(w->links->arena, w->cites, arena_printf(w->links->arena, " [%d]", line->number));
}

/* A link that stands elsewhere already leaves only its words here. */
static struct link_line *add(struct walk *w, str url, str label, bool bare)
{
    size_t before = w->links->count;
    struct link_line *line = link_list_add(w->links, url, label, bare);
    w->linked += line != NULL;
    if (line && w->links->count == before)
        w->words = true;
    return line;
}

/* TARGET: the address that its line leads to. */
static void put_image(struct walk *w, cmark_node *node, str target)
{
    struct arena *arena = w->links->arena;
    str url = str_of(cmark_node_get_url(node)), alt = flow_one_line(tree_text(node, arena), arena);
    bool lost = !url.n || link_is_unsafe(url);
    struct picture picture = {.name = alt};
    if (!lost)
        picture = picture_of(url, alt, w->links);
    size_t known = w->links->count;
    struct link_line *line = add(w, target, picture.name, false);
    if (w->style->apart && w->links->count > known && flow_stands_alone(node, w->block))
        flow_places_add(&w->places, w->text.n, w->links->count, arena);
    w->last_alt = picture.name;
    w->pictured = true;
    put_cites(w);
    w->in_link++;
    if ((w->style->alt || w->style->cite || !line) && picture.name.n)
        put(w, picture_in_text(&picture, w->links));
    w->in_link--;
    cite(w, line);
}

/* The words before the first link decide whether that link may be the whole of an item. */
static void note_lead(struct walk *w, str words)
{
    if (w->style->item && !w->linked && !w->in_link && !w->emphasised && !w->led)
        w->led = !item_lead_is_mark(words);
}

/* A link that is in the text needs no number and no place in the list, unless another link has them. */
static void leave_in_text(struct link_list *links, struct link_line *line, bool is_new)
{
    if (!is_new)
        return;
    line->shown = true;
    line->number = 0;
    links->last_number--;
}

/* The picture that is all of LINK and shows in small what LINK leads to; NULL: it is another link. */
static cmark_node *preview_of(cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    bool alone = child && !cmark_node_next(child) && cmark_node_get_type(child) == CMARK_NODE_IMAGE;
    return alone && picture_is_at(str_of(cmark_node_get_url(link))) ? child : NULL;
}

/* Puts what a link without words leads to: the title of a page of ours; of others, where no link line follows, the
 * address, which is returned. */
static str put_name(struct walk *w, struct link_line *line)
{
    const struct link_target *target = &line->target;
    bool titled = target->page && target->page->title.n;
    str address = !titled && !target->ours && w->style->cite ? link_plain_address(target) : STR("");
    w->in_link++;
    put(w, titled ? target->page->title : address);
    w->in_link--;
    if (titled && !line->label.n)
        line->label = target->page->title;
    return address;
}

static void put_link(struct walk *w, cmark_node *node)
{
    cmark_node *preview = preview_of(node);
    if (preview) {
        put_image(w, preview, str_of(cmark_node_get_url(node)));
        return;
    }
    put_cites(w);
    size_t begin = w->text.n, places = w->places.count;
    str outer_alt = w->last_alt;
    w->last_alt = (str){0};
    w->in_link++;
    walk_children(w, node);
    w->in_link--;
    struct arena *arena = w->links->arena;
    str label = str_trim(flow_one_line(arena_str(arena, str_from(buf_str(&w->text), begin)), arena));
    if (!label.n)
        label = picture_link_label(w->last_alt, str_of(cmark_node_get_url(node)), w->links);
    w->last_alt = outer_alt;
    bool bare = tree_kind(node) == TREE_AUTOLINK;
    size_t known = w->links->count;
    struct link_line *line = add(w, str_of(cmark_node_get_url(node)), label, bare);
    if (w->places.count > places)
        w->places.items[places].link_end = w->links->count;
    if (line && !label.n && w->text.n == begin) {
        label = put_name(w, line);
        bare = label.n > 0;
    }
    if (line && w->style->cite && bare && link_is_in_full(line, label)) {
        leave_in_text(w->links, line, w->links->count > known);
        return;
    }
    if (!line && label.n) {
        w->words = true;
        note_lead(w, label);
    }
    cite(w, line);
}

static void walk_emphasis(struct walk *w, cmark_node *node)
{
    w->emphasised++;
    walk_children(w, node);
    w->emphasised--;
}

/* The text that is all of NODE; empty: it holds more. */
static str only_text(cmark_node *node)
{
    cmark_node *only = cmark_node_first_child(node);
    bool text = only && !cmark_node_next(only) && cmark_node_get_type(only) == CMARK_NODE_TEXT;
    return text ? str_of(cmark_node_get_literal(only)) : STR("");
}

/* False: it is no text that is raised or lowered. */
static bool put_raised(struct walk *w, cmark_node *node, str tag)
{
    bool above = str_eq(tag, STR("sup")), below = str_eq(tag, STR("sub"));
    str text = above || below ? only_text(node) : STR("");
    if (text.n)
        put(w, above ? raised_text(text, w->links->arena) : lowered_text(text, w->links->arena));
    return text.n > 0;
}

static void put_custom(struct walk *w, cmark_node *node)
{
    const struct tree_note *note = tree_note(node);
    bool strike = note && note->kind == TREE_STRIKE;
    if (note && note->kind == TREE_MARKED && put_raised(w, node, note->tag))
        return;
    if (note && note->kind == TREE_REF)
        put(w, arena_printf(w->links->arena, "[%d]", note->number));
    if (strike)
        put(w, STR("~~"));
    if (note && note->kind != TREE_SPAN)
        walk_emphasis(w, node);
    else
        walk_children(w, node);
    if (strike)
        put(w, STR("~~"));
}

static void walk_node(struct walk *w, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        note_lead(w, str_of(cmark_node_get_literal(node)));
        put(w, str_of(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        walk_emphasis(w, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        put(w, STR(" "));
        break;
    case CMARK_NODE_LINEBREAK:
        put(w, STR("\n"));
        break;
    case CMARK_NODE_LINK:
        put_link(w, node);
        break;
    case CMARK_NODE_IMAGE:
        put_image(w, node, str_of(cmark_node_get_url(node)));
        break;
    default:
        put_custom(w, node);
        break;
    }
}

static void walk_children(struct walk *w, cmark_node *parent)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        walk_node(w, node);
}

bool flow_is_link(const struct flow *flow, const struct link_list *links)
{
    return flow->linked == 1 && !flow->pictured && !flow->led && !str_has_char(flow->text, '\n') &&
           (flow->only_links || text_width(flow->text) <= ITEM_LABEL_COLUMNS ||
            text_same_words(flow->text, links->items[flow->first].label));
}

struct flow flow_inlines(cmark_node *parent, const struct flow_style *style, struct link_list *links)
{
    struct walk w = {.style = style, .links = links, .block = parent};
    struct flow flow = {.first = links->count};
    buf_init(&w.text, SIZE_MAX);
    buf_reserve(&w.text, USUAL_TEXT);
    walk_children(&w, parent);
    put_cites(&w);
    str text = arena_str(links->arena, buf_str(&w.text));
    flow.text = flow_tidy(str_trim(text), links->arena);
    flow.only_links = w.linked && !w.words;
    flow.linked = w.linked;
    flow.pictured = w.pictured;
    flow.led = w.led;
    if (w.places.count && w.words) {
        flow.places = w.places;
        flow_places_finish(&flow.places, text, links->arena);
    }
    buf_finish(&w.text);
    return flow;
}
