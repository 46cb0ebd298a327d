package planted.uploads;

/** Violates: features do not import each other; one codec; logging through the allow-list. */
public final class Meddler {
    public final planted.workflow.Neighbour neighbour = new planted.workflow.Neighbour();
    public final com.fasterxml.jackson.databind.ObjectMapper mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    public final org.slf4j.Logger logger = org.slf4j.LoggerFactory.getLogger("planted");
}
