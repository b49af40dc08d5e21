#include "search/question.h"

#include "text/width.h"
#include "text/words.h"

enum { STEM_MIN = 3 /* letters: Porter's algorithm leaves shorter words alone */ };

/* ---- terms */

/* The bytes of a quote at the start of S, also as telephones and East Asian keyboards write it; 0 for any other
 * character. */
static size_t quote_length(str s)
{
    static const str quotes[] = {STR_INIT("\""), STR_INIT("“"), STR_INIT("”"), STR_INIT("„"), STR_INIT("＂")};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (str_starts(s, quotes[i]))
            return quotes[i].n;
    return 0;
}

static size_t minus_length(str s)
{
    static const str marks[] = {STR_INIT("-"), STR_INIT("－"), STR_INIT("−")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(s, marks[i]))
            return marks[i].n;
    return 0;
}

/* Takes a phrase in quotes off the front of REST; false when there is none that ends. */
static bool take_phrase(str *rest, str *phrase)
{
    size_t open = quote_length(*rest);
    str inner = str_from(*rest, open);
    uint32_t c;
    for (str tail = inner; open && tail.n; tail = str_from(tail, text_decode(tail, &c))) {
        size_t close = quote_length(tail);
        if (!close)
            continue;
        *phrase = str_first(inner, inner.n - tail.n);
        *rest = str_from(tail, close);
        return true;
    }
    return false;
}

static bool may_stem(str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!char_is_alpha(word.p[i]))
            return false;
    return word.n >= STEM_MIN;
}

/* "--force" is a word, and so is a minus alone. */
static bool take_minus(str *rest)
{
    size_t minus = minus_length(*rest);
    str next = str_from(*rest, minus);
    if (!minus || !next.n || next.p[0] == ' ' || minus_length(next))
        return false;
    *rest = next;
    return true;
}

struct search_terms search_terms_parse(str words)
{
    struct search_terms terms = {.count = 0};
    while (words.n && terms.count < SEARCH_TERMS_MAX) {
        words = str_trim_left(words);
        struct search_term term = {.kind = TERM_WORD};
        bool excluded = take_minus(&words);
        if (take_phrase(&words, &term.text))
            term.kind = TERM_PHRASE;
        else
            term.text = text_next_word(&words);
        term.stems = term.kind == TERM_WORD && !excluded && may_stem(term.text);
        if (excluded)
            term.kind = TERM_EXCLUDED;
        if (text_has_word(term.text))
            terms.items[terms.count++] = term;
    }
    return terms;
}

/* ---- expressions */

/* FTS5 3.1: a string in quotes; quotes in it would have to be doubled, and mean nothing to the tokenizer anyway. */
static str phrase_of(str text, struct arena *arena)
{
    str spaced = text_words(text, arena);
    char *copy = arena_z(arena, spaced);
    for (size_t i = 0; i < spaced.n; i++)
        if (copy[i] == '"' || copy[i] == '\0')
            copy[i] = ' ';
    return ARENA_CONCAT(arena, STR("\""), ((str){copy, spaced.n}), STR("\""));
}

enum part { WANTED, STEMMED, UNSTEMMED, EXCLUDED };

static bool is_part(const struct search_term *term, enum part part)
{
    switch (part) {
    case WANTED:
        return term->kind != TERM_EXCLUDED;
    case STEMMED:
        return term->stems;
    case UNSTEMMED:
        return term->kind != TERM_EXCLUDED && !term->stems;
    case EXCLUDED:
        return term->kind == TERM_EXCLUDED;
    }
    return false;
}

/* The terms of PART with BETWEEN ("AND" or "OR") between them. */
static str join(const struct search_terms *terms, enum part part, str between, struct arena *arena)
{
    str joined = STR("");
    for (size_t i = 0; i < terms->count; i++) {
        if (!is_part(&terms->items[i], part))
            continue;
        str phrase = phrase_of(terms->items[i].text, arena);
        joined = joined.n ? ARENA_CONCAT(arena, joined, between, phrase) : phrase;
    }
    return joined;
}

str search_exact(const struct search_terms *terms, struct arena *arena)
{
    str wanted = join(terms, WANTED, STR(" AND "), arena), excluded = search_excluded(terms, arena);
    if (!wanted.n || !excluded.n)
        return wanted;
    return ARENA_CONCAT(arena, STR("("), wanted, STR(") NOT ("), excluded, STR(")"));
}

str search_stemmed(const struct search_terms *terms, struct arena *arena)
{
    return join(terms, STEMMED, STR(" AND "), arena);
}

str search_unstemmed(const struct search_terms *terms, struct arena *arena)
{
    return join(terms, UNSTEMMED, STR(" AND "), arena);
}

str search_excluded(const struct search_terms *terms, struct arena *arena)
{
    return join(terms, EXCLUDED, STR(" OR "), arena);
}

/* ---- snippets */

/* Another form of an English word begins as it does: "run" of "running". */
static size_t find_form(str text, str word)
{
    size_t at = STR_NONE, least = word.n / 2 > STEM_MIN ? word.n / 2 : STEM_MIN;
    for (size_t n = word.n; at == STR_NONE && n > least; n--)
        at = text_find_word(text, str_first(word, n - 1));
    return at;
}

size_t search_first_hit(str text, const struct search_terms *terms)
{
    for (int forms = 0; forms < 2; forms++)
        for (size_t i = 0; i < terms->count; i++) {
            const struct search_term *term = &terms->items[i];
            if (term->kind == TERM_EXCLUDED || (forms && !term->stems))
                continue;
            size_t at = forms ? find_form(text, term->text) : text_find_word(text, term->text);
            if (at != STR_NONE)
                return at;
        }
    return 0;
}
