#ifndef NET_ANSWERING_H
#define NET_ANSWERING_H

struct conn;

enum answer_progress {
    ANSWER_SENT,  /* all of it is with the kernel */
    ANSWER_WAITS, /* for the peer, a disk or the next turn of the loop: its task GO_ON or written() follows */
    ANSWER_BROKEN /* the connection, or the file that was being sent */
};

/* Sends header and body of a connection's response, as much as can be sent now. */
enum answer_progress answering_go_on(struct conn *);

#endif
