package dev.sealwatch.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame around every page; they are in {@code messages/layout*.properties}. */
@MessageBundle("layout")
interface LayoutMessages {

    @Message
    String skip();

    @Message
    String sections();

    @Message
    String overview();

    @Message
    String detection();

    @Message
    String rules();

    @Message
    String channels();

    @Message
    String sources();

    @Message
    String integrity();

    @Message
    String users();

    @Message
    String preferences();

    @Message
    String themeAuto();

    @Message
    String themeLight();

    @Message
    String themeDark();

    @Message
    String shortcutsOn();

    @Message
    String shortcutsOff();

    @Message
    String signIn();

    @Message
    String signOut();

    @Message
    String username();

    @Message
    String password();

    @Message
    String wrongCredentials();

    @Message
    String tooManyAttempts();

    @Message
    String denied();

    @Message
    String deniedText();

    @Message
    String allTimes(String zone);

    @Message
    String shortcuts();

    @Message
    String keyRows();

    @Message
    String keyOpen();

    @Message
    String keySelect();

    @Message
    String keyRange();

    @Message
    String keyAcknowledge();

    @Message
    String keyResolve();

    @Message
    String keySearch();

    @Message
    String keyTime();

    @Message
    String keyTabs();

    @Message
    String keyHelp();

    @Message
    String closeKeys();

    @Message
    String token();

    @Message
    String tokenHint(String issuer);

    @Message
    String wrongToken();

    @Message
    String longToken();

    @Message
    String keyFilter();

    @Message
    String keyCopy();

    @Message
    String keyMoment();

    @Message
    String notifications();

    @Message
    String away();

    @Message
    String refused();

    @Message
    String again();

    @Message
    String dismiss();
}
