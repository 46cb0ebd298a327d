package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ElfStubTest {

    @Test
    void hash_publishedExamples_areMet() {
        assertThat(ElfStub.hash("")).isZero();
        assertThat(ElfStub.hash("printf")).isEqualTo(0x077905a6);
        assertThat(ElfStub.hash("syscall")).isEqualTo(0x0b09985c);
    }

    @Test
    void bytes_versionedLibrary_isSharedObjectOfTheMachine() {
        byte[] bytes = new ElfStub("libasound.so.2", "ALSA_0.9").bytes(ElfStub.AARCH64);

        var elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(elf.getInt(0)).as("magic").isEqualTo(0x464c457f);
        assertThat(elf.getShort(16)).as("ET_DYN").isEqualTo((short) 3);
        assertThat(elf.getShort(18)).as("machine").isEqualTo((short) 183);
        assertThat(elf.getLong(64 + 32)).as("first segment covers the file").isEqualTo(bytes.length);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("\0libasound.so.2\0ALSA_0.9\0");
    }

    @Test
    void bytes_dynamicSection_pointsToNameInStringTable() {
        byte[] bytes = new ElfStub("libxcb.so.1").bytes(ElfStub.X86_64);

        var elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int dynamic = (int) elf.getLong(64 + 56 + 8);
        assertThat(elf.getLong(dynamic)).as("DT_SONAME").isEqualTo(14);
        int strings = (int) elf.getLong(dynamic + 2 * 16 + 8);
        int name = strings + (int) elf.getLong(dynamic + 8);
        assertThat(new String(bytes, name, 11, StandardCharsets.US_ASCII)).isEqualTo("libxcb.so.1");
    }
}
