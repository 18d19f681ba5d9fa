package io.github.structuredlogs.internal.text;

/**
 * The only exit for text from containers, and about them: secrets are removed, control characters are made visible, and
 * build servers' commands are broken.
 *
 * @param redaction the removal of secrets
 */
public record SafeText(Redaction redaction) {

    /** {@return the text for a place within a line; line ends are made visible as well} */
    public String inline(String text) {
        return neutral(redaction.text(text));
    }

    /** {@return the text for separate lines} */
    public String lines(String text) {
        return neutralLines(redaction.text(text));
    }

    /** {@return text that is already redacted, for a place within a line} */
    public static String neutral(String redacted) {
        return BuildCommands.broken(ControlCharacters.visible(redacted));
    }

    /** {@return text that is already redacted, for separate lines} */
    public static String neutralLines(String redacted) {
        return BuildCommands.brokenLines(ControlCharacters.visibleLines(redacted));
    }
}
