package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860::8888",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "::ffff:8.8.8.8",
                "::ffff:0:8.8.8.8",
                "::8.8.8.8",
                "2001:0:1::f7f7:f7f7"
            })
    void givenAPublicAddress_thenPublic(String address) throws UnknownHostException {
        assertThat(rangeOf(address)).isEqualTo(AddressRange.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "64:ff9b:1::1",
                "::ffff:10.0.0.1",
                "::ffff:0:10.0.0.1",
                "2002:a00:1::",
                "64:ff9b::a00:1",
                "2001:0:1::f5ff:fffe"
            })
    void givenAnAddressThatOnlyThisNetworkReaches_thenPrivate(String address) throws UnknownHostException {
        assertThat(rangeOf(address)).isEqualTo(AddressRange.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.1",
                "::1",
                "fe80::1",
                "febf::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::ffff:0:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:1::80ff:fffe"
            })
    void givenAnAddressOnThisMachineOrLink_thenLocal(String address) throws UnknownHostException {
        assertThat(rangeOf(address)).isEqualTo(AddressRange.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "ff02::1",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "169.254.170.23",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "::ffff:0:169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::"
            })
    void givenAnAddressWhereNoImageIs_thenForbidden(String address) throws UnknownHostException {
        assertThat(rangeOf(address)).isEqualTo(AddressRange.FORBIDDEN);
    }

    private static AddressRange rangeOf(String literal) throws UnknownHostException {
        return AddressRange.of(InetAddress.getByName(literal));
    }
}
