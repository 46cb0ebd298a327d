package io.crealia.platform.privacy;

import io.crealia.contracts.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Keeps a tenant's own secrets, such as the keys that sign his webhooks, under a key that is derived for him. Unlike a
 * person's key it is not stored and cannot be destroyed: what is no longer wanted is deleted.
 */
public final class TenantSeal {
    static final byte FORM = 2;

    private final DerivedKeys derived;

    /** @param master gives 32 bytes in base64, asked for at first use */
    public TenantSeal(Supplier<Secret> master) {
        this(new DerivedKeys(master));
    }

    TenantSeal(DerivedKeys derived) {
        this.derived = derived;
    }

    /** @param context where the bytes are kept: collection, document, field. They open in the same place only */
    public byte[] seal(TenantId tenant, String context, byte[] plain) {
        try {
            var sealed = derived.aead(purpose(tenant)).encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + sealed.length).put(FORM).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot seal " + plain.length + " bytes", e);
        }
    }

    /** @throws IllegalStateException if this was not sealed for this tenant and context, or was changed since */
    public byte[] open(TenantId tenant, String context, byte[] sealed) {
        if (sealed.length == 0 || sealed[0] != FORM) {
            throw new IllegalStateException("these bytes were not sealed for a tenant");
        }
        try {
            return derived.aead(purpose(tenant)).decrypt(Arrays.copyOfRange(sealed, 1, sealed.length),
                    context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed for another place, or changed since", e);
        }
    }

    private static String purpose(TenantId tenant) {
        return "tenant " + tenant.value();
    }
}
