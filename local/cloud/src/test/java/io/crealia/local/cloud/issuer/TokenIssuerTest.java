package io.crealia.local.cloud.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.crealia.local.cloud.TokenRequest;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenIssuerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final TokenRequest REQUEST = new TokenRequest("ada", "tenant-a",
            List.of("uploads:read", "uploads:write"), Duration.ofHours(1));

    @TempDir
    Path directory;
    private TokenIssuer issuer;
    private String base;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        issuer = TokenIssuer.start(directory, port, "crealia", InstantSource.fixed(NOW));
        base = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void issue_token_hasTheClaimsOfTheUserPool() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.issue(REQUEST));
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(base);
        assertThat(claims.getAudience()).containsExactly("crealia");
        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(claims.getStringClaim("scope")).isEqualTo("uploads:read uploads:write");
        assertThat(claims.getStringClaim("custom:tenant_id")).isEqualTo("tenant-a");
        assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
        assertThat(claims.getJWTID()).isNotEqualTo(SignedJWT.parse(issuer.issue(REQUEST)).getJWTClaimsSet().getJWTID());
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    }

    @Test
    void discovery_leadsToTheKeyThatVerifiesATokenAndToNoPrivateKey() throws Exception {
        String discovery = read("/.well-known/openid-configuration");
        assertThat(discovery).contains("\"issuer\":\"" + base + "\"")
                .contains("\"jwks_uri\":\"" + base + "/.well-known/jwks.json\"");
        JWKSet keys = JWKSet.parse(read("/.well-known/jwks.json"));
        SignedJWT token = SignedJWT.parse(issuer.issue(REQUEST));
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void restart_key_staysTheSame() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.issue(REQUEST));
        stop();
        start();
        var key = JWKSet.parse(read("/.well-known/jwks.json")).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    }

    @Test
    void keyFile_isForItsOwnerOnly() throws Exception {
        issuer.issue(REQUEST);
        Path file = directory.resolve("signing-key.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void get_otherPathOrMethod_isRefused() throws Exception {
        assertThat(connect("/", "GET").getResponseCode()).isEqualTo(404);
        assertThat(connect("/.well-known/jwks.json/x", "GET").getResponseCode()).isEqualTo(404);
        assertThat(connect("/.well-known/jwks.json", "POST").getResponseCode()).isEqualTo(405);
    }

    @Test
    void request_blankOrUnfitField_isRefusedByName() {
        assertThatThrownBy(() -> new TokenRequest(" ", "t", List.of(), Duration.ZERO)).hasMessageContaining("subject");
        assertThatThrownBy(() -> new TokenRequest("s", "", List.of(), Duration.ZERO)).hasMessageContaining("tenant");
        assertThatThrownBy(() -> new TokenRequest("s", "t", List.of("a b"), Duration.ZERO))
                .hasMessageContaining("scopes");
    }

    private HttpURLConnection connect(String path, String method) throws Exception {
        var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setRequestMethod(method);
        return connection;
    }

    private String read(String path) throws Exception {
        try (var in = connect(path, "GET").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
