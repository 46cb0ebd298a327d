package io.crealia.local.cloud.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An empty 64-bit ELF shared library with a SONAME and symbol versions. The bytedeco ffmpeg links desktop libraries
 * (screen and sound capture) that a bare machine does not have; none of their functions is ever called here, so an
 * empty library satisfies the dynamic linker. Layout after the System V ABI and the LSB chapter on symbol versioning.
 */
record ElfStub(String soname, List<String> versions) {
    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 3;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int SYMBOL = 24;
    private static final int VERSION_ENTRY = 28;

    private static final int DT_HASH = 4;
    private static final int DT_STRTAB = 5;
    private static final int DT_SYMTAB = 6;
    private static final int DT_STRSZ = 10;
    private static final int DT_SYMENT = 11;
    private static final int DT_SONAME = 14;
    private static final int DT_FLAGS = 30;
    private static final long DT_VERSYM = 0x6ffffff0L;
    private static final long DT_FLAGS_1 = 0x6ffffffbL;
    private static final long DT_VERDEF = 0x6ffffffcL;
    private static final long DT_VERDEFNUM = 0x6ffffffdL;
    private static final int PT_GNU_STACK = 0x6474e551;

    ElfStub(String soname, String... versions) {
        this(soname, List.of(versions));
    }

    byte[] bytes(int machine) {
        var strings = new StringTable();
        var names = new ArrayList<String>();
        names.add(soname);
        names.addAll(versions);
        names.forEach(strings::offset);

        boolean versioned = !versions.isEmpty();
        int dynamicOffset = HEADER + PROGRAM_HEADER * PROGRAM_HEADERS;
        int dynamicEntries = 9 + (versioned ? 3 : 0);
        int symbolOffset = dynamicOffset + dynamicEntries * DYNAMIC_ENTRY;
        int versionOffset = symbolOffset + SYMBOL;
        int versionSize = versioned ? names.size() * VERSION_ENTRY : 0;
        int hashOffset = (versionOffset + versionSize + 7) & ~7;
        int stringOffset = hashOffset + 16;
        int total = stringOffset + strings.size();

        var out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        header(out, machine);
        segment(out, 1, 6, 0, total, 0x10000);
        segment(out, 2, 6, dynamicOffset, (long) dynamicEntries * DYNAMIC_ENTRY, 8);
        // A stack that is not executable: without this header some kernels refuse the library.
        segment(out, PT_GNU_STACK, 6, 0, 0, 16);

        entry(out, DT_SONAME, strings.offset(soname));
        entry(out, DT_HASH, hashOffset);
        entry(out, DT_STRTAB, stringOffset);
        entry(out, DT_SYMTAB, symbolOffset);
        entry(out, DT_STRSZ, strings.size());
        entry(out, DT_SYMENT, SYMBOL);
        entry(out, DT_FLAGS, 0);
        entry(out, DT_FLAGS_1, 0);
        if (versioned) {
            entry(out, DT_VERSYM, hashOffset + 8);
            entry(out, DT_VERDEF, versionOffset);
            entry(out, DT_VERDEFNUM, names.size());
        }
        entry(out, 0, 0);
        out.put(new byte[SYMBOL]);
        if (versioned) {
            versionDefinitions(out, names, strings);
        }
        out.position(hashOffset);
        out.putInt(1).putInt(1).putInt(0).putInt(0);
        out.position(stringOffset);
        out.put(strings.toByteArray());
        return out.array();
    }

    private static void header(ByteBuffer out, int machine) {
        out.put(new byte[]{0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        out.putShort((short) 3).putShort((short) machine).putInt(1);
        out.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        out.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        out.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer out, int type, int flags, long offset, long size, long align) {
        out.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
        out.putLong(size).putLong(size).putLong(align);
    }

    private static void entry(ByteBuffer out, long tag, long value) {
        out.putLong(tag).putLong(value);
    }

    private static void versionDefinitions(ByteBuffer out, List<String> names, StringTable strings) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean base = i == 0;
            boolean last = i == names.size() - 1;
            out.putShort((short) 1).putShort((short) (base ? 1 : 0)).putShort((short) (i + 1)).putShort((short) 1);
            out.putInt(hash(name)).putInt(20).putInt(last ? 0 : VERSION_ENTRY);
            out.putInt(strings.offset(name)).putInt(0);
        }
    }

    /** The ELF hash of the System V ABI, chapter 5. */
    static int hash(String name) {
        long hash = 0;
        for (byte character : name.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash << 4) + (character & 0xff);
            long high = hash & 0xf0000000L;
            if (high != 0) {
                hash ^= high >> 24;
            }
            hash &= ~high;
        }
        return (int) hash;
    }

    private static final class StringTable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, Integer> offsets = new LinkedHashMap<>();

        StringTable() {
            bytes.write(0);
        }

        int offset(String text) {
            return offsets.computeIfAbsent(text, key -> {
                int at = bytes.size();
                bytes.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
                bytes.write(0);
                return at;
            });
        }

        int size() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
