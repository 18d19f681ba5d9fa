package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.SSLConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of an engine's client, as the {@code docker} command keeps them in a directory. */
final class CertificateDirectory implements SSLConfig {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    /** What goes before an RSA key of PKCS #1 to make one of PKCS #8: a version, and the name of the algorithm. */
    private static final byte[] OF_RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private final Path directory;

    CertificateDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    @SuppressWarnings("ImmutableEnumChecker")
    public SSLContext getSSLContext() throws KeyStoreException {
        try {
            char[] password = new char[0];
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("client", key(), password, certificates("cert.pem"));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            Certificate[] authorities = certificates("ca.pem");
            for (int i = 0; i < authorities.length; i++) {
                trusted.setCertificateEntry("ca" + i, authorities[i]);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyStoreException(
                    "Expected ca.pem, cert.pem and key.pem of an engine's client in " + directory + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private Certificate[] certificates(String name) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
        }
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(Files.readString(directory.resolve("key.pem"), StandardCharsets.US_ASCII));
        if (!key.find() || key.group(1).startsWith("EC")) {
            throw new InvalidKeySpecException("key.pem holds no private key of RSA or of PKCS #8");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(key.group(2));
        if (!key.group(1).isEmpty()) {
            bytes = tagged(0x30, OF_RSA, tagged(0x04, bytes));
        }
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        }
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer out =
                ByteBuffer.allocate(length + 4).put((byte) tag).put((byte) 0x82).putShort((short) length);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
