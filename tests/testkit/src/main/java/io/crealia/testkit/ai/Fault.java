package io.crealia.testkit.ai;

/** What can be wrong with an answer of a provider. */
public enum Fault {
    /** An answer as it should be. */
    NONE(Where.BOTH),

    STATUS_302(Where.BOTH), STATUS_400(Where.BOTH), STATUS_401(Where.BOTH), STATUS_403(Where.BOTH), STATUS_404(
            Where.BOTH), STATUS_408(Where.BOTH), STATUS_409(Where.BOTH), STATUS_413(Where.BOTH), STATUS_422(
                    Where.BOTH), STATUS_425(Where.BOTH), STATUS_429(Where.BOTH), STATUS_500(Where.BOTH), STATUS_502(
                            Where.BOTH), STATUS_503(Where.BOTH), STATUS_504(Where.BOTH), STATUS_529(Where.BOTH),
    /** 429 with {@code Retry-After: 7}. */
    RETRY_AFTER_SECONDS(Where.BOTH),
    /** 503 with the HTTP date 2026-03-01 12:00:09, nine seconds after the start of a movable clock. */
    RETRY_AFTER_DATE(Where.BOTH),
    /** 429 with {@code Retry-After: 86400}. */
    RETRY_AFTER_A_DAY(Where.BOTH),

    /** Takes the request and says nothing. */
    SILENCE(Where.BOTH),
    /** A pause of ten seconds, then one byte, thirty times, then silence; see {@link FaultyProvider#onPause}. */
    TRICKLE(Where.BOTH), RESET_BEFORE_ANSWER(Where.BOTH), RESET_MID_BODY(Where.BOTH),

    TRUNCATED_JSON(Where.BOTH), HUGE_JSON(Where.BOTH), HTML_WITH_200(Where.BOTH), EMPTY_BODY(Where.BOTH), INVALID_UTF8(
            Where.BOTH), EMPTY_OBJECT(Where.BOTH), WRONG_TYPES(Where.BOTH), DEEP_NESTING(Where.BOTH),

    /** The right answer in a Markdown code block. */
    MARKDOWN_FENCES(Where.CHAT), EMPTY_CONTENT(Where.CHAT), NULL_CONTENT(Where.CHAT), REFUSAL(
            Where.CHAT), CONTENT_FILTER(Where.CHAT), CUT_AT_LENGTH(Where.CHAT), PROSE(Where.CHAT), WRONG_SCHEMA(
                    Where.CHAT), MISSING_FIELDS(Where.CHAT), NULL_FIELDS(Where.CHAT), ABSURD_USAGE(Where.CHAT),
    /** The model does what a transcript told it and gives its instructions away. */
    OBEYED_TRANSCRIPT(Where.CHAT),
    /** The right form, and hostile text in each of its fields. */
    SCRIPT_TAGS(Where.CHAT), RTL_OVERRIDE(Where.CHAT), CONTROL_CHARACTERS(Where.CHAT), LONG_TEXT(Where.CHAT), ADDRESSES(
            Where.CHAT), MARKDOWN_LINKS(Where.CHAT), MONGO_OPERATORS(Where.CHAT), PATH_TRAVERSAL(Where.CHAT),

    /** Markup, overrides and control characters within words: what is left of them is plain. */
    HOSTILE_WORDS(Where.SPEECH), TIMES_GO_BACK(Where.SPEECH), TIMES_OUTSIDE(Where.SPEECH), TIMES_ARE_TEXT(
            Where.SPEECH), TOO_MANY_WORDS(Where.SPEECH), ENDLESS_WORD(Where.SPEECH);

    private enum Where {
        CHAT, SPEECH, BOTH
    }

    private final Where where;

    Fault(Where where) {
        this.where = where;
    }

    public boolean ofChat() {
        return where != Where.SPEECH;
    }

    public boolean ofSpeech() {
        return where != Where.CHAT;
    }
}
