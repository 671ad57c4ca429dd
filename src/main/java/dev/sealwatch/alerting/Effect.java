package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Telling.Event;

/** What a decision does to alerts. @param alert that it changes, or null. @param told what people are told, or null */
record Effect(Act act, Long alert, Event told) {

    static final Effect NONE = new Effect(Act.NOTHING, null, null);

    /** What may be done. */
    enum Act {
        NOTHING,
        RAISE,
        FOLD,
        SUPPRESS
    }
}
