#include "hugo/shortcode_embedded.h"

#include "hugo/shortcode_link.h"

bool shortcode_embedded_put(struct buf *out, const struct shortcode_tag *tag, struct arena *arena)
{
    static const struct {
        const char *name, *label, *base;
    } known[] = {{"youtube", "YouTube", "https://www.youtube.com/watch?v="},
                 {"vimeo", "Vimeo", "https://vimeo.com/"},
                 {"instagram", "Instagram", "https://www.instagram.com/p/"},
                 {"gist", "Gist", "https://gist.github.com/"}};
    static const char *const id[] = {"id"}, *const user[] = {"user"}, *const titles[] = {"title"};
    str title = shortcode_argument(tag, titles, 1, false);
    str first = shortcode_argument(tag, id, 1, true);
    bool tweet = str_eq(tag->name, STR("tweet")) || str_eq(tag->name, STR("x"));
    str who = shortcode_argument(tag, user, 1, false);
    if (tweet && first.n)
        shortcode_link_put(out, false, who.n ? who : tag->name,
                           ARENA_CONCAT(arena, STR("https://x.com/"), who.n ? who : STR("i"), STR("/status/"), first));
    for (size_t i = 0; first.n && i < sizeof known / sizeof *known; i++)
        if (str_eq(tag->name, str_of(known[i].name))) {
            bool gist = i == 3 && tag->count > 1;
            shortcode_link_put(out, false, title.n ? title : str_of(known[i].label),
                               ARENA_CONCAT(arena, str_of(known[i].base), first, gist ? STR("/") : STR(""),
                                            gist ? tag->arguments[1].value : STR("")));
            return true;
        }
    return tweet;
}
