#include "hexo/glob.h"

enum { STEPS_MAX = 20000 /* of one match */, BRACES_MAX = 8 };

static bool matches(str pattern, str path, bool start, int depth, int *steps);

/* "{a,b}rest": each alternative in turn. */
static bool matches_braces(str pattern, str path, bool start, int depth, int *steps)
{
    size_t end = str_find_char(pattern, '}');
    str alternatives = str_between(pattern, 1, end), one;
    char joined[512];
    for (bool more = true; more;) {
        more = str_cut(alternatives, ',', &one, &alternatives);
        str rest = str_from(pattern, end + 1);
        if (one.n + rest.n >= sizeof joined)
            return false;
        memcpy(joined, one.p, one.n);
        memcpy(joined + one.n, rest.p, rest.n);
        if (matches((str){joined, one.n + rest.n}, path, start, depth + 1, steps))
            return true;
    }
    return false;
}

static bool matches_star(str pattern, str path, bool start, int depth, int *steps)
{
    bool deep = str_starts(pattern, STR("**"));
    str rest = str_from(pattern, deep ? 2 : 1);
    if (deep && str_starts(rest, STR("/")) && matches(str_from(rest, 1), path, start, depth, steps))
        return true;
    for (size_t i = 0; i <= path.n; i++) {
        bool begins = i == 0 ? start : path.p[i - 1] == '/';
        if (matches(rest, str_from(path, i), begins, depth, steps))
            return true;
        if (i < path.n && ((!deep && path.p[i] == '/') || (begins && path.p[i] == '.')))
            return false;
    }
    return false;
}

/* "[abc]rest", "[!a-c]rest" */
static bool matches_class(str pattern, str path, int depth, int *steps)
{
    size_t end = str_find_char(pattern, ']');
    str set = str_between(pattern, 1, end);
    bool negated = str_starts(set, STR("!")) || str_starts(set, STR("^")), in = false;
    if (!path.n || path.p[0] == '/')
        return false;
    for (size_t i = negated; i < set.n; i++) {
        bool range = i + 2 < set.n && set.p[i + 1] == '-';
        in = in || (range ? path.p[0] >= set.p[i] && path.p[0] <= set.p[i + 2] : path.p[0] == set.p[i]);
        i += range ? 2 : 0;
    }
    return in != negated && matches(str_from(pattern, end + 1), str_from(path, 1), false, depth, steps);
}

static bool matches(str pattern, str path, bool start, int depth, int *steps)
{
    for (; pattern.n; pattern = str_from(pattern, 1), path = str_from(path, 1)) {
        char c = pattern.p[0];
        if (++*steps > STEPS_MAX)
            return false;
        if (c == '*')
            return matches_star(pattern, path, start, depth, steps);
        if (c == '{' && str_has_char(pattern, '}') && depth < BRACES_MAX)
            return matches_braces(pattern, path, start, depth, steps);
        if (c == '[' && str_has_char(pattern, ']'))
            return matches_class(pattern, path, depth, steps);
        if (!path.n || (c == '?' ? path.p[0] == '/' : c != path.p[0]))
            return false;
        start = path.p[0] == '/';
    }
    return !path.n;
}

bool glob_any(const struct str_list *patterns, str path)
{
    for (size_t i = 0; i < patterns->count; i++) {
        int steps = 0;
        if (matches(patterns->items[i], path, true, 0, &steps))
            return true;
    }
    return false;
}
