#include "markup/kramdown.h"

#include "markup/block.h"
#include "markup/contents.h"
#include "markup/controls.h"
#include "markup/emoji.h"
#include "markup/hand_notes.h"
#include "markup/html_tree.h"
#include "markup/parser_leaves.h"
#include "markup/parser_notes.h"
#include "markup/settle.h"
#include "text/clean.h"

#include <limits.h>

static void begin(struct parser *parser, const struct markdown_options *options, struct arena *arena, struct diag *diag)
{
    *parser = (struct parser){.arena = arena, .diag = diag, .options = options};
    buf_init(&parser->literal, SIZE_MAX);
    parser->outer = tree_memory_use(tree_memory_create(arena));
    parser->link_labels.arena = arena;
    parser->footnote_labels.arena = arena;
    parser->root = tree_new(CMARK_NODE_DOCUMENT);
    parser->dropped = tree_new(CMARK_NODE_CUSTOM_BLOCK);
    parser->notes = tree_node(TREE_NOTES, arena, NULL);
    tree_memory_keep(arena, parser->root);
}

/* Most pages have no link to an anchor of theirs, and need no look at those. */
static bool names_anchor(str text)
{
    for (size_t from = 0, at; (at = str_find_char(str_from(text, from), '#')) != STR_NONE; from += at + 1) {
        str before = str_first(text, from + at);
        char last = before.n ? before.p[before.n - 1] : '\n';
        if (str_has_char(STR("(\"'="), last) || str_ends(before, STR(": ")))
            return true;
    }
    return false;
}

static bool has_button(str text)
{
    static const str tag = STR_INIT("<button");
    for (size_t at; (at = str_find_char(text, '<')) != STR_NONE; text = str_from(text, at + 1))
        if (str_starts_nocase(str_from(text, at), tag))
            return true;
    return false;
}

/* Notes by hand keep their numbers: the document says the largest, and who numbers links begins behind it. */
static void settle_hand_notes(struct parser *parser)
{
    int largest = hand_notes_settle(parser->root, parser->arena);
    if (!largest)
        return;
    struct tree_note *note = ARENA_NEW(parser->arena, struct tree_note);
    note->number = largest;
    tree_set_note(parser->root, note);
}

static cmark_node *finish(struct parser *parser, str text)
{
    parser_leaves_settle(parser);
    parser_notes_settle(parser);
    if (names_anchor(text))
        settle_hand_notes(parser);
    cmark_node_free(parser->dropped);
    if (has_button(text))
        controls_settle(parser->root, parser->arena);
    contents_settle(parser->root, text, parser->arena);
    settle(parser->root, parser->options->hard_wrap, parser->arena);
    if (parser->options->emoji)
        emoji_settle(parser->root, parser->options->emoji_in_code, parser->arena);
    tree_memory_use(parser->outer);
    buf_finish(&parser->literal);
    return parser->root;
}

/* Characters that may begin a node. A table, since every byte of a text is asked. */
static const bool marks[UCHAR_MAX + 1] = {
    ['*'] = true, ['_'] = true, ['`'] = true,  ['['] = true, [']'] = true, ['<'] = true, ['&'] = true,
    ['|'] = true, [':'] = true, ['\\'] = true, ['~'] = true, ['$'] = true, ['@'] = true, ['{'] = true,
};

/* The nodes that LINE may have; a run of one mark counts once. */
static int64_t count_nodes(str line)
{
    int64_t nodes = 1;
    unsigned char before = '\0';
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        nodes += marks[c] & (c != before);
        before = c;
    }
    return nodes;
}

/* IN cut at the end of a line to the nodes that a page may have. They are counted before any is made, so that no
 * text takes more memory than that many nodes. */
static struct mapped bounded(struct mapped in, const struct markdown_options *options, struct diag *diag)
{
    size_t lines = 0, line_begin = 0;
    str line, rest = in.text;
    while (options->effort && rest.n) {
        bool ended = str_cut(rest, '\n', &line, &rest);
        if (!effort_node(options->effort, count_nodes(line) + ended))
            break;
        lines++;
        line_begin = in.text.n - rest.n;
    }
    if (line_begin == in.text.n || !options->effort || !options->effort->over)
        return in;
    diag_add(diag, SEVERITY_WARNING, options->file, lines < in.count ? in.lines[lines] : 0,
             "from here on the page has more than %d lines, links and marks, so the rest is left out. Split it",
             EFFORT_NODES_MAX);
    return (struct mapped){str_first(in.text, line_begin), in.lines, lines < in.count ? lines : in.count};
}

cmark_node *markdown_parse(struct mapped in, const struct markdown_options *options, struct arena *arena,
                           struct diag *diag)
{
    struct parser parser;
    begin(&parser, options, arena, diag);
    in = bounded(in, options, diag);
    in.text = clean_controls(in.text, arena);
    struct blocks blocks = {.parent = parser.root, .top = true};
    blocks.lines = lines_of(in, &blocks.count, arena);
    blocks_parse(&parser, &blocks);
    return finish(&parser, in.text);
}

cmark_node *html_parse(struct mapped in, const struct markdown_options *options, struct arena *arena, struct diag *diag)
{
    struct parser parser;
    begin(&parser, options, arena, diag);
    in = bounded(in, options, diag);
    in.text = clean_controls(in.text, arena);
    html_tree_add_mapped(&parser, in, parser.root);
    return finish(&parser, in.text);
}
