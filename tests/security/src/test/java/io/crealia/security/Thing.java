package io.crealia.security;

/** What the id in a route's path or body names. */
enum Thing {
    /** There is no id. */
    NONE(""),
    /** An upload in one request that waits for its bytes. */
    UPLOAD("upl_"),
    /** An upload in parts that waits for its bytes. */
    MULTIPART("upl_"),
    /** An asset that is ready, plays and has captions in English. */
    ASSET("ast_"),
    /** The run that made that asset. */
    RUN("wfl_"),
    /** The erasure of another asset. */
    ERASURE("era_"),
    /** An export of what is kept of the owner. */
    EXPORT("exp_"),
    /** A webhook endpoint. */
    ENDPOINT("whk_"),
    /** A delivery to that endpoint, which took it. */
    DELIVERY("dlv_");

    private static final String NOBODYS = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private final String prefix;

    Thing(String prefix) {
        this.prefix = prefix;
    }

    /** An id that is in form and names nothing. */
    String missing() {
        return prefix + NOBODYS;
    }
}
