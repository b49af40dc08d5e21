#include "markup/inline_address.h"

#include "text/width.h"
#include "text/words.h"

enum { HOST_LABEL_MAX = 63, PORT_DIGITS = 5, PORT_MAX = 65535 };

static const str schemes[] = {STR_INIT("https://"), STR_INIT("http://"), STR_INIT("ftp://"), STR_INIT("gemini://"),
                              STR_INIT("gopher://")};

static size_t span_scheme(str s)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts_nocase(s, schemes[i]))
            return schemes[i].n;
    return 0;
}

static bool is_punctuation(uint32_t c)
{
    bool latin = c < 0xC0 || (c >= 0x2000 && c < 0x2070);
    bool arabic = c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4;
    return latin || arabic || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0) || c == 0xFEFF;
}

/* Scripts without spaces between words: a sentence may continue right after an address. */
static bool is_unspaced(uint32_t c)
{
    return text_is_cjk(c) || (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
}

/* A letter of such a script belongs to the address only at the beginning of a segment or after another letter beyond
 * ASCII. */
static bool takes_letter(str s, size_t at, bool in_path, uint32_t c)
{
    unsigned char before = (unsigned char)s.p[at - 1];
    if (is_punctuation(c))
        return false;
    if (!in_path)
        return !is_unspaced(c);
    return !is_unspaced(c) || before >= 0x80 || before == '/' || before == '=' || before == '-' || before == '_';
}

/* True when a host goes on at AT in letters that end an address: it would be another one without them. */
static bool host_goes_on(str s, size_t at)
{
    size_t i = at;
    while (i < s.n && i - at < HOST_LABEL_MAX && (unsigned char)s.p[i] >= 0x80)
        i++;
    return i > at && i + 1 < s.n && s.p[i] == '.' && (char_is_alnum(s.p[i + 1]) || (unsigned char)s.p[i + 1] >= 0x80);
}

/* The bytes of a host name, of a port, and of a user before it. */
static bool is_authority_char(char c)
{
    return char_is_alnum(c) || (unsigned char)c >= 0x80 || str_has_char(STR(".-_"), c);
}

static bool is_port(str s)
{
    long port = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!char_is_digit(s.p[i]))
            return false;
    return !s.n || (s.n <= PORT_DIGITS && str_to_long(s, &port) && port <= PORT_MAX);
}

/* True when the host and the port of the address S, from FROM on, can be some. */
static bool is_authority(str s, size_t from)
{
    str authority = str_from(s, from), port = STR("");
    authority = str_first(authority, str_span_not(authority, "/?#"));
    size_t at = str_find_last(authority, '@');
    authority = at == STR_NONE ? authority : str_from(authority, at + 1);
    size_t colon = str_find_char(authority, ':');
    if (colon != STR_NONE) {
        port = str_from(authority, colon + 1);
        authority = str_first(authority, colon);
    }
    for (size_t i = 0; i < authority.n; i++)
        if (!is_authority_char(authority.p[i]))
            return false;
    return authority.n && str_find(authority, STR("..")) == STR_NONE && *authority.p != '.' && is_port(port);
}

/* A mark of emphasis that its author kept from being one. */
static bool is_escape(str s)
{
    return s.n > 1 && s.p[0] == '\\' && str_has_char(STR("_*~"), s.p[1]);
}

str address_plain(str s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!is_escape(str_from(s, i)))
            out[n++] = s.p[i];
    return (str){out, n};
}

static size_t span_address(str s, size_t from)
{
    bool in_path = false;
    size_t i = from;
    while (i < s.n) {
        char c = s.p[i];
        uint32_t codepoint;
        size_t taken = text_decode(str_from(s, i), &codepoint);
        if (in_path && is_escape(str_from(s, i))) {
            i += 2;
            continue;
        }
        if (codepoint < 0x80 && (c <= ' ' || c == 0x7F || str_has_char(STR("<>\"`[]{}|\\^"), c)))
            break;
        if (codepoint >= 0x80 && !takes_letter(s, i, in_path, codepoint)) {
            if (!in_path && host_goes_on(s, i))
                return from;
            break;
        }
        in_path = in_path || c == '/';
        i += taken;
    }
    return i;
}

/* The offset of the reference "&name;" at the end of S; S.n when S ends with none. */
static size_t trailing_reference(str s)
{
    size_t i = s.n - 1;
    while (i > 0 && char_is_alnum(s.p[i - 1]))
        i--;
    return i > 0 && i + 1 < s.n && s.p[i - 1] == '&' ? i - 1 : s.n;
}

static size_t count_char(str s, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += s.p[i] == c;
    return count;
}

/* Punctuation at the end belongs to the sentence, and so does a bracket that the address has not opened. */
static size_t without_tail(str s)
{
    size_t open = count_char(s, '('), close = count_char(s, ')');
    while (s.n) {
        char last = s.p[s.n - 1];
        size_t n = s.n;
        if (last == ')' && close > open) {
            close--;
            n--;
        } else if (last == ';') {
            n = trailing_reference(s);
            n -= n == s.n;
        } else if (str_has_char(STR("?!.,:*_~'\\"), last)) {
            n--;
        }
        if (n == s.n)
            break;
        s = str_first(s, n);
    }
    return s.n;
}

bool address_may_begin(str s)
{
    char c = s.n ? char_lower(*s.p) : '\0';
    return c == 'h' || c == 'f' || c == 'g' || c == 'w';
}

size_t address_url(str s)
{
    if (!address_may_begin(s))
        return 0;
    size_t begin = span_scheme(s);
    bool bare = !begin && str_starts_nocase(s, STR("www."));
    begin = bare ? sizeof "www." - 1 : begin;
    if (!begin || begin >= s.n || !(char_is_alnum(s.p[begin]) || (unsigned char)s.p[begin] >= 0x80))
        return 0;
    size_t n = without_tail(str_first(s, span_address(s, begin)));
    if (n <= begin || !is_authority(str_first(s, n), begin))
        return 0;
    if (bare && !str_has_char(str_between(s, begin, n), '.'))
        return 0;
    return n > begin ? n : 0;
}

static bool is_local(char c)
{
    return char_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

/* Bytes of a letter beyond ASCII that S begins with, of a script that puts spaces between words; 0 for all else. */
static size_t span_letter(str s)
{
    uint32_t c;
    if (!s.n || (unsigned char)*s.p < 0x80)
        return 0;
    size_t n = text_decode(s, &c);
    return !is_unspaced(c) && text_has_word(str_first(s, n)) ? n : 0;
}

static size_t span_local(str s)
{
    size_t n = 0;
    for (size_t taken = 1; n < s.n && taken; n += taken)
        taken = is_local(s.p[n]) ? 1 : span_letter(str_from(s, n));
    return n;
}

bool address_follows_letter(str s, size_t at)
{
    size_t begin = at;
    while (begin > 0 && ((unsigned char)s.p[begin - 1] & 0xC0) == 0x80)
        begin--;
    return begin > 0 && begin < at && span_letter(str_from(s, begin - 1)) > 0;
}

static size_t span_domain(str s)
{
    size_t n = 0, dot = 0;
    while (n < s.n && (char_is_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '.')) {
        if (s.p[n] == '.' && n && s.p[n - 1] == '.')
            break;
        n++;
    }
    while (n && !char_is_alnum(s.p[n - 1]))
        n--;
    for (size_t i = 0; i < n; i++)
        dot = s.p[i] == '.' ? i : dot;
    if (span_letter(str_from(s, n)))
        return 0;
    return dot && n - dot > 2 && char_is_alpha(s.p[dot + 1]) ? n : 0;
}

size_t address_mail(str s)
{
    size_t local = span_local(s);
    if (!local || local == s.n || s.p[local] != '@' || !char_is_alnum(*s.p))
        return 0;
    size_t domain = span_domain(str_from(s, local + 1));
    return domain ? local + 1 + domain : 0;
}

size_t address_mail_tried(str s)
{
    return span_local(s);
}

/* Within angle brackets the domain need not be a public one. */
static bool is_mail(str s)
{
    str local, domain;
    if (!str_cut(s, '@', &local, &domain) || !local.n || !domain.n || span_local(local) != local.n)
        return false;
    for (size_t i = 0; i < domain.n; i++)
        if (!char_is_alnum(domain.p[i]) && domain.p[i] != '-' && domain.p[i] != '.')
            return false;
    return char_is_alnum(*domain.p);
}

size_t address_bracketed(str s, bool *mail)
{
    size_t end = s.n > 1 ? 1 + str_span_not(str_from(s, 1), "<> \t\n") : s.n;
    if (end >= s.n || s.p[end] != '>' || end < 3 || !char_is_alnum(s.p[1]))
        return 0;
    str inner = str_between(s, 1, end);
    *mail = is_mail(inner);
    size_t scheme = 0;
    while (scheme < inner.n && (char_is_alnum(inner.p[scheme]) || str_has_char(STR("+.-"), inner.p[scheme])))
        scheme++;
    bool url = scheme > 1 && scheme <= 32 && scheme < inner.n && inner.p[scheme] == ':' && char_is_alpha(*inner.p);
    size_t known = span_scheme(inner);
    if (known && !is_authority(inner, known) && !str_starts(str_from(inner, known), STR("[")))
        return 0;
    return *mail || url ? end + 1 : 0;
}
