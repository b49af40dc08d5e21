#ifndef BASE_BENEATH_COMPONENT_H
#define BASE_BENEATH_COMPONENT_H

/*
 * Opens PATH below ROOT one component after the other, for systems whose kernel cannot keep a path inside a folder; it
 * changes PATH. -1: errno has the reason, EXDEV for a path that leads out and ELOOP for a link.
 */
int beneath_component_open(int root, char *path, int flags);

#endif
