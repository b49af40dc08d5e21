#include "jekyll/script_name.h"

bool script_name_is(str path)
{
    static const str extensions[] = {STR_INIT(".cgi"), STR_INIT(".fcgi"), STR_INIT(".dcgi")};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (str_ends_nocase(path, extensions[i]))
            return true;
    for (str segment; path.n;) {
        str_cut(path, '/', &segment, &path);
        if (str_eq_nocase(segment, STR("cgi-bin")))
            return true;
    }
    return false;
}
