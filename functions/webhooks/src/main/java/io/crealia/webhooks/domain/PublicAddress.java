package io.crealia.webhooks.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others. Sources: the IANA registries of special-purpose IPv4 and IPv6
 * addresses (RFC 6890 and its updates) and of IPv6 unicast space. IPv6 is an allow-list: only 2000::/3 is in use, so
 * mapped, compatible, NAT64, unique-local, link-local, site-local and multicast addresses are out without being named.
 */
public final class PublicAddress {
    private static final List<Block> IPV4 = List.of(
            // this network, private use, shared address space (also 100.100.100.200, a metadata service)
            Block.of("0.0.0.0", 8), Block.of("10.0.0.0", 8), Block.of("100.64.0.0", 10),
            // loopback, link-local (also 169.254.169.254, the metadata service)
            Block.of("127.0.0.0", 8), Block.of("169.254.0.0", 16), Block.of("172.16.0.0", 12),
            // protocol assignments, documentation, AS112, multicast tunnelling, 6to4 relays
            Block.of("192.0.0.0", 24), Block.of("192.0.2.0", 24), Block.of("192.31.196.0", 24),
            Block.of("192.52.193.0", 24), Block.of("192.88.99.0", 24), Block.of("192.168.0.0", 16),
            Block.of("192.175.48.0", 24),
            // benchmarking, documentation
            Block.of("198.18.0.0", 15), Block.of("198.51.100.0", 24), Block.of("203.0.113.0", 24),
            // the platform service of another cloud, reached from its machines at a public-looking address
            Block.of("168.63.129.16", 32),
            // multicast, reserved, broadcast
            Block.of("224.0.0.0", 4), Block.of("240.0.0.0", 4));
    private static final Block IPV6_UNICAST = Block.of("2000::", 3);
    private static final List<Block> IPV6 = List.of(
            // protocol assignments (also Teredo, benchmarking, ORCHID), documentation, 6to4, documentation, AS112
            Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("2002::", 16), Block.of("3fff::", 20),
            Block.of("2620:4f:8000::", 48));
    /** Bytes 9 to 12 of an ISATAP address (RFC 5214), whose last four are an IPv4 address that routers tunnel to. */
    private static final int ISATAP = 0x00005efe;
    private static final int UNIVERSAL_BIT = 0x02000000;

    private PublicAddress() {}

    public static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return IPV4.stream().noneMatch(block -> block.holds(bytes));
        }
        return IPV6_UNICAST.holds(bytes) && IPV6.stream().noneMatch(block -> block.holds(bytes)) && !isIsatap(bytes);
    }

    private static boolean isIsatap(byte[] bytes) {
        var word = (bytes[8] & 0xff) << 24 | (bytes[9] & 0xff) << 16 | (bytes[10] & 0xff) << 8 | bytes[11] & 0xff;
        return (word & ~UNIVERSAL_BIT) == ISATAP;
    }

    /** @param bits of the prefix that all its addresses share */
    private record Block(byte[] prefix, int bits) {
        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % Byte.SIZE;
                if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
