package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948): chunks with checksums, from IHDR to IEND. */
final class PngStructure extends ImageStructure {
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int HEADER_LENGTH = 13;

    private final CRC32 checksum = new CRC32();

    PngStructure(ImageInput in) {
        super(in);
    }

    @Override
    ImageHeader header() throws IOException {
        in.skip(8); // signature
        long length = in.uint32();
        int type = type();
        if (length != HEADER_LENGTH || type != IHDR) {
            throw corrupt("its first chunk is not IHDR");
        }
        long width = checkedUint32();
        long height = checkedUint32();
        in.skip(HEADER_LENGTH - 8, checksum);
        requireChecksum();
        return header(ImageFormat.PNG, width, height);
    }

    @Override
    void end() throws IOException {
        boolean hasData = false;
        while (true) {
            long length = in.uint32();
            int type = type();
            if (length > Integer.MAX_VALUE) {
                throw corrupt("there is a chunk of " + length + " bytes at byte " + in.position());
            }
            in.skip(length, checksum);
            requireChecksum();
            if (type == IHDR) {
                throw corrupt("its size is given again at byte " + in.position());
            }
            if (type == IEND) {
                break;
            }
            hasData |= type == IDAT;
        }
        if (!hasData) {
            throw corrupt("it has no image data");
        }
        requireEndOfFile();
    }

    /** Reads the type of a chunk, which its checksum includes. */
    private int type() throws IOException {
        checksum.reset();
        return (int) checkedUint32();
    }

    private long checkedUint32() throws IOException {
        long value = in.uint32();
        for (int shift = 24; shift >= 0; shift -= 8) {
            checksum.update((int) (value >> shift) & 0xff);
        }
        return value;
    }

    private void requireChecksum() throws IOException {
        if (in.uint32() != checksum.getValue()) {
            throw corrupt("a checksum is wrong at byte " + in.position());
        }
    }
}
