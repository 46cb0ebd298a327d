package io.crealia.ai.usecase;

/** What an earlier step made is not there: the asset is being erased, or its objects were lost. Asking again does not help. */
final class MissingInputException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MissingInputException(String what) {
        super(what);
    }
}
