package planted.workflow;

/** Imported by {@code Meddler}. */
public final class Neighbour {}
