#ifndef RENDER_LINK_OTHERS_H
#define RENDER_LINK_OTHERS_H

/* The public ports of further networks on which the same pages are; 0: not there. */
struct link_others {
    int spartan, finger, nex;
};

#endif
