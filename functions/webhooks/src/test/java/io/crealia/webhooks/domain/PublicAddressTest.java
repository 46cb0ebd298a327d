package io.crealia.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
            "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
            "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
            "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
            "168.63.129.15", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e", "2001:200::1",
            "2003::1", "3ffe::1", "2620:4f:8001::1"})
    void isPublic_publicAddress_isTrue(String address) {
        assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
            "100.100.100.200", "127.0.0.0", "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254",
            "169.254.170.2", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.31.196.1",
            "192.52.193.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "192.175.48.1", "198.18.0.0",
            "198.19.255.255", "198.51.100.1", "203.0.113.255", "168.63.129.16", "224.0.0.1", "239.255.255.255",
            "240.0.0.0", "255.255.255.255", "::", "::1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1",
            "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2002:808:808::1", "3fff::1",
            "2620:4f:8000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1", "ff02::1",
            "2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:a9fe:a9fe", "4000::1", "8000::1"})
    void isPublic_specialAddress_isFalse(String address) {
        assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"00000000000000000000ffff7f000001", "00000000000000000000ffffa9fea9fe",
            "00000000000000000000ffff0a000001"})
    void isPublic_mappedSpecialAddress_isFalse(String hex) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByAddress(HexFormat.of().parseHex(hex)))).isFalse();
    }

    @Test
    void isPublic_everyAddressThatJavaKnowsAsSpecial_isFalse() throws UnknownHostException {
        var random = new Random(20260301);
        var special = 0;
        for (int i = 0; i < 400_000; i++) {
            var bytes = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            if (bytes.length == 16 && i % 4 == 1) {
                bytes[0] = (byte) (0xfc + random.nextInt(4));
            }
            var address = InetAddress.getByAddress(bytes);
            if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress() || address.isMulticastAddress()) {
                special++;
                assertThat(PublicAddress.isPublic(address)).as(address.getHostAddress()).isFalse();
            }
        }
        assertThat(special).isGreaterThan(10_000);
    }
}
