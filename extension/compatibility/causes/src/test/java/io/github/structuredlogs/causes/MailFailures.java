package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Postfix and Dovecot. */
final class MailFailures {

    private static final String[] MAIL = {
        "EHLO test",
        "MAIL FROM:<shop@acme.test>",
        "RCPT TO:<ada@acme.test>",
        "DATA",
        "Subject: Hello",
        "",
        "Hello",
        ".",
        "QUIT"
    };

    private MailFailures() {}

    private static Box postfix(String settings) {
        return Box.server("exec sh start.sh " + settings)
                .with("postfix")
                .ready(".*daemon started.*")
                .withExposedPorts(25);
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "unused parameter: mydestinations", said = Cause.Said.AT_START)
    static class ParameterMisspelt {

        @Container
        static final Box MAIL_SERVER = postfix(planted("mydestinations", "mydestination") + "=acme.test");

        @Test
        void takesAMail() {
            assertThat(MAIL_SERVER.talk(MAIL)).contains("queued as");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Name service error for name=relais.acme.test")
    static class HostOfARelay {

        @Container
        static final Box MAIL_SERVER = postfix(planted(
                "mydestination= relay_domains=acme.test relayhost=[relais.acme.test]", "mydestination=acme.test"));

        @Test
        void deliversAMail() {
            MAIL_SERVER.sh(
                    "adduser --disabled-password --gecos '' ada; touch /var/mail/ada; chown ada:mail /var/mail/ada");
            assertThat(MAIL_SERVER.talk(MAIL)).contains("queued as");

            await().atMost(Duration.ofSeconds(6))
                    .untilAsserted(() ->
                            assertThat(MAIL_SERVER.sh("cat /var/mail/ada")).contains("Subject: Hello"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Permission denied (euid=8(mail)")
    static class MailboxOfSomebodyElse {

        @Container
        static final Box IMAP = Box.server("mkdir -p /mail && chown " + planted("root", "mail")
                        + " /mail && exec dovecot -F -c /app/dovecot.conf")
                .with("dovecot")
                .waitingFor(Wait.forListeningPort())
                .withExposedPorts(143);

        @Test
        void opensAMailbox() {
            for (int i = 0; i < 5; i++) {
                IMAP.talk("a CAPABILITY", "b LOGOUT");
            }

            assertThat(IMAP.talk("a LOGIN ada secret", "b SELECT INBOX", "c LOGOUT"))
                    .contains("b OK");
        }
    }
}
