package planted.platform;

/** Violates: the platform knows no feature. */
public final class Favourite {
    public final planted.workflow.Neighbour neighbour = new planted.workflow.Neighbour();
}
