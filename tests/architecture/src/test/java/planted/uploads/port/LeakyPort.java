package planted.uploads.port;

/** Violates: no SDK type inside the hexagon. */
public interface LeakyPort {
    software.amazon.awssdk.regions.Region region();
}
