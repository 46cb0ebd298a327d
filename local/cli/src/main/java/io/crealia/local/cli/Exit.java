package io.crealia.local.cli;

/** Exit codes of {@code ./crealia}, documented in its help. */
final class Exit {
    static final int OK = 0;
    /** The file was refused, its processing failed, or what was to be verified is not whole. */
    static final int NOT_READY = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** This machine lacks something: a port, a tool, a running edition. */
    static final int ENVIRONMENT = 3;

    private Exit() {}
}
