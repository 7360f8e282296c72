package io.saddlebag;

import java.util.List;

/** The keys of what is sent to the admins. */
final class MailKeys {

    static final String HOST = "mail.host";
    static final String PORT = "mail.port";
    static final String SECURITY = "mail.security";
    static final String USERNAME = "mail.username";
    static final String PASSWORD = "mail.password";
    static final String FROM = "mail.from";
    static final String TO = "mail.to";
    static final String TIMEOUT = "mail.timeout";
    static final String CERTIFICATE = "mail.certificate";

    /** All that concern mail. */
    static final List<String> MAIL = List.of(HOST, PORT, SECURITY, USERNAME, PASSWORD, FROM, TO, TIMEOUT, CERTIFICATE);

    /** Concerns all ways of sending. */
    static final String RETRY = "alert.retry";

    /** A key of every job. */
    static final String HEARTBEAT = "heartbeat";

    private MailKeys() {}
}
