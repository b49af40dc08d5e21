#ifndef SERVER_CREW_H
#define SERVER_CREW_H

#include "server/back_off.h"
#include "server/channel.h"
#include "server/hang.h"
#include "server/keeper_process.h"
#include "server/worker.h"

#include <poll.h>

/* One worker as the parent knows it. */
struct crew_member {
    pid_t pid; /* 0: none at the moment */
    size_t slot;
    int64_t born; /* clock_monotonic of its start */
    int64_t due;  /* when the next one starts, while there is none */
    struct back_off back_off;
    struct channel channel;
    int its_end;      /* of the channel, the worker's: held here too */
    bool ready;       /* it has said that it accepts connections */
    int64_t ready_at; /* clock_monotonic */
    int64_t beat;     /* the last sign of life that was seen */
    int64_t cpu;      /* milliseconds that it had run by then */
    int64_t cpu_seen; /* milliseconds that it had run at CPU_AT, clock_monotonic */
    int64_t cpu_at;
    bool silent;    /* its loop does not turn */
    bool hangs;     /* and has not for long: it is being ended */
    bool unheard;   /* it has said what no worker says, and is being ended */
    unsigned stale; /* messages */
    bool owed_log;  /* the log was opened anew, and there was no room yet to tell it */
    bool owed_tickets, owed_status, owed_absent;
    int64_t late_at; /* clock_monotonic of when it last said that the keeper is late; 0: never */
};

/* The workers of one generation. */
struct crew {
    struct generation *generation;
    struct shared *shared;
    struct crew_member *members; /* generation->worker_count of them */
    struct keeper_process keeper;
    int tickets;               /* file with the keys that are to be handed out; -1: none */
    struct net_absent absent;  /* who of them does not accept, as the others are told */
    bool trial;                /* does not serve yet: nobody is replaced */
    bool leaving;              /* told to end: nobody is replaced */
    int64_t deadline;          /* when those that are left are killed */
    struct crew *next_leaving; /* in the server's list of crews that end */
};

/* Takes the generation over. Starts all its workers, on trial. ERR_LIMIT, ERR_IO: said on standard error; crew_destroy
 * it. */
enum err crew_create(struct generation *, struct shared *, struct crew **out);
void crew_destroy(struct crew *); /* no worker is left, and no socket open */

bool crew_is_ready(const struct crew *);   /* all accept connections: the trial is passed */
bool crew_has_failed(const struct crew *); /* one has ended in the trial, and no other is still starting */
size_t crew_size(const struct crew *);     /* workers alive; without any the keeper is not needed */

/* Takes in what its workers have said on their channels. */
void crew_hear(struct crew *);
/* The descriptors on which they may say something: writes at most ROOM, returns how many. */
size_t crew_channels(const struct crew *, struct pollfd *, size_t room);
/* Opens the access log anew, with the configuration in force, and hands it to all workers. Where it cannot be opened
 * that is said, and the one before is written. */
void crew_open_log(struct crew *);
/* Takes FILE over, with the keys of tickets in force from here on, and hands it to all workers. */
void crew_change_tickets(struct crew *, int file);
/* Makes the status socket anew where somebody shut it down, and hands it to all workers of this crew and of NEXT, which
 * starts and may share it; NULL: none does. */
void crew_mend_status(struct crew *, struct crew *next);
/* Ends a worker that hangs, if it is time for that. */
void crew_judge(struct crew *, struct hang_watch *);
/* Looks which workers accept; when others do than before, all are to be told (crew_hand_owed). */
void crew_tell_absent(struct crew *);
/* Hands log, tickets, status socket and who is absent to those that had no room for it. True: some still have none. */
bool crew_hand_owed(struct crew *);

/* Asks all to end, by SIGTERM or NET_SUCCEEDED, and kills those that have not after a while (crew_tick). */
void crew_leave(struct crew *, int sign);
void crew_kill(struct crew *);

/* A child of this process has ended with STATUS: true when it was of this crew. */
bool crew_bury(struct crew *, pid_t pid, int status);
/* Starts replacements that are due, kills who outstays. Returns milliseconds until it has something to do again, at
 * most MOST. */
int64_t crew_tick(struct crew *, int64_t most);

#endif
