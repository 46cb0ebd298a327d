package io.crealia.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate with its key, signed by an authority of its own; made by the JDK's keytool, so that no key lies in the
 * repository.
 */
public final class TlsIdentity {
    private static final String ALIAS = "server";
    private static final String AUTHORITY = "authority";
    /** Protects nothing: the store lives for one test. */
    private static final String PASSWORD = "changeit";

    private final KeyStore store;

    private TlsIdentity(KeyStore store) {
        this.store = store;
    }

    /** Valid now, for this name. */
    public static TlsIdentity of(String name, Path directory) {
        return make(name, directory, List.of("-validity", "30"));
    }

    /** Was valid for a day, a month ago. */
    public static TlsIdentity expired(String name, Path directory) {
        return make(name, directory, List.of("-startdate", "-30d", "-validity", "1"));
    }

    private static TlsIdentity make(String name, Path directory, List<String> validity) {
        try {
            var file = Files.createTempDirectory(directory, "tls").resolve("store.p12");
            keytool(file, List.of("-alias", AUTHORITY, "-dname", "CN=Authority of " + name, "-ext", "bc:c"));
            var server = new ArrayList<>(List.of("-alias", ALIAS, "-dname", "CN=" + name, "-ext", "SAN=dns:" + name,
                    "-signer", AUTHORITY));
            server.addAll(validity);
            keytool(file, server);
            return new TlsIdentity(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12", "-storepass",
                PASSWORD, "-keystore", store.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    /** For a server that proves to be this one. */
    public SSLContext server() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client that trusts the authorities of these and nobody else. */
    public static SSLContext trusting(TlsIdentity... identities) {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (int i = 0; i < identities.length; i++) {
                trusted.setCertificateEntry("trusted" + i, identities[i].store.getCertificate(AUTHORITY));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
