package planted.local.lambda;

/** Violates: the local Lambda service knows no functions. */
public final class Insider {
    public final planted.workflow.Neighbour neighbour = new planted.workflow.Neighbour();
}
