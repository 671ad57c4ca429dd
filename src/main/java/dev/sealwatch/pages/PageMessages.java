package dev.sealwatch.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words that every page shares; they are in {@code messages/page*.properties}. */
@MessageBundle("page")
interface PageMessages {

    @Message
    String refresh();

    @Message
    String exportCsv();

    @Message
    String close();

    @Message
    String filter();

    @Message
    String all();

    @Message
    String clear();

    @Message
    String nothingMatches();

    @Message
    String nextPage();

    @Message
    String firstPage();

    @Message
    String dataThrough(String time);

    @Message
    String paused();

    @Message
    String select();

    @Message
    String actions();

    @Message
    String status();

    @Message
    String onlyThis(String what);

    @Message
    String without(String what);

    @Message
    String user();

    @Message
    String address();

    @Message
    String save();

    @Message
    String remove();

    @Message
    String add();

    @Message
    String contributions(int count);

    @Message
    String othersAddNothing(String count);

    @Message
    String more(String count);

    @Message
    String detectionStale(String ago);

    @Message
    String detectionNever();

    @Message
    String detectionWell(long well, int all, String ago);

    @Message
    String tabs();

    @Message
    String title();

    @Message
    String active();

    @Message
    String acknowledged();

    @Message
    String resolved();

    @Message
    String chosen(String count);

    @Message
    String news(String count);

    @Message
    String old();

    @Message
    String selectPage();
}
