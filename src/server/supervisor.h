#ifndef SERVER_SUPERVISOR_H
#define SERVER_SUPERVISOR_H

#include "server/backoff.h"
#include "server/channel.h"
#include "server/keeper_process.h"
#include "server/watchdog.h"
#include "server/worker.h"

#include <poll.h>

/* One worker, as the parent knows it. */
struct supervised {
    pid_t pid; /* 0: there is none at present */
    size_t slot;
    int64_t born; /* clock_monotonic of its start */
    int64_t due;  /* when the next one starts, if there is none */
    struct backoff backoff;
    struct channel channel;
    int its_end;      /* the worker's end of the channel: held here too */
    bool ready;       /* it has reported that it accepts connections */
    int64_t ready_at; /* clock_monotonic */
    int64_t beat;     /* the last sign of life that the parent saw */
    int64_t cpu;      /* milliseconds of CPU time that it had used by then */
    int64_t cpu_seen; /* milliseconds of CPU time that it had used at CPU_AT, clock_monotonic */
    int64_t cpu_at;
    bool silent;    /* its loop does not turn */
    bool hangs;     /* its loop has not turned for long: it is being ended */
    bool unheard;   /* it has sent a message that no worker sends, and is being ended */
    unsigned stale; /* messages */
    bool owed_log;  /* the log was opened anew, but there was no room yet for the message */
    bool owed_tickets, owed_status, owed_absent;
    int64_t late_at; /* clock_monotonic of its last report that the keeper is late; 0: never */
};

/* The supervisor of the workers of one generation: starts, judges, replaces and ends them. */
struct supervisor {
    struct generation *generation;
    struct shared *shared;
    struct supervised *members; /* generation->worker_count of them */
    struct keeper_process keeper;
    int tickets;                     /* file with the keys that are to be handed out; -1: none */
    struct net_absent absent;        /* the workers that do not accept, as the others were told */
    bool trial;                      /* does not serve yet: no worker is replaced */
    bool leaving;                    /* told to end: no worker is replaced */
    int64_t deadline;                /* when the remaining workers are killed */
    struct supervisor *next_leaving; /* in the server's list of supervisors whose workers are ending */
};

/*
 * Takes the generation over and starts all its workers, on trial. ERR_LIMIT, ERR_IO: reported on standard error;
 * supervisor_destroy must still be called.
 */
enum err supervisor_create(struct generation *, struct shared *, struct supervisor **out);
void supervisor_destroy(struct supervisor *); /* no worker is left, and no socket open */

bool supervisor_is_ready(const struct supervisor *);   /* all accept connections: the trial is passed */
bool supervisor_has_failed(const struct supervisor *); /* one has ended in the trial, and no other is still starting */
size_t supervisor_size(const struct supervisor *);     /* workers alive; without any the keeper is not needed */

/* Takes in the messages that its workers have sent on their channels. */
void supervisor_hear(struct supervisor *);
/* The descriptors on which messages may arrive: writes at most ROOM, returns how many. */
size_t supervisor_channels(const struct supervisor *, struct pollfd *, size_t room);
/*
 * Opens the access log anew, by the configuration in force, and hands it to all workers. When it cannot be opened, that
 * is reported, and the one before stays in use.
 */
void supervisor_open_log(struct supervisor *);
/* Takes FILE over, which has the ticket keys in force from now on, and hands it to all workers. */
void supervisor_change_tickets(struct supervisor *, int file);
/*
 * Makes the status socket anew when it was shut down, and hands it to all its workers and those of NEXT, which is
 * starting and may share it; NULL: there is none.
 */
void supervisor_mend_status(struct supervisor *, struct supervisor *next);
/* Ends a worker that hangs, if it is time for that. */
void supervisor_judge(struct supervisor *, struct watchdog *);
/* Checks which workers accept; when that has changed, all are to be told (supervisor_hand_owed). */
void supervisor_tell_absent(struct supervisor *);
/*
 * Hands log, tickets, status socket and the absent workers to those that had no room for the message. True: some still
 * have none.
 */
bool supervisor_hand_owed(struct supervisor *);

/* Asks all to end, by SIGTERM or NET_SUCCEEDED, and kills those that have not ended after a while (supervisor_tick). */
void supervisor_leave(struct supervisor *, int sign);
void supervisor_kill(struct supervisor *);

/* A child of this process has ended with STATUS: true when it was one of these. */
bool supervisor_bury(struct supervisor *, pid_t pid, int status);
/*
 * Starts replacements that are due, and kills workers that have had their time. Returns the milliseconds until there is
 * something to do again, at most MOST.
 */
int64_t supervisor_tick(struct supervisor *, int64_t most);

#endif
