#include "jekyll/jekyll.h"

#include "jekyll/body.h"
#include "jekyll/collection_name.h"
#include "jekyll/collection_order.h"
#include "jekyll/collections.h"
#include "jekyll/data_folder.h"
#include "jekyll/feed_id.h"
#include "jekyll/file_address.h"
#include "jekyll/folders.h"
#include "jekyll/lint.h"
#include "jekyll/our_address.h"
#include "jekyll/page_read.h"
#include "jekyll/place.h"
#include "jekyll/post_name.h"
#include "jekyll/settings.h"
#include "jekyll/withdrawal.h"
#include "jekyll/write_order.h"

static void read_ground(int root, const struct site_options *options, struct settings *settings, struct arena *arena,
                        struct diag *diag)
{
    struct jekyll *own = settings->own;
    own->data = site_data_read(root, options, own->data_dir, arena, diag);
    own->collections = site_collections_read(root, options, settings, arena, diag);
}

/* Liquid loops over the documents of a collection. */
static bool is_shared(const struct settings *settings, str path)
{
    struct collection_name collection;
    return folders_is_shared(settings, path) || collection_of_path(settings, path, &collection);
}

const struct generator jekyll = {
    .name = STR_INIT("Jekyll"),
    .first_post = "posts belong in its folder _posts; splashdown new \"Title\" begins one",
    .read_settings = settings_read,
    .read_ground = read_ground,
    .place_of = place_of,
    .is_ground = place_is_ground,
    .is_shared = is_shared,
    .is_theme = place_is_theme,
    .includes = settings_includes,
    .judge = page_judge,
    .read_page = page_read,
    .read_alone = page_read_alone,
    .front_matter_marks_templates = true,
    .read_body = body_read,
    .is_later = write_order_is_later,
    .short_name = post_name_short,
    .long_name = post_name_long,
    .find_post = post_name_find,
    .file_addresses = file_addresses_of_jekyll,
    .feed_id = feed_id,
    .our_address = our_address_of_jekyll,
    .sort_documents = collection_order,
    .withdraws = template_withdraws,
    .lint_absent = lint_absent,
    .lint_page = lint_page,
    .lint_site = lint_site,
};
