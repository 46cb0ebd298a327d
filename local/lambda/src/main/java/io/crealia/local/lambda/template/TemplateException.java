package io.crealia.local.lambda.template;

/** A mistake in the template. The message names the file, the logical id and the property, and says what was expected. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateException(String file, String where, String problem) {
        super(file + ": " + where + ": " + problem);
    }

    TemplateException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
