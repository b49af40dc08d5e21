#ifndef ANSWER_FOLDER_LIST_H
#define ANSWER_FOLDER_LIST_H

#include "render/menu.h"

/*
 * Writes the content of FOLDER ("pictures/2024", no slashes at the ends), each entry with its date and its size: in
 * columns on Gopher, after the name on Gemini, where a date in front would make it a gemsub entry.
 */
void folder_list_put(struct menu *, const struct site *, str folder);

#endif
