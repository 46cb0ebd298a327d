package io.crealia.local.observability.dashboard;

/** Text that came from elsewhere, for use in HTML and SVG. */
final class Html {
    private Html() {}

    /** For text and for attributes in double quotes. Control characters, which XML does not have, become spaces. */
    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            var each = text.charAt(i);
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(each < ' ' && each != '\n' ? ' ' : each);
            }
        }
        return safe.toString();
    }
}
