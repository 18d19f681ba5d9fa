package io.github.structuredlogs.internal.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamResponseTest {

    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nServer: Docker/28.5.2\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static StreamResponse answer(String text) throws IOException {
        return StreamResponse.read(
                Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static String body(String text) throws IOException {
        return new String(answer(text).getBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** A connection on which each read returns so many bytes at most. */
    private static ReadableByteChannel inPieces(String text, int most) {
        ByteBuffer sent = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                if (!sent.hasRemaining()) {
                    return -1;
                }
                int count = Math.min(Math.min(most, target.remaining()), sent.remaining());
                target.put(sent.slice(sent.position(), count));
                sent.position(sent.position() + count);
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void tellsStatusAndHeaders() throws IOException {
        StreamResponse answer = answer(CHUNKED + "0\r\n\r\n");

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeader("server")).isEqualTo("Docker/28.5.2");
        assertThat(answer.getBody().read()).isEqualTo(-1);
    }

    @Test
    void givesInOneReadWhatHasArrivedInManyChunks() throws IOException {
        byte[] buffer = new byte[100];

        int count = answer(CHUNKED + "5\r\nfirst\r\n6;a=b\r\nsecond\r\nA\r\n0123456789\r\n3\r\nthi")
                .getBody()
                .read(buffer, 10, 80);

        assertThat(new String(buffer, 10, count, StandardCharsets.ISO_8859_1)).isEqualTo("firstsecond0123456789thi");
    }

    @Test
    void givesTheSameHoweverItArrivesAndIsRead() throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder(CHUNKED);
        for (int i = 0; i < 3_000; i++) {
            String line = "line " + i + "x".repeat(i % 300) + "\r\n\n";
            lines.add(line);
            text.append(Integer.toHexString(line.length()))
                    .append("\r\n")
                    .append(line)
                    .append("\r\n");
        }
        text.append("0\r\n\r\n");
        for (int most : new int[] {1, 2, 7, 8_191, 1 << 20}) {
            for (int length : new int[] {1, 13, 64 << 10}) {
                InputStream body =
                        StreamResponse.read(inPieces(text.toString(), most)).getBody();
                StringBuilder read = new StringBuilder();
                byte[] buffer = new byte[length];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
                assertThat(read.toString())
                        .as("in pieces of %d, read by %d", most, length)
                        .isEqualTo(String.join("", lines));
            }
        }
    }

    @Test
    void readsChunksAsProxiesWriteThem() throws IOException {
        String text = CHUNKED.replace("Encoding: chunked", "Encoding : Chunked\r\nVia: a\r\nVia: b")
                + "0005 ; a=\"b\"\r\nfirst\r\n2\n\r\n\n1\n\n\n00\r\nDigest: x\r\n\r\n";
        for (int most : new int[] {1, 3, 1 << 20}) {
            StreamResponse answer = StreamResponse.read(inPieces(text, most));
            assertThat(answer.getBody().readAllBytes()).asString().isEqualTo("first\r\n\n");
            assertThat(answer.getHeaders().get("via")).containsExactly("a", "b");
        }
    }

    @Test
    void skipsWhatIsSaidInAdvance() throws IOException {
        assertThat(body("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + CHUNKED
                        + "5\r\nfirst\r\n0\r\n\r\n"))
                .isEqualTo("first");
    }

    @Test
    void leavesToAnotherClientWhatAnEngineDoesNotAnswer() {
        for (String head : new String[] {
            "101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp",
            "301 Moved Permanently\r\nLocation: /elsewhere",
            "307 Temporary Redirect\r\nLocation: /elsewhere",
            "200 OK\r\nTransfer-Encoding: gzip, chunked",
            "200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
            "200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
            "200 OK\r\nTransfer-Encoding:\r\n chunked",
            "200 OK\r\nContent-Length: 5\r\nContent-Length: 6",
            "200 OK\r\nContent-Length: x",
            "200 OK\r\nContent-Length: -1",
            "200 OK\r\nX-Trace: " + "x".repeat(1 << 17) + "\r\nContent-Length: 0",
        }) {
            assertThatIOException()
                    .as(head.substring(0, Math.min(80, head.length())))
                    .isThrownBy(() -> answer("HTTP/1.1 " + head + "\r\n\r\n"))
                    .isInstanceOf(StreamClient.UnfitException.class);
        }
    }

    @Test
    void knowsABodyByItsLength() throws IOException {
        assertThat(body("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnonemore"))
                .isEqualTo("none");
        assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 4\r\ncontent-length: 4\r\n\r\nnonemore"))
                .as("a length that is said twice")
                .isEqualTo("none");
        assertThat(body("HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")).isEmpty();
    }

    @Test
    void takesABodyWithoutALengthToTheConnectionsEnd() throws IOException {
        assertThat(body("HTTP/1.0 200 OK\r\n\r\nall of it")).isEqualTo("all of it");
        assertThat(body("HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nall of it"))
                .isEqualTo("all of it");
    }

    @Test
    void takesNoCutForAnEnd() {
        for (String cut :
                new String[] {"", "5", "5\r\n", "5\r\nfir", "5\r\nfirst", "5\r\nfirst\r\n", "5\r\nfirst\r\n0"}) {
            assertThatIOException()
                    .as(cut)
                    .isThrownBy(() -> body(CHUNKED + cut))
                    .isInstanceOf(EOFException.class)
                    .withMessage("the connection to the engine was dropped");
        }
        assertThatIOException()
                .isThrownBy(() -> body("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfir"))
                .isInstanceOf(EOFException.class);
        assertThatIOException()
                .isThrownBy(() -> answer("HTTP/1.1 200 OK\r\nServer: x"))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatIOException().isThrownBy(() -> answer("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
        assertThatIOException().isThrownBy(() -> body(CHUNKED + "first\r\nsecond\r\n"));
        assertThatIOException().isThrownBy(() -> body(CHUNKED + "ffffffffffffffffffff\r\n"));
        assertThatIOException().isThrownBy(() -> body(CHUNKED + "1".repeat(1 << 17)));
        assertThatIOException().isThrownBy(() -> body(CHUNKED + "5\r\nfirst4\r\n"));
    }
}
