package io.jenkins.plugins.flux.simulator.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrokeFontTest {
    private static final String BOX = strokes('\u6f22');

    @Test
    void everyVisibleAsciiCharacterHasAShapeOfItsOwn() {
        Set<String> shapes = new HashSet<>();
        for (char character = '!'; character <= '~'; character++) {
            assertThat(strokes(character)).as("'" + character + "'").isNotEqualTo(BOX);
            // I, l and | differ only in height, which counts here.
            shapes.add(strokes(character));
        }
        assertThat(shapes).hasSizeGreaterThanOrEqualTo('~' - '!');
    }

    @Test
    void shapesStayWithinTheirWidthAndLine() {
        for (char character = '!'; character <= '~'; character++) {
            Rectangle2D bounds = StrokeFont.strokes(String.valueOf(character), 0, StrokeFont.CAPITAL_HEIGHT, 1)
                    .getBounds2D();
            assertThat(bounds.getMinX()).as("left of '" + character + "'").isGreaterThanOrEqualTo(-0.5);
            assertThat(bounds.getMaxX())
                    .as("right of '" + character + "'")
                    .isLessThanOrEqualTo(StrokeFont.width(String.valueOf(character)) + 0.3);
            assertThat(bounds.getMinY()).isGreaterThanOrEqualTo(-1.1);
            assertThat(bounds.getMaxY()).isLessThanOrEqualTo(9.5);
        }
    }

    @Test
    void widthGrowsWithTheText() {
        assertThat(StrokeFont.width("")).isZero();
        assertThat(StrokeFont.width("ab")).isGreaterThan(StrokeFont.width("a"));
        assertThat(StrokeFont.width("a b")).isGreaterThan(StrokeFont.width("ab"));
    }

    @Test
    void unknownStrokesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> GlyphReader.read("Z 1 2"));
    }

    private static String strokes(char character) {
        PathIterator path =
                StrokeFont.strokes(String.valueOf(character), 0, 7, 1).getPathIterator(null, 0.05);
        StringBuilder text = new StringBuilder();
        double[] point = new double[6];
        for (; !path.isDone(); path.next()) {
            text.append(path.currentSegment(point))
                    .append(' ')
                    .append(point[0])
                    .append(' ')
                    .append(point[1]);
        }
        return text.toString();
    }
}
