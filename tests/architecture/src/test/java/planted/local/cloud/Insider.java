package planted.local.cloud;

/** Violates: the embedded cloud knows no functions. */
public final class Insider {
    public final planted.workflow.Neighbour neighbour = new planted.workflow.Neighbour();
}
