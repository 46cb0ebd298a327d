package planted.uploads;

import io.crealia.platform.http.HttpEdge;
import java.util.List;

/** An edge without rates. */
final class UnguardedHandler {
    final HttpEdge edge = new HttpEdge(List.of(), null, null);
}
