package io.jenkins.plugins.flux.image;

import java.io.IOException;

/** WebP (RFC 9649): a RIFF file whose first chunk has the size in one of three forms. */
final class WebpStructure extends ImageStructure {
    private static final int CHUNK_HEADER = 8;
    private static final int LOSSY = 0x56503820; // "VP8 "
    private static final int LOSSLESS = 0x5650384c; // "VP8L"
    private static final int EXTENDED = 0x56503858; // "VP8X"
    private static final int LOSSY_START_CODE = 0x9d012a;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int MAX_SIZE_MASK = 0x3fff;

    private long fileEnd;
    private long chunkEnd;

    WebpStructure(ImageInput in) {
        super(in);
    }

    @Override
    ImageHeader header() throws IOException {
        in.skip(4); // RIFF
        long size = in.uint32LittleEndian();
        fileEnd = CHUNK_HEADER + size + size % 2;
        in.skip(4); // WEBP
        return switch (chunk()) {
            case LOSSY -> lossy();
            case LOSSLESS -> lossless();
            case EXTENDED -> extended();
            default -> throw corrupt("its first chunk is not VP8, VP8L or VP8X");
        };
    }

    @Override
    void end() throws IOException {
        in.skip(Math.max(0, chunkEnd - in.position()));
        while (in.position() < fileEnd) {
            chunk();
            in.skip(Math.max(0, chunkEnd - in.position()));
        }
        if (in.position() != fileEnd) {
            throw corrupt("its chunks are longer than the file says");
        }
        requireEndOfFile();
    }

    /** Begins a chunk and returns its type. */
    private int chunk() throws IOException {
        int type = (int) in.uint32();
        long size = in.uint32LittleEndian();
        chunkEnd = in.position() + size + size % 2;
        return type;
    }

    private ImageHeader lossy() throws IOException {
        in.skip(3); // frame tag
        if ((in.octet() << 16 | in.uint16()) != LOSSY_START_CODE) {
            throw corrupt("its VP8 start code is missing");
        }
        int width = in.uint16LittleEndian() & MAX_SIZE_MASK;
        int height = in.uint16LittleEndian() & MAX_SIZE_MASK;
        return header(ImageFormat.WEBP, width, height);
    }

    private ImageHeader lossless() throws IOException {
        if (in.octet() != LOSSLESS_SIGNATURE) {
            throw corrupt("its VP8L signature is missing");
        }
        long bits = in.uint32LittleEndian();
        return header(ImageFormat.WEBP, (bits & MAX_SIZE_MASK) + 1, (bits >> 14 & MAX_SIZE_MASK) + 1);
    }

    private ImageHeader extended() throws IOException {
        in.skip(4); // flags and reserved bits
        return header(ImageFormat.WEBP, in.uint24LittleEndian() + 1L, in.uint24LittleEndian() + 1L);
    }
}
