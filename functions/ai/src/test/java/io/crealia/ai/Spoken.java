package io.crealia.ai;

import io.crealia.timedtext.Transcript;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.List;

/** Speech for tests, told sentence by sentence. */
public final class Spoken {
    private final List<Word> words = new ArrayList<>();
    private long at;

    public Spoken pause(long ms) {
        at += ms;
        return this;
    }

    /** Every word takes as long as the others; they follow each other without a gap. */
    public Spoken say(String text, long msPerWord) {
        for (var word : text.split(" ")) {
            words.add(new Word(word, at, at + msPerWord, 1, false));
            at += msPerWord;
        }
        return this;
    }

    public Spoken word(String text, long startMs, long endMs) {
        words.add(new Word(text, startMs, endMs, 1, false));
        at = Math.max(at, endMs);
        return this;
    }

    /** The end of what was said so far. */
    public long at() {
        return at;
    }

    public Transcript transcript(String language) {
        return new Transcript(language, Transcript.SCRIPT, words);
    }

    public Transcript transcript() {
        return transcript("en");
    }

    /**
     * Some minutes about coffee: paced, with pauses, and with a part that is fast and about its subject.
     */
    public static Spoken coffee() {
        return new Spoken().pause(500).say("Hello and welcome to my kitchen.", 400).pause(900)
                .say("Today I want to show you how to make good coffee at home without a machine.", 380).pause(300)
                .say("Most people buy ground coffee and wonder why it tastes of nothing.", 360).pause(1200)
                .say("Grind your coffee beans right before you brew, because ground coffee loses its taste in minutes.",
                        260)
                .pause(200).say("Hot water pulls taste out of coffee, so the water must not boil.", 250).pause(250)
                .say("Fine coffee needs less time in the water, coarse coffee needs more time.", 240).pause(1500)
                .say("My neighbour came by yesterday.", 500).pause(1100)
                .say("He talked about his holiday for a very long time and I could not get him out of the door.", 430)
                .pause(2500).say("Anyway.", 600).pause(1000)
                .say("Weigh sixty grams of coffee for one litre of water, and pour the water slowly in circles.", 300)
                .pause(200).say("Wait for four minutes, and the coffee is ready.", 330).pause(900)
                .say("Try it tomorrow morning and tell me how it went.", 380).pause(700)
                .say("Thank you for watching and see you next week.", 390);
    }
}
