package dev.sealwatch.security;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of users and tokens; they are in {@code messages/users*.properties}. */
@MessageBundle("users")
interface UserMessages {

    @Message
    String users();

    @Message
    String tokens();

    @Message
    String name();

    @Message
    String permissions();

    @Message
    String created();

    @Message
    String addUser();

    @Message
    String addToken();

    @Message
    String changeUser();

    @Message
    String deleteUser();

    @Message
    String deleteText();

    @Message
    String password();

    @Message
    String newPassword();

    @Message
    String keepPassword();

    @Message
    String passwordHint();

    @Message
    String nameWrong();

    @Message
    String passwordWrong();

    @Message
    String permissionsWrong();

    @Message
    String daysWrong();

    @Message
    String taken();

    @Message
    String grant();

    @Message
    String last();

    @Message
    String userAdded(String name);

    @Message
    String userChanged(String name);

    @Message
    String userDeleted(String name);

    @Message
    String tokenRevoked(String name);

    @Message
    String days();

    @Message
    String daysHint();

    @Message
    String expires();

    @Message
    String lastUsed();

    @Message
    String createdBy();

    @Message
    String revoked();

    @Message
    String expired();

    @Message
    String counts();

    @Message
    String revoke();

    @Message
    String revokeText(String name);

    @Message
    String tokenMade();

    @Message
    String shownOnce();

    @Message
    String tryIt();

    @Message
    String toOverview();

    @Message
    String viewOnly();

    @Message
    String noTokens();

    @Message
    String ingestText();

    @Message
    String viewText();

    @Message
    String manageText();

    @Message
    String change();
}
