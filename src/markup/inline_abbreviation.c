#include "markup/inline_abbreviation.h"

enum { WORD_MAX = 63 };

/* Abbreviations by word, and for each first byte the set of lengths of the words that begin with it. */
struct abbreviation_index {
    struct strmap words; /* index + 1 */
    uint64_t lengths[256];
};

static struct abbreviation_index *index_of(struct parser *parser)
{
    if (parser->abbreviation_index)
        return parser->abbreviation_index;
    struct abbreviation_index *index = ARENA_NEW(parser->arena, struct abbreviation_index);
    index->words.arena = parser->arena;
    for (size_t i = 0; i < parser->abbreviation_count; i++) {
        str word = parser->abbreviations[i].word;
        if (word.n > WORD_MAX)
            continue;
        index->lengths[(unsigned char)*word.p] |= (uint64_t)1 << word.n;
        *strmap_at(&index->words, word) = (int)i + 1;
    }
    return parser->abbreviation_index = index;
}

static bool is_word_char(char c)
{
    return char_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The longest abbreviation that S begins with; NULL when there is none. */
static const struct abbreviation *find(const struct parser *parser, const struct abbreviation_index *index, str s)
{
    uint64_t lengths = index->lengths[(unsigned char)*s.p];
    for (size_t n = WORD_MAX; lengths && n > 0; n--) {
        if (!(lengths >> n & 1) || n > s.n)
            continue;
        bool ended = n == s.n || !is_word_char(s.p[n]) || !is_word_char(s.p[n - 1]);
        int at = ended ? strmap_get(&index->words, str_first(s, n)) : 0;
        if (at)
            return &parser->abbreviations[at - 1];
    }
    return NULL;
}

static void put_abbreviation(struct inline_builder *builder, const struct abbreviation *abbreviation)
{
    struct tree_note *note;
    cmark_node *node = tree_node(TREE_MARKED, builder->parser->arena, &note);
    note->tag = STR("abbr");
    note->title = abbreviation->meaning;
    cmark_node_append_child(node, parser_text(builder->parser, abbreviation->word));
    inline_put(builder, node);
}

void inline_put_words(struct inline_builder *builder, str text)
{
    if (builder->parser->abbreviation_count == 0) {
        inline_put_text(builder, text);
        return;
    }
    const struct abbreviation_index *index = index_of(builder->parser);
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        if (!index->lengths[(unsigned char)text.p[i]]) {
            i++;
            continue;
        }
        bool begins = i == 0 || !is_word_char(text.p[i - 1]) || !is_word_char(text.p[i]);
        const struct abbreviation *found = begins ? find(builder->parser, index, str_from(text, i)) : NULL;
        if (found) {
            inline_put_text(builder, str_between(text, from, i));
            put_abbreviation(builder, found);
            from = i += found->word.n;
        } else {
            i++;
        }
    }
    inline_put_text(builder, str_from(text, from));
}
