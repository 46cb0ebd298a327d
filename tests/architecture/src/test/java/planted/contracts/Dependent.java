package planted.contracts;

/** Violates: contracts depend on the JDK alone. */
public final class Dependent {
    public final planted.workflow.Neighbour neighbour = new planted.workflow.Neighbour();
}
