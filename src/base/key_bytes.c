#include "base/key_bytes.h"

#include <string.h>

enum { LABEL_MAX = 48, BODY_MIN = 24, TEXT_LOOK = 4096 };

/* Programs quote the line in a string, without a key after it: there, a body is required. */
static bool has_body(str s)
{
    while (s.n) {
        if (char_is_space(s.p[0]) || str_has_char(STR("\"',"), s.p[0]))
            s = str_from(s, 1);
        else if (s.n > 1 && s.p[0] == '\\' && (s.p[1] == 'n' || s.p[1] == 'r'))
            s = str_from(s, 2);
        else
            break;
    }
    size_t n = 0;
    while (n < s.n && n < BODY_MIN && (char_is_alnum(s.p[n]) || s.p[n] == '+' || s.p[n] == '/' || s.p[n] == '='))
        n++;
    return n == BODY_MIN;
}

static bool is_label(str label)
{
    static const str kinds[] = {STR_INIT("PRIVATE KEY"), STR_INIT("SECRET KEY")};
    label = str_trim(label);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t at = str_find(label, kinds[i]);
        str rest = at == STR_NONE ? STR("-") : str_from(label, at + kinds[i].n);
        if (!rest.n || str_eq(rest, STR(" BLOCK")))
            return true;
    }
    return false;
}

/* "-----BEGIN RSA PRIVATE KEY-----", of which S is the part after "BEGIN "; ssh.com has four hyphens and a space. */
static bool begins_key(str s, bool line_begins)
{
    size_t n = 0;
    while (n < s.n && n < LABEL_MAX && s.p[n] != '-' && s.p[n] != '\n')
        n++;
    str rest = str_from(s, n);
    if (!is_label(str_first(s, n)) || !str_starts(rest, STR("----")))
        return false;
    rest = str_from(rest, str_span(rest, "-"));
    str line = str_first(rest, str_span_not(rest, "\r\n"));
    return (line_begins && !str_trim(line).n) || has_body(rest);
}

static bool has_pem(str text)
{
    for (size_t from = 0, at; (at = str_find(str_from(text, from), STR("BEGIN "))) != STR_NONE; from += 1) {
        from += at;
        size_t hyphens = from;
        while (hyphens > 0 && (text.p[hyphens - 1] == '-' || (hyphens == from && text.p[hyphens - 1] == ' ')))
            hyphens--;
        bool armour = from - hyphens >= 4;
        size_t line = hyphens;
        while (line > 0 && (text.p[line - 1] == ' ' || text.p[line - 1] == '\t'))
            line--;
        bool begins = line == 0 || text.p[line - 1] == '\n' || text.p[line - 1] == '\r';
        if (armour && begins_key(str_from(text, from + STR("BEGIN ").n), begins))
            return true;
    }
    return false;
}

/* Kinds of keys that begin a line with words of their own. */
static bool has_line(str text)
{
    static const str lines[] = {STR_INIT("PuTTY-User-Key-File-"), STR_INIT("AGE-SECRET-KEY-1"),
                                STR_INIT("untrusted comment: minisign encrypted secret key"),
                                STR_INIT("untrusted comment: signify secret key")};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (size_t from = 0, at; (at = str_find(str_from(text, from), lines[i])) != STR_NONE; from += 1) {
            from += at;
            if (from == 0 || text.p[from - 1] == '\n' || text.p[from - 1] == '\r')
                return true;
        }
    }
    return false;
}

static bool is_text(str head)
{
    return memchr(head.p, 0, head.n < TEXT_LOOK ? head.n : TEXT_LOOK) == NULL;
}

static bool is_wide(str head)
{
    return str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF"));
}

/* UTF-16, as far as it is ASCII: every second byte. */
static bool has_wide_pem(str head)
{
    static const size_t most = KEY_BYTES_HEAD / 2;
    char narrow[KEY_BYTES_HEAD / 2];
    size_t first = head.p[0] == '\xFF' ? 0 : 1, n = 0;
    for (size_t i = 2 + first; i < head.n && n < most; i += 2)
        narrow[n++] = head.p[i];
    str text = {narrow, n};
    return has_pem(text) || has_line(text);
}

bool key_bytes_found(str head)
{
    if (!head.n)
        return false;
    if (is_wide(head))
        return has_wide_pem(head);
    if (key_der_found(head) || key_packet_found(head) || str_starts(head, STR("openssh-key-v1")))
        return true;
    if (!is_text(head))
        return false;
    str text = str_starts(head, STR("\xEF\xBB\xBF")) ? str_from(head, 3) : head;
    return has_pem(text) || has_line(text);
}

bool key_bytes_need_more(str first)
{
    return first.n && (is_wide(first) || first.p[0] == '\x30' || is_text(first));
}
