package io.jenkins.plugins.flux.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Real images, rendered by the JDK, and handmade WebP headers, because the JDK does not write WebP. */
final class TestImages {
    private TestImages() {}

    static byte[] jpeg(int width, int height) {
        return render("jpeg", width, height, false);
    }

    static byte[] progressiveJpeg(int width, int height) {
        return render("jpeg", width, height, true);
    }

    static byte[] png(int width, int height) {
        return render("png", width, height, false);
    }

    /** A lossy WebP of one chunk; the data after its header are zeros. */
    static byte[] webpLossy(int width, int height) {
        byte[] data = new byte[30];
        little(data)
                .position(3)
                .put(new byte[] {(byte) 0x9d, 0x01, 0x2a})
                .putShort((short) width)
                .putShort((short) height);
        return riff(chunk("VP8 ", data));
    }

    /** A lossless WebP of one chunk with an odd length. */
    static byte[] webpLossless(int width, int height) {
        byte[] data = new byte[11];
        little(data).put((byte) 0x2f).putInt(width - 1 | height - 1 << 14);
        return riff(chunk("VP8L", data));
    }

    /** An extended WebP with a header, a color profile and the data. */
    static byte[] webpExtended(int width, int height) {
        byte[] header = new byte[10];
        ByteBuffer fields = little(header).position(4);
        for (int size : new int[] {width - 1, height - 1}) {
            fields.put((byte) size).put((byte) (size >> 8)).put((byte) (size >> 16));
        }
        return riff(join(chunk("VP8X", header), chunk("ICCP", new byte[7]), chunk("VP8 ", new byte[20])));
    }

    static byte[] riff(byte[] chunks) {
        return join(chunkHeader("RIFF", chunks.length + 4), "WEBP".getBytes(StandardCharsets.US_ASCII), chunks);
    }

    static byte[] chunk(String type, byte[] data) {
        return join(chunkHeader(type, data.length), data, new byte[data.length % 2]);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Inserts this many application segments of nearly 64 KiB after the first marker. */
    static byte[] withSegments(byte[] jpeg, int count) {
        byte[] segment = new byte[0xffff + 2];
        ByteBuffer.wrap(segment).putShort((short) 0xffe2).putShort((short) 0xffff);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (int i = 0; i < count; i++) {
            out.writeBytes(segment);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static byte[] withByte(byte[] file, int index, int value) {
        byte[] changed = file.clone();
        changed[index < 0 ? file.length + index : index] = (byte) value;
        return changed;
    }

    static byte[] start(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }

    private static byte[] chunkHeader(String type, int length) {
        byte[] header = new byte[8];
        little(header).put(type.getBytes(StandardCharsets.US_ASCII)).putInt(length);
        return header;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] render(String format, int width, int height, boolean progressive) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.WHITE);
        graphics.drawOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
