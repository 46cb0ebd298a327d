package io.crealia.security;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.crealia.security.base.Corpus.Input;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens that no honest issuer makes; it has the issuer's key for what only a key can try. */
final class TokenForge {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"${kid}\"}";
    private static final String CLAIMS = "{\"iss\":\"${iss}\",\"aud\":\"${aud}\",\"sub\":\"user-1\",\"iat\":${now},"
            + "\"exp\":${now+3600},\"custom:tenant_id\":\"demo\",\"scope\":\"assets:read\"}";

    private final RSAKey issuer;
    private final RSAKey foreign;
    private final String iss;
    private final String aud;
    private final URI canary;
    private final long now;

    TokenForge(RSAKey issuer, String iss, String aud, URI canary, long now) throws JOSEException {
        this.issuer = issuer;
        this.foreign = new RSAKeyGenerator(2048).keyID("foreign").generate();
        this.iss = iss;
        this.aud = aud;
        this.canary = canary;
        this.now = now;
    }

    String token(Input input) throws GeneralSecurityException, JOSEException {
        if (input.json().has("raw")) {
            return input.text("raw");
        }
        var parts = new String[]{encoded(filled(input.optional("header").orElse(HEADER))),
                encoded(filled(input.optional("claims").orElse(CLAIMS))), ""};
        parts[2] = URL.encodeToString(signature(input, parts[0] + "." + parts[1]));
        return input.json().has("mangle") ? mangled(input.text("mangle"), parts) : String.join(".", parts);
    }

    /** The first part of a token that names a key. */
    String header(String kid) {
        return encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    }

    private byte[] signature(Input input, String signed) throws GeneralSecurityException, JOSEException {
        if (!input.json().get("sign").isTextual()) {
            return input.bytes("sign");
        }
        var bytes = signed.getBytes(StandardCharsets.US_ASCII);
        return switch (input.text("sign")) {
            case "nothing" -> new byte[0];
            case "issuer" -> rsa("SHA256withRSA", issuer, bytes);
            case "issuer-RS384" -> rsa("SHA384withRSA", issuer, bytes);
            case "issuer-RS512" -> rsa("SHA512withRSA", issuer, bytes);
            case "issuer-PS256" -> pss(bytes);
            case "foreign" -> rsa("SHA256withRSA", foreign, bytes);
            case String hmac when hmac.startsWith("hmac384-") -> hmac("HmacSHA384", hmac.substring(8), bytes);
            case String hmac when hmac.startsWith("hmac512-") -> hmac("HmacSHA512", hmac.substring(8), bytes);
            case String hmac when hmac.startsWith("hmac-") -> hmac("HmacSHA256", hmac.substring(5), bytes);
            default -> throw new IllegalArgumentException(input + ": nobody signs like that");
        };
    }

    private static byte[] rsa(String algorithm, RSAKey key, byte[] bytes)
            throws GeneralSecurityException, JOSEException {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key.toPrivateKey());
        signature.update(bytes);
        return signature.sign();
    }

    private byte[] pss(byte[] bytes) throws GeneralSecurityException, JOSEException {
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initSign(issuer.toPrivateKey());
        signature.update(bytes);
        return signature.sign();
    }

    /** What an attacker who knows the public key may take for the secret. */
    private byte[] hmac(String algorithm, String secret, byte[] bytes) throws GeneralSecurityException, JOSEException {
        var der = issuer.toRSAPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----";
        var key = switch (secret) {
            case "der" -> der;
            case "pem" -> pem.getBytes(StandardCharsets.US_ASCII);
            case "pem-newline" -> (pem + "\n").getBytes(StandardCharsets.US_ASCII);
            case "modulus" -> issuer.toRSAPublicKey().getModulus().toByteArray();
            case "jwk" -> issuer.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
            case "empty" -> new byte[1]; // Java has no empty key; a zero byte gives the same MAC as none
            default -> secret.getBytes(StandardCharsets.UTF_8);
        };
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(bytes);
    }

    private String mangled(String how, String[] parts) throws JOSEException {
        var whole = String.join(".", parts);
        var changed = parts[0] + "." + encoded(filled(CLAIMS).replace("\"demo\"", "\"mallory\"")) + "." + parts[2];
        return switch (how) {
            case "two-parts" -> parts[0] + "." + parts[1];
            case "changed-claims" -> changed;
            case "other-tokens-signature" -> encoded("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2];
            case "padding" -> parts[0] + "==." + parts[1] + "==." + parts[2] + "==";
            case "standard-alphabet-signature" -> parts[0] + "." + parts[1] + "." + parts[2] + "+/";
            case "space-inside" -> parts[0] + " ." + parts[1] + ". " + parts[2];
            case "newline-inside" -> parts[0] + "\u0085." + parts[1] + "." + parts[2];
            case "leading-dot" -> "." + whole;
            case "trailing-dot" -> whole + ".";
            case "four-parts" -> whole + "." + parts[2];
            case "five-parts" -> whole + ".e30.e30";
            case "one-part" -> parts[1];
            case "empty-claims" -> parts[0] + ".." + parts[2];
            case "empty-header" -> "." + parts[1] + "." + parts[2];
            case "swapped-parts" -> parts[1] + "." + parts[0] + "." + parts[2];
            case "json-serialisation" -> "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                    .formatted(parts[0], parts[1], parts[2]);
            case "percent-encoded" -> whole.replace(".", "%2E");
            case "cut-last" -> whole.substring(0, whole.length() - 4);
            case "cut-half" -> whole.substring(0, whole.length() / 2);
            case "doubled" -> whole + "," + whole;
            case "bit-flipped" -> parts[0] + "." + parts[1] + "." + flipped(parts[2]);
            case "reversed-signature" -> parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();
            case "jwe-rsa-oaep" -> encrypted(new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256,
                    EncryptionMethod.A256GCM).keyID(issuer.getKeyID()).contentType("JWT").build(), whole);
            case "jwe-dir" -> encrypted(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), whole);
            case "unicode-dots" -> whole.replace('.', '\u3002');
            case "nul-inside" -> parts[0] + "\u0000." + parts[1] + "." + parts[2];
            case "quoted" -> "\"" + whole + "\"";
            case "angle-brackets" -> "<" + whole + ">";
            default -> throw new IllegalArgumentException("no such form: " + how);
        };
    }

    private static String flipped(String signature) {
        var bytes = Base64.getUrlDecoder().decode(signature);
        bytes[bytes.length / 2] ^= 1;
        return URL.encodeToString(bytes);
    }

    private String encrypted(JWEHeader header, String token) throws JOSEException {
        var jwe = new JWEObject(header, new Payload(token));
        jwe.encrypt(header.getAlgorithm().equals(JWEAlgorithm.DIR)
                ? new DirectEncrypter(new byte[32])
                : new RSAEncrypter(issuer.toRSAPublicKey()));
        return jwe.serialize();
    }

    private String filled(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
    }

    private String value(String place) {
        return switch (place) {
            case "kid" -> issuer.getKeyID();
            case "KID" -> issuer.getKeyID().toUpperCase(Locale.ROOT);
            case "iss" -> iss;
            case "ISS" -> iss.toUpperCase(Locale.ROOT);
            case "aud" -> aud;
            case "AUD" -> aud.toUpperCase(Locale.ROOT);
            case "canary" -> canary.toString();
            case "canary-host" -> canary.getAuthority();
            case "foreign" -> foreign.toPublicJWK().toJSONString();
            case "foreign-as-issuer" -> new RSAKey.Builder(foreign.toPublicJWK()).keyID(issuer.getKeyID()).build()
                    .toJSONString();
            case "deep" -> "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
            case "right" -> encoded(filled(HEADER)) + "." + encoded(filled(CLAIMS)) + ".AAAA";
            case String x when x.matches("[xk]\\d+") -> "x".repeat(Integer.parseInt(x.substring(1)));
            case String time when time.startsWith("now") -> String.valueOf(
                    now + (time.length() == 3 ? 0 : Long.parseLong(time.substring(3))));
            default -> throw new IllegalArgumentException("nothing is known of " + place);
        };
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
