package io.jenkins.plugins.flux.image;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How near an address is, according to IANA's special-purpose registries (RFC 6890 and its successors). Ordered from
 * far to near.
 */
enum AddressRange {
    /** Reachable by anyone. */
    PUBLIC,
    /** Reachable only from this network. */
    PRIVATE,
    /** Reachable only from this machine or this link: loopback and link-local. */
    LOCAL,
    /** Never an image's: multicast, unspecified, reserved, and metadata services that give away cloud credentials. */
    FORBIDDEN;

    private static final List<Block> FORBIDDEN_BLOCKS = blocks(
            "0.0.0.0/8",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "ff00::/8",
            // Metadata services: most clouds, Amazon ECS and EKS, Alibaba, Azure, Oracle; over IPv6 Amazon, its EKS,
            // Google.
            "169.254.169.254/32",
            "169.254.170.2/32",
            "169.254.170.23/32",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
            "fd00:ec2::254/128",
            "fd00:ec2::23/128",
            "fd20:ce::254/128");

    private static final List<Block> PRIVATE_BLOCKS = blocks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "64:ff9b:1::/48",
            "fc00::/7",
            "fec0::/10");

    private static final List<Block> LOCAL_BLOCKS = blocks("127.0.0.0/8", "169.254.0.0/16", "::1/128", "fe80::/10");

    private static final Block IPV4_COMPATIBLE = Block.of("::/96");
    /** IPv4-translated (RFC 2765). Not IPv4-mapped: Java turns those into IPv4 addresses itself. */
    private static final Block SIIT = Block.of("::ffff:0:0:0/96");

    private static final Block NAT64 = Block.of("64:ff9b::/96");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final Block TEREDO = Block.of("2001::/32");

    static AddressRange of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressRange of(byte[] address) {
        if (contain(FORBIDDEN_BLOCKS, address)) {
            return FORBIDDEN;
        }
        if (contain(LOCAL_BLOCKS, address)) {
            return LOCAL;
        }
        if (contain(PRIVATE_BLOCKS, address)) {
            return PRIVATE;
        }
        return embeddedIpv4(address);
    }

    /** An IPv6 address that leads to an IPv4 address is in the range of that one. */
    private static AddressRange embeddedIpv4(byte[] address) {
        if (IPV4_COMPATIBLE.contains(address) || SIIT.contains(address) || NAT64.contains(address)) {
            return of(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return of(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            byte[] inverted = Arrays.copyOfRange(address, 12, 16);
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            return of(inverted);
        }
        return PUBLIC;
    }

    private static boolean contain(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /** Addresses with a common prefix. */
    private record Block(byte[] start, int bits) {
        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                // A literal; nothing is looked up.
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (start[whole] & mask));
        }
    }
}
