package io.github.structuredlogs.internal.history;

/**
 * The image that a container ran.
 *
 * @param name its name: {@code acme/payments:2.4.1}
 * @param digest its id, {@code sha256:} and more; another text if that is not known
 */
public record ContainerImage(String name, String digest) {

    private static final String SHA = "sha256:";
    private static final int DIGITS = 12;

    /** Says whether it is another image than that one. A new name for the same image is no other image. */
    boolean isOther(ContainerImage that) {
        return (isKnown() && that.isKnown()) ? !digest.equals(that.digest) : !name.equals(that.name);
    }

    private boolean isKnown() {
        return digest.startsWith(SHA);
    }

    /** {@return its name and the begin of its id, which alone tells two images of one name apart} */
    String withDigest() {
        return isKnown()
                ? name + " (" + digest.substring(SHA.length(), Math.min(digest.length(), SHA.length() + DIGITS)) + ")"
                : name;
    }
}
