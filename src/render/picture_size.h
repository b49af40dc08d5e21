#ifndef RENDER_PICTURE_SIZE_H
#define RENDER_PICTURE_SIZE_H

#include "base/str.h"

struct picture_size {
    int width, height; /* pixels */
};

struct site;
struct site_file;

/* Who knows the sizes of the capsule's pictures. READ: false, FILE is no picture, or cannot be read. */
struct picture_sizer {
    bool (*read)(const struct picture_sizer *, const struct site_file *, struct picture_size *);
    const struct site *site;
    int root; /* folder handle of the capsule */
};

/* The size that HEAD, the beginning of a PNG, GIF, JPEG or WebP, names. False: it is none of these, or is cut. */
bool picture_size_read(str head, struct picture_size *);

#endif
