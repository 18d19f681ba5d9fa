package io.github.structuredlogs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** Other tests rely on what the writer writes. */
@Tag("containers")
@Tag("compatibility")
class WriterContainerTest {
    @Test
    void doesItsStepsInTheirOrder() {
        byte[] bytes = {(byte) 0xF0, (byte) 0x9F, (byte) 0x90, (byte) 0xB3, '\n', 1, 0x1b};
        try (WriterContainer writer = new WriterContainer(
                        "numbers=2",
                        "pad=12",
                        "numbers=1",
                        "text=a=b c",
                        "base64=" + Base64.getEncoder().encodeToString(bytes),
                        "to=err",
                        "text=to stderr",
                        "to=both",
                        "numbers=2",
                        "to=out",
                        "newline=crlf",
                        "long=20000",
                        "open=the end")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();

            assertThat(writer.getLogs(OutputType.STDOUT))
                    .isEqualTo("line 1\nline 2\nline 3 xxxxx\na=b c\n🐳\n\u0001\u001bline 5 xxxxx\nline 6 "
                            + "x".repeat(19_993) + "\r\nthe end");
            assertThat(writer.getLogs(OutputType.STDERR)).isEqualTo("to stderr\nline 4 xxxxx\n");
        }
    }

    @Test
    void exitsWithTheCodeAsked() {
        try (WriterContainer writer = new WriterContainer("fifo=/start", "exit=3")) {
            writer.start();
            writer.execInContainer("sh", "-c", "echo > /start");
            assertThat(writer.getDockerClient()
                            .waitContainerCmd(writer.getContainerId())
                            .start()
                            .awaitStatusCode())
                    .isEqualTo(3);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writesOnRequest() throws Exception {
        try (WriterContainer writer = WriterContainer.onRequest("text=ready")) {
            WaitingConsumer output = new WaitingConsumer();
            writer.withLogConsumer(output).start();
            writer.write("text=50% of a/b + ü", "to=err", "numbers=2");
            output.waitUntil(frame -> frame.getUtf8StringWithoutLineEnding().equals("line 2"));
            assertThat(writer.getLogs(OutputType.STDOUT)).isEqualTo("ready\n50% of a/b + ü\n");
        }
    }
}
