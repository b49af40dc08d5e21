#include "site/place.h"

#include "site/generator.h"

bool place_of_path(const struct settings *settings, bool drafts, str path, bool is_folder, enum place *place,
                   struct arena *scratch)
{
    *place = PLACE_SITE;
    for (size_t begin = 0; begin < path.n;) {
        size_t n = str_find_char(str_from(path, begin), '/');
        size_t end = n == STR_NONE ? path.n : begin + n;
        if (!settings->generator->place_of(settings, drafts, str_first(path, end), str_between(path, begin, end),
                                           end < path.n || is_folder, place, scratch))
            return false;
        begin = end + 1;
    }
    return true;
}
