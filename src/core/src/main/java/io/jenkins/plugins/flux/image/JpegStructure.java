package io.jenkins.plugins.flux.image;

import java.io.IOException;

/** JPEG (ITU T.81): markers with segments, and entropy-coded data after each start of scan. */
final class JpegStructure extends ImageStructure {
    private static final int MARKER = 0xff;
    private static final int STUFFED = 0x00;
    private static final int TEM = 0x01;
    private static final int SOF0 = 0xc0;
    private static final int SOF15 = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;

    JpegStructure(ImageInput in) {
        super(in);
    }

    @Override
    ImageHeader header() throws IOException {
        in.skip(2); // SOI
        while (true) {
            int marker = marker();
            if (isFrame(marker)) {
                return frame();
            }
            if (marker == SOS || marker == EOI) {
                throw corrupt("its data begins before its size is given");
            }
            skipSegment(marker);
        }
    }

    @Override
    void end() throws IOException {
        boolean hasData = false;
        int marker = marker();
        while (marker != EOI) {
            if (isFrame(marker)) {
                throw corrupt("its size is given again at byte " + in.position());
            }
            skipSegment(marker);
            if (marker == SOS) {
                hasData = true;
                marker = skipEntropyCodedData();
            } else {
                marker = marker();
            }
        }
        if (!hasData) {
            throw corrupt("it has no image data");
        }
        requireEndOfFile();
    }

    private ImageHeader frame() throws IOException {
        int length = in.uint16();
        in.skip(1); // sample precision
        int height = in.uint16();
        int width = in.uint16();
        ImageHeader header = header(ImageFormat.JPEG, width, height);
        in.skip(Math.max(0, length - 7));
        return header;
    }

    private void skipSegment(int marker) throws IOException {
        if (marker == SOI || marker == STUFFED) {
            throw corrupt(String.format("there is a misplaced marker ff%02x at byte %d", marker, in.position()));
        }
        if (marker == TEM || isRestart(marker)) {
            return;
        }
        int length = in.uint16();
        if (length < 2) {
            throw corrupt("there is a segment of length " + length + " at byte " + in.position());
        }
        in.skip(length - 2L);
    }

    private int marker() throws IOException {
        if (in.octet() != MARKER) {
            throw corrupt("a marker is missing at byte " + in.position());
        }
        return markerCode();
    }

    private int markerCode() throws IOException {
        int code = in.octet();
        while (code == MARKER) { // fill bytes
            code = in.octet();
        }
        return code;
    }

    /** Returns the marker that ends the data. */
    private int skipEntropyCodedData() throws IOException {
        while (true) {
            if (in.octet() == MARKER) {
                int code = markerCode();
                if (code != STUFFED && !isRestart(code)) {
                    return code;
                }
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }
}
