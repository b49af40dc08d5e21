#ifndef ANSWER_FOLDER_LIST_H
#define ANSWER_FOLDER_LIST_H

#include "render/menu.h"

/* What is in FOLDER ("pictures/2024", no slashes at the ends), each with its day and its size: in columns on Gopher,
 * behind the name on Gemini, where a day in front would make a gemsub entry of it. */
void folder_list_put(struct menu *, const struct site *, str folder);

#endif
