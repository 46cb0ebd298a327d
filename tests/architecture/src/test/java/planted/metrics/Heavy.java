package planted.metrics;

import planted.platform.Favourite;

/** A leaf that is none. */
public final class Heavy {
    private final Class<?> more = Favourite.class;

    @Override
    public String toString() {
        return more.getName();
    }
}
