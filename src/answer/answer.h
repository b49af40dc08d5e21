#ifndef ANSWER_ANSWER_H
#define ANSWER_ANSWER_H

#include "base/blob.h"
#include "protocol/finger.h"
#include "protocol/gemini.h"
#include "protocol/gopher.h"
#include "protocol/mime.h"
#include "protocol/nex.h"
#include "protocol/spartan.h"
#include "render/link_others.h"
#include "site/site.h"

/* The client that sent a request. All borrowed for the call. */
struct peer {
    str sni;                  /* as the client sent it, A-label form; empty: none */
    str fingerprint;          /* SHA-256 of the client certificate, 64 hex digits; empty: none was sent */
    bool certificate_expired; /* or not valid yet */
    int port;                 /* the port it came in on */
};

enum body_kind { BODY_NONE, BODY_BLOB, BODY_FILE, BODY_JOB };
enum cache_use { CACHE_NONE, CACHE_HIT, CACHE_MISS };

struct job;
struct capsule;

/* What is noted of a request, in its arena. */
struct asked {
    str path; /* the requested address without a query */
    str host; /* the name of the host that answers; empty: none */
    str page; /* the stem of the page that is sent; empty: it is none, or a hidden one */
};

/*
 * A response to send. STATUS and META are for Gemini and Spartan, each with its own; the others send the body alone.
 * The receiver releases it with response_finish, whatever it did with it.
 */
struct response {
    int status;
    str meta; /* in the arena of the request */
    enum body_kind body;
    struct blob *blob; /* BODY_BLOB: one reference */
    int fd;            /* BODY_FILE: the receiver's to close; read from START to LENGTH, the end of the file */
    uint64_t start, length;
    struct job *job; /* BODY_JOB */
    bool refused;    /* the body says why nothing else is sent: Gopher has no status for that */
    bool dot_stuff;  /* BODY_FILE under strict_rfc1436: CRLF, stuffed dots, final "." */
    enum cache_use cache;
    const struct capsule
        *host; /* the capsule whose content it is; NULL: nobody's. It may be gone once the response is made */
    struct asked asked;
};

void response_finish(struct response *);
/* Sets BLOB as the body; the response owns it from now on. */
void response_set_blob(struct response *, struct blob *);
/* Moves the body of FROM, which has none afterwards. */
void response_move_body(struct response *, struct response *from);
/* Sets the whole file FD as the body; the response owns it from now on. */
void response_set_file(struct response *, int fd, const struct stat *st);
/* The same for a text that begins with MARK bytes of byte order marks, which are not sent. */
void response_set_text(struct response *, int fd, const struct stat *st, unsigned char mark);
/* Fills a response that could not be made, in the manner of its protocol. */
typedef void response_fail(enum err, struct arena *, struct response *);

/* JOB_FILE reads a file that is to be sent unchanged. */
enum job_kind { JOB_PAGE, JOB_SEARCH, JOB_FILE, JOB_KINDS };

/*
 * Work that would block the loop: WORK runs in the thread pool and touches nothing but the job; it returns the number
 * of milliseconds for which nothing can be done yet, and is then called again, or 0. FINISH runs on the loop and fills
 * the response (never with another job); DISCARD frees the job, on the loop, also when it was never run. IS_DONE (may
 * be NULL) is called on the loop before the work begins; true: only FINISH is left to do.
 */
struct job {
    enum job_kind kind;
    int (*work)(struct job *);
    void (*finish)(struct job *, struct arena *, struct response *);
    void (*discard)(struct job *);
    bool (*is_done)(struct job *);
    size_t behind; /* how many of its kind wait for it; set before the work begins */
};

/* Where a capsule is on the web, for an export to there. All borrowed. */
struct web_options {
    str base_url;       /* "https://example.org/blog", without a slash at its end */
    str base_path;      /* the path of it: "/blog", or nothing */
    str gemini, gopher; /* the same capsule there, "gemini://example.org"; empty: it is not there, or nobody knows */
    str style;          /* address of the author's style sheet, "/assets/own.css"; empty: there is none */
    bool alone;         /* nothing of the capsule is on the web but this */
};

/* One capsule in one worker: its current site, its folder handle and its cache. Used from one thread. */
struct capsule_options {
    str name; /* host, A-label form */
    const str *aliases;
    size_t alias_count;
    bool any_name; /* answers to every name that is no other host's */
    int root;      /* folder handle; borrowed; -1: the folder cannot be opened now, and there is no site */
    bool any_port;
    int gemini_port, gopher_port; /* bound; 0: off */
    int public_gemini_port, public_gopher_port;
    struct link_others others;
    int gopher_width;
    struct answer_memory *memory; /* answer/memory.h; shared by all capsules of a worker, outlives them; NULL: the
                                     capsule makes its own */
    size_t cache_bytes;           /* of its own memory */
    const struct mime_table *mime;
    struct site_options site;
    const struct str_list
        *visitors; /* the visitors who may see each of SITE.unlisted: fingerprints of 64 hex digits, or "any" */
    const struct web_options *web; /* NULL: it is not on the web */
    struct str_list editors;       /* fingerprints of those who see drafts that are hidden from others */
};

/*
 * Takes its own reference to the site. NULL: _config.yml has an error, and until capsule_replace every request is
 * refused.
 */
struct capsule *capsule_create(const struct capsule_options *, const struct site *);
void capsule_destroy(struct capsule *);
void capsule_replace(struct capsule *,
                     const struct site *);               /* the next snapshot; cached pages of unchanged files stay */
const struct site *capsule_site(const struct capsule *); /* borrowed; NULL: none yet */
const struct capsule_options *capsule_options(const struct capsule *);

/* All capsules of a server. */
struct hosts {
    struct capsule *const *capsules;
    size_t count;
    struct capsule *fallback; /* default_host: for Gopher without TLS, Finger and Nex, and clients without SNI */
};

/*
 * Total: these functions always fill the response; an error is a response. Everything in it lives in the arena or is
 * owned by the response. hosts_gemini chooses the capsule (53 for a foreign host, scheme or port; G4, G5, G11),
 * gemini_answer answers.
 */
void hosts_gemini(const struct hosts *, const struct gemini_request *, const struct peer *, struct arena *,
                  struct response *);
void gemini_answer(struct capsule *, const struct gemini_request *, const struct peer *, struct arena *,
                   struct response *);
/* SNI, the name in the hello of one who reads Gopher over TLS, chooses the capsule; empty or unknown: the fallback. */
void hosts_gopher(const struct hosts *, const struct gopher_request *, str sni, struct arena *, struct response *);
void gopher_answer(struct capsule *, const struct gopher_request *, struct arena *, struct response *);

/*
 * What a file of an export to the web holds, for PATH (percent-encoded): pages and lists as HTML, feeds, files. An
 * address that leads to another is a page that sends browsers there, or a copy of the feed. REFUSED: there is nothing
 * to write.
 */
void web_answer(struct capsule *, str path, struct arena *, struct response *);

/* Spartan, Finger and Nex see what nobody needs a certificate for. */
void hosts_spartan(const struct hosts *, const struct spartan_request *, struct arena *, struct response *);
void spartan_answer(struct capsule *, const struct spartan_request *, struct arena *, struct response *);
void finger_answer(struct capsule *, const struct finger_request *, struct arena *, struct response *);
void nex_answer(struct capsule *, const struct nex_request *, struct arena *, struct response *);

/* Fill the response for a request that cannot be read, or when too many come. */
void gemini_refuse(int status, struct arena *, struct response *);
void gopher_refuse(str words, struct arena *, struct response *);
void spartan_refuse(int status, str words, struct response *);
void line_refuse(str words, struct response *); /* on Finger and Nex: one line of text */

#endif
