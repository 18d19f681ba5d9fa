package io.github.structuredlogs.internal.text;

/**
 * The one door through which text from containers, and about them, leaves: without secrets, with control characters made
 * visible, and with nothing that a build server takes as a command.
 *
 * @param redaction what is left out as a secret
 */
public record SafeText(Redaction redaction) {

    /** {@return the text for a place within a line; line ends are made visible as well} */
    public String inline(String text) {
        return neutral(redaction.text(text));
    }

    /** {@return the text for lines of its own} */
    public String lines(String text) {
        return neutralLines(redaction.text(text));
    }

    /** {@return text that holds no secrets any more, for a place within a line} */
    public static String neutral(String redacted) {
        return BuildCommands.broken(ControlCharacters.visible(redacted));
    }

    /** {@return text that holds no secrets any more, for lines of its own} */
    public static String neutralLines(String redacted) {
        return BuildCommands.brokenLines(ControlCharacters.visibleLines(redacted));
    }
}
